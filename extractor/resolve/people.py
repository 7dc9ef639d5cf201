"""Mentions of people -> people: who is the same, the name in the nominative, the key."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names.forms import given_readings
from extractor.facts.names.lexicon import fold, given_names
from extractor.facts.names.patronymics import patronymic_reading
from extractor.resolve.declension import family_candidates, family_gender, family_nominative, given_nominative
from extractor.resolve.name_parts import Parts, parts_of

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
    parts = parts_of(doc, start, end)
    own = roles.get(mention, [])
    gender, guessed = gender_of(doc, start, end, parts, _role_case(doc, own))
    case, sure = _case_of(doc, start, end, parts, own, gender)
    return Seen(mention, parts, case, gender, sure, guessed)


def gender_of(doc: Doc, start: int, end: int, parts: Parts, role_case: str = "") -> tuple[str, bool]:
    """Gender and whether it is only the tagger's guess: by patronymic, given name, the verb's ending, the family name.

    ``role_case`` is the case of the position beside: «министра Руслана Эркенова» is a form of Руслан, not Руслана.
    """
    if parts.patronymic and (reading := patronymic_reading(parts.patronymic)):
        return reading[2], False
    if parts.given and not parts.initial:
        readings = given_readings(parts.given)
        verb = _verb_gender(doc, start, end)
        if verb and (
            any(r[2] == verb for r in readings)
            or (verb == "f" and fold(parts.given)[-1:] in "ая" and doc[start].morph.get("Case", []) == ["Nom"])
        ):
            return verb, False
        fitting = [r for r in readings if role_case in r[1].split()] if role_case else []
        genders = {r[2] for r in fitting or readings}
        if len(genders) == 1 and fitting:
            return genders.pop(), False
        if len(genders) == 2 and (own := _ending_gender(parts.family, role_case)):
            return own, False
        listed = given_names().get(fold(parts.given))
        if listed is not None and listed[1] != "mf":
            genders = {listed[1]} if not parts.family or not _contradicts(parts.family, listed[1]) else genders
        if len(genders) == 1:
            return genders.pop(), False
    if verb := _verb_gender(doc, start, end):
        return verb, False
    if parts.family and (own := _ending_gender(parts.family, role_case)):
        return own, False
    votes = Counter(g for i in range(start, end) for g in doc[i].morph.get("Gender", []) if g in ("Masc", "Fem"))
    if not votes:
        return "", True
    return {"Masc": "m", "Fem": "f"}[min(votes, key=lambda g: (-votes[g], g))], True


def _verb_gender(doc: Doc, start: int, end: int) -> str:
    """Gender of the past verb whose subject the name is, or which stands right beside it («— сказала Иванова»)."""
    verbs = [doc[i].head for i in range(start, end) if doc[i].dep_ in ("nsubj", "nsubj:pass")]
    verbs += [doc[i] for i in (start - 1, end) if 0 <= i < len(doc) and doc[i].pos_ == "VERB"]
    for verb in verbs:
        if (
            verb.morph.get("Tense", []) == ["Past"]
            and verb.morph.get("VerbForm", []) == ["Fin"]
            and verb.morph.get("Gender", [])
        ):
            return {"Masc": "m", "Fem": "f"}.get(verb.morph.get("Gender", [])[0], "")
    return ""


def _contradicts(family: str, gender: str) -> bool:
    """«Женис Ахметовой»: an ending that only the other gender has."""
    low = fold(family)
    if gender == "m":
        return low.endswith(("овой", "евой", "иной", "ская", "скую", "цкая"))
    return low.endswith(("овым", "евым", "ского", "скому", "цкого", "ов", "ев", "ский"))


def _ending_gender(family: str, case: str = "") -> str:
    low = fold(family)
    if low.endswith(("ова", "ева", "ина")) and case:
        return "f" if case == "Nom" else "m" if case in ("Gen", "Acc") else ""
    if low.endswith(("овой", "евой", "иной", "ской", "цкой", "ская", "цкая", "скую", "цкую")):
        return "f"
    if low.endswith(
        ("овым", "евым", "иным", "ского", "цкого", "скому", "цкому", "ским", "цким", "ов", "ев", "ский", "цкий")
    ):
        return "m"
    return ""


def _case_of(doc: Doc, start: int, end: int, parts: Parts, roles: list[RoleMention], gender: str) -> tuple[str, bool]:
    """The case a name stands in and whether that is sure: the given name's ending, the position beside it, the
    syntax.
    """
    given: set[str] = set()
    if parts.given and not parts.initial:
        readings = [r for r in given_readings(parts.given) if not gender or r[2] == gender]
        given = {c for r in readings for c in r[1].split()}
        listed_only = given == {"Nom"}
        if listed_only and not _changes(parts.given, gender):
            given = set()
    votes = Counter(c for i in range(start, end) for c in doc[i].morph.get("Case", []))
    role = _role_case(doc, roles)
    if len(given) == 1:
        return next(iter(given)), True
    if role and (not given or role in given):
        return role, True
    if _free_standing(doc, start, end):
        return "Nom", True
    subject = any(doc[i].dep_ in ("nsubj", "nsubj:pass") for i in range(start, end))
    if subject and (not given or "Nom" in given):
        return "Nom", False
    if given:
        ranked = [c for c in sorted(votes, key=lambda c: (-votes[c], c)) if c in given]
        if ranked:
            return ranked[0], True
        return ("Gen" if "Gen" in given else sorted(given)[0]), True
    if votes:
        return min(votes, key=lambda c: (-votes[c], c)), False
    return "", False


def _changes(name: str, gender: str) -> bool:
    """Whether a given name has case endings at all."""
    last = fold(name)[-1:]
    if last in "ая" or (last == "ь" and fold(name) in ("любовь", "нинель", "адель", "николь")):
        return True
    return gender == "m" and last not in "оуюиеэыіөү"


def _role_case(doc: Doc, roles: list[RoleMention]) -> str:
    """The case of the position a name stands beside, which its own must be."""
    for role in roles:
        if role.rule in ("role_before_name", "role_with_role_before_name"):
            span = doc.char_span(role.start, role.end, alignment_mode="expand")
            if (
                span is None
                or role.acting
                or (role.title.startswith("зам") and not role.title.startswith("заместитель"))
            ):
                continue  # «замглавы», «врио министра»: the form shows no case of the name's
            head = next((t for t in span if t.pos_ in ("NOUN", "PROPN") and t.morph.get("Case", [])), None)
            if head is not None and head.morph.get("Number", []) != ["Plur"]:
                return str(head.morph.get("Case", [])[0])
            if head is not None:
                return str(head.morph.get("Case", [])[0])
    return ""


def _free_standing(doc: Doc, start: int, end: int) -> bool:
    """A name that opens or fills its line: a quote's attribution, «— Роза Сарсенбай, руководитель», «Имя: «…»»."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    opens = (
        before is None
        or before.is_space
        or (before.text in "—–-" and (start == 1 or doc[start - 2].is_space or doc[start - 2].text == "\n"))
    )
    closes = after is None or after.is_space or after.text in (":", ",")
    return opens and closes


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
        x[: max(3, len(x) - 2)] == y[: max(3, len(y) - 2)] and len(x) > 3
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
