"""Periods as Extended Date/Time Format: what is valid, and which days a period covers. Time is linear in the text.

Read are level 0 and level 1 of EDTF (ISO 8601-2:2019) and from level 2 the groupings within a year (quarters 33-36,
halves 40-41 …), which news need. https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:Z|[+-](\d\d)(?::?(\d\d))?)?)?")
_YEAR_AND_PART = re.compile(r"(-?\d[\dX]{3})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?")
_LONG_YEAR = re.compile(r"Y-?[1-9]\d{4,9}")
_MONTHS_OF = {  # grouping within a year -> its first and last month; 24, 28 and 29 run into the next year
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14),
    29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
_MAX_LENGTH = 80

Ymd = tuple[int, int, int]


class EdtfError(ValueError):
    """The text is no EDTF; the message says why."""


def fault(text: str) -> str | None:
    """Why ``text`` is no EDTF, or None where it is."""
    try:
        _interval(text)
    except EdtfError as error:
        return str(error)
    return None


@lru_cache(maxsize=4096)
def first_and_last_day(text: str | None) -> tuple[date | None, date | None]:
    """First and last day an EDTF covers. None for an open or unknown end, for no EDTF, and outside years 1 to 9999."""
    if text is None:
        return None, None
    try:
        first, last = _interval(text)
    except EdtfError:
        return None, None
    return _date(first), _date(last)


def _date(ymd: Ymd | None) -> date | None:
    return date(*ymd) if ymd is not None and 1 <= ymd[0] <= 9999 else None


def _interval(text: str) -> tuple[Ymd | None, Ymd | None]:
    if not text:
        raise EdtfError("it is empty")
    if len(text) > _MAX_LENGTH or not text.isascii():
        raise EdtfError("it is no date")
    if "/" not in text:
        return _point(text)
    begin, _, end = text.partition("/")
    if "/" in end:
        raise EdtfError("an interval has two ends")
    if begin in ("", "..") and end in ("", ".."):
        raise EdtfError("an interval needs one known end")
    first = (None, None) if begin in ("", "..") else _point(begin)
    last = (None, None) if end in ("", "..") else _point(end)
    if first[0] is not None and last[1] is not None and first[0] > last[1]:
        raise EdtfError("the interval ends before it begins")
    return first[0], last[1]


def _point(text: str) -> tuple[Ymd | None, Ymd | None]:
    """First and last day of one date, season, quarter or decade, with or without a mark of doubt."""
    text = text.removesuffix("?") if text.endswith("?") else text.removesuffix("~").removesuffix("%")
    if _LONG_YEAR.fullmatch(text):
        year = int(text[1:])
        return (year, 1, 1), (year, 12, 31)
    if "T" in text:
        return _moment(text)
    match = _YEAR_AND_PART.fullmatch(text)
    if not match:
        raise EdtfError("it is no date: YYYY, YYYY-MM, YYYY-MM-DD or two of them parted by /")
    year_text, part, day = match.groups()
    if not re.fullmatch(r"-?\d+X*", year_text):
        raise EdtfError("X stands at the end of a year")
    low, high = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
    low, high = min(low, high), max(low, high)
    if part is None:
        return (low, 1, 1), (high, 12, 31)
    if "X" in year_text and (part != "XX" or day not in (None, "XX")):
        raise EdtfError("a month needs a known year")
    if part == "XX":
        if day not in (None, "XX"):
            raise EdtfError("a day needs a known month")
        return (low, 1, 1), (high, 12, 31)
    return _within_year(low, int(part), day)


def _within_year(year: int, part: int, day: str | None) -> tuple[Ymd, Ymd]:
    if 1 <= part <= 12:
        days = calendar.monthrange(_gregorian(year), part)[1]
        if day is None or day == "XX":
            return (year, part, 1), (year, part, days)
        if not 1 <= int(day) <= days:
            raise EdtfError(f"month {part} has no day {int(day)}")
        return (year, part, int(day)), (year, part, int(day))
    if part not in _MONTHS_OF or day is not None:
        raise EdtfError(f"a year has no month {part}; seasons are 21-24, quarters 33-36, halves 40-41")
    first, last = _MONTHS_OF[part]
    last_year, last = (year + 1, last - 12) if last > 12 else (year, last)
    return (year, first, 1), (last_year, last, calendar.monthrange(_gregorian(last_year), last)[1])


def _gregorian(year: int) -> int:
    """A year the calendar module knows, with the same days in its months."""
    return year if 1 <= year <= 9999 else 2000 + year % 400


def _moment(text: str) -> tuple[Ymd, Ymd]:
    match = _DAY.fullmatch(text)
    if not match:
        raise EdtfError("it is no date with a time")
    year, month, day, hour, minute, second, offset_hour, offset_minute = match.groups()
    if int(hour) > 24 or int(minute) > 59 or int(second or 0) > 60:
        raise EdtfError("a day has no such time")
    if int(offset_hour or 0) > 14 or int(offset_minute or 0) > 59:
        raise EdtfError("no place has such an offset from UTC")
    if not 1 <= int(month) <= 12:
        raise EdtfError(f"a year has no month {int(month)}")
    return _within_year(int(year), int(month), day)
