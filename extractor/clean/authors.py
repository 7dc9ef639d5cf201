"""By-lines -> names of people: labels, addresses and jobs cut off; agencies, desks and media are no people."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.clean.tree import squeeze
from extractor.clean.wordlists import words

_ADDRESS = re.compile(r"\S{1,80}@\S{1,80}|https?://\S{1,200}|@\w{1,40}|\+?\d[\d\s()-]{6,20}")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ`][^\W\d_]+)*\.?|[^\W\d_]\.")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_MAX_AUTHORS = 8


def people(bylines: Iterable[str], *, publisher: str | None = None) -> tuple[str, ...]:
    """Names of the people named in by-lines, in order, each once.

    A name is two to four words that begin with a capital («Пётр Зайцев», «Е. Волобуева», «Нұрлыбек Саматұлы»); one word
    is a pen name, a desk or a medium and is left out, as is whatever names a desk, an agency or the publisher.
    """
    found: list[str] = []
    for byline in bylines:
        for part in _split(byline):
            if is_person(part) and part not in found and not _same(part, publisher):
                found.append(part)
    return tuple(found[:_MAX_AUTHORS])


def _split(byline: str) -> list[str]:
    """The parts of a by-line between commas, «и», "and", without labels, brackets and addresses."""
    text = squeeze(_ADDRESS.sub(" ", _BRACKETS.sub(" ", byline[:300])))
    low = text.lower()
    for stop in words("authors.toml")["stops"]:
        at = low.find(stop)
        if at > 0:
            text, low = text[:at], low[:at]
    for join in words("authors.toml")["joins"]:
        text = text.replace(join, "\n")
    parts = [without_label(p.strip()) for p in text.split("\n")]
    return [p.strip(" ,:—–-") if len(p) > 1 and p[-2:-1].isupper() else p.strip(" .,:—–-") for p in parts if p]


def without_label(text: str) -> str:
    """«Автор: Диана Ким» -> «Диана Ким»."""
    low = text.lower()
    for label in sorted(words("authors.toml")["labels"], key=len, reverse=True):
        if low.startswith(label) and not low[len(label) : len(label) + 1].isalpha():
            return text[len(label) :].lstrip(" :—–-")
    return text


def is_person(name: str) -> bool:
    """«Диана Ким» and «Е. Волобуева» are people, «Отдел статистики», "INFORM KZ" and «СтепьИнформ» are not."""
    tokens = name.split()
    if not 2 <= len(tokens) <= 4 or len(name) > 60:
        return False
    if any(t.lower().strip('.«»"') in _desks() for t in tokens):
        return False
    if any(not _WORD.fullmatch(t) for t in tokens):
        return False
    if any(not t[0].isupper() and t.lower() not in words("authors.toml")["particles"] for t in tokens):
        return False
    return any(len(t.strip(".")) > 1 for t in tokens)


def _desks() -> frozenset[str]:
    return frozenset(words("authors.toml")["desks"])


def _same(name: str, publisher: str | None) -> bool:
    return bool(publisher) and name.lower() == (publisher or "").lower()
