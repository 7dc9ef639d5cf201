"""Word lists of the facts room, read once from the packaged data files."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of ``data/<name>.txt``: tab-separated columns; blank lines and lines that begin with ``#`` left out."""
    text = (resources.files("extractor.facts") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(c.strip() for c in line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """First column of ``data/<name>.txt``."""
    return frozenset(row[0] for row in table(name))


@cache
def words_marked(name: str, mark: str) -> frozenset[str]:
    """First column of the rows of ``data/<name>.txt`` that have ``mark`` among their other columns."""
    return frozenset(row[0] for row in table(name) if mark in row[1:])


def fold(text: str) -> str:
    """Lower case, ё written е: the form in which the lists hold their words."""
    return text.lower().replace("ё", "е")
