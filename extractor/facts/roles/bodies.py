"""Whose position it is, where the words beside it do not say: from a common noun («директор компании»), from the
context.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import (
    body_nouns,
    entries,
    fold,
    known_bodies,
    lines_of,
    place_nouns,
    places,
    position_classes,
)
from extractor.facts.names.nominative import name_of
from extractor.facts.roles.complements import Position
from extractor.facts.roles.mentions import Names

REGIONAL = entries("role_words.txt", "regional")
MUNICIPAL = entries("role_words.txt", "municipal")
PLAIN = entries("role_words.txt", "plain")
GENERIC = entries("role_words.txt", "generic")
PARLIAMENTS = entries("role_words.txt", "parliaments")


SAID = entries("role_words.txt", "said")
COMPANY_POSITIONS = entries("role_words.txt", "company_positions")
COMPANY_KINDS = {
    "company": 1.0,
    "other": 0.7,
    "university": 0.2,
    "government": -1.2,
    "court": -3.0,
    "international": -1.5,
    "party": -2.0,
}
HEAD_KINDS = {"company": 0.5, "other": 0.5, "government": 0.3, "court": -1.0, "international": -1.0, "party": 0.2}


@cache
def affinities() -> dict[str, frozenset[str]]:
    """Position -> nouns of the bodies it belongs to."""
    rows = (line.split("\t") for line in lines_of("position_bodies.tsv"))
    return {fold(row[0]): frozenset(fold(n.strip()) for n in row[1].split(",")) for row in rows}


class Bodies:
    """The institutions and places of one Doc, asked for by what a position calls its body."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self.doc, self.names = doc, names
        mentions = sorted(names.range, key=lambda n: n.start)
        self.institutions = [n for n in mentions if n.kind == "institution"]
        self.places = [n for n in mentions if n.kind == "place"]
        self.kinds = {n: self._place_kind(n) for n in self.places}

    def _place_kind(self, name: NameMention) -> str:
        start, end = self.names.range[name]
        for k in (end - 1, start):
            for form in sorted(base_forms(self.doc[k].text)):
                if form in place_nouns() and end - start > 1:
                    return place_nouns()[form]
        known = places()[0].get(fold(name_of(self.doc, name.start, name.end, "place")))
        if known:
            return known.kind
        token = self.doc[start]
        return "region" if end - start == 1 and is_adjective(token.text) else "other"

    def of(self, p: Position) -> NameMention | None:
        """The body of a position that has none beside it, or None where the text does not say."""
        if p.anaphor is not None:
            found = self._by_noun(p)
            if (
                found is not None
                or p.group in ("profession",)
                or (p.phrase is not None and p.phrase[1] - p.phrase[0] > 1)
            ):
                return found
        if p.possessive and p.group not in ("country", "region") and (owner := self._spoken_of(p)) is not None:
            return owner
        if "министр" in p.noun and p.title_end == p.head + 1:
            ministries = [
                n for n in self.institutions if "министерство" in self._describes(n) and n.start < self.doc[p.head].idx
            ]
            if ministries:
                return ministries[-1]
        if (
            p.noun in ("президент", "вице-президент", "лидер")
            and (found := self._organisation(p))
            and found.start >= self.doc[p.head].sent.start_char
        ):
            return found
        if p.group == "country":
            return self._main_place(("country",), p) or (
                None if self._any_country() else self._main_place(("region",), p)
            )
        if p.group == "region":
            kinds: tuple[str, ...] = (
                ("region",) if p.noun in REGIONAL else ("city",) if p.noun in MUNICIPAL else ("region", "city", "other")
            )
            return (
                self._near_place(p, kinds)
                or self._main_place(kinds if kinds[0] != kinds[-1] else kinds[:2], p)
                or self._main_place(("region", "city"), p)
            )
        affine = self._by_affinity(p)
        if affine is not None:
            return affine
        if p.noun in ("депутат", "депутатка", "сенатор", "мажилисмен", "парламентарий", "нардеп"):
            return self._near(p, [n for n in self.institutions if self._is_parliament(n)])
        if p.group == "organisation" or (p.group == "member" and p.noun not in ("участник", "участница", "кандидат")):
            return self._organisation(p)
        return None

    def _any_country(self) -> bool:
        return any(k == "country" for k in self.kinds.values())

    def _spoken_of(self, p: Position) -> NameMention | None:
        """«её председатель»: the institution that opens the sentence, else the one that opens the sentence before."""
        sentence = self.doc[p.head].sent
        at = self.doc[p.head].idx
        here = [n for n in self.institutions if sentence.start_char <= n.start < at]
        if here:
            return here[0]
        if sentence.start == 0 or (self.doc[sentence.start - 1].is_space and sentence.start < 2):
            return None
        before = self.doc[sentence.start - 1].sent
        there = [n for n in self.institutions if before.start_char <= n.start < before.end_char]
        return there[0] if there else None

    def _by_affinity(self, p: Position) -> NameMention | None:
        """«инспектор» is of an inspectorate, «ректор» of a university: the last such body before, else the first
        after.
        """
        wanted = affinities().get(p.noun, frozenset())
        if "врач" in self.doc[p.head].text and "ветеринарн" not in self.doc[p.start].text:
            wanted = wanted or affinities().get("врач", frozenset())
        fits = [n for n in self.institutions if self._describes(n) & wanted] if wanted else []
        return self._near(p, fits) if fits else None

    def _is_parliament(self, name: NameMention) -> bool:
        start, end = self.names.range[name]
        return any(base_forms(self.doc[k].text) & PARLIAMENTS for k in range(start, end))

    def _by_noun(self, p: Position) -> NameMention | None:
        """«директор компании»: the last institution before that the noun may mean; «аким региона»: the last such
        place.
        """
        assert p.anaphor is not None
        forms = base_forms(self.doc[p.anaphor].text)
        first = body_noun_at(self.doc, p.anaphor)
        kinds = {place_nouns()[f] for f in forms if f in place_nouns()}
        if kinds and first is None:
            if "country" in kinds:
                found = self._main_place(("country",), p)
                return found or (self._main_place(("region",), p) if "республика" in forms else None)
            same = [n for n in self.places if n.start < self.doc[p.head].idx and self._named_by(n) & forms]
            if same and forms & {"область", "край", "район", "округ", "город", "аул", "село"}:
                return same[-1]
            if forms & {"область", "край", "регион"}:
                larger = [
                    n for n in self.places if self.kinds[n] == "region" and not self._named_by(n) & {"район", "округ"}
                ]
                if larger:
                    return self._near(p, larger)
            wanted = tuple(sorted(kinds)) if "region" not in kinds or forms & {"район", "округ"} else ("region",)
            return self._near_place(p, wanted) or self._main_place(wanted, p)
        at = self.doc[p.head].idx
        before = [n for n in self.institutions if n.start < at]
        described = [n for n in before if self._describes(n) & forms]
        if p.phrase is not None and (own_words := self._distinguishing(p)):
            described = [n for n in described if self._has_words(n, own_words)]
            return described[-1] if described else None
        sentence = self.doc[p.head].sent
        if described and described[-1].start < sentence.start_char:
            own = [
                n
                for n in before
                if n.start >= sentence.start_char and not self._describes(n) and self._kind(n) == "other"
            ]
            if own:
                return own[-1]
        if described:
            return described[-1]
        if forms & GENERIC:
            own = (
                [n for n in before if self._kind(n) not in ("media", "international", "government", "court")]
                if not forms & {"ведомство"}
                else [n for n in before if self._kind(n) == "government"]
            )
            if own:
                return own[-1]
        after = [n for n in self.institutions if n.start >= at and self._describes(n) & forms]
        return after[0] if after else None

    def _named_by(self, name: NameMention) -> frozenset[str]:
        start, end = self.names.range[name]
        return frozenset(f for k in range(start, end) for f in base_forms(self.doc[k].text) if f in place_nouns())

    def _distinguishing(self, p: Position) -> frozenset[str]:
        """Adjectives of the noun phrase that tell the body from others («директор [аульной] школы»)."""
        assert p.phrase is not None
        words = [self.doc[k] for k in range(*p.phrase) if is_adjective(self.doc[k].text)]
        return frozenset(f for t in words if not base_forms(t.text) & PLAIN for f in base_forms(t.text))

    def _has_words(self, name: NameMention, words: frozenset[str]) -> bool:
        start, end = self.names.range[name]
        return any(base_forms(self.doc[k].text) & words for k in range(start, end))

    def country_of_sentence(self, p: Position) -> str | None:
        """«[Армянская] сторона, которую представляла замминистра»: the country whose adjective the sentence has
        before.
        """
        adjectives = places()[1]
        for token in self.doc[self.doc[p.head].sent.start : p.head]:
            for form in sorted(base_forms(token.text) & adjectives.keys()):
                if adjectives[form].kind == "country" and form not in ("республиканский", "федеральный"):
                    return adjectives[form].name
        return None

    def _describes(self, name: NameMention) -> frozenset[str]:
        """Nouns that the text calls a body by: in its name and right before it; also the ending of a clipped name."""
        start, end = self.names.range[name]
        found: set[str] = set()
        left = start
        while left > 0 and start - left < 3 and left - 1 not in self.names.at and not self.doc[left - 1].is_space:
            left -= 1
        for k in [*range(start, end), *range(left, start)]:
            if self.doc[k].is_space or (k < start and self.doc[k].text in (",", ".", "»")):
                continue
            forms = base_forms(self.doc[k].text)
            found.update(f for f in forms if f in body_nouns())
            found.update(
                part for f in forms for part in ("банк", "фонд", "суд", "институт", "дума", "биржа") if f.endswith(part)
            )
            if any(
                (f.startswith("мин") and f in known_bodies())
                or (f.startswith("мин") and self.doc[k].text[:1].isupper())
                for f in forms
            ):
                found.update(("министерство", "ведомство"))
        text = self.doc[start].text
        if text in ("АО", "ТОО", "ООО", "ПАО", "ОАО", "ЗАО", "ОсОО", "НК", "ГК"):
            found.update(("компания", "предприятие", "общество", "холдинг", "фирма", "завод", "фабрика"))
        return frozenset(found)

    def _kind(self, name: NameMention) -> str:
        start, end = self.names.range[name]
        for k in range(start, end):
            noun = body_noun_at(self.doc, k)
            if noun is not None:
                return noun.kind
        forms = base_forms(self.doc[start].text)
        hit = next((f for f in sorted(forms) if f in known_bodies()), None)
        if hit:
            return known_bodies()[hit].kind
        if fold(self.doc[start].text).startswith("мин"):
            return "government"
        for k in range(start - 1, max(-1, start - 4), -1):
            noun = body_noun_at(self.doc, k)
            if noun is not None:
                return noun.kind
        return "other"

    def _near(self, p: Position, among: list[NameMention]) -> NameMention | None:
        """The last before the position, else the first of the article."""
        at = self.doc[p.head].idx
        before = [n for n in among if n.start < at]
        return before[-1] if before else (among[0] if among else None)

    def _near_place(self, p: Position, kinds: tuple[str, ...]) -> NameMention | None:
        """The last place of a kind in the sentence before the position or the one before that."""
        at = self.doc[p.head].idx
        start = self.doc[p.head].sent.start
        since = self.doc[start - 1].sent.start_char if start > 0 else 0
        near = [n for n in self.places if since <= n.start < at and self.kinds[n] in kinds]
        return near[-1] if near else None

    def _main_place(self, kinds: tuple[str, ...], p: Position) -> NameMention | None:
        """The place of a kind that the article names most, where that is clear; the first mention of it."""
        among = [n for n in self.places if self.kinds[n] in kinds]
        counts = Counter(name_of(self.doc, n.start, n.end, "place") for n in among)
        if not counts:
            return None
        ranked = sorted(counts.items(), key=lambda kv: -kv[1])
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1] and "country" in kinds:
            first = name_of(self.doc, among[0].start, among[0].end, "place")
            if first != ranked[0][0]:
                return None
        top = ranked[0][0]
        return next(n for n in among if name_of(self.doc, n.start, n.end, "place") == top)

    def _organisation(self, p: Position) -> NameMention | None:
        """The institution before the position that the context points to most, where it points to one at all.

        Counted are nearness (same sentence, sentence before), how often the article names the body, whether it opens
        the
        article, and whether its kind goes with the position; media that are only told or quoted never count.
        """
        if p.anaphor is None and not self._open_complement(p):
            return None
        at = self.doc[p.head].idx
        sentence = self.doc[p.head].sent
        start = sentence.start_char
        since = start
        if sentence.start > 0 and not self.doc[sentence.start - 1].is_space:
            since = self.doc[sentence.start - 1].sent.start_char
        counts = Counter(self._stem(n) for n in self.institutions)
        best: tuple[float, int] | None = None
        chosen = None
        for n in self.institutions:
            if n.start >= at or self._is_source(n):
                continue
            kind = self._kind(n)
            score = 2.5 if n.start >= start else 1.5 if n.start >= since else 0.0
            score += min(counts[self._stem(n)], 4) * 0.4 + (0.6 if n.start < self._opening else 0.0)
            score += COMPANY_KINDS.get(kind, 0.0) if p.noun in COMPANY_POSITIONS else HEAD_KINDS.get(kind, 0.0)
            if best is None or (score, n.start) > best:
                best, chosen = (score, n.start), n
        return chosen if best is not None and best[0] >= 0.0 else None

    def _open_complement(self, p: Position) -> bool:
        """Nothing after the head noun, «по закупкам», or a part of a body («отдела», «правления»): the body is not
        said.
        «командир корабля», «автор идеи» say all there is.
        """
        rest = range(p.head + 1, p.title_end)
        if not rest or fold(self.doc[rest[0]].text) in ("по", "."):
            return True
        units = entries("position_units.txt")
        return any(
            base_forms(self.doc[k].text) & units or base_forms(self.doc[k].text) & position_classes().keys()
            for k in rest
        )

    @property
    def _opening(self) -> int:
        """Offset of the end of the article's second block."""
        blocks = self.doc.spans["blocks"]
        return int(blocks[min(1, len(blocks) - 1)].end_char) if len(blocks) else 0

    def _is_source(self, name: NameMention) -> bool:
        """The article's publisher, a medium, and whoever is told: «рассказал «Курсору»»."""
        if name.rule in ("publisher", "domain_name") or self._kind(name) == "media":
            return True
        start, _ = self.names.range[name]
        if start == 0:
            return False
        token = self.doc[start - 1]
        told = token.pos_ == "VERB" and token.morph.get("Tense", []) == ["Past"] and fold(token.lemma_) in SAID
        return told or fold(token.text) == "интервью"

    def _stem(self, name: NameMention) -> str:
        words = [w.strip('«»"') for w in name.text.split()]
        return " ".join(fold(w)[:5] for w in words if len(w) > 2) or fold(name.text)

    def distinct_before(self, p: Position, count: int) -> list[NameMention]:
        """«министры двух стран»: the first ``count`` different countries named before, if there are so many."""
        found: dict[str, NameMention] = {}
        for n in self.places:
            if n.start < self.doc[p.head].idx and self.kinds[n] in ("country", "region"):
                found.setdefault(name_of(self.doc, n.start, n.end, "place"), n)
        return list(found.values())[:count] if len(found) >= count else []
