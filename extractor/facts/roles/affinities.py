"""The body that a position's own word asks for: «ректор» a university, «профсоюзный лидер» a union, «вратарь» a club."""

from __future__ import annotations

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import entries, nouns_by_word
from extractor.facts.names.quotes import is_opening, quoted_end
from extractor.facts.roles.pointing import Pointing
from extractor.facts.roles.position import Position

NOT_ONE_SORT = (
    entries("role_words.txt", "generic") | entries("role_words.txt", "any_body") | entries("position_units.txt")
)


def affinities() -> dict[str, frozenset[str]]:
    """Position -> nouns of the bodies it belongs to."""
    return nouns_by_word("position_bodies.tsv")


class Affinities(Pointing):
    """Finds bodies of the sort that a position belongs to."""

    def _common_body(self, p: Position) -> bool:
        """«В [больнице] не хватает врачей. Заведующая отделением …»: a common noun of the bodies that the position
        belongs to, in the sentence before or this one; it becomes the position's phrase.
        """
        wanted = affinities().get(p.noun, frozenset())
        first = self._first_near(p)
        for k in range(p.start - 1, first - 1, -1):
            token = self.doc[k]
            lower = token.text.islower() or token.is_sent_start
            if lower and token.morph.get("Number", []) != ["Plur"] and base_forms(token.text) & wanted:
                p.phrase, p.says_all = (k, self._with_quoted(k + 1)), True
                return True
        return False

    def _with_quoted(self, end: int) -> int:
        """Index after the quotation that begins at ``end`` («парк [«Бурабай»]»), else ``end``."""
        opens = end < len(self.doc) and is_opening(self.doc, end)
        return (quoted_end(self.doc, end) or end) if opens else end

    def _scene(self, p: Position) -> bool:
        """«В [школе] учатся 200 детей. Директор …», «[Рудник] встал. Начальник …»: the common noun of one sort of body
        in the sentence before or this one, its subject or its place; it becomes the position's phrase.
        """
        first = self._first_near(p)
        for k in range(p.start - 1, first - 1, -1):
            token = self.doc[k]
            if token.morph.get("Number", []) != ["Sing"] or k in self.names.at:
                continue
            if token.text.islower() or token.is_sent_start:
                stands = token.dep_ in ("nsubj", "nsubj:pass") or token.morph.get("Case", []) == ["Loc"]
                noun = body_noun_at(self.doc, k) if stands else None
                if noun is not None and noun.kind in ("university", "other", "company") and self._one_sort(k):
                    p.phrase, p.says_all = (k, self._with_quoted(k + len(noun.words))), True
                    return True
        return False

    def _one_sort(self, i: int) -> bool:
        """«школа», «больница», «завод»: a noun that bodies of one sort are called by, not «компания», «центр»."""
        forms = base_forms(self.doc[i].text)
        return "школа" in forms or forms.isdisjoint(NOT_ONE_SORT)

    def _by_adjective(self, p: Position) -> NameMention | None:
        """«[профсоюзный] лидер», «[партийный] секретарь»: the last body before that the adjective's noun describes."""
        bodies = nouns_by_word("body_adjectives.tsv")
        forms = (f for k in range(p.start, p.head) for f in base_forms(self.doc[k].text))
        nouns = frozenset(noun for f in forms for noun in bodies.get(f, ()))
        before = [n for n in self.institutions if n.start < self.doc[p.head].idx and self._describes(n) & nouns]
        return before[-1] if before else None

    def _unit_named_before(self, p: Position) -> NameMention | None:
        """«руководитель [управления]» after «Управление строительства …»: the last body before that is one."""
        if p.title_end != p.head + 2:
            return None
        nouns = base_forms(self.doc[p.head + 1].text) & {"управление", "департамент", "комитет", "инспекция", "служба"}
        before = [n for n in self.institutions if n.start < self.doc[p.head].idx and self._heads(n) & nouns]
        return before[-1] if before else None

    def _heads(self, name: NameMention) -> frozenset[str]:
        """The nouns in the body's own name."""
        return frozenset(f for k in range(*self.names.range[name]) for f in base_forms(self.doc[k].text))

    def _by_affinity(self, p: Position) -> NameMention | None:
        """«инспектор» is of an inspectorate, «ректор» of a university: the last such body before, else the first
        after.
        """
        wanted = affinities().get(p.noun, frozenset())
        if "врач" in self.doc[p.head].text and "ветеринарн" not in self.doc[p.start].text:
            wanted = wanted or affinities().get("врач", frozenset())
        fits = [n for n in self.institutions if self._describes(n) & wanted] if wanted else []
        return self._near(p, fits) if fits else None
