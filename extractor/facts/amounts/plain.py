"""One number with its sign and its own unit."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts import clocks
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, COLLECTIVES, MAGNITUDES, Numeral, read_numeral
from extractor.facts.unit_tables import CURRENCY_CODES, CURRENCY_FORMS, MEASURES, PERCENT_FIRST, SUBUNITS, TIMES
from extractor.facts.units import after_short, read_unit, sign_before, thousand_roubles

THOUSAND = Decimal(1000)
BEFORE_MAGNITUDE = frozenset(
    {"в", "до", "около", "примерно", "свыше", "более", "выше", "не", "менее", "порядка", "от", "—", "составила"}
)
MINUS = frozenset({"минус", "−", "-", "–"})


def bare(lex: Lexemes, number: Numeral) -> Quantity:
    q = Quantity(
        number.first,
        number.last,
        number.first,
        number.last,
        number.value,
        number.raw,
        number.factor,
        words=number.words,
        collective=number.collective,
        vague=number.value is None,
        rule="number",
    )
    if number.around:
        q.comparator = "~"
        q.tags.add("qualified")
    if number.over:
        q.comparator = ">"
        q.tags.add("qualified")
    _read_sign(lex, q)
    return q


def _read_sign(lex: Lexemes, q: Quantity) -> None:
    """«минус 2,3 %» and «−5 °C» are negative; «+12 %» and «(−3 %)» keep the number and take the sign as evidence."""
    k = q.first - 1
    word = lex.words[k]
    if word in ("+", "плюс") and (word == "плюс" or lex.glued(q.first)):
        q.first = k
    elif (word in MINUS and lex.words[k - 1] == "…") or (
        word in MINUS and (word == "минус" or lex.glued(q.first)) and not lex.glued(k) and lex.kind[k - 1] != NUMBER
    ):
        q.first = k
        if word == "минус" or lex.words[k - 1] != "(":
            for name in ("value", "raw"):
                value = getattr(q, name)
                if value is not None:
                    setattr(q, name, -value)
    elif word in MINUS and lex.words[k - 1] == "(":
        q.first = k


def read_unit_of(lex: Lexemes, q: Quantity) -> None:
    """Read the unit before («$5 млрд») or after («5 млрд долларов») the number, and what adds to it («50 копеек»)."""
    if (sign := sign_before(lex, q.number_first)) is not None:
        unit, q.first = sign[0], min(sign[1], q.first)
        q.set_unit(unit)
        if lex.words[q.last] in CURRENCY_FORMS and (same := read_unit(lex, q.last)) and same[0].code == unit.code:
            q.last = same[1]
        return
    _add_loose_hundredths(lex, q)
    j = _after_spelled_out(lex, q)
    if (end := thousand_roubles(lex, j)) and q.value is not None and lex.kind[q.number_last - 1] == NUMBER:
        q.scale(THOUSAND)
        q.set_unit(CURRENCY_CODES["RUB"])
        q.last = end
        return
    if _times_sign(lex, q, j):
        q.kind, q.unit_code, q.unit_text, q.rule, q.last = "multiple", "{times}", "раз", "times_sign", j + 1
        return
    found = read_unit(lex, j)
    if found is None and j == q.last and lex.words[j] == "-" and lex.glued(j) and lex.words[j + 1] in PERCENT_FIRST:
        found = read_unit(lex, j + 1)
    if found is None:
        if _of_an_earthquake(lex, q):
            q.kind, q.unit_text, q.rule = "measure", "M", "magnitude_of_quake"
        return
    unit, end = found
    if not _unit_fits(lex, q, j):
        return
    q.set_unit(unit)
    q.last = end
    _add_subunit(lex, q)


def _of_an_earthquake(lex: Lexemes, q: Quantity) -> bool:
    """«магнитудой 5,3», «магнитуда до 6,1». Gold: Толчок магнитудой [5,3]."""
    k = q.first - 1
    while k > q.first - 4 and lex.words[k] in BEFORE_MAGNITUDE:
        k -= 1
    return lex.words[k].startswith("магнитуд") and q.factor == 1


def _times_sign(lex: Lexemes, q: Quantity, j: int) -> bool:
    """«3,2х EBITDA», «в 2x больше»: digits with a glued «x»; «10х15» is a size. Gold: долг — [3,2x] EBITDA."""
    return (
        lex.words[j] in ("x", "х")
        and lex.glued(j)
        and lex.kind[q.number_last - 1] == NUMBER
        and not (lex.kind[j + 1] == NUMBER or (lex.words[j + 1] in DASHES and lex.glued(j + 1)))
    )


def _unit_fits(lex: Lexemes, q: Quantity, j: int) -> bool:
    """False for one-letter abbreviations that stand for something else («5 в городе», «в 2 м микрорайоне», «10 с»)."""
    word = lex.words[j]
    if clocks.points_back(lex, j) and not (q.words and q.value == 1):
        return False
    if len(word) == 1 and word.isalpha():
        if word in ("в", "с") or (
            word in ("м", "г", "т", "ч", "л", "ц", "p", "р", "m")
            and lex.kind[q.number_last - 1] != NUMBER
            and q.factor == 1
        ):
            return False
        if word == "с" or (word == "г" and q.raw > 1000 and q.factor == 1):
            return False
    return True


def _add_loose_hundredths(lex: Lexemes, q: Quantity) -> None:
    """«1 599 059, 38 евро»: hundredths set off from a grouped number by a comma and a space."""
    grouped = lex.end[q.number_first] - lex.start[q.number_first] > 4 and not lex.words[q.number_first].isdecimal()
    if not grouped or lex.words[q.last] != "," or len(lex.words[q.last + 1]) != 2 or q.value is None:
        return
    if lex.words[q.last + 1].isdecimal() and lex.words[q.last + 2] in CURRENCY_FORMS and q.value == int(q.value):
        q.value += Decimal(lex.words[q.last + 1]) / 100
        q.raw, q.last = q.value, q.last + 2
        q.number_last = q.last


def _after_spelled_out(lex: Lexemes, q: Quantity) -> int:
    """«881 913 (восемьсот … тринадцать) руб.»: index after the bracket that repeats the number in words,
    else q.last.
    """
    j = q.last
    if (
        lex.words[j] == "."
        and q.factor != 1
        and lex.glued(j)
        and lex.words[j + 1] in MEASURES
        and lex.words[j + 1].isascii()
    ):
        return j + 1
    if lex.words[j] != "(" or (lex.words[j + 1] not in CARDINALS and lex.words[j + 1] not in MAGNITUDES):
        return j
    spelled = read_numeral(lex, j + 1)
    return spelled.last + 1 if spelled and spelled.value == q.value and lex.words[spelled.last] == ")" else j


def _about_times(lex: Lexemes, q: Quantity, k: int) -> bool:
    """«случалось раз пять»: about five times; «ещё раз пять», «как раз пять» say something else."""
    before = lex.words[k - 1]
    if before in ("еще", "как", "один", "ни", "не", "этот", "тот", "лишний") or before in CARDINALS:
        return False
    return q.value is not None and 5 <= q.value <= 40 and lex.kind[k - 1] != NUMBER and lex.kind[q.last] != WORD


def _add_subunit(lex: Lexemes, q: Quantity) -> None:
    """«124 451 рубль 50 копеек»: add the hundredths; «3 часа 20 минут», «22 кило 700 граммов»: the smaller unit."""
    if q.kind == "measure":
        _add_smaller_measure(lex, q)
        return
    if q.kind != "money" or q.value is None or q.unit is None or lex.kind[q.last] not in (NUMBER, WORD):
        return
    small = read_numeral(lex, q.last) if lex.kind[q.last] == NUMBER or lex.words[q.last] in CARDINALS else None
    if small and small.value is not None and small.value < 100 and lex.words[small.last] in SUBUNITS:
        found = read_unit(lex, small.last)
        if found and (found[0].code == q.unit_code or (found[0].text == "копейка" and q.unit_code in ("UAH", "BYN"))):
            q.value += small.value * found[0].factor
            q.last = found[1]


# greater unit, smaller unit: how many of the smaller make the greater, and whether the sum stays in the greater
SMALLER: dict[tuple[str, str], tuple[int, bool]] = {
    ("h", "min"): (60, False),
    ("min", "s"): (60, False),
    ("d", "h"): (24, False),
    ("a", "mo"): (12, True),
    ("kg", "g"): (1000, True),
    ("t", "kg"): (1000, True),
    ("km", "m"): (1000, True),
    ("m", "cm"): (100, True),
}


def _add_smaller_measure(lex: Lexemes, q: Quantity) -> None:
    """«11 минут 30 секунд» = 690 s, «четыре года и шесть месяцев» = 4.5 a, «22 кило 700 граммов» = 22.7 kg."""
    j = q.last + (lex.words[q.last] == "и")
    if q.value is None or (lex.kind[j] != NUMBER and lex.words[j] not in CARDINALS) or q.value != int(q.value):
        return
    small = read_numeral(lex, j)
    unit = MEASURES.get(lex.words[small.last]) if small is not None and small.value is not None else None
    if small is None or small.value is None or unit is None or unit.code is None:
        return
    parts, greater = SMALLER.get((q.unit_code or "", unit.code), (0, False))
    if not parts or small.value >= parts:
        return
    if greater and (q.unit_code != "a" or small.value in (3, 6, 9)):
        q.value += small.value / parts
    else:
        q.value = q.value * parts + small.value
        q.unit, q.unit_code, q.unit_text = unit, unit.code, unit.text
    q.last = after_short(lex, small.last)


def unit_then_number(lex: Lexemes, i: int) -> Quantity | None:
    """«час-полтора», «год-два», «процент-другой»: one unit to so many. Gold: на [час-полтора] дольше = 1..1.5 h."""
    unit = MEASURES.get(lex.words[i])
    if (
        unit is None
        or (unit.code not in TIMES and unit.code not in ("km", "m", "t", "kg"))
        or not lex.glued(i + 1)
        or not lex.glued(i + 2)
    ):
        return None
    if lex.words[i + 1] not in DASHES or (lex.words[i + 2] not in CARDINALS and lex.words[i + 2] not in COLLECTIVES):
        return None
    number = read_numeral(lex, i + 2)
    if number is None or number.value is None or not 1 < number.value < 4:
        return None
    q = Quantity(
        i,
        number.last,
        i,
        number.last,
        None,
        number.raw,
        low=Decimal(1),
        high=number.value,
        words=True,
        rule="unit_then_number",
    )
    q.unit, q.kind, q.unit_code, q.unit_text = unit, "measure", unit.code, unit.text
    return q


def inverted_unit(lex: Lexemes, q: Quantity) -> bool:
    """«процентов на десять», «копеек на восемь», «лет пять», «километров двадцать»: the unit before the
    number means about.
    """
    if q.kind is not None or q.value is None or not (q.words or lex.words[q.first - 1] == "на"):
        return False
    k = q.first - 1
    if lex.words[k] in ("на", "в", "за", "по", "через"):
        k -= 1
    word = lex.words[k]
    if word == "раз" and k == q.first - 1 and q.words and _about_times(lex, q, k):
        q.kind, q.unit_text, q.first, q.comparator, q.rule = "count", "раз", k, "~", "times_inverted"
        q.tags.add("qualified")
        return True
    if (
        q.value < 5
        and (
            word in ("процента", "рубля", "пункта")
            or (word in MEASURES and word in ("часа", "года", "месяца", "дня", "метра", "километра", "литра", "грамма"))
        )
        and (found := read_unit(lex, k)) is not None
        and lex.kind[k - 1] != NUMBER
        and lex.words[k - 1] not in CARDINALS
    ):
        q.set_unit(found[0])
        q.first, q.comparator = k, "~"
        q.tags.add("qualified")
        return True
    if word in ("процентов", "пунктов") or (
        (word in CURRENCY_FORMS or word in SUBUNITS or word in MEASURES)
        and word.endswith(
            ("ов", "ей", "ек", "лет", "нн", "ев", "ий", "нут", "дель", "уток", "унд", "ен", "миль", "соток")
        )
    ):
        found = read_unit(lex, k)
        if (
            found is None
            or lex.kind[k - 1] == NUMBER
            or lex.words[k - 1] in CARDINALS
            or lex.words[k - 1] in MAGNITUDES
        ):
            return False
        q.set_unit(found[0])
        q.first, q.comparator = k, "~"
        q.tags.add("qualified")
        return True
    return False
