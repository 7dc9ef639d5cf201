"""The institutions and places of one Doc as positions may ask for them: by kind, by noun, by nearness."""

from __future__ import annotations

from collections import Counter
from functools import cache

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names import mention_of
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import (
    body_nouns,
    entries,
    fold,
    known_bodies,
    legal_forms,
    lines_of,
    place_nouns,
    places,
)
from extractor.facts.names.nominative import name_of
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position

PLAIN = entries("role_words.txt", "plain")
ENDINGS = sorted(entries("role_words.txt", "body_endings"))
STOPS = frozenset({",", ".", "»", ";", ":", "(", ")", "!", "?", "—", "–", "-"})
MACROREGIONS = entries("role_words.txt", "macroregions")
WORLDWIDE = frozenset({"всемирный", "европейский", "азиатский", "евразийский", "исламский", "международный"})
LEGISLATURES = entries("role_words.txt", "legislatures")
PARLIAMENTS = entries("role_words.txt", "parliaments")


@cache
def latin_body_words() -> dict[str, tuple[str, ...]]:
    """«hub» -> («хаб»): what a body with that Latin word in its name may be called."""
    rows = (line.split("\t") for line in lines_of("latin_body_words.tsv"))
    return {fold(row[0]): tuple(fold(n.strip()) for n in row[1].split(",")) for row in rows}


@cache
def long_form_nouns() -> dict[str, frozenset[str]]:
    """«мвд» -> {«министерство»}: the body noun that heads the long form of an abbreviation of the list."""
    found: dict[str, frozenset[str]] = {}
    for line in lines_of("institution_aliases.tsv"):
        long, _, short = line.partition("\t")
        nouns = frozenset({w for w in fold(long).split() if w in body_nouns()})
        nouns |= {"ведомство"} if "министерство" in nouns else frozenset()
        for name in short.split(","):
            found.setdefault(fold(name.strip()), nouns)
    return found


