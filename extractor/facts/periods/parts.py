"""Parts of a year: quarters, halves, «за 9 месяцев», «с начала года», «до конца 2025 года», seasons."""

from __future__ import annotations

from extractor.facts.lexemes import DASHES, NUMBER, Lexemes
from extractor.facts.numerals import read_numeral
from extractor.facts.periods import edtf_values as edtf
from extractor.facts.periods.lexicon import (
    END,
    HALF,
    MIDDLE,
    MONTH,
    MONTHS_PLURAL,
    ORDINAL,
    PART,
    QUARTER,
    ROMAN,
    SEASON,
    SHIFT,
    START,
    YEAR,
    Context,
    Found,
    ordinal_ending,
)
from extractor.facts.periods.months import month_at, tense_at
from extractor.facts.periods.years import read_year

SEASON_OPENERS = frozenset({"к", "с", "до", "за", "на", "эту", "эта", "этой"})


def _number_before(lex: Lexemes, i: int) -> tuple[int, int] | None:
    """The ordinal before lexeme i («первом», «I», «1», «2-м») and its first lexeme."""
    word = lex.words[i - 1]
    if word in ORDINAL:
        return ORDINAL[word], i - 1
    if word in ROMAN:
        return ROMAN[word], i - 1
    if word in ("1", "2", "3", "4"):
        return int(word), i - 1
    if lex.glued(i - 1) and lex.words[i - 2] in DASHES and lex.words[i - 3] in ("1", "2", "3", "4"):
        return int(lex.words[i - 3]), i - 3
    return None


def _year_of(ctx: Context, k: int, latest_month: int) -> tuple[int | None, int]:
    """The year that follows a part of a year, else the year of publication, or the one before for a part still to come
    that is spoken of in the past.
    """
    if (read := read_year(ctx, k)) is not None:
        return read
    if ctx.lex.words[k] in SHIFT and ctx.reference and ctx.lex.words[k].endswith("го"):
        return ctx.reference.year + SHIFT[ctx.lex.words[k]], k + 1
    if ctx.reference is None:
        return None, k
    y = ctx.reference.year
    if latest_month > ctx.reference.month + 2 and tense_at(ctx.lex, k - 1) == "Past":
        y -= 1
    return y, k


