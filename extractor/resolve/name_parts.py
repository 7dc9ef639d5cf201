"""A person's name taken apart: given name or initials, patronymic, family name; surname-first order put right."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.facts.names.forms import given_readings
from extractor.facts.names.lexicon import fold, lines_of
from extractor.facts.names.patronymics import is_patronymic
from extractor.facts.names.person_words import PARTICLES, PATRONYMIC_WORDS
from extractor.resolve.declension import family_candidates

EAST_ASIAN = frozenset(fold(w) for line in lines_of("east_asian_families.txt") for w in line.split())


@dataclass(frozen=True, slots=True)
class Parts:
    """The words of one mention, as written. ``family_first`` where the text and the name's own order put it first."""

    given: str = ""
    patronymic: str = ""
    family: str = ""
    family_first: bool = False
    bracketed: bool = False

    @property
    def initial(self) -> bool:
        """True where the given name is only an initial or two."""
        return self.given.endswith(".")


def words_of(doc: Doc, start: int, end: int) -> list[str]:
    """The words of a name; an initial keeps its full stop, «Е. Ю.» is one word."""
    words: list[str] = []
    for i in range(start, end):
        text = doc[i].text
        if text == "." and words and len(words[-1].rpartition(" ")[2].rstrip(".")) <= 2:
            words[-1] += "."
        elif text[:1].isalpha():
            if words and words[-1].endswith(".") and len(text) <= 2 and i + 1 < len(doc) and doc[i + 1].text == ".":
                words[-1] += " " + text
            else:
                words.append(text)
    return words


def parts_of(doc: Doc, start: int, end: int) -> Parts:
    """The parts of the name that tokens ``start`` to ``end`` make up."""
    bracketed = any(doc[i].text == "(" for i in range(start, end))
    words = _join_particles(words_of(doc, start, end))
    if not words:
        return Parts(family=doc[start:end].text)
    if bracketed and len(words) == 2:
        return Parts(given=words[0], family=words[1], bracketed=True)
    initials = [w for w in words if w.endswith(".")]
    if initials:
        rest = [w for w in words if not w.endswith(".")]
        if len(rest) == 1 and words[0] == rest[0] and _given_only(rest[0]) and len(initials[0]) == 2:
            return Parts(given=rest[0], family=initials[0])  # «Армана К.»
        if len(rest) >= 2 and words[0] == rest[0] and words[-1] == rest[-1]:
            return Parts(given=rest[0], patronymic=initials[0], family=" ".join(rest[1:]))  # «Кристофер Дж. Додд»
        return Parts(given=initials[0], family=" ".join(rest))
    if len(words) == 1:
        return Parts(given=words[0]) if _given_only(words[0]) else Parts(family=words[0])
    patronymic = next((k for k, w in enumerate(words) if k and _patronymic_at(words, k)), None)
    if patronymic is not None:
        return _with_patronymic(words, patronymic)
    if (
        len(words) == 3
        and all(len(w) <= 6 for w in words)
        and fold(words[0]) not in EAST_ASIAN
        and not given_readings(words[0])
    ):
        stems = sorted(family_candidates(words[0]) & EAST_ASIAN)
        if stems:
            return Parts(given=" ".join(words[1:]), family=stems[0].capitalize(), family_first=True)
    if fold(words[0]) in EAST_ASIAN and not given_readings(words[1]) and len(words) <= 3:
        return Parts(given=" ".join(words[1:]), family=words[0], family_first=True)
    if len(words) == 2 and given_readings(words[1]) and not given_readings(words[0]) and _looks_family(words[0]):
        return Parts(given=words[1], family=words[0])
    return Parts(given=words[0], family=" ".join(words[1:]))


def _join_particles(words: list[str]) -> list[str]:
    """«ван дер Берг» and «Гейдар оглы» as one word each."""
    out: list[str] = []
    k = 0
    while k < len(words):
        if fold(words[k]) in PATRONYMIC_WORDS and out:
            out[-1] += " " + words[k]
        elif words[k].islower() and fold(words[k]) in PARTICLES:
            group = [words[k]]
            while k + 1 < len(words) and words[k + 1].islower() and fold(words[k + 1]) in PARTICLES:
                k += 1
                group.append(words[k])
            if k + 1 < len(words):
                k += 1
                group.append(words[k])
            out.append(" ".join(group))
        else:
            out.append(words[k])
        k += 1
    return out


