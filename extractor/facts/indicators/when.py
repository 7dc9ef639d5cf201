"""Candidate periods of an amount: what the text names, read as a figure may mean it, and the publication date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Page, Site, tokens_of
from extractor.facts.indicators.when_layout import Layout, Spot, read_layout
from extractor.facts.periods.edtf_values import shifted_years
from extractor.facts.text import Word
from extractor.records import PeriodRelation

COMPARED_FORMS = frozenset(
    ["чем", "назад", "ранее", "раньше", "против", "прошлого", "прошлому", "к", "прошлогоднего", "сравнению"]
)
YEAR_BEFORE = frozenset(
    {"ранее", "раньше", "назад", "против", "прошлогодний", "прошлогоднего", "прошлогодних", "прошлогодней"}
)
YEARLESS = frozenset({"day_of_month", "single_month", "season", "quarter", "half"})
REACH = 12  # tokens


Reading = Literal["whole", "first", "last", "coarse", "to_date", "ahead", "year_before", "published"]
READINGS: tuple[Reading, ...] = ("whole", "first", "last", "coarse", "to_date", "ahead", "year_before", "published")


Read = tuple[str, PeriodRelation | None, Reading]  # a value a mention may give, and how


class When(NamedTuple):
    """A candidate period: its EDTF value (None for no period) and the nearest mention that gives it, if one does.

    at, end    the mention's tokens, -1 where there is none
    reading    how the value comes from the mention: as it stands, its first or last end, less exact («до конца года» as
               the year), up to publication, a year ahead («с 1 января»), a year before («годом ранее»); or from the
               publication date
    """

    value: str | None
    mention: PeriodMention | None = None
    relation: PeriodRelation | None = None
    at: int = -1
    end: int = -1
    reading: Reading = "whole"


@dataclass(slots=True)
class Calendar:
    """The periods of one Doc, and the day it was published (YYYY-MM-DD or None).

    spots      the mentions with a value, in text order    places  first tokens of the mentions that may give a value
    read       the values each mention may give
    standing   how likely each value is what the whole article reports on
    lead_end   token after headline and lead
    kept, named, seen, fitting   what was worked out once for all figures: see ``when_mentions``
    """

    page: Page
    published: str | None
    spots: list[Spot]
    places: dict[str, list[int]]
    standing: dict[str, float]
    lead_end: int
    layout: Layout
    read: dict[PeriodMention, list[Read]]
    kept: dict[Any, list[float]] = field(default_factory=dict)
    named: dict[str | None, Any] = field(default_factory=dict)
    seen: dict[tuple[int, int, str], Any] = field(default_factory=dict)
    fitting: dict[bool, list[Spot]] = field(default_factory=dict)


def read_calendar(page: Page, periods: tuple[PeriodMention, ...]) -> Calendar:
    """Where the periods stand, and what each value may be to the article."""
    spots = [(*tokens_of(page.doc, p), p) for p in periods if p.value]
    article, blocks = page.doc._.article, page.text.blocks
    published = article.published_at[:10] if article is not None and article.published_at else None
    lead_end = max((b.end for b in blocks if b.kind in ("title", "lead")), default=0)
    places: dict[str, list[int]] = {}
    read = {p: readings(p, published) for _, _, p in spots}
    for start, _, p in spots:
        for value, _, _ in read[p]:
            places.setdefault(value, []).append(start)
    layout = read_layout(page, spots, lead_end)
    standing = _standing(page.words, spots, lead_end, layout.opening, published)
    return Calendar(page, published, spots, places, standing, lead_end, layout, read)


def _standing(
    words: list[Word], spots: list[Spot], lead_end: int, opening: tuple[int, int], published: str | None
) -> dict[str, float]:
    """How likely each period is what the whole article reports on: named early, often, and not to compare with."""
    scores: dict[str, float] = {}
    for at, end, p in spots:
        value = p.value or ""
        weight = 2.5 if at < lead_end else 2.0 if opening[0] <= at < opening[1] else 0.6
        weight *= 0.15 if compares(words, at, end) else 1.0
        weight *= 0.4 if len(value) == 10 else 1.0
        weight *= 0.3 if value.endswith("/..") else 1.0
        weight *= 0.5 if published and value[:4] > published[:4] else 1.0
        weight *= 0.7 if p.relation != "in" else 1.0
        scores[value] = scores.get(value, 0.0) + weight
    return scores


def compares(words: list[Word], at: int, end: int) -> bool:
    """«чем годом ранее», «к прошлому году»: a period something is compared with."""
    return any(t.word in COMPARED_FORMS for t in words[max(0, at - 3) : end])


def when_candidates(calendar: Calendar, site: Site) -> list[When]:
    """No period; the periods the text names, nearest first, each value once; the publication date.

    A text that names no time at all gives its figures none.
    """
    out: dict[str | None, When] = {None: When(None)}
    near = sorted(calendar.spots, key=lambda s: abs(s[0] - site.start))
    for start, end, p in near:
        for value, relation, reading in calendar.read[p]:
            out.setdefault(value, When(value, p, relation, start, end, reading))
    for start, end, p in _compared(calendar, site, near):
        if (before := shifted_years(p.value, -1)) is not None:
            out.setdefault(before, When(before, p, "in", start, end, "year_before"))
    if calendar.published and calendar.spots:
        day = calendar.published
        out.setdefault(day, When(day, relation="as_of", reading="published"))
        out.setdefault(day[:7], When(day[:7], relation="in", reading="published"))
        out.setdefault(day[:4], When(day[:4], relation="in", reading="published"))
    return list(out.values())


def _compared(calendar: Calendar, site: Site, near: list[Spot]) -> list[Spot]:
    """The months and days whose like a year before «годом ранее», «против» may mean: the nearest two before the figure
    and the one the article reports on.
    """
    words, end = calendar.page.words, min(site.block_end, site.end + REACH)
    if not any(t.word in YEAR_BEFORE for t in words[max(site.block_start, site.start - REACH) : end]):
        return []
    exact = [s for s in near if len(s[2].value or "") > 4 and ".." not in (s[2].value or "") and s[0] < site.start]
    top = max((s for s in near if s in exact), key=lambda s: calendar.standing.get(s[2].value or "", 0.0), default=None)
    return [*exact[:2], *([top] if top else [])]


def readings(p: PeriodMention, published: str | None = None) -> list[Read]:
    """The values a mention may give a figure, with its relation and how each is read.

    «с 1 октября» is the day, «до конца года» the year or its last month, «с начала года» the months so far.
    """
    value = p.value or ""
    first, _, last = value.partition("/")
    if last == "..":
        return [*_since(first, published), *_ahead(p, first, published)]
    if value.endswith("-12-31") and not last:
        return [(value[:4], "by", "coarse"), (value[:7], "by", "coarse")]
    if p.rule == "by_end":
        return [(value[:7], p.relation, "coarse"), (value, p.relation, "whole")]
    if first.endswith("-01-01") and len(last) == 10:
        before = last[:5] + f"{int(last[5:7]) - 1:02d}"
        so_far: list[Read] = [
            (f"{first[:7]}/{last[:7]}", p.relation, "coarse"),
            (first[:4], p.relation, "coarse"),
            (f"{first[:7]}/{before}", p.relation, "to_date"),
        ]
        return so_far if before > first[:7] else so_far[:2]
    if p.relation == "since" and last:
        return [*_since(first, published), (value, p.relation, "whole")]
    ends: list[Read] = [(first, "in", "first"), (last, "in", "last")]
    return [(value, p.relation, "whole"), *(ends if last else []), *_ahead(p, value, published)]


def _since(first: str, published: str | None) -> list[Read]:
    """«с мая»: the month, and the time from then to publication; «с 1 января»: also the year."""
    out: list[Read] = [(first, "since", "first")]
    if published and first < published[: len(first)]:
        out.append((f"{first}/{published[: len(first)]}", "since", "to_date"))
    if first.endswith("-01-01"):
        out.append((first[:4], "since", "coarse"))
    return out


def _ahead(p: PeriodMention, value: str, published: str | None) -> list[Read]:
    """«до 1 марта», «весной» without a year: the next one to come, where the mention was read as one gone by."""
    if not published or value >= published or p.rule not in YEARLESS or any(c.isdigit() for c in p.text.split()[-1]):
        return []
    if value[:4] < f"{int(published[:4]) - 1}" or any(len(w) == 4 and w.isdigit() for w in p.text.split()):
        return []
    later = shifted_years(value, 1)
    return [(later, p.relation, "ahead")] if later and later > published[: len(later)] else []
