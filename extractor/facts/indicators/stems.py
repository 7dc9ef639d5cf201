"""Stems of names: words of one stem count as one word, in the rankers as in the scorer."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from extractor.facts.wordlists import fold

UNSAID = frozenset(
    ["в", "во", "на", "по", "за", "из", "от", "до", "к", "ко", "с", "со", "у", "о", "об", "и", "а", "для", "при"]
)
WORD = re.compile(r"[^\W_]+")


def stem(word: str) -> str:
    """The first five letters, lower case, ё as е."""
    return fold(word)[:5]


@lru_cache(maxsize=20_000)
def said(name: str) -> tuple[str, ...]:
    """The words of a name in its order, prepositions and conjunctions aside."""
    return tuple(w for w in WORD.findall(name) if fold(w) not in UNSAID)


@lru_cache(maxsize=20_000)
def stem_list(name: str) -> tuple[str, ...]:
    """The stems of those words."""
    return tuple(stem(w) for w in said(name))


@lru_cache(maxsize=20_000)
def stem_set(name: str) -> tuple[str, ...]:
    """Each stem of a name once, in its order."""
    return tuple(dict.fromkeys(stem_list(name)))


@lru_cache(maxsize=20_000)
def keys(text: str) -> tuple[str, ...]:
    """The stems of a word of the text that may stand in a name: of «Алматы-2050» the first part's."""
    return tuple(stem(w) for w in WORD.findall(text) if fold(w) not in UNSAID and not w.isdigit())


def stems(name: str) -> Counter[str]:
    """How often each stem occurs in a name."""
    return Counter(stem_list(name))
