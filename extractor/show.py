"""A record as tables for a terminal: people with roles, institutions, indicators with figures, quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich.console import RenderableType
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from extractor.records import Amount, Indicator, Record, Role

SIGNS = {"=": "", "~": "≈ ", "<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ "}
ARROWS = {"increase": "↑", "decrease": "↓"}


def tables(record: Record) -> Iterator[RenderableType]:
    """The tables of one record, empty ones left out."""
    names = {e.id: e.name for group in (record.people, record.institutions, record.places) for e in group}
    amounts = {amount.id: amount for amount in record.amounts}
    article = record.article
    facts = [article.publisher, article.published_at, article.language, article.canonical_url or article.url]
    yield Panel(f"[bold]{escape(article.title or '(no title)')}[/]\n{escape(' · '.join(f for f in facts if f))}")
    for warning in record.warnings:
        yield f"[yellow]warning:[/] {escape(warning)}"
    if record.people:
        rows = [(p.name, "; ".join(_role(role, names) for role in p.roles), len(p.mentions)) for p in record.people]
        yield _table("People", ("name", "roles", "mentions"), rows)
    if record.institutions:
        rows = [(o.name, o.kind, len(o.mentions)) for o in record.institutions]
        yield _table("Institutions", ("name", "kind", "mentions"), rows)
    if record.indicators:
        yield _table(
            "Indicators",
            ("indicator", "figure", "about", "period", "status", "the words that say so"),
            [_indicator(i, amounts[i.amount], names) for i in record.indicators],
        )
    if record.quotes:
        said = [(names.get(q.speaker or "", "—"), q.kind, q.text) for q in record.quotes]
        yield _table("Quotes", ("speaker", "kind", "words"), said)


def _table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=True)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    return table


def _role(role: Role, names: dict[str, str]) -> str:
    of = names.get(role.institution or "") or role.of_text or names.get(role.place or "")
    marks = ("former " if role.former else "") + ("acting " if role.acting else "")
    return f"{marks}{role.title}" + (f" — {of}" if of else "")


def _indicator(indicator: Indicator, amount: Amount, names: dict[str, str]) -> tuple[object, ...]:
    arrow = ARROWS[indicator.change.direction] + " " if indicator.change else ""
    about = ", ".join(names.get(ref, ref) for ref in indicator.about)
    period = f"{indicator.period_relation} {indicator.period}" if indicator.period else ""
    return (
        indicator.name,
        arrow + figure(amount),
        about,
        period.removeprefix("in "),
        indicator.status,
        amount.evidence.text,
    )


def figure(amount: Amount) -> str:
    """An amount for a reader: sign, digits in groups of three, unit, denominator."""
    if amount.value is not None:
        digits = _digits(amount.value)
    elif amount.low is not None or amount.high is not None:
        digits = "–".join(_digits(end) for end in (amount.low, amount.high) if end is not None)
    else:
        digits = "?"
    unit = {"{times}": "×", None: amount.unit_text}.get(amount.unit, amount.unit) or ""
    per = (
        f" / {_digits(amount.per.value) + ' ' if amount.per.value != '1' else ''}{amount.per.unit_text or amount.per.unit}"
        if amount.per
        else ""
    )
    return f"{SIGNS[amount.comparator]}{digits} {unit}".rstrip() + per


def _digits(value: str) -> str:
    return value if "/" in value else f"{Decimal(value):,f}".replace(",", " ")
