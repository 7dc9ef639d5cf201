"""Common nouns that stand for a body named elsewhere: «регулятор», «вуз», «перевозчик»."""

from __future__ import annotations

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import entries, nouns_by_word, place_nouns
from extractor.facts.roles.affinities import Affinities
from extractor.facts.roles.position import Position

GENERIC = entries("role_words.txt", "generic")


def stand_ins() -> dict[str, frozenset[str]]:
    """Common noun (folded) -> nouns or «@kind» of the bodies it may stand for."""
    return nouns_by_word("stand_in_nouns.tsv")


class StandIns(Affinities):
    """Finds the body or place of the text that a common noun stands for."""

    def meant(self, start: int, end: int) -> NameMention | None:
        """«перевозчика», «регулятор» behind a verb of leading: the body named before that these nouns mean."""
        noun = next((k for k in range(start, end) if body_noun_at(self.doc, k) or self._stands_in(k)), None)
        if noun is None:
            return None
        phrase = (start, end) if end - start > 1 else None
        return self._by_noun(
            Position(start, start, start, start, "", "organisation", False, anaphor=noun, phrase=phrase)
        )

    def _stands_in(self, i: int) -> bool:
        return not base_forms(self.doc[i].text).isdisjoint(stand_ins())

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
                found = self._main_place(("country",))
                return found or (self._main_place(("region",)) if "республика" in forms else None)
            alike = [n for n in self.places if self._named_by(n) & forms]
            same = [n for n in alike if n.start < self.doc[p.head].idx]
            if not same and len({self.place_names[n] for n in alike}) == 1:
                same = alike
            if same and forms & {"область", "край", "район", "округ", "город", "аул", "село"}:
                return same[-1]
            if forms & {"область", "край", "регион"}:
                larger = [
                    n for n in self.places if self.kinds[n] == "region" and not self._named_by(n) & {"район", "округ"}
                ]
                if larger:
                    return self._near(p, larger)
            wanted = tuple(sorted(kinds)) if "region" not in kinds or forms & {"район", "округ"} else ("region",)
            return self._near_place(p, wanted) or self._main_place(wanted) or self._place_of_body(p, wanted)
        at = self.doc[p.head].idx
        before = [n for n in self.institutions if n.start < at]
        described = [n for n in before if self._describes(n) & forms]
        if p.phrase is not None and (own_words := self._distinguishing(p)):
            return self._most_alike(described, own_words)
        sentence = self.doc[p.head].sent
        if described and described[-1].start < sentence.start_char:
            own = [
                n
                for n in before
                if n.start >= sentence.start_char and not self._describes(n) and self._kind(n) == "other"
            ]
            if own:
                return own[-1]
        if described and forms & GENERIC:
            return self._most_pointed_to(p, described)
        if described:
            return next((n for n in reversed(described) if not self._is_source(n)), described[-1])
        if forms & GENERIC:
            own = (
                [n for n in before if self._kind(n) not in ("media", "international", "government", "court")]
                if not forms & {"ведомство"}
                else [n for n in before if self._kind(n) == "government"]
            )
            if own:
                return self._most_pointed_to(p, own)
        meant = frozenset(m for f in forms for m in stand_ins().get(f, ()))
        alike = [n for n in before if self._describes(n) & meant or f"@{self._kind(n)}" in meant]
        if not alike and first is not None and first.kind in ("company", "media"):
            alike = [n for n in before if self._kind(n) == first.kind or not self._describes(n)]
        if alike := [n for n in alike if not self._is_source(n)]:
            return self._most_pointed_to(p, alike)
        after = [n for n in self.institutions if n.start >= at and self._describes(n) & forms]
        return after[0] if after else None

    def _of_place_alone(self, i: int) -> bool:
        """«региона», «города»: a noun of places that no body is called by."""
        return not base_forms(self.doc[i].text).isdisjoint(place_nouns()) and body_noun_at(self.doc, i) is None
