"""Shares told by a small whole: «девять из десяти», «94 человека из ста», «3 покупки из 100»."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.counting import counted_noun, substantive
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import Lexemes
from extractor.facts.numerals import read_numeral

PEOPLE = (
    "опрош",
    "респонд",
    "жител",
    "челове",
    "граждан",
    "росси",
    "казахст",
    "узбек",
    "женщ",
    "мужч",
    "посет",
    "пользов",
    "покупат",
    "взросл",
    "пациент",
    "компан",
    "школьн",
    "студент",
    "клиент",
    "детей",
    "семей",
    "врач",
    "сотрудн",
    "работн",
    "гост",
    "заболев",
    "турист",
    "избират",
    "родител",
    "пенсион",
    "подрост",
)
OF_SELDOM = (10, 100)


def built_share(first: int, last: int, numerator: int, denominator: int, rule: str) -> Quantity:
    value = Decimal(numerator) / Decimal(denominator)
    q = Quantity(first, last, first, last, value, value, words=True, rule=rule)
    q.kind, q.fraction = "fraction", (numerator, denominator)
    return q


def so_many_of_ten(lex: Lexemes, i: int) -> Quantity | None:
    """«девять из десяти посетителей», «трое из четырёх опрошенных». Gold: [Девять из десяти] посетителей = 9/10."""
    number = read_numeral(lex, i)
    if number is None or number.value is None or number.factor != 1:
        return None
    of = number.last
    if lex.words[of + 1] == "из" and substantive(lex.words[of]):
        of += 1
    if lex.words[of] != "из":
        return None
    whole = read_numeral(lex, of + 1)
    if (
        whole is None
        or whole.value is None
        or not whole.words
        or whole.factor != 1
        or not 0 < number.value < whole.value <= 100
    ):
        return None
    if whole.value not in OF_SELDOM and not (whole.value <= 5 and lex.words[whole.last].startswith(PEOPLE)):
        return None
    if whole.value not in OF_SELDOM and number.collective and not lex.words[whole.last].startswith(PEOPLE):
        return None
    if whole.value != int(whole.value) or number.value != int(number.value):
        return None
    return built_share(i, whole.last, int(number.value), int(whole.value), "so_many_of_ten")


def things_of_ten(lex: Lexemes, i: int) -> Quantity | None:
    """«девять деклараций из десяти», «94 человека из ста», «3 покупки из 100»: a share whose noun stands inside.

    «семь котлов из десяти» counts boilers. Gold: [девять групп из десяти] = 9/10.
    """
    if "из" not in lex.words[i + 2 : i + 5]:
        return None
    number = read_numeral(lex, i)
    if number is None or number.value is None or number.factor != 1 or number.value != int(number.value):
        return None
    noun = counted_noun(lex, number.last, number.value)
    if noun is None or lex.words[noun[2]] != "из":
        return None
    whole = read_numeral(lex, noun[2] + 1)
    if whole is None or whole.value is None or whole.factor != 1 or not 0 < number.value < whole.value:
        return None
    spelled = whole.words or (whole.value == 100 and number.value <= 10)
    token = lex.token(noun[1])
    people = token is not None and token.morph.get("Animacy", []) == ["Anim"]
    seldom = (
        whole.value == 100
        or (whole.value == 10 and (number.value in (1, 9) or people))
        or (whole.value in (20, 1000) and number.value == 1 and number.words)
    )
    if not spelled or not seldom or counted_noun(lex, whole.last, whole.value) is not None:
        return None
    return built_share(i, whole.last, int(number.value), int(whole.value), "things_of_ten")
