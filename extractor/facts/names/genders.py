"""The grammatical gender of a person's name, by its own words: patronymic, given name, family name, the verb it governs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from extractor.facts.names.forms import given_readings
from extractor.facts.names.lexicon import fold
from extractor.facts.names.patronymics import patronymic_reading

WOMEN = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая", "овой", "евой", "иной", "ской", "цкой", "скую")
MEN = ("ов", "ев", "ёв", "ин", "ын", "ский", "цкий", "ову", "еву", "овым", "евым", "иным", "ского", "скому", "ским")
WORDS_OF_GENDER = {"кызы": "Fem", "қызы": "Fem", "гызы": "Fem", "кизи": "Fem", "улы": "Masc", "ұлы": "Masc"} | {
    "оглы": "Masc", "оглу": "Masc", "уулу": "Masc", "угли": "Masc"
}  # fmt: skip


def gender_of_name(tokens: Sequence[Token]) -> str | None:
    """Masc or Fem; None where the words do not tell. «Хельга Торвальдсен» -> Fem, «Избасара Конысова» -> Masc."""
    words = [t for t in tokens if t.is_alpha or "-" in t.text]
    if not words:
        return None
    for token in words:
        word = fold(token.text)
        if word in WORDS_OF_GENDER:
            return WORDS_OF_GENDER[word]
        if word.endswith(("кызы", "қызы")):
            return "Fem"
        if len(words) > 1 and token is not words[0] and (reading := patronymic_reading(token.text)):
            return _full(reading[2])
    if verb := _by_verb(words):
        return verb
    if given := _by_given(words):
        return given
    last = fold(words[-1].text)
    case = (words[0].morph.get("Case", []) or [""])[0]
    if last.endswith(WOMEN) and case in ("Nom", "Ins", "Dat", "Loc", ""):
        return "Fem"
    if last.endswith(MEN):
        return "Masc"
    genders = [g for t in words for g in t.morph.get("Gender", []) if g in ("Masc", "Fem")]
    votes = Counter(genders)
    return min(votes, key=lambda g: (-votes[g], g)) if votes else None


def _full(letter: str) -> str:
    return {"m": "Masc", "f": "Fem"}[letter]


def _by_verb(words: Sequence[Token]) -> str | None:
    """«сказала [Нино Габелия]»: the past tense of a verb whose subject the name is."""
    for token in words:
        head = token.head if token.dep_ in ("nsubj", "nsubj:pass") else None
        if head is not None and head.pos_ == "VERB" and head.morph.get("Tense", []) == ["Past"]:
            return next((g for g in head.morph.get("Gender", []) if g in ("Masc", "Fem")), None)
    return None


def _by_given(words: Sequence[Token]) -> str | None:
    """The one gender of the given name of the list that a word of the name can be in the tagger's case, else at all."""
    for token in words:
        readings = given_readings(token.text)
        case = (token.morph.get("Case", []) or [""])[0]
        fitting = [r for r in readings if case in r[1].split() or not case]
        for among in (fitting, readings):
            genders = {r[2] for r in among if r[2] in ("m", "f")}
            if len(genders) == 1:
                return _full(genders.pop())
        if readings:
            return None
    return None
