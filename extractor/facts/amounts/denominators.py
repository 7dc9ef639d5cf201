"""Denominators of rates: «за кв. м», «в сутки», «на душу населения», «на 100 тыс. жителей»."""

from __future__ import annotations

from decimal import Decimal

from extractor.documents import PerUnit
from extractor.facts.amounts.counting import counted_noun
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, MAGNITUDES, read_numeral
from extractor.facts.unit_tables import MEASURES, TIMES
from extractor.facts.units import read_unit

ONE = Decimal(1)
# «в месяц», «в год»: the accusative singular of a time; «в месяцы» is none.
PER_TIME = frozenset(
    ["секунду", "минуту", "час", "день", "сутки", "неделю", "месяц", "квартал", "год", "смену", "ночь"]
)
PER_TIME_CODES = {
    "секунду": "s",
    "минуту": "min",
    "час": "h",
    "день": "d",
    "сутки": "d",
    "неделю": "wk",
    "месяц": "mo",
    "год": "a",
}
HEADS = {
    "душу": ("человек", 2),
    "человека": ("человек", 1),
    "жителя": ("житель", 1),
    "семью": ("семья", 1),
    "единицу": ("единица", 1),
    "штуку": ("штука", 1),
    "голову": ("голова", 1),
    "место": ("место", 1),
    "сотку": ("сотка", 1),
    "пассажира": ("пассажир", 1),
    "ребенка": ("ребёнок", 1),
    "работника": ("работник", 1),
    "учащегося": ("учащийся", 1),
    "студента": ("студент", 1),
    "ученика": ("ученик", 1),
    "домохозяйство": ("домохозяйство", 1),
    "поездку": ("поездка", 1),
    "ночь": ("ночь", 1),
    "билет": ("билет", 1),
    "акцию": ("акция", 1),
    "бумагу": ("бумага", 1),
    "корову": ("корова", 1),
    "тысячу": ("", 1),
}
EACH = frozenset({"каждые", "каждую", "каждый", "каждых"})
ROUND = frozenset({1, 10, 100, 1000, 10_000, 100_000, 1_000_000})
SKIP = 3


def read_per(lex: Lexemes, q: Quantity) -> None:
    """Set the quantity's denominator from the words after its unit, passing over a noun in the genitive
    («тонн нефти»).
    """
    j = q.last
    if lex.words[j] == "/" and lex.words[j + 1] in MEASURES:
        unit = MEASURES[lex.words[j + 1]]
        q.per, q.last = PerUnit(ONE, unit.code, unit.text), j + 2
        return
    for k in range(j, j + SKIP):
        found = per_at(lex, k)
        if found is not None:
            q.per = found[0]
            if k == j:
                q.last = found[1]
            return
        if lex.kind[k] != WORD or lex.words[k] in ("в", "на", "за", "с", "и", "по", "из", "до"):
            return


def per_at(lex: Lexemes, k: int) -> tuple[PerUnit, int] | None:
    """The denominator whose preposition is lexeme k, and the index after it."""
    preposition, word = lex.words[k], lex.words[k + 1]
    if preposition == "в" and word in PER_TIME:
        return PerUnit(ONE, PER_TIME_CODES.get(word), _time_name(word)), k + 2
    if preposition not in ("на", "за", "с"):
        return None
    if (
        word == "каждую"
        or word == "каждого"
        or word == "каждый"
        or word == "один"
        or word == "одного"
        or word == "одну"
    ):
        k += 1
        word = lex.words[k + 1]
    if preposition != "с" and (lex.kind[k + 1] == NUMBER or word in MAGNITUDES or word in CARDINALS):
        return _numbered(lex, k + 1)
    if word in HEADS and preposition != "с":
        noun, size = HEADS[word]
        return (PerUnit(ONE, None, noun), k + 1 + size) if noun else None
    unit = read_unit(lex, k + 1)
    if (
        unit
        and unit[0].kind == "measure"
        and unit[0].code not in TIMES
        and lex.kind[k + 1] == WORD
        and _singular(lex, k + 1, preposition)
    ):
        return PerUnit(ONE, unit[0].code, unit[0].text), unit[1]
    if (
        unit
        and unit[0].kind == "money"
        and preposition == "за"
        and word in ("доллар", "евро", "рубль", "юань", "тенге")
    ):
        return PerUnit(ONE, unit[0].code, unit[0].text), unit[1]
    return None


