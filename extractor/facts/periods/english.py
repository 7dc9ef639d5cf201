"""Periods in English: «in 2021», «2021-2025», «by 2030», «14 May 2021», «last year», «the past 10 years», «Q1 2021»."""

from __future__ import annotations

from extractor.facts import english as en
from extractor.facts.lexemes import DASHES, NUMBER
from extractor.facts.periods import edtf_values as edtf
from extractor.facts.periods.lexicon import Context, Found, Rule
from extractor.facts.periods.months import day_number
from extractor.facts.periods.years import four_digits

MONTHS = {form: int(value) for form, value in en.word_class("month").items()}
ORDINALS = {form: int(value) for form, value in en.word_class("ordinal").items()}
SHIFTS = {"last": -1, "this": 0, "next": 1, "previous": -1, "current": 0}
YEAR_OPENERS = frozenset(
    [
        "in",
        "by",
        "since",
        "until",
        "during",
        "of",
        "from",
        "to",
        "before",
        "after",
        "for",
        "between",
        "and",
        "through",
        "early",
        "late",
        "mid",
    ]
)
PREPOSITIONS = frozenset(["in", "by", "since", "until", "during", "from", "over", "on", "for", "as"])


def _year(ctx: Context, j: int) -> int | None:
    y = four_digits(ctx.lex, j)
    return y if y is not None and 1900 <= y <= 2100 else None


def year_range(ctx: Context, i: int) -> Found | None:
    """«2021-2025», «from 2015 to 2020». Gold: covers [2021-2025]."""
    lex, first = ctx.lex, _year(ctx, i)
    joint = lex.words[i + 1]
    if first is None or not (
        joint in DASHES or (joint in ("to", "and", "through") and lex.words[i - 1] in ("from", "between"))
    ):
        return None
    second = _year(ctx, i + 2)
    if second is None or second <= first:
        return None
    return Found(i, i + 3, edtf.interval(edtf.year(first), edtf.year(second)), "in", "english_year_range")


def full_date(ctx: Context, i: int) -> Found | None:
    """«14 May 2021», «May 14, 2021», «May 14», «May 2021». Gold: on [14 May 2021]."""
    lex = ctx.lex
    if lex.kind[i] == NUMBER:
        d, m, k = day_number(lex, i), MONTHS.get(lex.words[i + 1]), i + 2
        if d is None or m is None or not lex.capital(i + 1):
            return None
    else:
        m = MONTHS.get(lex.words[i])
        if m is None or not lex.capital(i):
            return None
        d, k = day_number(lex, i + 1), i + 2
        if d is None:
            k = i + 1
            if lex.words[i] in ("may", "march") and _year(ctx, k) is None and lex.words[i - 1] not in PREPOSITIONS:
                return None
    comma = lex.words[k] == ","
    y = _year(ctx, k + comma)
    end = k + comma + 1 if y is not None else k
    if y is None and ctx.reference is not None:
        y = ctx.reference.year
    if y is None:
        return Found(i, end, None, "in", "english_date")
    value = edtf.day(y, m, d) if d is not None else edtf.month(y, m)
    return Found(i, end, value, "in", "english_date") if value else None


def quarter_or_half(ctx: Context, i: int) -> Found | None:
    """«Q1 2021», «the first quarter of 2021», «the first half of the year». Gold: in [the first quarter of 2021]."""
    lex = ctx.lex
    if lex.words[i] == "q" and lex.glued(i + 1) and lex.words[i + 1] in ("1", "2", "3", "4"):
        number, k, unit = int(lex.words[i + 1]), i + 2, "quarter"
    elif lex.words[i] in ORDINALS and lex.words[i + 1] in ("quarter", "half"):
        number, k, unit = ORDINALS[lex.words[i]], i + 2, lex.words[i + 1]
    else:
        return None
    if lex.words[k] == "of":
        k += 1
    y = _year(ctx, k)
    if y is not None:
        k += 1
    elif lex.words[k] in ("the", "this", "last") and lex.words[k + 1] == "year":
        y = ctx.reference.year - (lex.words[k] == "last") if ctx.reference else None
        k += 2
    else:
        y = ctx.reference.year if ctx.reference else None
    value = (
        None
        if y is None or number > (4 if unit == "quarter" else 2)
        else (edtf.quarter(y, number) if unit == "quarter" else edtf.half(y, number))
    )
    return Found(i, k, value, "in", "english_quarter")


