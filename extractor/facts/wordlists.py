"""Reads the word lists of the facts room: tab-separated columns, ``#`` for comments, ё written as е."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>`` without comments and empty lines; a column «-» reads as the empty string.

    A name without an ending is that of a ``.txt`` list.
    """
    file = name if "." in name else f"{name}.txt"
    text = (files("extractor.facts") / "data" / file).read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return tuple(tuple("" if c.strip() == "-" else c.strip() for c in line.split("\t")) for line in lines)


@cache
def entries(name: str) -> frozenset[str]:
    """The first column of a list, each cell whole."""
    return frozenset(row[0] for row in rows(name))


@cache
def entries_marked(name: str, mark: str) -> frozenset[str]:
    """The first column of the rows of a list that have ``mark`` among their other columns."""
    return frozenset(row[0] for row in rows(name) if mark in row[1:])


@cache
def words(name: str, column: int = 0, where: tuple[int, str] | None = None) -> frozenset[str]:
    """All space-separated words of one column of a list, of the rows whose column ``where[0]`` is ``where[1]``."""
    return frozenset(
        word for row in rows(name) if where is None or row[where[0]] == where[1] for word in row[column].split()
    )


@cache
def forms_and_stems(name: str, kind: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words of the rows of one kind (column 0): whole forms, and the stems that end in ``*`` without it."""
    listed = [word for row in rows(name) if row[0] == kind for word in row[1].split()]
    return frozenset(w for w in listed if not w.endswith("*")), tuple(w[:-1] for w in listed if w.endswith("*"))


def fold(text: str) -> str:
    """Lower case, ё written е: the form in which the lists hold their words."""
    return text.lower().replace("ё", "е")
