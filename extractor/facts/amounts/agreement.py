"""Whether a noun or adjective agrees with the number it follows, so that the number may count it."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from spacy.tokens import Token

from extractor.annotate.dictionary import parses
from extractor.facts.lexemes import NUMBER, Lexemes
from extractor.facts.numerals import CARDINALS
from extractor.facts.wordlists import words

FIVES = frozenset({"пяти", "шести", "семи", "восьми", "девяти", "десяти", "одиннадцати", "двенадцати", "двадцати"})
ADJECTIVE_ENDS = tuple(sorted(words("adjective_endings.txt")))
NAMES = frozenset({"Surn", "Name", "Patr", "Geox", "Orgn"})
UNLIKELY, EVEN = 0.02, 0.5  # scores of readings
OBLIQUES = frozenset(
    form for form in CARDINALS if form.endswith(("ух", "ех", "ум", "ем", "умя", "емя", "ьмя")) or form in FIVES
)


def is_few(lex: Lexemes, j: int, value: Decimal | None) -> bool:
    """True for two, three or four, alone or at the number's end, in the nominative: the noun after it is singular."""
    few = value is not None and value % 10 in (2, 3, 4) and value % 100 not in (12, 13, 14)
    return few and (lex.kind[j - 1] == NUMBER or lex.words[j - 1] in ("два", "две", "три", "четыре"))


@lru_cache(20_000)
def only_plural(word: str) -> str | None:
    """The dictionary form of a word that can only be the genitive plural of a noun, else None: «буханок», «коробов»,
    «койко-мест». The tagger takes rare ones for singulars.
    """
    if word.endswith(ADJECTIVE_ENDS) and not word.endswith(("ей", "ой")):
        return None
    readings = [p for p in parses(word) if p.score >= UNLIKELY and not p.grammemes & NAMES]
    nouns = [p for p in readings if p.pos == "NOUN"]
    if not all("plur" in p.grammemes and p.grammemes & {"gent", "accs"} for p in nouns):
        return None
    if any(p.score > EVEN for p in readings if p.pos != "NOUN"):
        return None
    return nouns[0].lemma if nouns else None


def may_be_counted(token: Token, value: Decimal | None, few: bool = False) -> bool:
    """False for a noun that merely follows the number: a plural in the nominative, a singular after «девяносто»."""
    case, number = token.morph.get("Case", []), token.morph.get("Number", [])
    if token.lower_ == "человек" or (number != ["Plur"] and not few and only_plural(token.lower_) is not None):
        return True
    if case == ["Nom"] and number == ["Plur"]:
        # «84 новые машины»: a genitive singular read as a plural
        return few and token.morph.get("Animacy", []) == ["Inan"]
    if case == ["Nom"] and number == ["Sing"] and token.lower_ == f"{token.lemma_}ов":
        return True  # «дояров» read as a nominative
    if (
        number == ["Sing"]
        and case == ["Gen"]
        and value is not None
        and value == value.to_integral_value()
        and value % 10 in (0, 5, 6, 7, 8, 9)
    ):
        return token.lower_ in ("население", "населения")
    ends_in_one = value is None or (value % 10 == 1 and value % 100 != 11) or value != value.to_integral_value()
    return ends_in_one or number != ["Sing"] or case not in (["Nom"], ["Ins"], ["Dat"])


def numeral_fits(numeral: str, token: Token) -> bool:
    """Whether a noun can be what the numeral in words right before its phrase counts: not «в четырёх лекарства привозят»,
    «две молока».
    """
    number, case = token.morph.get("Number", []), token.morph.get("Case", [])
    if numeral in OBLIQUES:
        return number != ["Sing"] and not (case in (["Nom"], ["Acc"]) and token.morph.get("Animacy", []) == ["Inan"])
    if numeral in ("два", "две") and number == ["Sing"]:
        gender = token.morph.get("Gender", [])
        return not gender or (gender == ["Fem"]) == (numeral == "две")
    return True


def of_one_thing(token: Token, value: Decimal | None) -> bool:
    """«три высшей пробы»: an adjective in the feminine singular that no two, three or four agrees with."""
    return (
        value is not None
        and value in (2, 3, 4)
        and token.morph.get("Number", []) == ["Sing"]
        and token.morph.get("Gender", []) == ["Fem"]
        and token.morph.get("Case", []) == ["Gen"]
    )


def mistagged_noun(token: Token) -> bool:
    """«63 хозяйств», «140 кернов»: a noun that the tagger takes for an adjective, told by its endings."""
    return (
        token.pos_ == "ADJ"
        and not token.lower_.endswith(ADJECTIVE_ENDS)
        and not token.lemma_.endswith(("ый", "ий", "ой", "ть", "ться", "ти"))
        and "Short" not in token.morph.get("Variant", [])
        and token.morph.get("Degree", []) != ["Cmp"]
    )
