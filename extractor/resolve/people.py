"""Mentions of people -> people: who is the same, the name in the nominative, the key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.forms import given_readings
from extractor.facts.names.lexicon import fold
from extractor.facts.names.patronymics import patronymic_reading
from extractor.resolve.declension import family_candidates, family_gender, family_nominative, given_nominative
from extractor.resolve.name_case import case_of, gender_of, role_case
from extractor.resolve.name_parts import Parts, parts_of, shared_family

DIRECT = ("role_before_name", "role_with_role_before_name", "name_comma_role", "role_comma_name")


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention with what its words and its place in the sentence show. ``sure`` where the case is beyond doubt,
    ``guessed``
    where only the tagger gives the gender.
    """

    mention: NameMention
    parts: Parts
    case: str
    gender: str
    sure: bool
    guessed: bool = False


@dataclass(slots=True)
class Cluster:
    """All mentions of one person."""

    seen: list[Seen] = field(default_factory=list)
    others: list[NameMention] = field(default_factory=list)
    _given: tuple[int, str] | None = None  # the given name as of so many mentions

    @property
    def gender(self) -> str:
        votes = Counter(s.gender for s in self.seen if s.gender and not s.guessed)
        votes = votes or Counter(s.gender for s in self.seen if s.gender)
        return min(votes, key=lambda g: (-votes[g], g)) if votes else ""

    def forget(self) -> None:
        """Read the given name anew: mentions have joined out of turn."""
        self._given = None

    def given(self) -> str:
        """The given name in the nominative: full before initial; "" where none is named."""
        if self._given is None or self._given[0] != len(self.seen):
            self._given = (len(self.seen), self._given_of_all())
        return self._given[1]

    def _given_of_all(self) -> str:
        full = [s for s in self.seen if s.parts.given and not s.parts.initial]
        if not full:
            initials = [s.parts.given for s in self.seen if s.parts.given]
            return max(initials, key=len) if initials else ""
        gender = self.gender
        return _vote([(given_nominative_phrase(s, gender), s) for s in full])

    def family(self) -> str:
        """The family name in the nominative; "" where none is named."""
        named = [s for s in self.seen if s.parts.family]
        gender = self.gender
        return _vote([(family_phrase(s, gender), s) for s in named]) if named else ""

    def patronymic(self) -> str:
        """The patronymic in the nominative; "" where none is named."""
        for s in self.seen:
            if s.parts.patronymic:
                reading = patronymic_reading(s.parts.patronymic)
                return reading[0] if reading else s.parts.patronymic
        return ""

    def name(self) -> str:
        """Given name first, but for Chinese and Korean names, which keep their order; a monk's surname in brackets."""
        given, patronymic, family = self.given(), self.patronymic(), self.family()
        if any(s.parts.bracketed for s in self.seen) and given and family:
            return f"{given} ({family})"
        if any(s.parts.family_first for s in self.seen):
            return " ".join(filter(None, (family, given)))
        return " ".join(filter(None, (given, patronymic, family)))

    def key(self) -> str:
        """Given and family name without patronymic, lower case, ё as е, the words in alphabetical order."""
        words = f"{self.given()} {self.family()}".replace(".", " ").replace("-", " ").split()
        return " ".join(sorted(fold(w) for w in words)) or fold(self.patronymic())


def _vote(options: list[tuple[str, Seen]]) -> str:
    """The nominative most mentions agree on; a mention surely in the nominative counts three times, the first wins
    ties.
    """
    votes: dict[str, float] = {}
    spelling: dict[str, str] = {}
    for text, seen in options:
        weight = 3.0 if seen.sure and seen.case == "Nom" else 1.5 if seen.sure else 1.0
        votes[fold(text)] = votes.get(fold(text), 0.0) + weight
        if fold(text) not in spelling or "ё" in text:
            spelling[fold(text)] = text
    best = max(votes.values())
    return spelling[next(t for t in votes if votes[t] == best)]


def given_nominative_phrase(seen: Seen, gender: str) -> str:
    """Each word of the given name in the nominative; of Chinese and Korean ones only the last changes."""
    words = seen.parts.given.split()
    if seen.parts.family_first:
        if gender == "m" and seen.case not in ("Nom", ""):
            words[-1] = given_nominative(words[-1], seen.case, "m")
        return " ".join(words)
    return " ".join(given_nominative(w, seen.case, gender) for w in words)


def family_phrase(seen: Seen, gender: str) -> str:
    """The family name in the nominative; particles stay."""
    words = seen.parts.family.split()
    if not words or seen.parts.family_first:
        return seen.parts.family
    case = seen.case
    if gender == "m" and case in ("Nom", "") and fold(words[-1]).endswith(("ова", "ева")) and not seen.sure:
        case = "Gen"
    if case == "" and gender:
        case = ""
    words[-1] = family_nominative(words[-1], case, gender)
    if len(words) > 1 and words[0][:1].isupper():
        words[0] = family_nominative(words[0], case, gender)
    return " ".join(words)


def observe(doc: Doc, mention: NameMention, roles: dict[NameMention, list[RoleMention]]) -> Seen:
    """Parts, case and gender of one mention."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    start, end = (span.start, span.end) if span is not None else (0, 0)
    parts = shared_family(doc, start, end, parts_of(doc, start, end))
    own = roles.get(mention, [])
    gender, guessed = gender_of(doc, start, end, parts, role_case(doc, own))
    case, sure = case_of(doc, start, end, parts, own, gender)
    return Seen(mention, parts, case, gender, sure, guessed)


def same_given(a: Seen, b: Cluster) -> bool:
    """Whether a mention's given name or initial can be the cluster's."""
    mine, theirs = a.parts.given, b.given()
    if not mine or not theirs:
        return True
    mine = given_nominative_phrase(a, a.gender) if not a.parts.initial else mine
    if a.parts.initial or theirs.endswith("."):
        return fold(mine)[:1] == fold(theirs)[:1]
    x, y = fold(mine), fold(theirs)
    if x == y:
        return True
    return bool({fold(r[0]) for r in given_readings(a.parts.given)} & {y}) or (
        abs(len(x) - len(y)) <= 2
        and len(x) > 3
        and x[: max(3, max(len(x), len(y)) - 2)] == y[: max(3, max(len(x), len(y)) - 2)]
    )


def same_family(a: Seen, b: Cluster) -> bool:
    """Whether a mention's family name can be a form of the cluster's."""
    mine = family_candidates(a.parts.family.split()[-1]) if a.parts.family else frozenset()
    return any(not mine.isdisjoint(family_candidates(s.parts.family.split()[-1])) for s in b.seen if s.parts.family)


def genders_agree(a: Seen, b: Cluster) -> bool:
    """False where both genders are known and differ."""
    if a.guessed or all(s.guessed for s in b.seen):
        return True
    mine = family_gender(a.parts.family) if a.parts.family and a.case == "Nom" and a.sure else a.gender
    return not mine or not b.gender or mine == b.gender
