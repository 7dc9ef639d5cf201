"""Doc -> periods: times named in the text, as EDTF resolved against the publication date.

``find_periods`` walks the lexemes once; at each it tries the rules its word may open, in the order of the tables below,
and the first that answers takes the words. ``relation`` is read off the preposition before the words.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

from extractor.documents import PeriodMention
from extractor.facts.english import is_english
from extractor.facts.lexemes import NUMBER, WORD, lexemes_of
from extractor.facts.numerals import CARDINALS, COLLECTIVES
from extractor.facts.periods import english, months, parts, spans, years
from extractor.facts.periods.lexicon import (
    DAYWORD,
    END,
    GRAINS,
    HALF,
    LAST,
    MIDDLE,
    MONTHS,
    NEXT,
    NOW,
    PART,
    QUARTER,
    SEASON,
    SHIFT,
    SPAN,
    START,
    WEEKDAY,
    Context,
    Found,
    Rule,
)
from extractor.records import PeriodRelation

NUMBER_RULES: tuple[Rule, ...] = (
    months.written_date,
    months.day_range,
    months.day_of_month,
    years.decade,
    years.year_range,
    years.years_listed,
    years.single_year,
    spans.ago,
    parts.first_months,
    spans.span_ahead,
    spans.counted_span,
)
WORD_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (months.month_range, frozenset(MONTHS)),
    (months.single_month, frozenset(MONTHS)),
    (parts.quarter, frozenset(QUARTER)),
    (parts.half, frozenset(HALF) | frozenset(PART)),
    (parts.edge, frozenset(START) | frozenset(END) | frozenset(MIDDLE)),
    (years.century, frozenset(years.ROMANS)),
    (spans.last_or_next, frozenset(LAST) | frozenset(NEXT)),
    (years.relative_year, frozenset(SHIFT)),
    (spans.relative_month_or_week, frozenset(SHIFT)),
    (parts.season, frozenset(SEASON)),
    (spans.day_word, frozenset(DAYWORD)),
    (spans.now, frozenset(NOW)),
    (spans.weekday, frozenset(WEEKDAY)),
    (spans.same_period, frozenset(SPAN)),
    (spans.ago, frozenset(GRAINS) | frozenset(CARDINALS) | frozenset(COLLECTIVES)),
    (parts.first_months, frozenset(CARDINALS) | frozenset({"первые", "первых"})),
    (spans.span_ahead, frozenset(GRAINS) | frozenset(CARDINALS) | frozenset(COLLECTIVES)),
    (spans.span_ended, frozenset(spans.WHOLE)),
    (months.first_of_month, frozenset({"первое", "первого"})),
    (spans.counted_span, frozenset(CARDINALS) | frozenset(COLLECTIVES)),
)
RULES_BY_WORD: dict[str, tuple[Rule, ...]] = {
    word: tuple(rule for rule, words in WORD_RULES if word in words) for _, words in WORD_RULES for word in words
}
BY, SINCE = frozenset({"к", "ко", "до"}), frozenset({"с", "со"})
PREPOSITIONS = frozenset(["в", "через", "во", "за", "на", "к", "ко", "до", "с", "со", "по", "от", "после"])
CLOSED = frozenset({"day_range", "year_range", "month_range", "since_start", "by_end", "at_start", "edge", "now"})
POINTS = frozenset(
    {
        "day_of_month",
        "written_date",
        "single_year",
        "single_month",
        "bare_year",
        "quarter",
        "half",
        "relative_year",
        "weekday",
        "day_word",
        "season",
        "decade",
    }
)


@lru_cache(maxsize=4)
def find_periods(doc: Doc) -> tuple[PeriodMention, ...]:
    """The times an annotated article names, in text order; ``doc._.article.published_at`` resolves the
    relative ones.
    """
    lex = lexemes_of(doc)
    article = doc._.article
    ctx = Context(lex, months.reference_date(article.published_at if article is not None else None), [])
    if is_english(lex):
        english.find(ctx)
        return tuple(_mention(ctx, f) for f in ctx.found)
    i = lex.first
    while i < lex.last:
        found = _at(ctx, i)
        if found is None:
            i += 1
            continue
        ctx.found.append(_with_relation(ctx, found))
        i = max(found.last, i + 1)
    return tuple(_mention(ctx, f) for f in ctx.found)


def _at(ctx: Context, i: int) -> Found | None:
    kind = ctx.lex.kind[i]
    if kind == NUMBER:
        rules: tuple[Rule, ...] = NUMBER_RULES
    elif kind == WORD:
        rules = RULES_BY_WORD.get(ctx.lex.words[i], ())
    else:
        return None
    for rule in rules:
        if (found := rule(ctx, i)) is not None:
            return found
    return None


def _with_relation(ctx: Context, found: Found) -> Found:
    """The period with its preposition taken in and its relation read off it."""
    lex, first = ctx.lex, found.first
    before = lex.words[first - 1]
    if before in ("течение", "протяжении", "итогам", "результатам"):
        first -= 1
        before = lex.words[first - 1]
    relation: PeriodRelation = found.relation
    value = found.value
    if found.rule in POINTS and relation == "in":
        if before in BY and not (
            before == "к"
            and found.rule == "relative_year"
            and found.value
            and ctx.reference
            and found.value < str(ctx.reference.year)
        ):
            relation = "by"
        elif before in SINCE and not _from_to(ctx, found) and lex.words[found.last - 1] != "годом":
            relation = "since"
            value = f"{value}/.." if value and "/" not in value else value
        elif before == "на" and found.rule in ("day_of_month", "written_date") and not _is_planned(ctx, first):
            relation = "as_of"
    if before == "на" and lex.words[first - 2] == "состоянию":
        relation, first = "as_of", first - 3 if lex.words[first - 3] == "по" else first - 2
    elif before in PREPOSITIONS:
        first -= 1
    return found._replace(first=first, value=value, relation=relation)


def _from_to(ctx: Context, found: Found) -> bool:
    """«с мая по …», «с 2015 до …»: the start of an interval that no rule could read whole."""
    return ctx.lex.words[found.last] in ("по", "до")


def _is_planned(ctx: Context, first: int) -> bool:
    """«назначено на 5 мая», «перенесён на 1 июня»: a day set, not a day of record."""
    return any(
        ctx.lex.words[k].startswith(("назнач", "перен", "заплан", "намеч", "отлож"))
        for k in range(max(0, first - 5), first)
    )


def _mention(ctx: Context, found: Found) -> PeriodMention:
    start, end = ctx.lex.start[found.first], ctx.lex.end[found.last - 1]
    return PeriodMention(
        start=start, end=end, text=ctx.lex.text[start:end], rule=found.rule, value=found.value, relation=found.relation
    )
