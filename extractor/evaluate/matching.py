"""When a found name, number, unit or period counts as the gold one.

Words are compared by their first five letters, so inflection costs nothing and a wrong word does.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

G = TypeVar("G")
P = TypeVar("P")

EDTF_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
EDTF_DECADE = re.compile(r"(\d{3})X")
FIRST_QUARTER, FIRST_HALF = 33, 40  # EDTF level 2: 33-36 are quarters, 40-41 halves of a year


@lru_cache
def _lists() -> tuple[frozenset[str], dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    """Stop words, unit synonyms and name aliases of data/matching.tsv."""
    stop: set[str] = set()
    units: dict[str, str] = {}
    aliases: list[tuple[re.Pattern[str], str]] = []
    for line in files("extractor.evaluate").joinpath("data/matching.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        what, key, *value = line.split("\t")
        if what == "stop":
            stop.update(key.split())
        elif what == "unit":
            units.update(dict.fromkeys(key.split(), value[0]))
        else:
            aliases.append((re.compile(rf"(?<!\w)(?:{key})(?!\w)"), value[0]))
    return frozenset(stop), units, tuple(aliases)


def tokens(text: str | None) -> list[str]:
    """Content words of a phrase, lower case, cut to five letters, countries under one name."""
    stop, _, aliases = _lists()
    folded = (text or "").lower().replace("ё", "е")
    for pattern, name in aliases:
        folded = pattern.sub(name, folded)
    return [word[:5] for word in re.findall(r"[^\W_]+", folded) if word not in stop]


def overlap(a: str | None, b: str | None) -> float:
    """Token F1 of two phrases, 0 to 1."""
    x, y = Counter(tokens(a)), Counter(tokens(b))
    both = sum((x & y).values())
    return 2 * both / (sum(x.values()) + sum(y.values())) if both else 0.0


def number(value: object) -> Decimal | str | None:
    """A number as it compares: 5 equals 5.0; None for nothing."""
    if value in (None, ""):
        return None
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value)


def unit_symbol(text: str | None) -> str:
    """A unit under the symbol the gold uses, each part of a compound by itself."""
    _, units, _ = _lists()
    text = (text or "").strip()
    return units.get(text) or "/".join(units.get(part, part) for part in text.split("/"))


def same_unit(gold: str, unit: str | None, unit_text: str | None) -> bool:
    """The gold's unit is the code or the words of the found one."""
    found = {unit_symbol(unit), unit_symbol(unit_text)} - {""}
    wanted = unit_symbol(gold)
    return wanted in found or any(set(tokens(wanted)) & set(tokens(one)) for one in found)


def days(edtf: str | None) -> tuple[str, str] | None:
    """First and last day of an EDTF date or interval ("" for an open end); None where it is not understood."""
    if not edtf:
        return None
    text = edtf.strip().rstrip("~?%")
    if "/" in text:
        ends = [days(end) if end not in ("", "..") else ("", "") for end in text.split("/", 1)]
        return (ends[0][0], ends[1][1]) if ends[0] is not None and ends[1] is not None else None
    if decade := EDTF_DECADE.fullmatch(text):
        return f"{decade[1]}0-01-01", f"{decade[1]}9-12-31"
    found = EDTF_DATE.fullmatch(text[:10])
    if not found:
        return None
    year, part, day = int(found[1]), found[2], found[3]
    if part is None:
        return f"{year:04}-01-01", f"{year:04}-12-31"
    if day:
        return text[:10], text[:10]
    return _months(year, int(part))


def _months(year: int, part: int) -> tuple[str, str] | None:
    if 1 <= part <= 12:
        first, last = part, part
    elif FIRST_QUARTER <= part < FIRST_QUARTER + 4:
        first = (part - FIRST_QUARTER) * 3 + 1
        last = first + 2
    elif FIRST_HALF <= part < FIRST_HALF + 2:
        first = (part - FIRST_HALF) * 6 + 1
        last = first + 5
    else:
        return None
    return date(year, first, 1).isoformat(), date(year, last, calendar.monthrange(year, last)[1]).isoformat()


def same_period(gold: str | None, found: str | None) -> bool:
    """Both silent, or both the same days."""
    if not gold or not found:
        return not gold and not found
    return (days(gold) or gold) == (days(found) or found)


def name_words(name: str) -> list[str]:
    """Words of a name, lower case, ё as е."""
    return re.findall(r"[^\W_]+", name.lower().replace("ё", "е"))


def _stem(word: str) -> str:
    return word[: max(4, len(word) - 2)]


def same_person(gold: str, found: str) -> bool:
    """Family name and given name (or its initial) agree."""
    wanted, got = name_words(gold), name_words(found)
    if not wanted or not got:
        return False
    stems = {_stem(word) for word in got}
    if len(wanted) == 1:
        return _stem(wanted[0]) in stems
    if _stem(wanted[-1]) not in stems and _stem(wanted[0]) not in {_stem(word) for word in got if len(word) > 3}:
        return False
    return len(got) == 1 or bool({word[0] for word in got} & {word[0] for word in wanted[:-1]})


def pair(gold: list[G], found: list[P], score: Callable[[G, P], float], floor: float) -> list[tuple[int, int]]:
    """One-to-one pairs of indices whose score is at least ``floor``, best first."""
    scored = [(score(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(found)]
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for value, i, j in sorted(scored, reverse=True, key=lambda item: item[0]):
        if value < floor:
            break
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs
