"""English words of the amount and period rules, from the word lists, and the reading of English numbers."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.lexemes import NUMBER, SPACES, Lexemes
from extractor.facts.unit_tables import Unit, UnitKind
from extractor.facts.wordlists import rows

Phrase = tuple[str, ...]


def numbers(kind: str) -> dict[str, str]:
    """Form -> value of one kind of number word."""
    return {form: value for of, value, forms in rows("english_numbers.tsv") if of == kind for form in forms.split()}


def word_class(kind: str) -> dict[str, str]:
    """Form -> value of one class of words."""
    return {form: value for of, value, forms in rows("english_words.tsv") if of == kind for form in forms.split()}


def phrases(kind: str) -> list[tuple[Phrase, str]]:
    """The phrases of a class with their values, longest first."""
    found = [(tuple(form.split("_")), value) for form, value in word_class(kind).items()]
    return sorted(found, key=lambda p: -len(p[0]))


CARDINALS = {form: Decimal(value) for form, value in numbers("cardinal").items()}
MAGNITUDES = {form: Decimal(value) for form, value in numbers("magnitude").items()}
VAGUE = {form: Decimal(value) for form, value in numbers("vague").items()}
KINDS: dict[str, UnitKind] = {
    "money": "money",
    "percent": "percent",
    "percentage_point": "percentage_point",
    "measure": "measure",
}
UNITS: list[tuple[Phrase, Unit]] = sorted(
    (
        (tuple(form.split("_")), Unit(KINDS[kind], code, text))
        for kind, code, text, forms in rows("english_units.tsv")
        for form in forms.split()
    ),
    key=lambda u: -len(u[0]),
)
UNIT_FIRST = frozenset(phrase[0] for phrase, _ in UNITS)
SHORT = frozenset({"m", "k"})


def is_english(lex: Lexemes) -> bool:
    """True where the article's language is English."""
    article = lex.doc._.article if lex.doc is not None else None
    return article is not None and article.language == "en"


def literal(word: str) -> Decimal | None:
    """Value of an English literal: «5,000», «1.2», «3 400»; None where it is no number."""
    if len(word) > 40:
        return None
    word = word.translate(SPACES)
    groups = word.split(",")
    if len(groups) > 1 and not all(len(g.split(".")[0]) == 3 for g in groups[1:]):
        return None
    plain = "".join(groups)
    return Decimal(plain) if plain.count(".") <= 1 and not plain.endswith(".") else None


def read_number(lex: Lexemes, i: int) -> tuple[Decimal, Decimal, Decimal, int] | None:
    """The number at lexeme i: (value, coefficient, magnitude, index after it); None where there is none."""
    one = Decimal(1)
    if lex.kind[i] == NUMBER:
        value = literal(lex.words[i])
        if value is None:
            return None
        j, total = i + 1, value
    elif lex.words[i] in CARDINALS or (
        lex.words[i] in ("a", "an") and lex.words[i + 1] in MAGNITUDES and lex.words[i + 1] not in SHORT
    ):
        total, j = CARDINALS.get(lex.words[i], one), i + 1
        if lex.words[j] == "-" and lex.words[j + 1] in CARDINALS and total >= 20 and CARDINALS[lex.words[j + 1]] < 10:
            total, j = total + CARDINALS[lex.words[j + 1]], j + 2
    else:
        return None
    raw, factor = total, one
    while lex.words[j] in MAGNITUDES and (lex.words[j] not in SHORT or lex.glued(j)):
        factor *= MAGNITUDES[lex.words[j]]
        j += 1
        if lex.words[j] == "and" and lex.words[j + 1] in CARDINALS and factor == 100:
            raw, j = raw + CARDINALS[lex.words[j + 1]] / factor, j + 2
    return raw * factor, raw, factor, j


def read_unit(lex: Lexemes, j: int) -> tuple[Unit, int] | None:
    """The English unit at lexeme j and the index after it."""
    if lex.words[j] not in UNIT_FIRST:
        return None
    for phrase, unit in UNITS:
        if all(lex.words[j + n] == word for n, word in enumerate(phrase)):
            return unit, j + len(phrase)
    return None


def singular(noun: str) -> str:
    """Singular of a plural noun by its ending."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


IRREGULAR = word_class("irregular")
STOPS = frozenset(word_class("stop"))
