"""Who speaks: the person or body a speech tag names, or the one it points back to («добавил он», «сказал министр»)."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from extractor.documents import NameMention, RoleMention
from extractor.facts.quotes_lexicon import fold, words
from extractor.facts.quotes_marks import Range, is_speech_verb

MASCULINE, FEMININE = (
    frozenset({"он", "его", "ему", "нем", "нём", "него"}),
    frozenset({"она", "ее", "её", "ей", "нее", "неё"}),
)


class Speakers:
    """Finds speakers in one Doc. ``names`` and ``roles`` are what was found before, in text order."""

    def __init__(self, doc: Doc, names: tuple[NameMention, ...], roles: tuple[RoleMention, ...]) -> None:
        self.doc = doc
        self.people = [n for n in names if n.kind == "person"]
        self.bodies = [n for n in names if n.kind == "institution"]
        self.roles = roles
        self._starts = [n.start for n in self.people]

    def in_range(self, tokens: Range, among: list[NameMention]) -> list[NameMention]:
        """Mentions that begin within the tokens."""
        if tokens[1] <= tokens[0]:
            return []
        start, end = self.doc[tokens[0]].idx, self.doc[tokens[1] - 1].idx + 1
        return [n for n in among if start <= n.start < end]

    def tokens_of(self, mention: NameMention) -> list[Token]:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return list(span) if span is not None else []

    def named_in(self, tokens: Range) -> NameMention | None:
        """The person a tag names: in the nominative if several are named, the first of them; else a body."""
        found = self.in_range(tokens, self.people)
        if len(found) > 1:
            found = [n for n in found if self._is_subject(n)] or [n for n in found if self._nominative(n)] or found
        return found[0] if found else None

    def body_in(self, tokens: Range) -> NameMention | None:
        """The body a tag names («сообщили в Минфине», «говорится в заявлении компании …»)."""
        found = self.in_range(tokens, self.bodies)
        return found[0] if found else None

    def subject_in(self, tokens: Range) -> NameMention | None:
        """The person or body that is subject of a verb of saying within the tokens."""
        among = self.in_range(tokens, self.people) + self.in_range(tokens, self.bodies)
        return next((n for n in among if self._is_subject(n)), None)

    def _is_subject(self, mention: NameMention) -> bool:
        return any(t.dep_ == "nsubj" and is_speech_verb(t.head) for t in self.tokens_of(mention)) or any(
            t.dep_ in ("appos", "flat:name") and t.head.dep_ == "nsubj" and is_speech_verb(t.head.head)
            for t in self.tokens_of(mention)
        )

    def _nominative(self, mention: NameMention) -> bool:
        return any(t.morph.get("Case", []) == ["Nom"] for t in self.tokens_of(mention))

    def gender(self, mention: NameMention) -> str | None:
        """Masc or Fem by the words of the name; None where they do not tell."""
        tokens = self.tokens_of(mention.antecedent or mention)
        genders = [g for t in tokens for g in t.morph.get("Gender", []) if g in ("Masc", "Fem")]
        last = fold(tokens[-1].text) if tokens else ""
        if last.endswith(("ова", "ева", "ина", "ская", "цкая", "овой", "евой", "иной", "ской", "кызы", "қызы")):
            return "Fem"
        if last.endswith(("ов", "ев", "ин", "ский", "цкий", "ову", "еву", "улы", "ұлы")):
            return "Masc"
        return max(set(genders), key=lambda g: (genders.count(g), g)) if genders else None

    def last_before(self, token: int, gender: str | None = None) -> NameMention | None:
        """The person last spoken of before ``token``, of that gender where one is given."""
        offset = self.doc[token].idx if token < len(self.doc) else len(self.doc.text)
        for n in reversed(self.people[: bisect_left(self._starts, offset)]):
            if gender is None or self.gender(n) in (gender, None):
                return n
        return None

    def in_tag(self, tag: Range, before: int) -> NameMention | None:
        """The speaker a tag means; ``before`` is the token before which an antecedent is sought."""
        named = self.named_in(tag)
        if named is not None:
            return named
        lower = [fold(t.text) for t in self.doc[tag[0] : tag[1]]]
        for word in lower:
            if word in MASCULINE:
                return self.last_before(before, "Masc")
            if word in FEMININE:
                return self.last_before(before, "Fem")
        if any(fold(t.lemma_) in words("nameless_speakers") for t in self.doc[tag[0] : tag[1]]):
            return None
        return self.by_role(tag, before) or self.body_in(tag) or self.by_verb(tag, before)

    def by_role(self, tag: Range, before: int) -> NameMention | None:
        """«, — добавил министр»: the last person whose role's words the tag repeats."""
        nouns = {
            fold(t.lemma_) for t in self.doc[tag[0] : tag[1]] if t.pos_ == "NOUN" and t.morph.get("Case", []) == ["Nom"]
        }
        offset = self.doc[before].idx if before < len(self.doc) else len(self.doc.text)
        for role in reversed([r for r in self.roles if r.start < offset]):
            title = {fold(w) for w in role.title.replace("-", " ").split()} | {fold(role.title)}
            if any(n in title or any(p in title for p in n.split("-")) for n in nouns):
                return role.person
        return None

    def by_verb(self, tag: Range, before: int) -> NameMention | None:
        """A tag with a verb in the singular and a person-like noun or nothing beside it means who spoke last."""
        verbs = [t for t in self.doc[tag[0] : tag[1]] if is_speech_verb(t)]
        if not verbs or verbs[0].morph.get("Number", []) == ["Plur"]:
            return None
        gender = next(iter(verbs[0].morph.get("Gender", [])), None)
        subjects = [t for t in self.doc[tag[0] : tag[1]] if t.dep_ == "nsubj" and t.head.i == verbs[0].i]
        if subjects and subjects[0].morph.get("Animacy", []) == ["Inan"]:
            return None
        return self.last_before(before, gender if gender in ("Masc", "Fem") and not subjects else None)
