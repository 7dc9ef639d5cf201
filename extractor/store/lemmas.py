"""Words -> dictionary forms, for text search: «индустрия» must find «индустрии».

The databases' own tokenisers do not know Russian morphology, so text and query both pass through here, and the
databases search words only. Words are lower case, «ё» is «е»; what the dictionary lacks is guessed from its ending.
"""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LONGEST_WORD = 60
_LONGEST_INDEXED = 200_000  # characters; PostgreSQL indexes no text of over a million bytes


@cache
def _analyzer() -> Any:
    import pymorphy2_dicts_ru

    os.environ.setdefault("PYMORPHY2_DICT_PATH", pymorphy2_dicts_ru.get_path())
    import_module("yargy.morph")  # mends pymorphy2 for Python 3.11, which has no inspect.getargspec
    from pymorphy2 import MorphAnalyzer

    return MorphAnalyzer()


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """Dictionary form of one word in lower case; a word with another letter or a digit is itself."""
    word = word.lower().replace("ё", "е")
    if len(word) > _LONGEST_WORD or not all("а" <= letter <= "я" for letter in word):
        return word
    return str(_analyzer().parse(word)[0].normal_form).replace("ё", "е")


def words(text: str) -> list[str]:
    """The words and numbers of a text, in order, without punctuation; «бизнес-план» is one word."""
    return _WORD.findall(text)


def lemmas(text: str | None) -> str:
    """The dictionary forms of a text's words, parted by blanks; the parts of «бизнес-план» are two words."""
    found: list[str] = []
    for word in words(text or ""):
        parts = word.split("-")
        found += [lemma(part) for part in parts]
    return " ".join(found)[:_LONGEST_INDEXED]
