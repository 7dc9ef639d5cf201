"""Cheap features of the parse for ranking an amount's candidate places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from extractor.facts.indicators_features import KINDS
from extractor.facts.indicators_site import Site, child, governing_verb, subject_of, tokens_of
from extractor.facts.indicators_where import IMPLIED, Map, Spot, Where, is_dateline, kind_of
from extractor.facts.names.lexicon import legal_forms
from extractor.facts.quotes_lexicon import fold, table
from extractor.records import Status

FAR = 200  # tokens
PLACE_KINDS = ("country", "region", "city")
PREPOSITIONS = ("в", "на", "по", "из", "от", "до", "к", "с", "для", "между", "через", "у")
CASES = ("Nom", "Gen", "Loc", "Acc", "Dat", "Ins")
BARS = ("office", "body", "adjective")
UNITS = (("a", "mo", "wk", "d", "h", "min"), ("m", "km", "m2", "har"), ("t", "kg", "c", "g"), ("MW", "kW.h", "GW"))
STATUSES: tuple[Status, ...] = ("actual", "planned", "forecast", "target", "required")
BLOCKS = ("title", "lead", "heading", "paragraph", "list_item", "quote", "table_row", "caption")


@dataclass(frozen=True, slots=True)
class Around:
    """What all candidates of one amount share: bounds, the places rules would give, and the words about it."""

    sentence: int
    sentence_start: int
    sentence_end: int
    verb: Token | None
    subject: Token | None
    above: dict[int, int]
    rules: dict[str, str | None]
    scope: dict[str, int]


@cache
def scopes() -> dict[str, str]:
    """Common word -> the kind of scope it shows."""
    return {word: row[0] for row in table("place_scopes") for word in row[1].split()}


@cache
def scope_kinds() -> tuple[str, ...]:
    return tuple(row[0] for row in table("place_scopes"))


def where_vectors(places: Map, site: Site, found: list[Where], status: Status) -> list[list[float]]:
    """(candidate, feature) rows of an amount's candidate places.

    What all candidates share (the amount, its sentence, the topics of the article) stands in the row of no place only:
    for a linear model it can do no more than speak for or against having a place.
    """
    around = _around(places, site)
    shared = _shared(places, site, status, around)
    return [
        [
            *_own(places, around, w),
            *_relation(places, site, around, w.spot),
            *(shared if w.key is None else [0.0] * len(shared)),
        ]
        for w in found
    ]


def _around(places: Map, site: Site) -> Around:
    sentence = places.sentences[site.start]
    start = site.start
    while start > site.block_start and places.sentences[start - 1] == sentence:
        start -= 1
    end = site.end
    while end < site.block_end and places.sentences[end] == sentence:
        end += 1
    verb = governing_verb(site.head)
    return Around(
        sentence,
        start,
        end,
        verb,
        subject_of(verb) if verb is not None else None,
        _above(site.head),
        _rules(places, site, start),
        _scope_words(places, site, start, end),
    )


def _above(token: Token) -> dict[int, int]:
    """Each token over this one, itself first -> steps up to it."""
    out = {token.i: 0}
    while token.head.i not in out:
        out[token.head.i] = len(out)
        token = token.head
    return out


def _scope_words(places: Map, site: Site, start: int, end: int) -> dict[str, int]:
    """Kind of scope -> distance of its nearest word in the sentence."""
    out: dict[str, int] = {}
    for token in places.page.doc[start:end]:
        kind = scopes().get(fold(token.lemma_))
        if kind is not None:
            out[kind] = min(out.get(kind, FAR), abs(token.i - site.start))
    return out


def _closest(spots: list[Spot], site: Site) -> str | None:
    spot = min(spots, key=lambda s: abs(s.at - site.start), default=None)
    return spot.key if spot is not None else None


def _rules(places: Map, site: Site, start: int) -> dict[str, str | None]:
    """The place that stands at the head of the list item, is stated in the clause, in the sentence before the amount, in
    the genitive in the clause, in the block before the amount, in the heading over it; the last one stated before it.
    """
    free = [s for s in places.spots if not s.bar and s.mention.rule != "national_scope"]
    clause = [s for s in free if site.left <= s.at < site.right]
    before = [s for s in free if s.at < site.start]
    stated = [s for s in before if s.states]
    found: dict[str, str | None] = {
        "item": next((s.key for s in before if 0 <= s.at - site.block_start <= 2), None),
        "clause": _closest([s for s in clause if s.states], site),
        "sentence": _closest([s for s in before if s.at >= start and s.states], site),
        "genitive": _closest([s for s in clause if not s.preposition and s.case == "Gen"], site),
        "block": _closest([s for s in stated if s.at >= site.block_start], site),
        "heading": _of_heading(places, site, free),
        "last": _closest(stated, site),
        "any": _closest(before, site),
        "block_first": next((s.key for s in before if s.at >= site.block_start), None),
        "word": _closest(
            [s for s in places.spots if s.bar in ("", "adjective") and site.left <= s.at < site.right], site
        ),
        "people": next((s.key for s in places.spots if site.start <= s.at < site.end), None),
        "block_before": next((s.key for s in reversed(stated) if s.at < site.block_start), None),
    }
    found["first"] = next((found[r] for r in ("clause", "sentence", "genitive", "heading") if found[r]), places.default)
    return found


def _of_heading(places: Map, site: Site, spots: list[Spot]) -> str | None:
    blocks = list(places.page.doc.spans["blocks"])
    for index in range(site.block, max(-1, site.block - 6), -1):
        if blocks[index].label_ == "heading":
            return next((s.key for s in spots if blocks[index].start <= s.at < blocks[index].end), None)
    return None


RULES = (
    "item", "clause", "sentence", "genitive", "block", "heading", "last", "any", "block_first", "word", "people",
    "block_before", "first",
)  # fmt: skip


def _own(places: Map, around: Around, where: Where) -> list[float]:
    """What a candidate has wherever the amount stands, and which rules would give it."""
    key = where.key
    if key is None:
        return [1.0, *[0.0] * 33, *(float(around.rules[r] is None) for r in RULES), 0.0, 0.0]
    spots = places.by_key[key]
    score = places.scores.get(key, 0.0)
    total = sum(places.scores.values()) or 1.0
    rival = max((v for k, v in places.scores.items() if k != key), default=0.0)
    kind = kind_of(key)
    named = [s for s in spots if s.mention.rule not in IMPLIED]
    body = next((b.start for b in places.page.doc.spans["blocks"] if b.label_ == "paragraph"), 0)
    return [
        0.0,
        *(float(kind == k) for k in PLACE_KINDS),
        float(key == places.default),
        float(key == places.home),
        score,
        score / total,
        score - rival,
        float(len(spots)),
        len(spots) / max(1, len(places.spots)),
        float(len(named)),
        float(any(s.at < places.title_end for s in spots)),
        float(any(s.at < places.lead_end for s in spots)),
        float(any(places.block_of(s.at) == places.block_of(body) for s in spots)),
        float(any(is_dateline(places, s) for s in spots)),
        float(sum(s.bar in ("office", "body") for s in spots)) / len(spots),
        float(sum(s.states for s in spots)) / len(spots),
        float(len({places.block_of(s.at) for s in spots})),
        float(sum(1 for k, v in places.scores.items() if v > score)),
        *_parts(places, spots, body),
        float(key in places.parts),
        float(key in places.wholes),
        float(_is_published(places, key)),
        float(key == places.published),
        float(kind == "country" and places.scores.get(key, 0.0) == _best_of(places, "country")),
        float(kind == "region" and places.scores.get(key, 0.0) == _best_of(places, "region")),
        float(kind == "city" and places.scores.get(key, 0.0) == _best_of(places, "city")),
        score / (_best_of(places, kind) or 1.0),
        *(float(around.rules[r] == key) for r in RULES),
        float(kind in around.scope),
        float(around.scope.get(kind, FAR)),
    ]


def _parts(places: Map, spots: list[Spot], body: int) -> list[float]:
    """How often a place is named in the title, the lead, the first block after it, later, as an adjective; as a goal."""
    first = places.block_of(body)
    title = [s for s in spots if s.at < places.title_end]
    lead = [s for s in spots if places.title_end <= s.at < places.lead_end]
    opening = [s for s in spots if s.at >= places.lead_end and places.block_of(s.at) == first]
    return [
        float(sum(s.mention.rule not in IMPLIED for s in title)),
        float(sum(s.mention.rule not in IMPLIED for s in lead)),
        float(sum(s.mention.rule not in IMPLIED for s in opening)),
        float(sum(s.mention.rule in ("country_word", "place_word") for s in spots)),
        float(sum(s.mention.rule == "national_scope" for s in spots)),
        float(sum(s.preposition in ("в", "во", "на") and s.case == "Acc" for s in spots)) / len(spots),
    ]


def _best_of(places: Map, kind: str) -> float:
    return max((v for k, v in places.scores.items() if kind_of(k) == kind), default=0.0)


def _is_published(places: Map, key: str) -> bool:
    """A place whose name begins like a word of the publisher's: «Душанбе-Пресс», «Томский пристав»."""
    article = places.page.doc._.article
    words = re.findall(r"[^\W_]+", fold(article.publisher or "")) if article is not None else []
    stem = fold(key)[:5]
    return any(w.startswith(stem) or (len(w) >= 4 and stem.startswith(w)) for w in words)