SINGULAR_ENDS = (
    "ну",
    "лю",
    "ию",
    "ку",
    "ар",
    "тр",
    "мм",
    "ль",
    "ер",
    "та",
    "ра",
    "ва",
    "кв",
    "м",
    "га",
    "т",
    "кг",
    "л",
    "ру",
    "ат",
    "б",
    "уб",
    "ый",
    "ну",
    "ый",
    "ч",
)


def _singular(lex: Lexemes, k: int, preposition: str) -> bool:
    """«за тонну», «на гектар», «с гектара»: one unit, not «за метры»."""
    word = lex.words[k]
    return len(word) < 4 or word.endswith(SINGULAR_ENDS) or (preposition == "с" and word.endswith("а"))


def _time_name(word: str) -> str:
    return {"секунду": "секунда", "минуту": "минута", "неделю": "неделя", "смену": "смена"}.get(word, word)


def _numbered(lex: Lexemes, k: int) -> tuple[PerUnit, int] | None:
    """«на 100 тыс. жителей», «на тысячу родившихся», «за тысячу кубометров», «на 1000 человек»."""
    number = read_numeral(lex, k)
    value = number.value if number else None
    if number is None or value is None or value not in ROUND or value == 1:
        return None
    if lex.words[number.last - 1] in ("тысяч", "миллионов") and number.last - number.first == 1:
        return None
    if (unit := read_unit(lex, number.last)) is not None and unit[0].kind in ("measure", "money"):
        if unit[0].code in TIMES:
            return None
        return PerUnit(value * unit[0].factor, unit[0].code, unit[0].text), unit[1]
    noun = counted_noun(lex, number.last)
    if noun is None:
        return None
    return PerUnit(value, None, noun[0]), noun[2]


def _each(q: Quantity) -> PerUnit:
    """«на каждые сто рублей», «на каждую тысячу»."""
    return PerUnit(q.value or ONE, q.unit_code, q.unit_text)


def is_denominator(lex: Lexemes, q: Quantity, amount_before: bool) -> PerUnit | None:
    """The denominator a number is, if it is one: «на 10 тысяч жителей приходится 37 врачей», «7 случаев на
    100 тыс. населения».
    """
    if lex.words[q.number_first - 1] in EACH and lex.words[q.number_first - 2] == "на":
        return _each(q)
    if lex.words[q.number_first - 1] not in ("на", "за") or (
        q.kind == "money" and lex.words[q.number_first - 1] != "на"
    ):
        return None
    found = _numbered(lex, q.number_first)
    if found is None:
        return None
    after = lex.words[found[1] : found[1] + 4]
    if any(w.startswith(("приход", "приш", "насчит")) for w in after) or any(
        w.startswith("приход") for w in lex.words[q.first - 5 : q.first]
    ):
        return found[0]
    return found[0] if amount_before else None


# «7,1 на тысячу родившихся» is a rate in ‰; «111 на сто девочек» counts boys.
POPULATION = frozenset(
    {"родившийся", "житель", "население", "человек", "новорожденный", "новорождённый", "рождение", "роды"}
)


def take_out(lex: Lexemes, quantities: list[Quantity]) -> list[Quantity]:
    """Drop the denominators, giving them to the amount before or after."""
    kept: list[Quantity] = []
    pending = None
    for n, q in enumerate(quantities):
        before = kept[-1] if kept and kept[-1].sentence == q.sentence and q.number_first - kept[-1].last <= 3 else None
        per = is_denominator(lex, q, before is not None)
        if per is not None and (before is not None or n + 1 < len(quantities)):
            if before is not None:
                before.per = per
                if before.kind is None and (per.unit_text in POPULATION or before.value is None):
                    before.kind, before.unit_code, before.unit_text, before.last = (
                        "measure",
                        "[ppth]",
                        "промилле",
                        max(before.last, q.last),
                    )
                    before.value = before.value * 1000 / per.value if before.value is not None else None
            else:
                pending = per
            continue
        if pending is not None and q.per is None:
            q.per, pending = pending, None
        kept.append(q)
    return kept
