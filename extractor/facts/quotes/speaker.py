"""Who speaks: the person or body a speech tag names, or the one it points back to («добавил он», «сказал министр»)."""

from __future__ import annotations

from bisect import bisect_left

from spacy.tokens import Doc, Token

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.genders import gender_of_name
from extractor.facts.quotes.marks import Range, is_speech_verb
from extractor.facts.wordlists import entries, fold

MASCULINE, FEMININE = (
    frozenset({"он", "его", "ему", "нем", "нём", "него"}),
    frozenset({"она", "ее", "её", "ей", "нее", "неё"}),
)


class Speakers:
    """Finds speakers in one Doc. ``names`` and ``roles`` are what was found before, in text order."""

    def __init__(self, doc: Doc, names: tuple[NameMention, ...], roles: tuple[RoleMention, ...]) -> None:
        self.doc = doc
        self.people = _with_surnames(doc, [n for n in names if n.kind == "person"], names)
        self.bodies = [n for n in names if n.kind == "institution"]
        self.roles = roles
        self._starts = [n.start for n in self.people]
        self._genders: dict[NameMention, str | None] = {}

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

    def acting_in(self, tokens: Range) -> NameMention | None:
        """The only person named within the tokens, where it is the subject of a verb of any sort: «Иванов спокоен»."""
        named = self.in_range(tokens, self.people)
        if len({n.antecedent or n for n in named}) != 1:
            return None
        subjects = ("nsubj", "nsubj:pass")
        own = self.tokens_of(named[0])
        chain = [*own, *(t.head for t in own if t.dep_ in ("appos", "flat:name", "flat"))]
        return named[0] if any(t.dep_ in subjects for t in chain) else None

    def _nominative(self, mention: NameMention) -> bool:
        return any(t.morph.get("Case", []) == ["Nom"] for t in self.tokens_of(mention))

    def gender(self, mention: NameMention) -> str | None:
        """Masc or Fem by the words of the name; None where they do not tell."""
        key = mention.antecedent or mention
        if key not in self._genders:
            self._genders[key] = gender_of_name(self.tokens_of(key))
        return self._genders[key]

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
        if any(fold(t.lemma_) in entries("nameless_speakers") for t in self.doc[tag[0] : tag[1]]):
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


def _with_surnames(doc: Doc, people: list[NameMention], names: tuple[NameMention, ...]) -> list[NameMention]:
    """The people with further mentions by surname that the finders of names passed over («обещает Лаптандер»)."""
    owners: dict[str, set[NameMention]] = {}
    for person in people:
        words = person.text.split()
        if len(words) > 1 and len(words[-1]) > 3:
            owners.setdefault(fold(words[-1]), set()).add(person.antecedent or person)
    taken = {i for n in names for i in range(n.start, n.end)}
    found = []
    for token in doc:
        owner = owners.get(fold(token.text)) if token.text[:1].isupper() and token.idx not in taken else None
        if owner is not None and len({n.text for n in owner}) == 1:
            first = min(owner, key=lambda n: n.start)
            end = token.idx + len(token.text)
            found.append(NameMention(token.idx, end, token.text, "surname_in_tag", "person", first))
    return sorted([*people, *found], key=lambda n: (n.start, n.end))