def _relation(places: Map, site: Site, around: Around, spot: Spot | None) -> list[float]:
    """How the candidate's nearest mention stands to the amount."""
    if spot is None:
        return [0.0] * (17 + len(PREPOSITIONS) + len(CASES) + len(BARS) + len(IMPLIED) + 7)
    doc, token = places.page.doc, places.page.doc[spot.at]
    spots = places.by_key[spot.key]
    before = [s for s in spots if s.at < site.start]
    after = [s for s in spots if s.at >= site.start]
    same = places.sentences[spot.at] == around.sentence
    block = places.block_of(spot.at)
    left, right = sorted((spot.at, site.start))
    between = {s.key for s in places.spots if left < s.at < right and s.key != spot.key and not s.bar}
    others = sum(a.start != site.start and left < a.start < right for a in places.page.sites)
    return [
        float(max(-FAR, min(FAR, site.start - spot.at))),
        float(min(FAR, site.start - before[-1].at)) if before else FAR,
        float(min(FAR, after[0].at - site.start)) if after else FAR,
        float(places.sentences[site.start] - places.sentences[before[-1].at]) if before else FAR,
        float(site.block - places.block_of(before[-1].at)) if before else FAR,
        float(any(places.sentences[s.at] == around.sentence and s.at < site.start for s in spots)),
        float(any(places.sentences[s.at] == around.sentence and s.at >= site.start for s in spots)),
        float(sum(1 for s in spots if places.block_of(s.at) == site.block)),
        float(block == site.block),
        float(same and site.left <= spot.at < site.right),
        float(site.start <= spot.at < site.end),
        float(len(between)),
        float(others),
        float(spot.states),
        float(spot.at == around.sentence_start or spot.at == around.sentence_start + 1),
        float(spot.end < len(doc) and doc[spot.end].text in ("—", "–", "-", ":")),
        float(token.pos_ == "ADJ"),
        *(float(spot.preposition == p) for p in PREPOSITIONS),
        *(float(spot.case == c) for c in CASES),
        *(float(spot.bar == b) for b in BARS),
        *(float(spot.mention.rule == r) for r in IMPLIED),
        *_path(around, token, same),
    ]


