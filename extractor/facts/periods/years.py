"""Years: «в 2021 году», «2021–2025 годы», «к 2030-му», «в прошлом году», «в 1990-х», «в XX веке»."""

from __future__ import annotations

from extractor.facts.lexemes import DASHES, NUMBER, Lexemes
from extractor.facts.periods import edtf_values as edtf
from extractor.facts.periods.lexicon import CENTURY, ROMAN, SHIFT, YEAR, YEARS, Context, Found, ordinal_ending

ROMANS = {
    **ROMAN,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
    "xiii": 13,
    "xiv": 14,
    "xv": 15,
    "xvi": 16,
    "xvii": 17,
    "xviii": 18,
    "xix": 19,
    "xx": 20,
    "xxi": 21,
}
YEAR_SHORT = frozenset({"г", "гг"})
# A bare «2021» is a year after these, if no unit follows.
YEAR_PREPOSITIONS = frozenset({"в", "к", "с", "до", "на", "за", "по", "после", "от", "чем", "около"})


def four_digits(lex: Lexemes, i: int) -> int | None:
    """The number at lexeme i where it can be a year, else None."""
    word = lex.words[i]
    if len(word) == 4 and word.isdecimal() and "1000" <= word <= "2100":
        return int(word)
    return None


def year_word(lex: Lexemes, j: int) -> int:
    """Index after «года», «году», «г.», «гг.» at lexeme j, else j."""
    if lex.words[j] in YEAR or lex.words[j] in YEARS:
        return j + 1
    if lex.words[j] in YEAR_SHORT and not lex.capital(j):
        return j + 2 if lex.words[j + 1] == "." and lex.glued(j + 1) else j + 1
    return j


def read_year(ctx: Context, j: int) -> tuple[int, int] | None:
    """A year in words or digits with its noun, from lexeme j: the year and the index after it. None where
    there is none.

    «2021 года», «2021-го», «прошлого года», «нынешнего» (with its noun left out) …; a relative one needs the reference.
    """
    lex = ctx.lex
    if (y := four_digits(lex, j)) is not None:
        k = ordinal_ending(lex, j + 1)
        end = year_word(lex, k)
        return (y, end) if end > j + 1 else None
    shift = SHIFT.get(lex.words[j])
    if shift is not None and ctx.reference and (lex.words[j + 1] in YEAR or year_word(lex, j + 1) > j + 1):
        return ctx.reference.year + shift, j + 2
    return None


def year_range(ctx: Context, i: int) -> Found | None:
    """«на 2021–2025 годы», «в 2021-2023 гг.», «с 2015 по 2020 год», «2021/2022 учебный год». Gold: [на
    2021–2025 годы].
    """
    lex, first = ctx.lex, four_digits(ctx.lex, i)
    if first is None:
        return None
    j = ordinal_ending(lex, i + 1)
    j = year_word(lex, j)
    if (
        lex.words[j] in DASHES
        or (lex.words[j] == "/" and lex.glued(j))
        or (lex.words[j] in ("по", "до") and lex.words[i - 1] in ("с", "со", "от"))
    ):
        second_at = j + 1
    else:
        return None
    second = four_digits(lex, second_at)
    if second is None and lex.kind[second_at] == NUMBER and len(lex.words[second_at]) == 2 and lex.words[j] != "по":
        second = first // 100 * 100 + int(lex.words[second_at])
    if second is None or not first < second <= first + 200:
        return None
    k = year_word(lex, ordinal_ending(lex, second_at + 1))
    if lex.words[second_at + 1].startswith("учебн") and (
        lex.words[second_at + 2] in YEAR or lex.words[second_at + 2] in YEARS
    ):
        k = second_at + 3
    if k == second_at + 1 and k == j + 2 and not lex.glued(j):
        return None
    return Found(i, k, edtf.interval(edtf.year(first), edtf.year(second)), "in", "year_range")


def years_listed(ctx: Context, i: int) -> Found | None:
    """«в 2022 и 2023 годах»: each year a period of its own; this one is followed by another. Gold: в [2022]
    и 2023 годах.
    """
    lex = ctx.lex
    y = four_digits(lex, i)
    if y is None or lex.words[i + 1] not in ("и", ",", "или"):
        return None
    following = four_digits(lex, i + 2)
    k = year_word(lex, ordinal_ending(lex, i + 3))
    listed = following is not None and (k > i + 3 or lex.words[i + 3] in ("и", ","))
    return Found(i, i + 1, edtf.year(y), "in", "years_listed") if listed else None


