"""EDTF values from years, months and days, and arithmetic on them. All values are closed or open intervals or dates."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

EARLIEST, LATEST = 1000, 2100


def year(y: int) -> str:
    """A year, «2021»."""
    return f"{y:04d}"


def month(y: int, m: int) -> str:
    """A month, «2021-05»; m may lie outside 1..12 and then rolls over."""
    y, m = y + (m - 1) // 12, (m - 1) % 12 + 1
    return f"{y:04d}-{m:02d}"


def months(y: int, first: int, last: int) -> str:
    """From month ``first`` to month ``last`` of year y; either may roll over."""
    return interval(month(y, first), month(y, last))


def day(y: int, m: int, d: int) -> str | None:
    """A day, «2021-05-14»; None where the calendar has no such day."""
    try:
        return date(y, m, d).isoformat()
    except ValueError:
        return None


def interval(first: str, last: str) -> str:
    """An interval, or the one value where both ends are equal."""
    return first if first == last else f"{first}/{last}"


def quarter(y: int, q: int) -> str:
    """A quarter as its months: «2021-01/2021-03»."""
    return months(y, 3 * q - 2, 3 * q)


def half(y: int, h: int) -> str:
    """A half-year as its months."""
    return months(y, 6 * h - 5, 6 * h)


def decade(y: int) -> str:
    """A decade, «199X»."""
    return f"{y // 10:03d}X"


def century(c: int) -> str:
    """A century as its years: the XX is «1901/2000»."""
    return interval(year(100 * (c - 1) + 1), year(100 * c))


def last_day(value: str) -> str | None:
    """The last day of an EDTF year or month."""
    parts = [int(p) for p in value.split("-")] if value.replace("-", "").isdigit() else []
    if len(parts) == 1:
        return f"{value}-12-31"
    if len(parts) == 2:
        return f"{value}-{calendar.monthrange(*parts)[1]:02d}"
    return value if len(parts) == 3 else None


def back(reference: date, days: int) -> str:
    """The day so many days before the reference (after it, for a negative number)."""
    return (reference - timedelta(days=days)).isoformat()


def shifted_years(value: str | None, by: int) -> str | None:
    """An EDTF value of years, months or days moved by whole years; None stays None."""
    if value is None:
        return None
    ends = []
    for end in value.split("/"):
        if end == "..":
            ends.append(end)
        elif end[:4].isdigit():
            ends.append(f"{int(end[:4]) + by:04d}{end[4:]}")
        else:
            return None
    return "/".join(ends)