class BodyIndex:
    """The institutions and places of one Doc with what the text calls them."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self.doc, self.names = doc, names
        mentions = sorted(names.range, key=lambda n: n.start)
        self.institutions = [n for n in mentions if n.kind == "institution"]
        self.places = [n for n in mentions if n.kind == "place"]
        self.place_names = {n: name_of(doc, n.start, n.end, "place") for n in self.places}
        self.kinds = {n: self._place_kind(n) for n in self.places}
        self.described = {n: self._describe(n) for n in self.institutions}
        self.body_kinds = {n: self._read_kind(n) for n in self.institutions}
        self.stems = {n: self._stem(n) for n in self.institutions}
        self._share()
        self.counts = Counter(self.stems.values())

    def _share(self) -> None:
        """What one mention of a body is called and of what kind it is holds for the others of the same words."""
        called: dict[str, frozenset[str]] = {}
        kinds: dict[str, str] = {}
        for n in self.institutions:
            called[self.stems[n]] = called.get(self.stems[n], frozenset()) | self.described[n]
            if (self.body_kinds[n] != "other" or self.described[n]) and n.rule != "repeated_name":
                kinds.setdefault(self.stems[n], self.body_kinds[n])
        self.described = {n: called[self.stems[n]] for n in self.institutions}
        self.body_kinds = {n: kinds.get(self.stems[n], "other") for n in self.institutions}

    def _place_kind(self, name: NameMention) -> str:
        start, end = self.names.range[name]
        for k in (end - 1, start):
            for form in sorted(base_forms(self.doc[k].text)):
                if form in place_nouns() and end - start > 1:
                    return place_nouns()[form]
        known = places()[0].get(fold(self.place_names[name]))
        if fold(self.place_names[name]) in MACROREGIONS:
            return "macroregion"
        if known:
            return known.kind
        token = self.doc[start]
        return "region" if end - start == 1 and is_adjective(token.text) else "other"

    def _any_country(self) -> bool:
        return any(k == "country" for k in self.kinds.values())

    def _is_parliament(self, name: NameMention) -> bool:
        start, end = self.names.range[name]
        forms = [base_forms(self.doc[k].text) for k in range(start, end)]
        if any("палата" in f for f in forms):  # «Палата предпринимателей» is none
            return any(f & LEGISLATURES for f in forms)
        return any(f & PARLIAMENTS for f in forms)

    def _named_by(self, name: NameMention) -> frozenset[str]:
        start, end = self.names.range[name]
        return frozenset(f for k in range(start, end) for f in base_forms(self.doc[k].text) if f in place_nouns())

    def _distinguishing(self, p: Position) -> list[frozenset[str]]:
        """Forms of each word of the noun phrase that tells the body from others («директор [аульной] школы», «музея
        [искусств]»).
        """
        assert p.phrase is not None
        words = [base_forms(self.doc[k].text) for k in range(*p.phrase) if k != p.anaphor and self.doc[k].text != "и"]
        return [w for w in words if not w & PLAIN]

    def _most_alike(self, names: list[NameMention], words: list[frozenset[str]]) -> NameMention | None:
        """The body with most of the words in its name or right before it, the last of equals; None where none has one."""
        counted = [(sum(not own.isdisjoint(w) for w in words), n) for n in names if (own := self._words_of(n))]
        best = max(counted, key=lambda c: (c[0], c[1].start), default=None)
        return best[1] if best is not None and best[0] * 2 >= len(words) else None

    def _words_of(self, name: NameMention) -> frozenset[str]:
        start, end = self.names.range[name]
        left = start
        while left > 0 and start - left < 4 and left - 1 not in self.names.at and self.doc[left - 1].text[:1].isalpha():
            left -= 1
        return frozenset(f for k in range(left, end) for f in base_forms(self.doc[k].text))

    def _place_of_body(self, p: Position, kinds: tuple[str, ...]) -> NameMention | None:
        """«акимат [Мангистауской области] … глава региона»: the last place of a kind that a body's name before holds."""
        for name in reversed([n for n in self.institutions if n.start < self.doc[p.head].idx]):
            start, end = self.names.range[name]
            for k in range(start + 1, end):
                nouns = base_forms(self.doc[k].text) & place_nouns().keys()
                if self.doc[k - 1].text[:1].isupper() and any(place_nouns()[n] in kinds for n in nouns):
                    return mention_of(self.doc, k - 1, k + 1, "place", "place_of_body")
            last = self.doc[end - 1]  # «прокуратура [Актобе] … прокурор города»
            known = {found.kind for f in base_forms(last.text) if (found := places()[0].get(f)) is not None}
            if end - start > 1 and last.text[:1].isupper() and known & set(kinds):
                return mention_of(self.doc, end - 1, end, "place", "place_of_body")
        return None

    def country_of_sentence(self, p: Position) -> str | None:
        """«[Армянская] сторона, которую представляла замминистра»: the country whose adjective the sentence has
        before.
        """
        adjectives = places()[1]
        before = self.doc[self.doc[p.head].sent.start : p.head]
        for token in (*self.doc[p.head + 1 : p.title_end], *before):  # «пресс-секретарь [российского] президента»
            for form in sorted(base_forms(token.text) & adjectives.keys()):
                if adjectives[form].kind == "country" and form not in ("республиканский", "федеральный"):
                    return adjectives[form].name
        return None

    def _describes(self, name: NameMention) -> frozenset[str]:
        return self.described[name]

    def _describe(self, name: NameMention) -> frozenset[str]:
        """Nouns that the text calls a body by: in its name and right before it; also the ending of a clipped name."""
        start, end = self.names.range[name]
        found: set[str] = set()
        left = start
        while left > 0 and start - left < 3 and left - 1 not in self.names.at and not self.doc[left - 1].is_space:
            left -= 1
        for k in [*range(start, end), *range(left, start)]:
            if self.doc[k].is_space or (k < start and self.doc[k].text in STOPS):
                continue
            forms = base_forms(self.doc[k].text)
            found.update(f for f in forms if f in body_nouns())
            found.update(part for f in forms for part in ENDINGS if f.endswith(part))
            if any(
                (f.startswith("мин") and f in known_bodies())
                or (f.startswith("мин") and self.doc[k].text[:1].isupper())
                for f in forms
            ):
                found.update(("министерство", "ведомство"))
        for k in range(start, end):
            found.update(long_form_nouns().get(fold(self.doc[k].text), ()))
            found.update(latin_body_words().get(fold(self.doc[k].text), ()))
        text = self.doc[start].text
        if text in ("АО", "ТОО", "ООО", "ПАО", "ОАО", "ЗАО", "ОсОО", "НК"):
            found.update(("компания", "предприятие", "общество", "холдинг", "фирма", "завод", "фабрика"))
        elif text == "ГК":
            found.update(("группа", "компания", "холдинг"))
        return frozenset(found)

    def _kind(self, name: NameMention) -> str:
        return self.body_kinds[name]

    def _read_kind(self, name: NameMention) -> str:
        start, end = self.names.range[name]
        if end - start > 1 and base_forms(self.doc[start].text) & WORLDWIDE:
            return "international"  # «Европейский банк реконструкции и развития»
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
            if self.doc[k].is_space or self.doc[k].text in STOPS:
                break
            noun = body_noun_at(self.doc, k)
            if noun is not None:
                return noun.kind
        return "other"

    def _first_near(self, p: Position) -> int:
        """First token of the sentence before the position's; of its own where that opens a paragraph."""
        start = self.doc[p.head].sent.start
        return self.doc[start - 1].sent.start if start and not self.doc[start - 1].is_space else start

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

    def _main_place(self, kinds: tuple[str, ...]) -> NameMention | None:
        """The place of a kind that the article names most, where that is clear; the first mention of it."""
        among = [n for n in self.places if self.kinds[n] in kinds]
        counts = Counter(self.place_names[n] for n in among)
        if not counts:
            return None
        ranked = sorted(counts.items(), key=lambda kv: -kv[1])
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1] and "country" in kinds:
            first = self.place_names[among[0]]
            if first != ranked[0][0] or (ranked[0][1] == ranked[1][1] and self._in_a_list(among)):
                return None
        top = ranked[0][0]
        return next(n for n in among if self.place_names[n] == top)

    def _in_a_list(self, places: list[NameMention]) -> bool:
        """«покупатели — Узбекистан, Россия»: the first place shares its sentence with others and opens no article."""
        sentence = self.doc[self.names.range[places[0]][0]].sent
        beside = {self.place_names[n] for n in places if sentence.start_char <= n.start < sentence.end_char}
        return len(beside) > 1 and places[0].start >= self._opening

    @property
    def _opening(self) -> int:
        """Offset of the end of the article's second block."""
        blocks = self.doc.spans["blocks"]
        return int(blocks[min(1, len(blocks) - 1)].end_char) if len(blocks) else 0

    def _stem(self, name: NameMention) -> str:
        words = [w.strip('«»"') for w in name.text.split() if w not in legal_forms()]
        return " ".join(fold(w)[:5] for w in words if len(w) > 2) or fold(name.text)

    def distinct_before(self, p: Position, count: int) -> list[NameMention]:
        """«министры двух стран»: the first ``count`` different countries named before, if there are so many."""
        found: dict[str, NameMention] = {}
        for n in self.places:
            if n.start < self.doc[p.head].idx and self.kinds[n] in ("country", "region"):
                found.setdefault(self.place_names[n], n)
        return list(found.values())[:count] if len(found) >= count else []
