"""What each place of an article has wherever an amount stands, and what the article is about; worked out once."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from extractor.facts.indicators.site import tokens_of
from extractor.facts.indicators.where import IMPLIED, Map, Spot, is_dateline, kind_of
from extractor.facts.names.lexicon import legal_forms
from extractor.facts.wordlists import fold, rows

PLACE_KINDS = ("country", "region", "city")
QUOTES = '«»“”„"'
OPENING = 60  # tokens


@cache
def scopes() -> dict[str, str]:
    """Common word -> the kind of scope it shows."""
    return {word: row[0] for row in rows("place_scopes") for word in row[1].split()}


@cache
def scope_kinds() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("place_scopes"))


def profile_size() -> int:
    """The number of values ``profile`` gives."""
    return 35 + len(scope_kinds())


def profile(places: Map, key: str) -> list[float]:
    """How often, where and how a place is named, how it stands among the others, and whether the publisher names it."""
    if key not in places.kept:
        places.kept[key] = _profile(places, key)
    return places.kept[key]


def _profile(places: Map, key: str) -> list[float]:
    spots = places.by_key[key]
    score, total = places.scores.get(key, 0.0), sum(places.standing) or 1.0
    rank = bisect_left(places.standing, -score, key=lambda v: -v)
    rival = next(iter(places.standing[1:] if rank == 0 else places.standing), 0.0)
    kind, topics = kind_of(key), dict(zip(scope_kinds(), article_topics(places), strict=False))
    best = places.best.get(kind, 0.0)
    body = next((b.start for b in places.page.text.blocks if b.kind == "paragraph"), 0)
    return [
        *(float(kind == k) for k in PLACE_KINDS),
        float(key == places.default),
        float(key == places.home),
        score,
        score / total,
        score - rival,
        float(len(spots)),
        len(spots) / max(1, len(places.spots)),
        float(sum(s.mention.rule not in IMPLIED for s in spots)),
        float(any(s.at < places.title_end for s in spots)),
        float(any(s.at < places.lead_end for s in spots)),
        float(any(places.page.text.block_of(s.at) == places.page.text.block_of(body) for s in spots)),
        float(any(is_dateline(places, s) for s in spots)),
        float(sum(s.bar in ("office", "body") for s in spots)) / len(spots),
        float(sum(s.states for s in spots)) / len(spots),
        float(len({places.page.text.block_of(s.at) for s in spots})),
        float(rank),
        *_parts(places, spots, body),
        float(key in places.paid_in),
        float(key in places.parts),
        float(key in places.wholes),
        float(_is_published(places, key)),
        float(key == places.published),
        *(float(kind == k and score == best) for k in PLACE_KINDS),
        score / (best or 1.0),
        topics.get(kind, 0.0),
        *(topics[k] if kind == "country" else 0.0 for k in scope_kinds()),
    ]


def _parts(places: Map, spots: list[Spot], body: int) -> list[float]:
    """How often a place is named in the title, the lead, the first block after it, later, as an adjective; as a goal."""
    first = places.page.text.block_of(body)
    title = [s for s in spots if s.at < places.title_end]
    lead = [s for s in spots if places.title_end <= s.at < places.lead_end]
    opening = [s for s in spots if s.at >= places.lead_end and places.page.text.block_of(s.at) == first]
    return [
        float(sum(s.mention.rule not in IMPLIED for s in title)),
        float(sum(s.mention.rule not in IMPLIED for s in lead)),
        float(sum(s.mention.rule not in IMPLIED for s in opening)),
        float(sum(s.mention.rule in ("country_word", "place_word") for s in spots)),
        float(sum(s.mention.rule == "national_scope" for s in spots)),
        float(sum(s.preposition in ("в", "во", "на") and s.case == "Acc" for s in spots)) / len(spots),
    ]


def _is_published(places: Map, key: str) -> bool:
    """A place whose name begins like a word of the publisher's: «Душанбе-Пресс», «Томский пристав»."""
    article = places.page.doc._.article
    words = re.findall(r"[^\W_]+", fold(article.publisher or "")) if article is not None else []
    stem = fold(key)[:5]
    return any(w.startswith(stem) or (len(w) >= 4 and stem.startswith(w)) for w in words)


def article_topics(places: Map) -> list[float]:
    """How many of a hundred words show each kind of scope; then what bodies the article names, and whether it talks."""
    if "" not in places.kept:
        words = places.page.words
        share = dict.fromkeys(scope_kinds(), 0.0)
        for token in words:
            kind = scopes().get(token.lemma)
            if kind is not None:
                share[kind] += 100 / len(words)
        places.kept[""] = [*share.values(), *_bodies(places)]
    return places.kept[""]


def is_company(name: str) -> bool:
    """A name with a legal form, in quotation marks or in Latin letters."""
    return any(w in legal_forms() for w in name.split()) or any(c in QUOTES or "a" <= c.lower() <= "z" for c in name)


def _bodies(places: Map) -> list[float]:
    """Legal forms for each hundred words; whether bodies stand in the title, and are subjects in the opening; speech."""
    page, words, blocks = places.page, places.page.words, places.page.text.blocks
    forms = sum(t.text in legal_forms() for t in words)
    bodies = [tokens_of(page.doc, n)[0] for n in page.names if n.kind == "institution"]
    companies = [n for n in page.names if n.kind == "institution" and is_company(n.text)]
    len_title = words[places.title_end].idx if places.title_end < len(words) else 0
    opening = [t for t in words[places.title_end : places.title_end + 60] if t.dep.startswith("nsubj")]
    first = opening[0] if opening else None
    return [
        100 * forms / len(words),
        float(any(b < places.title_end for b in bodies)),
        float(any(t.i in page.body_tokens for t in opening)),
        float(first is not None and first.i in page.body_tokens),
        float(first is not None and first.i in page.place_tokens),
        100 * len(bodies) / len(words),
        100 * len(companies) / len(words),
        len(companies) / max(1, len(bodies)),
        float(any(n.start < len_title for n in companies)),
        100 * sum(b.kind == "quote" for b in blocks) / len(blocks),
        100 * sum(t.text == "?" for t in words) / len(words),
    ]
