"""Names of institutions -> what they are compared by and the keys they may have."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import fold, legal_forms, lines_of, places

_QUOTED = re.compile(r"[«\"]([^«»\"]+)[»\"]")


@cache
def long_forms() -> dict[str, str]:
    """Folded short form -> long form of the list of aliases; a long form stands for itself."""
    found: dict[str, str] = {}
    for line in lines_of("institution_aliases.tsv"):
        columns = line.split("\t")
        for name in (columns[0], *columns[1].split(",")):
            found.setdefault(fold(name.strip()), columns[0])
    return found


def core_of(name: str) -> tuple[str, str]:
    """The name to compare by, and the country, region or city that ends it."""
    name = long_forms().get(fold(name), name)  # «Банк России» is «Центральный банк» of a country
    words = [w for w in name.replace("«", " ").replace("»", " ").replace('"', " ").split() if w not in legal_forms()]
    place = ""
    names = places()[0]
    for length in (2, 1):
        if len(words) > length:
            tail = fold(" ".join(words[-length:]))
            hits = (
                [tail]
                if tail in names
                else [f for f in sorted(base_forms(words[-1])) if f in names]
                if length == 1
                else []
            )
            if hits and (words[-1][:1].isupper()):
                place, words = names[hits[0]].name, words[:-length]
                break
    text = fold(" ".join(words)) or fold(name)
    return fold(long_forms().get(text, text)), place


def possible_keys(name: str, place_names: Iterable[str]) -> set[str]:
    """The keys a body that a text calls ``name`` may have, in a text that names these places: the core of the name or
    of what stands in its quotation marks, alone, with the place that ends it or with one of the text's.
    """
    ends = {fold(place) for place in place_names}
    found: set[str] = set()
    for part in (name, *_QUOTED.findall(name)):
        core, place = core_of(part)
        found |= {" ".join(filter(None, (core, end))) for end in {"", fold(place), *ends}}
    return found


def is_key_of(key: str, possible: Iterable[str]) -> bool:
    """Whether a key is one of those possible, or one of them with words in their dictionary form: resolve knows the
    case of a place or quotation that ends a name («Институт экологии Каспия»: «институт экологии каспий»).
    """
    words = key.split()
    for other in possible:
        forms = other.split()
        if len(words) == len(forms) and all(w == f or w in base_forms(f) for w, f in zip(words, forms, strict=True)):
            return True
    return False
