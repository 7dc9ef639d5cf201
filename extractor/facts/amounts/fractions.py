"""Fractions in words and figures: «треть», «две трети», «семь десятых», «каждый пятый», «девять из десяти», «1/3»."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.ordinals import ordinal_value
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.amounts.shares_of_ten import built_share, so_many_of_ten, things_of_ten
from extractor.facts.lexemes import NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, DENOMINATORS, read_numeral
from extractor.facts.unit_tables import MEASURES, POINT
from extractor.facts.units import read_unit
from extractor.facts.wordlists import rows

SINGLE = {
    form: tuple(int(n) for n in value.split("/")) for value, forms in rows("fractions.tsv") for form in forms.split()
}
PLURAL_PARTS = {
    "трети": 3,
    "третей": 3,
    "третям": 3,
    "третями": 3,
    "третях": 3,
    "четверти": 4,
    "четвертей": 4,
    "четвертям": 4,
    "четвертями": 4,
}
EVERY = frozenset({"каждый", "каждая", "каждое", "каждого", "каждой", "каждую", "каждому", "каждым", "каждом"})
PART_WORDS = frozenset({"часть", "части", "частью", "долю", "доля", "доли"})
# «в половине третьего», «на четверть часа», «четверть финала»: no shares.
CLOCK_TIMES = frozenset(
    [
        "первого",
        "второго",
        "третьего",
        "четвертого",
        "пятого",
        "шестого",
        "седьмого",
        "восьмого",
        "девятого",
        "десятого",
        "одиннадцатого",
        "двенадцатого",
    ]
)
AGO = frozenset({"назад", "спустя"})
NOT_SHARES = frozenset(
    {"века", "часа", "финала", "дня", "года", "столетия", "пути", "матча", "октября", "ноября", "сезона", "июля"}
)


def fraction(lex: Lexemes, i: int) -> Quantity | None:
    """The fraction that starts at lexeme i, or None. Tried before the plain number."""
    word = lex.words[i]
    if word in EVERY:
        return every_nth(lex, i)
    if word in SINGLE and (spread := fraction_range(lex, i)) is not None:
        return spread
    if word in SINGLE:
        return single_word(lex, i)
    if word in DENOMINATORS:
        return ordinal_part(lex, i)
    if lex.kind[i] == NUMBER:
        return slashed(lex, i) or numbered_parts(lex, i) or things_of_ten(lex, i)
    return numbered_parts(lex, i) or so_many_of_ten(lex, i) or things_of_ten(lex, i)


def _built(lex: Lexemes, first: int, last: int, numerator: int, denominator: int, rule: str) -> Quantity:
    value = Decimal(numerator) / Decimal(denominator)
    q = Quantity(first, last, first, last, value, value, words=True, rule=rule)
    q.kind, q.fraction = "fraction", (numerator, denominator)
    if lex.words[last] in ("пункта", "пункт"):
        q.set_unit(POINT)
        q.fraction, q.last = None, last + 1
        return q
    found = read_unit(lex, last)
    if (
        (found and found[0].kind in ("percent", "percentage_point"))
        or (found and found[0].kind == "money")
        or (found and found[0].kind == "measure" and found[0].code not in ("a",) and lex.words[last] not in NOT_SHARES)
    ):
        # «четверть процентного пункта», «три четверти тонны»: a plain number of a unit
        q.fraction, q.kind = None, None
        q.set_unit(found[0])
        q.last = found[1]
    return q


def every_nth(lex: Lexemes, i: int) -> Quantity | None:
    """«каждый пятый», «каждая вторая семья», «каждый десятый». Gold: [каждый пятый] житель = 1/5."""
    n = ordinal_value(lex.words[i + 1])
    if n is not None:
        return built_share(i, i + 2, 1, n, "every_nth")
    tens, ones = CARDINALS.get(lex.words[i + 1]), ordinal_value(lex.words[i + 2])
    if tens is not None and ones is not None and tens % 10 == 0 and ones < 10 < tens < 100:
        return built_share(i, i + 3, 1, int(tens) + ones, "every_nth")  # «каждый двадцать шестой»
    if (
        lex.kind[i + 1] == NUMBER
        and lex.words[i + 2] == "-"
        and lex.words[i + 3] in ("й", "го", "я", "ю", "му", "е")
        and lex.words[i + 1].isdecimal()
        and len(lex.words[i + 1]) < 5
        and int(lex.words[i + 1]) > 1
    ):
        return built_share(i, i + 4, 1, int(lex.words[i + 1]), "every_nth")
    return None


def single_word(lex: Lexemes, i: int) -> Quantity | None:
    """«половина бюджета», «треть», «на четверть». Gold: [Половина] бюджета = 1/2."""
    after, before = lex.words[i + 1], lex.words[i - 1]
    numerator, denominator = SINGLE[lex.words[i]]
    if before in CARDINALS or before == "с" or after in CLOCK_TIMES:
        return None
    if denominator == 2 and (
        after in NOT_SHARES
        or before
        in ("первой", "второй", "первую", "вторую", "первая", "вторая", "обе", "обеих", "сильной", "прекрасной")
    ):
        return None
    if lex.words[i].startswith("четверт") and after in ("века", "столетия") and lex.words[i + 2] not in AGO:
        return _quarter_of_century(i)
    if lex.words[i].startswith("четверт") and after in ("часа", "финала", "века"):
        return None
    if (
        lex.words[i] == "третью"
        and lex.kind[i + 1] == WORD
        and (token := lex.token(i + 1)) is not None
        and token.pos_ == "NOUN"
        and token.morph.get("Case", []) == ["Acc"]
    ):
        return None
    return _built(lex, i, i + 1, numerator, denominator, "fraction_word")


def _quarter_of_century(i: int) -> Quantity:
    """«выкупать энергию четверть века»: twenty-five years. Gold: [четверть века] = 25 a."""
    q = Quantity(i, i + 2, i, i + 2, Decimal(25), Decimal(25), words=True, rule="quarter_of_century")
    q.set_unit(MEASURES["год"])
    return q


def ordinal_part(lex: Lexemes, i: int) -> Quantity | None:
    """«пятая часть», «на третью часть», «десятую долю». Gold: [пятую часть] = 1/5."""
    if lex.words[i + 1] not in PART_WORDS or lex.words[i - 1] in CARDINALS:
        return None
    if lex.words[i + 2] in ("статьи", "книги", "фильма", "сериала", "трилогии") or (lex.words[i].startswith("втор")):
        return None
    return built_share(i, i + 2, 1, int(DENOMINATORS[lex.words[i]]), "ordinal_part")


def numbered_parts(lex: Lexemes, i: int) -> Quantity | None:
    """«две трети», «семь десятых», «три четверти», «одну десятую». Gold: [Две трети] опрошенных = 2/3."""
    if lex.words[i] not in CARDINALS and lex.kind[i] != NUMBER:
        return None
    number = read_numeral(lex, i) if lex.kind[i] != NUMBER else None
    if number is None or number.value is None or number.value != int(number.value) or number.value > 999:
        return None
    word = lex.words[number.last]
    if word in PLURAL_PARTS and number.value < 4:
        denominator = PLURAL_PARTS[word]
    elif word == "треть" or word == "четверть":
        denominator = 3 if word == "треть" else 4
    elif word in DENOMINATORS and _ends_as_part(int(number.value), word):
        denominator = int(DENOMINATORS[word])
    else:
        return None
    numerator = int(number.value)
    if numerator >= denominator:
        return None
    end = number.last + 1
    if lex.words[end] in PART_WORDS:
        end += 1
    return _built(lex, i, end, numerator, denominator, "numbered_parts")


def _ends_as_part(numerator: int, word: str) -> bool:
    """«семь десятых», «одна десятая»: not «две вторых ступени»."""
    return word.endswith(("ых", "их", "ым", "ыми")) or (
        numerator == 1 and word.endswith(("ая", "ую", "ой", "ья", "ью"))
    )


def slashed(lex: Lexemes, i: int) -> Quantity | None:
    """«2/3 территории», «на 1/4». Gold: [2/3] территории."""
    if (
        lex.words[i + 1] != "/"
        or not lex.glued(i + 1)
        or not lex.glued(i + 2)
        or lex.kind[i + 2] != NUMBER
        or lex.words[i + 3] == "/"
    ):
        return None
    a, b = lex.words[i], lex.words[i + 2]
    if not (a.isdecimal() and b.isdecimal() and len(a) <= 2 and len(b) <= 3) or lex.words[i - 1] in ("/", "№"):
        return None
    numerator, denominator = int(a), int(b)
    if not 0 < numerator < denominator or denominator > 100 or lex.words[i - 1] == "финала":
        return None
    if lex.words[i + 3].startswith(("финал", "этап")):
        return None
    return _built(lex, i, i + 3, numerator, denominator, "slashed")


def fraction_range(lex: Lexemes, i: int) -> Quantity | None:
    """«от четверти до трети урожая»: a range of shares, in percent to two decimals. Gold: [от четверти до
    трети] = 25..33.33 %.
    """
    if lex.words[i + 1] != "до" or lex.words[i + 2] not in SINGLE or lex.words[i - 1] != "от":
        return None
    low, high = (Decimal(a) / Decimal(b) for a, b in (SINGLE[lex.words[i]], SINGLE[lex.words[i + 2]]))
    if low >= high:
        return None
    q = Quantity(i - 1, i + 3, i, i + 3, None, high, words=True, rule="fraction_range")
    q.kind, q.unit_code, q.unit_text = "percent", "%", "процент"
    q.low, q.high = round(low * 100, 2), round(high * 100, 2)
    q.tags.add("opened")
    return q