def _patronymic_at(words: list[str], k: int) -> bool:
    """A patronymic, not a family name that looks like one: a word is left for the family, or «-вна»."""
    word = words[k]
    if " " in word and fold(word).split()[-1] in PATRONYMIC_WORDS:
        return True
    if not is_patronymic(word):
        return False
    return len(words) > 2 or fold(word).endswith(
        ("вна", "вны", "вне", "вну", "вной", "ична", "ичны", "ичне", "ичну", "ичной")
    )


def _with_patronymic(words: list[str], k: int) -> Parts:
    rest = words[:k] + words[k + 1 :]
    if k == len(words) - 1 and len(words) >= 3:
        return Parts(given=words[k - 1], patronymic=words[k], family=" ".join(words[: k - 1]))
    return Parts(given=rest[0], patronymic=words[k], family=" ".join(rest[1:]))


def _given_only(word: str) -> bool:
    return bool(given_readings(word)) and not _looks_family(word)


def _looks_family(word: str) -> bool:
    low = fold(word)
    return low.endswith(
        (
            "ов",
            "ова",
            "ову",
            "овым",
            "овой",
            "ев",
            "ева",
            "еву",
            "евым",
            "евой",
            "ин",
            "ина",
            "ский",
            "ская",
            "ского",
            "цкий",
            "цкая",
            "енко",
            "швили",
            "дзе",
            "ян",
            "чук",
            "юк",
            "ко",
            "баев",
            "ых",
        )
    ) and not any(r[1] == "Nom" for r in given_readings(word))


# Plural endings of family names (nominative, genitive) -> the singular of a man's, of a woman's.
PLURAL = (
    ("овых", "ов", "ова"), ("евых", "ев", "ева"), ("ёвых", "ёв", "ёва"), ("иных", "ин", "ина"), ("ыных", "ын", "ына"),
    ("ских", "ский", "ская"), ("цких", "цкий", "цкая"), ("ичих", "ичий", "ичая"), ("ычих", "ычий", "ычая"),
    ("овы", "ов", "ова"), ("евы", "ев", "ева"), ("ины", "ин", "ина"), ("ские", "ский", "ская"), ("цкие", "цкий", "цкая"),
    ("овыми", "ов", "ова"), ("евыми", "ев", "ева"), ("иными", "ин", "ина"), ("скими", "ский", "ская"),
    ("овым", "ов", "ова"), ("евым", "ев", "ева"), ("иным", "ин", "ина"), ("ским", "ский", "ская"),
)  # fmt: skip


def shared_family(doc: Doc, start: int, end: int, parts: Parts) -> Parts:
    """The parts with a family name that two people share in the plural: «Ержана и Алтын [Кусаиновых]», given to both,
    each in the singular of their own gender.
    """
    if parts.initial or parts.patronymic:
        return parts
    if parts.given and parts.family and start > 1 and fold(doc[start - 1].text) in ("и", ","):
        before = given_readings(doc[start - 2].text)
        if before and (own := _singular(parts.family, parts.given)):
            return Parts(given=parts.given, family=own)
    if not parts.family and parts.given and end + 2 < len(doc) and fold(doc[end].text) == "и":
        follows = doc[end + 2]
        if given_readings(doc[end + 1].text) and (own := _singular(follows.text, parts.given)):
            return Parts(given=parts.given, family=own)
    return parts


def _singular(plural: str, given: str) -> str:
    """A plural family name in the singular, of the gender of a given name; "" where it is no plural."""
    genders = {r[2] for r in given_readings(given)}
    listed = [r[2] for r in given_readings(given) if r[1] == "Nom"]
    low = fold(plural)
    for ending, man, woman in sorted(PLURAL, key=lambda row: -len(row[0])):
        if low.endswith(fold(ending)) and plural[:1].isupper() and genders:
            gender = genders.pop() if len(genders) == 1 else (listed or ["m"])[0]
            return plural[: len(plural) - len(ending)] + (woman if gender == "f" else man)
    return ""