def _path(around: Around, token: Token, same: bool) -> list[float]:
    """Steps up the tree from the place and from the amount to the token over both; whether that is the verb, the subject
    or the amount itself, and whether the place is or belongs to the subject.
    """
    if not same:
        return [0.0, 12.0, 12.0, 0.0, 0.0, 0.0, 0.0]
    up, at = 0, token
    subject = around.subject
    of_subject = False
    while at.i not in around.above and up < 12 and at.head.i != at.i:
        of_subject = of_subject or (subject is not None and at.i == subject.i)
        at, up = at.head, up + 1
    met = at.i in around.above
    down = around.above.get(at.i, 12)
    return [
        float(met),
        float(min(12, up)),
        float(min(12, down)),
        float(met and around.verb is not None and at.i == around.verb.i),
        float(met and down == 0),
        float(of_subject or (subject is not None and at.i == subject.i)),
        float(subject is not None and token.i == subject.i),
    ]


def _shared(places: Map, site: Site, status: Status, around: Around) -> list[float]:
    """The amount, its sentence and its article."""
    page, doc, amount = places.page, places.page.doc, site.amount
    article, scope, rules, subject = _article_scopes(places), around.scope, around.rules, around.subject
    start, end = around.sentence_start, around.sentence_end
    ordered = [*sorted(places.scores.values(), reverse=True), 0.0, 0.0]
    free = [s for s in places.spots if not s.bar]
    words = max(1, len(doc))
    lemmas = [fold(t.lemma_) for t in doc[start:end]]
    return [
        *(float(amount.kind == k) for k in KINDS),
        *(float(amount.unit in group) for group in UNITS),
        *(float(amount.unit == u) for u in ("USD", "EUR", "KZT", "RUB", "UZS")),
        float(amount.kind == "money" and amount.unit in ("USD", "EUR")),
        float(amount.direction is not None),
        *(float(status == s) for s in STATUSES),
        *(float(site.kind == b) for b in BLOCKS),
        float(site.block),
        site.start / words,
        float(site.bracketed),
        float(len(places.by_key)),
        ordered[0],
        ordered[1],
        ordered[0] / (sum(ordered) or 1.0),
        100 * len(free) / words,
        100 * len(places.spots) / words,
        float(places.default is not None),
        float(sum(1 for s in free if site.block_start <= s.at < site.block_end)),
        float(len({s.key for s in places.spots if start <= s.at < end})),
        float(len({s.key for s in free if kind_of(s.key) == "country"})),
        float(sum(n.kind == "institution" for n in page.names)),
        float(sum(n.kind == "person" for n in page.names)),
        float(any(i in page.body_tokens for i in range(start, end))),
        float(subject is not None and subject.i in page.body_tokens),
        float(subject is not None and subject.i in page.person_tokens),
        float(subject is not None and subject.i in page.place_tokens),
        float(subject is not None and subject.pos_ == "PRON"),
        float(any(w in ("я", "мы", "наш", "мой") for w in lemmas)),
        float(subject is not None and child(subject, "nmod") is not None),
        *(float(k in scope) for k in scope_kinds()),
        *(article.get(k, 0.0) for k in scope_kinds()),
        *(float(rules[r] is not None) for r in RULES),
        *_bodies(places),
    ]


