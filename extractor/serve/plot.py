"""A series as an SVG picture, made here: no script, nothing from another host."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from html import escape
from typing import Any

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 760, 320, 90, 40, 20
_COLOURS = {
    "actual": "#1f5fa8",
    "planned": "#b35900",
    "forecast": "#7a3fa0",
    "target": "#2d7d46",
    "required": "#a02020",
}
_SCALES = (  # from which number on, divided by what, with which word
    (1e12, 1e12, " tn"),
    (1e9, 1e9, " bn"),
    (1e6, 1e6, " m"),
    (1e4, 1e3, "k"),
    (0.0, 1.0, ""),
)


def legend() -> str:
    """Which colour stands for which status."""
    marks = (f'<span style="color:{colour}">● {status}</span>' for status, colour in _COLOURS.items())
    return f"<p>{' '.join(marks)}</p>"


def svg(points: list[dict[str, Any]]) -> str:
    """Points with ``day`` (date), ``number``, ``status``, ``line`` and ``label`` as a plot; empty where there is none.

    Points of one ``line`` are joined where it has several days.
    """
    if not points:
        return ""
    numbers = [float(p["number"]) for p in points]
    values = ticks(min(0.0, *numbers), max(0.0, *numbers))
    low, high, words = values[0], values[-1], _scaled(values)
    years = _years(min(p["day"] for p in points), max(p["day"] for p in points))
    first, last = _begin(years[0]), _begin(years[-1])

    def x(day: int) -> float:
        return LEFT + (WIDTH - LEFT - 20) * (day - first) / max(1, last - first)

    def y(number: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (number - low) / (high - low)

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="series" xmlns="http://www.w3.org/2000/svg">']
    for value, word in zip(values, words, strict=True):
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 20}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{word}</text>')
    for year in years:
        at = f"{x(_begin(year)):.1f}"
        parts.append(f'<line x1="{at}" x2="{at}" y1="{HEIGHT - BOTTOM}" y2="{HEIGHT - BOTTOM + 5}" stroke="#888"/>')
        parts.append(f'<text x="{at}" y="{HEIGHT - 14}" text-anchor="middle">{year}</text>')
    parts += _lines(points, x, y)
    for point, number in zip(points, numbers, strict=True):
        colour = _COLOURS.get(point["status"], "#555")
        parts.append(
            f'<circle cx="{x(point["day"].toordinal()):.1f}" cy="{y(number):.1f}" r="5" fill="{colour}" fill-opacity="0.75">'
            f"<title>{escape(point['label'])}</title></circle>"
        )
    return "".join([*parts, "</svg>"])


def _lines(points: list[dict[str, Any]], x: Callable[[int], float], y: Callable[[float], float]) -> list[str]:
    """A line through the points of each series that has points on several days, one a day."""
    series: dict[str, dict[date, float]] = {}
    for point in points:
        series.setdefault(point["line"], {})[point["day"]] = float(point["number"])
    found = []
    for days in series.values():
        if len(days) > 1:
            corners = " ".join(f"{x(day.toordinal()):.1f},{y(number):.1f}" for day, number in sorted(days.items()))
            found.append(f'<polyline points="{corners}" fill="none" stroke="#999"/>')
    return found


def ticks(low: float, high: float) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``, four to eleven of them."""
    reach = high - low
    if not 0 < reach < float("inf"):
        return [low, low + 1]
    step = 10.0 ** math.floor(math.log10(reach))
    step *= next(part for part in (0.2, 0.5, 1, 2) if reach / (step * part) <= 6)
    return [n * step for n in range(math.floor(low / step), math.ceil(high / step) + 1)]


def _scaled(values: list[float]) -> list[str]:
    """Numbers of an axis in words, all of one scale: «0», «2.5 bn», «5 bn»."""
    largest = max(map(abs, values))
    size, name = next((size, name) for least, size, name in _SCALES if largest >= least)
    return [f"{value / size:,.6g}{name if value else ''}" for value in values]


def _begin(year: int) -> int:
    """The ordinal of a year's first day; of the last year a date can have where the year is after it."""
    return date(min(year, date.max.year), 1, 1).toordinal()


def _years(first: date, last: date) -> list[int]:
    """Years to write under the plot, the days within them; of many only some."""
    step = max(1, -(-(last.year + 1 - first.year) // 12))
    return list(range(first.year, last.year + step + 1, step))
