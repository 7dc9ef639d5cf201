"""Amounts that belong together: from a level to a level, one sum in two units, one verb over two changes."""

from __future__ import annotations

import itertools
from itertools import pairwise

from extractor.facts.amounts.donors import NEAR
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.amounts.sharing import between
from extractor.facts.amounts.taking import take_unit
from extractor.facts.lexemes import DASHES, Lexemes
from extractor.facts.unit_tables import POINT

# «на 0,5 пункта» is of a rate, «до 3 456,2 пункта» of an index.
MOST_POINTS = 5


def _is_share(q: Quantity) -> bool:
    """False for the points of an index: «на 0,4 %, до 3 456,2 пункта»."""
    value = q.high if q.value is None else q.value
    return value is not None and abs(value) < 100


def pair_levels(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«с 17,8 до 31,4 тыс. тонн», «с девяти до двадцати двух»: the second changed from the first."""
    for a, b in itertools.pairwise(quantities):
        if a.link not in ("с", "со") or b.link != "до" or a.sentence != b.sentence:
            continue
        words = between(lex, a, b)
        if len(words) > 8 or any(w in (";", ".", ":") for w in words):
            continue
        if a.kind is None and b.kind is not None:
            take_unit(a, b, scale=True)
        elif a.kind is not None and b.kind is None:
            take_unit(b, a, scale=True)
        b.earlier = a
        b.comparator = a.comparator = "="
        b.tags.add("level")
        a.tags.add("level")


def link_equivalents(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«513 млн тенге (1,1 млн долларов)», «58,2 тыс. тонн (примерно 460 тыс. баррелей)», «3,5 %, или 310 тысяч»."""
    for a, b in itertools.pairwise(quantities):
        if a.sentence != b.sentence or a.kind is None or b.kind is None:
            continue
        words = between(lex, a, b)
        bracket = (
            "(" in words
            and words.index("(") == len(words) - 1
            and len(words) <= 6
            and lex.words[b.last] in (")", ",", ";")
        )
        restates = words[-2:] == [",", "или"] or words[-3:] == [",", "то", "есть"] or words in ([",", "или"], ["или"])
        if (
            (bracket and (a.kind == b.kind and a.unit_code != b.unit_code and a.kind in ("money", "measure")))
            or (restates and (a.kind != b.kind or a.unit_code != b.unit_code))
            or (bracket and "+" in lex.words[b.first] and a.direction)
        ):
            b.restated = a


def points_of_percent(quantities: list[Quantity]) -> None:
    """«35 %; за два года показатель прибавил 7 пунктов»: bare points after percents are percentage points."""
    last = None
    dotted = any(q.kind in ("percent", "percentage_point") for q in quantities)
    for q in quantities:
        if (
            dotted
            and q.kind == "count"
            and q.unit_text == "пункт"
            and q.value is not None
            and q.value % 1
            and abs(q.value) < MOST_POINTS
        ):
            q.set_unit(POINT)  # «снижение на 0,5 пункта» where the article speaks of rates
        if q.kind == "percent":
            last = q
        elif (
            q.kind == "count"
            and q.unit_text == "пункт"
            and last is not None
            and q.first - last.last < NEAR
            and _is_share(q)
        ):
            q.set_unit(POINT)


def share_direction(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«за месяц цены прибавили 0,9 %, за год — 11 %»: a change whose verb is left out after a dash."""
    for a, b in pairwise(quantities):
        if b.direction is not None or not a.direction or a.kind != b.kind or "level" in b.tags:
            continue
        listed = b.link == a.link == "на" and lex.words[b.first - 2] in DASHES and b.first - a.last < NEAR // 2
        elided = a.sentence == b.sentence and not a.link and not b.link and lex.words[b.first - 1] in DASHES
        if listed or (elided and "(" not in between(lex, a, b)):
            b.direction = a.direction
