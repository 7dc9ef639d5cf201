"""A series as an SVG picture, made here: no script, nothing from another host."""

from __future__ import annotations

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


def legend() -> str:
    """Which colour stands for which status."""
    marks = (f'<span style="color:{colour}">● {status}</span>' for status, colour in _COLOURS.items())
    return f"<p>{' '.join(marks)}</p>"


def svg(points: list[dict[str, Any]]) -> str:
    """Points with ``day`` (ordinal), ``number``, ``status`` and ``label`` as a plot; empty where there is none."""
    if not points:
        return ""
    days, numbers = [p["day"] for p in points], [float(p["number"]) for p in points]
    first, last, low, high = min(days), max(days), min(0.0, *numbers), max(0.0, *numbers)

    def x(day: int) -> float:
        return LEFT + (WIDTH - LEFT - 20) * ((day - first) / (last - first) if last > first else 0.5)

    def y(number: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * ((number - low) / (high - low) if high > low else 0.5)

    parts = [f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="series" xmlns="http://www.w3.org/2000/svg">']
    for step in range(5):
        value = low + (high - low) * step / 4
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - 20}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y(value) + 4:.1f}" text-anchor="end">{value:,.6g}</text>')
    for year, day in sorted({(p["year"], p["day"]) for p in points}):
        parts.append(f'<text x="{x(day):.1f}" y="{HEIGHT - 14}" text-anchor="middle">{escape(str(year))}</text>')
    for point, day, number in zip(points, days, numbers, strict=True):
        colour = _COLOURS.get(point["status"], "#555")
        parts.append(
            f'<circle cx="{x(day):.1f}" cy="{y(number):.1f}" r="5" fill="{colour}">'
            f"<title>{escape(point['label'])}</title></circle>"
        )
    return "".join([*parts, "</svg>"])