def relative(ctx: Context, i: int) -> Found | None:
    """«last year», «next year», «the past 10 years», «a year earlier». Gold: [last year]."""
    lex, shift = ctx.lex, SHIFTS.get(ctx.lex.words[i])
    if shift is not None and lex.words[i + 1] == "year":
        return Found(
            i, i + 2, edtf.year(ctx.reference.year + shift) if ctx.reference else None, "in", "english_relative_year"
        )
    if shift is not None and lex.words[i + 1] == "month":
        value = edtf.month(ctx.reference.year, ctx.reference.month + shift) if ctx.reference else None
        return Found(i, i + 2, value, "in", "english_relative_month")
    if (
        lex.words[i] in ("past", "last", "next", "coming")
        and (n := en.read_number(lex, i + 1))
        and lex.words[n[3]] in ("years", "decades")
    ):
        count = int(n[0]) * (10 if lex.words[n[3]] == "decades" else 1)
        if ctx.reference is None or count > 500:
            return Found(i, n[3] + 1, None, "in", "english_span")
        y = ctx.reference.year
        ends = (y, y + count) if lex.words[i] in ("next", "coming") else (y - count, y)
        return Found(i, n[3] + 1, edtf.interval(edtf.year(ends[0]), edtf.year(ends[1])), "in", "english_span")
    if lex.words[i] == "year" and lex.words[i - 1] in ("a", "one") and lex.words[i + 1] in ("earlier", "ago", "before"):
        return Found(i - 1, i + 2, edtf.year(ctx.reference.year - 1) if ctx.reference else None, "in", "english_ago")
    return None


def single_year(ctx: Context, i: int) -> Found | None:
    """«in 2021», «by 2030», «since 2015». Gold: [by 2030]."""
    y = _year(ctx, i)
    if y is None or ctx.lex.words[i - 1] not in YEAR_OPENERS:
        return None
    return Found(i, i + 1, edtf.year(y), "in", "english_year")


def decade(ctx: Context, i: int) -> Found | None:
    """«the 1990s». Gold: in the [1990s] = 199X."""
    y = four_digits(ctx.lex, i)
    if y is None or y % 10 or ctx.lex.words[i + 1] != "s" or not ctx.lex.glued(i + 1):
        return None
    return Found(i, i + 2, edtf.decade(y), "in", "english_decade")


RULES: tuple[Rule, ...] = (decade, year_range, full_date, quarter_or_half, relative, single_year)
WORDS = frozenset(MONTHS) | frozenset(ORDINALS) | frozenset(SHIFTS) | {"q", "past", "coming", "year"}


def find(ctx: Context) -> None:
    """Append the English periods of a text to ``ctx.found``, each with its preposition and relation."""
    lex = ctx.lex
    i = lex.first
    while i < lex.last:
        found = None
        if lex.kind[i] == NUMBER or lex.words[i] in WORDS:
            found = next((f for rule in RULES if (f := rule(ctx, i)) is not None), None)
        if found is None:
            i += 1
            continue
        i = max(found.last, i + 1)
        ctx.found.append(_with_preposition(ctx, found))


def _with_preposition(ctx: Context, found: Found) -> Found:
    first = found.first
    if ctx.lex.words[first - 1] == "the":
        first -= 1
    before = ctx.lex.words[first - 1]
    if before not in PREPOSITIONS:
        return found
    if before == "by":
        return found._replace(first=first - 1, relation="by")
    if before == "since" and found.value and "/" not in found.value:
        return found._replace(first=first - 1, relation="since", value=f"{found.value}/..")
    return found._replace(first=first - 1)