def decade(ctx: Context, i: int) -> Found | None:
    """«в 1990-х годах», «1980-е», «в 90-х». Gold: [в 1990-х годах] = 199X."""
    lex, word = ctx.lex, ctx.lex.words[i]
    if not (word.isdecimal() and word.endswith("0") and lex.words[i + 1] in DASHES and lex.glued(i + 1)):
        return None
    if lex.words[i + 2] not in ("х", "е", "ые", "ых", "м", "ми") or not lex.glued(i + 2):
        return None
    number = int(word)
    if len(word) == 4 and 1000 <= number <= 2090 and lex.words[i + 2] != "м":
        value = edtf.decade(number)
    elif (
        len(word) == 2
        and lex.words[i + 2] in ("х", "е")
        and (lex.words[i - 1] in ("в", "с", "до") or lex.words[i + 3] in YEARS)
    ):
        value = edtf.decade(1900 + number)
    else:
        return None
    return Found(i, year_word(lex, i + 3), value, "in", "decade")


def single_year(ctx: Context, i: int) -> Found | None:
    """«в 2021 году», «2015 г.», «к 2026-му», «за 2023-й»; bare «в 2024» after a preposition. Gold: [к 2030 году]."""
    lex = ctx.lex
    if (read := read_year(ctx, i)) and lex.kind[i] == NUMBER:
        return Found(i, read[1], edtf.year(read[0]), "in", "single_year")
    y = four_digits(lex, i)
    if y is None or not 1900 <= y <= 2100:
        return None
    after = lex.words[i + 1]
    bare = after in ",.;):" or after in DASHES or after == "\n" or after == "" or after in ("и", "против", "года", "к")
    bracketed = lex.words[i - 1] == "(" and after in (")", ",")
    if (lex.words[i - 1] in YEAR_PREPOSITIONS and bare) or bracketed:
        return Found(i, i + 1, edtf.year(y), "in", "bare_year")
    return None


def relative_year(ctx: Context, i: int) -> Found | None:
    """«в прошлом году», «в этом году», «в текущем и следующем году». Gold: [в прошлом году]."""
    lex = ctx.lex
    shift = SHIFT.get(lex.words[i])
    if shift is None:
        return None
    if (
        lex.words[i + 1] in ("и", "или")
        and lex.words[i + 2] in SHIFT
        and (lex.words[i + 3] in YEAR or lex.words[i + 3] in YEARS)
    ):
        if ctx.reference is None:
            return Found(i, i + 4, None, "in", "relative_years")
        y = ctx.reference.year
        ends = sorted((y + shift, y + SHIFT[lex.words[i + 2]]))
        return Found(i, i + 4, edtf.interval(edtf.year(ends[0]), edtf.year(ends[1])), "in", "relative_years")
    if lex.words[i + 1] not in YEAR:
        return _elided_year(ctx, i, shift)
    value = edtf.year(ctx.reference.year + shift) if ctx.reference else None
    return Found(i, i + 2, value, "in", "relative_year")


def _elided_year(ctx: Context, i: int, shift: int) -> Found | None:
    """«в прошлом году …, в этом …»: the noun left out after a year named just before. Gold: в прошлом году
    5, [в этом] 7.
    """
    lex = ctx.lex
    if lex.words[i - 1] != "в" or not ctx.found or ctx.reference is None or not lex.words[i].endswith("ом"):
        return None
    before = ctx.found[-1]
    if before.rule not in ("relative_year", "single_year") or i - before.last > 12:
        return None
    token = lex.token(i + 1)
    if token is not None and token.pos_ in ("NOUN", "ADJ", "PROPN", "DET"):
        return None
    return Found(i, i + 1, edtf.year(ctx.reference.year + shift), "in", "elided_year")


def century(ctx: Context, i: int) -> Found | None:
    """«в XX веке», «XIX столетие». Gold: [в XX веке] = 1901/2000."""
    lex = ctx.lex
    number = ROMANS.get(lex.words[i])
    if number is None or lex.words[i + 1] not in CENTURY or not lex.capital(i):
        return None
    return Found(i, i + 2, edtf.century(number), "in", "century")
