"""The room's word lists: sections of words read once from extractor/clean/data."""

from __future__ import annotations

import itertools
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")


@cache
def class_tokens(section: str) -> frozenset[str]:
    """Words of class names that belong to a section of data/class_tokens.txt."""
    return frozenset(_sections("class_tokens.txt").get(section, ()))


@cache
def words(name: str) -> dict[str, Any]:
    """A TOML file of data/, parsed."""
    return tomllib.loads((files(__package__) / "data" / name).read_text(encoding="utf-8"))


@cache
def _sections(name: str) -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            current.extend(line.split())
    return {name: tuple(words) for name, words in sections.items()}


@cache
def tokens_of(name: str) -> frozenset[str]:
    """Words of one class name or id, lower case; the whole name is among them."""
    parts = [p.lower() for p in _SPLIT.split(name) if p]
    return frozenset([*parts, *(a + b for a, b in itertools.pairwise(parts))])
