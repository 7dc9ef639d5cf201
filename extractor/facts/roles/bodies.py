"""Whose position it is, where the words beside it do not say: from a common noun («директор компании»), from the
context.
"""

from __future__ import annotations

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at, is_place_token
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.roles.affinities import NOT_ONE_SORT
from extractor.facts.roles.heads import group_of, head_noun
from extractor.facts.roles.position import Position
from extractor.facts.roles.stand_ins import GENERIC, StandIns, stand_ins

REGIONAL = entries("role_words.txt", "regional")
MUNICIPAL = entries("role_words.txt", "municipal")
PRESIDING = entries("role_words.txt", "presiding")
STUDIES = frozenset(["обзор", "исследование", "доклад", "отчет", "отчёт", "рейтинг", "прогноз", "расчет"])
DIPLOMATS = entries("role_words.txt", "diplomats")
EMPLOYED = entries("role_words.txt", "employed")
OWNED = {"его": ("Masc", "Neut"), "ее": ("Fem",), "её": ("Fem",), "их": ("Plur",)}


class Bodies(StandIns):
    """Says whose position it is, asked by a position that has no body beside it."""

    def of(self, p: Position) -> NameMention | None:
        """The body of a position that has none beside it, or None where the text does not say."""
        if p.quoted_end and p.says_all:
            return None
        if p.anaphor is not None:
            found = self._by_noun(p)
            if (
                found is not None
                or self._of_place_alone(p.anaphor)
                or (p.phrase is not None and p.phrase[1] - p.phrase[0] > 1)
            ):
                return found
            if self._says_all(p.anaphor):
                p.says_all = True
                return None
            found = self._of_context(p) or self._named_behind(p)
            p.says_all = found is None and self._says_some(p.anaphor)
            return found
        return self._of_context(p)

    def _of_context(self, p: Position) -> NameMention | None:
        """The body of a position beside which nothing names it."""
        ruler = p.group in ("country", "region") and p.noun not in PRESIDING
        if p.possessive and not ruler:
            if (owner := self._owner(p)) is not None:
                return owner
            if p.says_all:
                return None
        if self._minister_alone(p):
            ministries = [
                n for n in self.institutions if "министерство" in self._describes(n) and n.start < self.doc[p.head].idx
            ]
            if ministries:
                return ministries[-1]
        if p.noun in PRESIDING and (found := self._organisation(p)) and found.start >= self.doc[p.head].sent.start_char:
            return found
        if (union := self._by_adjective(p)) is not None:
            return union
        if p.noun in DIPLOMATS and (embassy := self._by_affinity(p)) is not None:
            return embassy
        if p.group in ("country", "region") and (own := self._of_section(p)) is not None:
            return own
        if p.group == "country":
            if (named := self.country_of_sentence(p)) is not None:
                return next((n for n in self.places if self.place_names[n] == named), None)
            return (
                self._main_place(("country",))
                or (None if self._any_country() else self._main_place(("region",)))
                or self._by_affinity(p)
            )
        if p.group == "region":
            kinds: tuple[str, ...] = (
                ("region",) if p.noun in REGIONAL else ("city",) if p.noun in MUNICIPAL else ("region", "city", "other")
            )
            return (
                self._near_place(p, kinds)
                or self._main_place(kinds if kinds[0] != kinds[-1] else kinds[:2])
                or self._main_place(("region", "city"))
            )
        if (unit := self._unit_named_before(p)) is not None:
            return unit
        affine = self._by_affinity(p)
        if affine is not None:
            return affine
        if p.anaphor is None and self._open_complement(p) and self._common_body(p):
            return None
        if p.noun in ("депутат", "депутатка", "сенатор", "мажилисмен", "парламентарий", "нардеп"):
            return self._near(p, [n for n in self.institutions if self._is_parliament(n)])
        if p.noun == "автор" and any(base_forms(t.text) & STUDIES for t in self.doc[p.head + 1 : p.title_end]):
            return self._organisation(p)  # «автор [обзора]»: of those who publish it
        if (
            p.noun in EMPLOYED
            or p.group == "organisation"
            or (p.group == "member" and p.noun not in ("участник", "участница", "кандидат"))
        ):
            found = self._organisation(p)
            near = found is not None and found.start >= self.doc[self._first_near(p)].idx
            if p.group == "profession" and not near:
                return None
            plain = p.title_end == p.head + 1 and p.anaphor is None and p.group == "organisation"
            return None if plain and not near and self._scene(p) else found
        return None

    def _named_behind(self, p: Position) -> NameMention | None:
        """«глава хозяйства Иван Рожок. Его предприятие [«Колос»] …»: the body that the next sentence says is theirs."""
        sentence = self.doc[p.head].sent
        if sentence.end >= len(self.doc):
            return None
        for token in self.doc[sentence.end].sent[:-2]:
            k = token.i + 1
            if fold(token.text) in OWNED and body_noun_at(self.doc, k) is not None:
                name = self.names.starting(k + 1) or self.names.starting(k + 2)
                return name if name is not None and name.kind == "institution" else None
        return None

    def _says_all(self, i: int) -> bool:
        """«студентка [мединститута]», «директор [лагеря]»: a noun of one sort of body, which no body of the article is
        called by. «компании», «отдела», «регулятора» may be any.
        """
        noun = body_noun_at(self.doc, i)
        if noun is None or noun.kind in ("company", "media", "government"):
            return False
        return self._one_sort(i)

    def _says_some(self, i: int) -> bool:
        """«бухгалтер [совхоза]»: what little the text says where it names no body at all."""
        forms = base_forms(self.doc[i].text)
        return body_noun_at(self.doc, i) is not None and forms.isdisjoint(GENERIC | entries("position_units.txt"))

    def _owner(self, p: Position) -> NameMention | None:
        """Whose «его», «её» is: the noun before it in the nominative of that gender: a body, a common noun for one, a
        ruler; else the body spoken of.
        """
        word = next((t for t in reversed(self.doc[max(0, p.head - 6) : p.head]) if fold(t.text) in OWNED), None)
        genders = OWNED.get(fold(word.text), ()) if word is not None else ()
        first = self._first_near(p)
        for k in range((word.i if word is not None else p.head) - 1, first - 1, -1):
            token = self.doc[k]
            if token.morph.get("Case", []) != ["Nom"] or token.pos_ not in ("NOUN", "PROPN") or token.is_space:
                continue
            number = token.morph.get("Number", [])
            if number != (["Sing"] if "Plur" not in genders else ["Plur"]):
                continue
            if "Plur" not in genders and token.morph.get("Gender", ["?"])[0] not in genders:
                continue
            name = self.names.at.get(k)
            if name is not None and name.kind == "institution":
                return name
            if name is not None:
                continue
            ruler = head_noun(token)
            if ruler is not None and group_of(ruler) in ("region", "country"):
                return self.of(Position(k, k, k + 1, k + 1, ruler, group_of(ruler), False))
            if (found := self._by_common_noun(p, k)) is not None or p.says_all:
                return found
        return self._spoken_of(p)

    def _by_common_noun(self, p: Position, k: int) -> NameMention | None:
        """«[перевозчик], по словам его юриста»: the body that a common noun before the position means; where none is
        named, the noun itself is all the text says.
        """
        if body_noun_at(self.doc, k) is None and base_forms(self.doc[k].text).isdisjoint(stand_ins()):
            return None
        asked = Position(p.start, p.head, p.title_end, p.end, p.noun, p.group, False, anaphor=k)
        found = self._by_noun(asked)
        left = k - 1
        while left >= 0 and is_adjective(self.doc[left].text) and k - left < 3:
            left -= 1
        bare = left + 1 == k and base_forms(self.doc[k].text) & NOT_ONE_SORT
        if found is None and body_noun_at(self.doc, k) is not None and not bare:
            p.phrase, p.says_all = (left + 1, k + 1), True
        return found

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
        return next((n for n in there if self._is_subject(n)), there[0] if there else None)

    def _of_section(self, p: Position) -> NameMention | None:
        """The one country or region that the heading over the position names («[Норвегия]: деньги на дорогу»)."""
        at, heading = self.doc[p.head].i, None
        for block in self.doc.spans["blocks"]:
            if block.start > at:
                break
            heading = block if block.label_ == "heading" else heading
        if heading is None:
            return None
        kinds = ("country",) if p.group == "country" else ("region", "city")
        start = self.doc[p.head].sent.start
        first = self.doc[start - 1].sent.start if start > heading.end + 1 else start
        near = range(first, p.head)
        if any(self.kinds[n] in kinds and self.names.range[n][0] in near for n in self.places):
            return None
        if p.group == "region" and any(is_place_token(self.doc[k]) and self.doc[k].text[:1].isupper() for k in near):
            return None
        named = [n for n in self.places if heading.start_char <= n.start < heading.end_char and self.kinds[n] in kinds]
        return named[0] if len({self.place_names[n] for n in named}) == 1 else None

    def _minister_alone(self, p: Position) -> bool:
        """«министр», «первый заместитель министра»: no portfolio is named."""
        last = self.doc[p.title_end - 1]
        return ("министр" in p.noun and p.title_end == p.head + 1) or (
            p.title_end > p.head + 1 and "министр" in base_forms(last.text)
        )