def quarter(ctx: Context, i: int) -> Found | None:
    """«в I квартале», «во втором квартале 2023 года», «в III–IV кварталах». Gold: [в I квартале]."""
    lex = ctx.lex
    if lex.words[i] not in QUARTER or (lex.words[i] == "кв" and lex.words[i + 1] != "."):
        return None
    end = i + 2 if lex.words[i] == "кв" else i + 1
    shift = SHIFT.get(lex.words[i - 1])
    if shift is not None and ctx.reference is not None and lex.words[i - 1] not in ORDINAL:
        index = ctx.reference.year * 4 + (ctx.reference.month - 1) // 3 + shift
        return Found(i - 1, end, edtf.quarter(index // 4, index % 4 + 1), "in", "relative_quarter")
    numbered = _number_before(lex, i)
    if numbered is None:
        return None
    number, first = numbered
    opening = _number_before(lex, first - 1) if lex.words[first - 1] in DASHES or lex.words[first - 1] == "и" else None
    y, end = _year_of(ctx, end, 3 * number - 2)
    low, first = opening if opening and opening[0] < number else (number, first)
    value = edtf.months(y, 3 * low - 2, 3 * number) if y is not None else None
    return Found(first, end, value, "in", "quarter")


def half(ctx: Context, i: int) -> Found | None:
    """«в первом полугодии 2022 года», «за I полугодие», «во второй половине года». Gold: [за первое полугодие]."""
    lex = ctx.lex
    if lex.words[i] in PART:
        return _half_of(ctx, i)
    if lex.words[i] not in HALF:
        return None
    numbered = _number_before(lex, i)
    if numbered is None or numbered[0] > 2:
        return None
    number, first = numbered
    y, end = _year_of(ctx, i + 1, 6 * number - 5)
    return Found(first, end, edtf.half(y, number) if y is not None else None, "in", "half")


def _half_of(ctx: Context, i: int) -> Found | None:
    numbered = _number_before(ctx.lex, i)
    if numbered is None or numbered[0] > 2:
        return None
    number, first = numbered
    if ctx.lex.words[i + 1] in YEAR:
        value = edtf.half(ctx.reference.year, number) if ctx.reference else None
        return Found(first, i + 2, value, "in", "half_of_year")
    if (read := read_year(ctx, i + 1)) is not None:
        return Found(first, read[1], edtf.half(read[0], number), "in", "half_of_year")
    return None


def first_months(ctx: Context, i: int) -> Found | None:
    """«за 9 месяцев», «за одиннадцать месяцев нынешнего года», «за первые пять месяцев». Gold: [за 9 месяцев]."""
    lex = ctx.lex
    k = i
    if lex.words[k] in ("первые", "первых"):
        k += 1
    number = read_numeral(lex, k)
    if (
        number is None
        or number.value is None
        or (lex.words[number.last] not in MONTHS_PLURAL and lex.words[number.last] not in MONTH)
    ):
        return None
    count, end = number.value, number.last + 1
    if count != int(count) or not 2 <= count <= 11:
        return None
    dated = read_year(ctx, end)
    opened = lex.words[i - 1] in ("за", "итогам", "в") and (k > i or lex.words[i - 1] != "в")
    if dated is None and not opened:
        return None
    if (
        dated is None
        and lex.words[i - 1] == "за"
        and ctx.reference
        and ctx.reference.month <= int(count) - 1
        and k == i
    ):
        y: int | None = ctx.reference.year - 1 if ctx.reference.month <= 3 else None
    else:
        y, end = _year_of(ctx, end, int(count))
    value = edtf.months(y, 1, int(count)) if y is not None else None
    return Found(i, end, value, "in", "first_months")


def edge(ctx: Context, i: int) -> Found | None:
    """«с начала года», «до конца 2025 года», «к концу мая», «на начало октября», «в конце года». Gold: [до
    конца года].
    """
    lex = ctx.lex
    word = lex.words[i]
    if word not in START and word not in END and word not in MIDDLE:
        return None
    before = lex.words[i - 1]
    if (read := read_year(ctx, i + 1)) is not None:
        whole, end = edtf.year(read[0]), read[1]
    elif lex.words[i + 1] in YEAR or lex.words[i + 1] in MONTH:
        grain = 4 if lex.words[i + 1] in YEAR else 7
        whole, end = (ctx.reference.isoformat()[:grain] if ctx.reference else ""), i + 2
    elif (named := single_edge_month(ctx, i + 1)) is not None:
        whole, end = named
    else:
        return None
    if not whole:
        return Found(i, end, None, "by" if before in ("до", "к", "ко") else "in", "edge")
    if word in START and before in ("с", "со"):
        since = f"{whole}-01-01" if len(whole) == 4 else f"{whole}-01"
        today = ctx.reference.isoformat() if ctx.reference and ctx.reference.isoformat() >= since else ".."
        return Found(i, end, edtf.interval(since, today), "since", "since_start")
    if word in START and before in ("на", "к", "ко"):
        first = f"{whole}-01-01" if len(whole) == 4 else f"{whole}-01"
        return Found(i, end, first, "as_of" if before == "на" else "by", "at_start")
    if word in END and before in ("до", "к", "ко", "на"):
        return Found(i, end, edtf.last_day(whole), "as_of" if before == "на" else "by", "by_end")
    return Found(i, end, whole, "in", "edge")


def single_edge_month(ctx: Context, j: int) -> tuple[str, int] | None:
    """A month after «конец», «начало»: its EDTF value («» where it cannot be resolved) and the index after it."""
    from extractor.facts.periods.months import after_months

    named = month_at(ctx.lex, j)
    if named is None:
        return None
    y, end = after_months(ctx, j, named[1], named[0])
    return (edtf.month(y, named[0]) if y is not None else ""), end


def season(ctx: Context, i: int) -> Found | None:
    """«весной», «летом 2021 года», «прошлой осенью», «этим летом». Gold: [летом прошлого года]."""
    lex = ctx.lex
    first_month = SEASON.get(lex.words[i])
    if first_month is None:
        return None
    if lex.words[i] == "лета" and lex.words[i - 1] not in ("с", "до") and lex.words[i - 1] not in SHIFT:
        return None
    before = lex.words[i - 1]
    adverbial = lex.words[i].endswith(("ой", "ом", "ью")) or before in SHIFT or before in SEASON_OPENERS
    if not adverbial:
        return None
    first, shift = i, SHIFT.get(lex.words[i - 1])
    if shift is not None:
        first = i - 1
    read = read_year(ctx, i + 1)
    end = read[1] if read else i + 1
    if read:
        y: int | None = read[0]
    elif ctx.reference is None:
        y = None
    else:
        y = ctx.reference.year + (shift or 0)
        if shift is None and first_month != 12 and first_month > ctx.reference.month and tense_at(lex, i) == "Past":
            y -= 1
        ahead = lex.words[i - 1] in ("к", "до") or tense_at(lex, i) == "Fut"
        if shift is None and first_month + 2 < ctx.reference.month and ahead:
            y += 1
        if shift == -1 and first_month + 2 < ctx.reference.month and first_month == 9:
            y = ctx.reference.year - 1
    if y is None:
        return Found(first, end, None, "in", "season")
    if first_month == 12 and ctx.reference and not read and ctx.reference.month <= 8 and not shift:
        y -= 1
    return Found(first, end, edtf.months(y, first_month, first_month + 2), "in", "season")


def is_number(lex: Lexemes, i: int) -> bool:
    """True for a number literal."""
    return lex.kind[i] == NUMBER and ordinal_ending(lex, i + 1) == i + 1