def _bodies(places: Map) -> list[float]:
    """Legal forms for each hundred words; whether bodies stand in the title, and are subjects in the opening; speech."""
    page, doc = places.page, places.page.doc
    forms = sum(t.text in legal_forms() for t in doc)
    bodies = [tokens_of(doc, n)[0] for n in page.names if n.kind == "institution"]
    opening = [t for t in doc[places.title_end : places.title_end + 60] if t.dep_.startswith("nsubj")]
    first = opening[0] if opening else None
    return [
        100 * forms / len(doc),
        float(any(b < places.title_end for b in bodies)),
        float(any(t.i in page.body_tokens for t in opening)),
        float(first is not None and first.i in page.body_tokens),
        float(first is not None and first.i in page.place_tokens),
        100 * len(bodies) / len(doc),
        100 * sum(b.label_ == "quote" for b in doc.spans["blocks"]) / len(doc.spans["blocks"]),
        100 * sum(t.text == "?" for t in doc) / len(doc),
    ]


def _article_scopes(places: Map) -> dict[str, float]:
    """Kind of scope -> how many of a hundred words show it."""
    if not places.scope_share:
        for token in places.page.doc:
            kind = scopes().get(fold(token.lemma_))
            if kind is not None:
                places.scope_share[kind] = places.scope_share.get(kind, 0.0) + 100 / len(places.page.doc)
    return places.scope_share
