"""Reads the word lists of the facts room: tab-separated columns, ``#`` for comments, ё written as е."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>`` without comments and empty lines; a column «-» reads as the empty string."""
    text = (files("extractor.facts") / "data" / name).read_text(encoding="utf-8")
    lines = (line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple("" if c == "-" else c for c in line.split("\t")) for line in lines)


@cache
def words(name: str, column: int = 0, where: tuple[int, str] | None = None) -> frozenset[str]:
    """All space-separated words of one column of a list, of the rows whose column ``where[0]`` is ``where[1]``."""
    return frozenset(
        word for row in rows(name) if where is None or row[where[0]] == where[1] for word in row[column].split()
    )


@cache
def forms_and_stems(name: str, kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of the rows of one kind (column 0): whole forms, and the stems that end in ``*`` without it."""
    entries = [word for row in rows(name) if row[0] == kind for word in row[1].split()]
    return frozenset(w for w in entries if not w.endswith("*")), tuple(w[:-1] for w in entries if w.endswith("*"))
