"""Spans and days relative to publication: «за последние 10 лет», «годом ранее», «вчера», «на прошлой неделе»."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.facts.lexemes import Lexemes
from extractor.facts.numerals import Numeral, read_numeral
from extractor.facts.periods import edtf_values as edtf
from extractor.facts.periods.lexicon import (
    DAYWORD,
    EARLIER,
    GRAINS,
    LAST,
    LATER,
    MONTH,
    NEXT,
    NOW,
    SAME,
    SHIFT,
    SPAN,
    WEEK,
    WEEKDAY,
    YEAR,
    Context,
    Found,
)
from extractor.facts.periods.months import tense_at
from extractor.facts.periods.years import four_digits, read_year

WHOLE = {"полгода": 6, "полугодие": 6, "квартал": 3}
YEARS_IN = {"decade": 10, "year": 1}
INSTRUMENTAL = {"годом": "year", "месяцем": "month", "неделей": "week", "днем": "day"}


# Endings of the past tense: the tagger takes rare verbs for presents.
PAST = ("ла", "ло", "ли", "лась", "лось", "лись")
SPAN_OPENERS = frozenset(
    [
        "за",
        "течение",
        "протяжении",
        "оставшиеся",
        "оставшихся",
        "первые",
        "первых",
        "последующие",
        "последующих",
        "прошедшие",
    ]
)


def span_value(reference: date, count: int, grain: str) -> str:
    """The span of ``count`` units that ends (for a negative count: begins) at the reference, at the grain's
    precision.
    """
    if grain in YEARS_IN:
        ends = sorted((reference.year - count * YEARS_IN[grain], reference.year))
        return edtf.interval(edtf.year(ends[0]), edtf.year(ends[1]))
    if grain == "month":
        ends_m = sorted(
            (edtf.month(reference.year, reference.month - count), edtf.month(reference.year, reference.month))
        )
        return edtf.interval(ends_m[0], ends_m[1])
    if grain == "hour":
        return ""
    days = count * (7 if grain == "week" else 1)
    ends_d = sorted((edtf.back(reference, days), reference.isoformat()))
    return edtf.interval(ends_d[0], ends_d[1])


def _whole(number: Numeral | None) -> int | None:
    value = number.value if number else None
    return int(value) if value is not None and value == value.to_integral_value() and 0 < value < 1000 else None


def _grain_after(lex: Lexemes, j: int) -> str | None:
    return GRAINS.get(lex.words[j])


def last_or_next(ctx: Context, i: int) -> Found | None:
    """«за последние 10 лет», «в ближайшие три года», «за последний месяц». Gold: [за последние 10 лет]."""
    lex = ctx.lex
    word = lex.words[i]
    if word not in LAST and word not in NEXT:
        return None
    back = word in LAST
    number = read_numeral(lex, i + 1)
    count = _whole(number)
    at = number.last if number else i + 1
    grain = _grain_after(lex, at)
    if word in ("последние", "последних", "ближайшие", "ближайших") and lex.words[at] in ("часов", "часа", "минут"):
        return Found(i, at + 1, None, "in", "last_or_next")
    if grain is None or (number is not None and count is None):
        return None
    if number is None:
        if word.endswith(("ие", "их", "ые", "ых")) and grain not in ("day",):
            return Found(i, at + 1, None, "in", "last_or_next")
        if (grain == "day" and lex.words[at] not in ("сутки", "суток")) or word in SHIFT:
            return None
        count = 1
    value = span_value(ctx.reference, count or 1, grain) if ctx.reference and back else None
    if ctx.reference and not back:
        value = span_value(ctx.reference, -(count or 1), grain)
    return Found(i, at + 1, value or None, "in", "last_or_next")


def counted_span(ctx: Context, i: int) -> Found | None:
    """«за три года», «в течение пяти лет», «на протяжении 20 лет», «за полтора года». Gold: [за три года]."""
    lex = ctx.lex
    if lex.words[i - 1] not in SPAN_OPENERS:
        return _same_span(ctx, i)
    number = read_numeral(lex, i)
    if number is None:
        return None
    grain = _grain_after(lex, number.last)
    if grain is None or number.value is None:
        return None
    count = _whole(number)
    if lex.words[i - 1] == "за" and grain == "year" and lex.words[number.last] == "год":
        return None
    after = number.last + 1
    if lex.words[i - 1] == "за" and deadline(lex, number.last):
        return None
    if lex.words[after] == "до" and lex.words[i - 1] == "за":
        return Found(i, after, None, "in", "counted_span")
    if lex.words[after] == "до" or (
        grain == "day" and lex.words[number.last] not in ("суток", "сутки", "дней", "дня", "день")
    ):
        return None
    value = span_value(ctx.reference, count, grain) if ctx.reference and count and lex.words[i - 1] == "за" else None
    return Found(i, after, value or None, "in", "counted_span")


def _same_span(ctx: Context, i: int) -> Found | None:
    """«за эти двенадцать месяцев», «за те же пять лет»: the span the text speaks of already, which no words date."""
    lex = ctx.lex
    opener = i - 2 if lex.words[i - 1] in ("эти", "те") else i - 3 if lex.words[i - 2 : i] == ["те", "же"] else -1
    number = read_numeral(lex, i) if opener >= 0 and lex.words[opener] == "за" else None
    if number is None or _grain_after(lex, number.last) is None:
        return None
    return Found(i, number.last + 1, None, "in", "counted_span")


def span_ahead(ctx: Context, i: int) -> Found | None:
    """«через два года», «через год», «через три месяца»: so far after publication. Gold: [через два года] = 2023."""
    lex = ctx.lex
    if lex.words[i - 1] != "через":
        return None
    number = read_numeral(lex, i)
    at, count = (number.last, _whole(number)) if number is not None else (i, 1)
    grain = _grain_after(lex, at)
    if grain not in ("year", "month") or not count or lex.words[at + 1] in ("после", "с"):
        return None
    return Found(i, at + 1, _shifted(ctx, count, grain), "in", "span_ahead")


def span_ended(ctx: Context, i: int) -> Found | None:
    """«за полгода», «за полугодие», «за квартал», without saying which: the last one that is over.

    Gold: [за квартал] = 2021-07/2021-09 in an article of November 2021.
    """
    lex, reference = ctx.lex, ctx.reference
    months = WHOLE.get(lex.words[i])
    if months is None or lex.words[i - 1] != "за" or reference is None or four_digits(lex, i + 1) is not None:
        return None
    if lex.words[i + 1] in SHIFT or deadline(lex, i):
        return None
    last = (reference.month - 1) // months * months
    return Found(i, i + 1, edtf.months(reference.year, last - months + 1, last), "in", "span_ended")


def deadline(lex: Lexemes, i: int) -> bool:
    """«устранить за 45 дней», «закрывается за 41 день»: under an infinitive or a present the span is how long a thing
    takes, a quantity; under a past it is when it happened.
    """
    token = lex.token(i)
    if token is None:
        return False
    verb = token.head
    return (
        verb.pos_ == "VERB"
        and ("Inf" in verb.morph.get("VerbForm", []) or "Pres" in verb.morph.get("Tense", []))
        and "Part" not in verb.morph.get("VerbForm", [])
        and not verb.lower_.endswith(PAST)
    )


def ago(ctx: Context, i: int) -> Found | None:
    """«год назад», «три года назад», «двумя годами ранее», «годом ранее», «месяцем ранее». Gold: [годом ранее]."""
    lex = ctx.lex
    word = lex.words[i]
    if word in INSTRUMENTAL and (lex.words[i + 1] in EARLIER or lex.words[i + 1] in LATER):
        sign = -1 if lex.words[i + 1] in EARLIER else 1
        return Found(i, i + 2, _shifted(ctx, sign, INSTRUMENTAL[word]), "in", "ago")
    if word in GRAINS and lex.words[i + 1] in ("назад", "спустя") and lex.words[i - 1] != "лет":
        number_free = read_numeral(lex, i - 1) is None
        value = _shifted(ctx, -1, GRAINS[word]) if number_free and lex.words[i + 1] == "назад" else None
        return Found(i, i + 2, value, "in", "ago") if number_free else None
    number = read_numeral(lex, i)
    if number is None:
        return None
    grain = _grain_after(lex, number.last)
    after = lex.words[number.last + 1]
    if lex.words[i - 1] == "на" and after != "назад":
        return None
    if grain is None or (after not in ("назад", "спустя") and after not in EARLIER and after not in LATER):
        return None
    count = _whole(number)
    if lex.words[number.last] in INSTRUMENTAL and count != 1:
        return None
    sign = -1 if after == "назад" or after in EARLIER else 1
    value = _shifted(ctx, sign * count, grain) if count else None
    return Found(i, number.last + 2, value, "in", "ago")


def _shifted(ctx: Context, count: int, grain: str) -> str | None:
    reference = ctx.reference
    if reference is None:
        return None
    if grain in YEARS_IN:
        return edtf.year(reference.year + count * YEARS_IN[grain])
    if grain == "hour":
        return None
    if grain == "month":
        return edtf.month(reference.year, reference.month + count)
    return edtf.back(reference, -count * (7 if grain == "week" else 1))


def relative_month_or_week(ctx: Context, i: int) -> Found | None:
    """«в прошлом месяце», «на этой неделе», «на прошлой неделе». Gold: [на прошлой неделе]."""
    lex = ctx.lex
    shift = SHIFT.get(lex.words[i])
    if shift is None or ctx.reference is None:
        return None
    if lex.words[i + 1] in MONTH:
        return Found(i, i + 2, edtf.month(ctx.reference.year, ctx.reference.month + shift), "in", "relative_month")
    if lex.words[i + 1] in WEEK:
        monday = ctx.reference - timedelta(days=ctx.reference.weekday() - 7 * shift)
        return Found(i, i + 2, edtf.interval(monday.isoformat(), edtf.back(monday, -6)), "in", "relative_week")
    return None


def day_word(ctx: Context, i: int) -> Found | None:
    """«вчера», «сегодня», «накануне». Gold: [вчера]."""
    lex = ctx.lex
    shift = DAYWORD.get(lex.words[i])
    if shift is None or (lex.words[i] == "накануне" and lex.kind[i + 1] == "w" and lex.words[i + 1] in YEAR):
        return None
    return Found(i, i + 1, edtf.back(ctx.reference, -shift) if ctx.reference else None, "in", "day_word")


def now(ctx: Context, i: int) -> Found | None:
    """«сейчас», «на сегодняшний день», «в настоящее время», «на данный момент»: the day of publication, for what is true
    on it. Gold: [сейчас].
    """
    lex = ctx.lex
    for words in NOW.get(lex.words[i], ()):
        if list(lex.words[i : i + len(words)]) == words:
            return Found(i, i + len(words), ctx.reference.isoformat() if ctx.reference else None, "as_of", "now")
    return None


def weekday(ctx: Context, i: int) -> Found | None:
    """«в понедельник», «во вторник»: the nearest past one, or the next where the verb is in the future.
    Gold: [в среду].
    """
    lex = ctx.lex
    number = WEEKDAY.get(lex.words[i])
    if number is None or lex.words[i - 1] not in ("в", "во", "до", "к", "с") or lex.capital(i):
        return None
    if ctx.reference is None:
        return Found(i, i + 1, None, "in", "weekday")
    back = (ctx.reference.weekday() - number) % 7
    if tense_at(lex, i) == "Fut" and back:
        back -= 7
    return Found(i, i + 1, edtf.back(ctx.reference, back), "in", "weekday")


def same_period(ctx: Context, i: int) -> Found | None:
    """«аналогичный период прошлого года», «за тот же период 2020 года»: the period named before, moved to that year.

    Gold: За январь–октябрь …, [аналогичный период прошлого года] = 2020-01/2020-10 in an article of 2021.
    """
    lex = ctx.lex
    if lex.words[i] not in SPAN:
        return None
    if lex.words[i - 1] in SAME:
        first = i - 1
    elif lex.words[i - 1] == "же" and lex.words[i - 2] in ("тот", "этот", "того", "том"):
        first = i - 2
    else:
        return None
    read = read_year(ctx, i + 1)
    if read is None:
        return None
    y, end = read
    for before in reversed(ctx.found[-4:]):
        if before.value and "X" not in before.value and before.value[:4].isdigit() and len(before.value) > 4:
            year_of = int(before.value[:4])
            if year_of != y:
                return Found(first, end, edtf.shifted_years(before.value, y - year_of), "in", "same_period")
    return Found(first, end, edtf.year(y) if not ctx.reference else None, "in", "same_period")
