"""Features of a candidate period by itself: its grain, its age, its standing in the article, and what position alone gives."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import READINGS, Calendar, When, compares
from extractor.facts.indicators.when_layout import Spot
from extractor.facts.text import between
from extractor.records import Status


def own_values(calendar: Calendar, candidate: When) -> list[float]:
    """The candidate by itself: its grain, how it was read, how it lies to the day of publication."""
    value, published = candidate.value or "", calendar.published or ""
    return [
        float(candidate.value is None),
        float(candidate.mention is not None),
        *(float(candidate.reading == r) for r in READINGS),
        *(float(value == published[:size]) for size in (4, 7, 10)),
        *(float(candidate.relation == r) for r in ("by", "as_of", "since")),
        float(len(value) == 4),
        float(len(value) == 7 and "/" not in value),
        float(len(value) == 10),
        float("/" in value and ".." not in value),
        float(".." in value),
        _future(candidate.value, calendar.published),
        *_age(value, published),
    ]


def _future(value: str | None, published: str | None) -> float:
    """1 where the period begins after publication, -1 where it ends before, else 0."""
    if not value or not published:
        return 0.0
    first, last = value.split("/")[0], value.split("/")[-1]
    if first > published[: len(first)]:
        return 1.0
    return -1.0 if last and last < published[: len(last)] else 0.0


def _age(value: str, published: str) -> list[float]:
    """Years from publication to the period's beginning, months to its end, and its length in months."""
    if not published or not value[:4].isdigit():
        return [-99.0, -99.0, -1.0]
    last = value.rpartition("/")[2]
    last = last if last[:4].isdigit() else value
    return [
        float(max(-20, min(20, int(value[:4]) - int(published[:4])))),
        float(max(-60, min(60, _months(last, 12) - _months(published, 1)))),
        float(min(60, _months(last, 12) - _months(value, 1))),
    ]


def _months(value: str, default: int) -> int:
    month = value[5:7]
    return int(value[:4]) * 12 + (int(month) if month.isdigit() else default)


@dataclass(frozen=True, slots=True)
class Heir:
    """The mention a figure would take its period from by position alone, and how far it had to look (0 nowhere)."""

    mention: PeriodMention | None
    step: int


def inherited(calendar: Calendar, site: Site, status: Status) -> Heir:
    """Beside the number, else the last one before it in its sentence, after it, in its block, in the blocks above.

    Only a period the status allows: none in the future for what has happened, none in the past for a plan; and no
    period of comparison, but beside the number.
    """
    layout = calendar.layout
    start, end = (x[layout.sentence[site.start]] for x in (layout.starts, layout.ends))
    beside = [s for s in calendar.spots if site.end <= s[0] <= site.end + 2]
    if beside and not between(layout.amounts, site.end, beside[0][0]):
        return Heir(beside[0][2], 1)
    fits = _fitting(calendar, status)
    left = [s for s in fits if s[0] < site.start]
    if left and left[-1][0] >= start:
        return Heir(left[-1][2], 2)
    right = [s for s in fits if site.end <= s[0] < end]
    if right:
        return Heir(right[0][2], 3)
    if left:
        return Heir(left[-1][2], 4 + min(9, site.block - calendar.page.text.block_of(left[-1][0])))
    return Heir(None, 0)


def _fitting(calendar: Calendar, status: Status) -> list[Spot]:
    """The mentions the status allows that nothing is compared with."""
    key = status == "actual"
    if key not in calendar.fitting:
        words = calendar.page.words
        calendar.fitting[key] = [
            s for s in calendar.spots if not compares(words, s[0], s[1]) and _allows(s[2], status, calendar)
        ]
    return calendar.fitting[key]


def _allows(mention: PeriodMention, status: Status, calendar: Calendar) -> bool:
    future = _future(mention.value, calendar.published)
    return future <= 0 if status == "actual" else future >= 0


def heir_values(candidate: When, heir: Heir) -> list[float]:
    same = heir.mention is not None and candidate.mention is not None and candidate.mention.value == heir.mention.value
    return [float(same), float(heir.step), float(heir.step) if same else -1.0]


def standing_values(calendar: Calendar, candidate: When) -> list[float]:
    """How the period stands in the whole article."""
    scores = calendar.standing.values()
    top, own = max(scores, default=0.0), calendar.standing.get(candidate.value or "", 0.0)
    return [
        own, own / top if top else 0.0, top, float(bool(top) and own == top), float(bool(calendar.spots)),
        float(sum(x > own for x in scores)),
    ]  # fmt: skip
