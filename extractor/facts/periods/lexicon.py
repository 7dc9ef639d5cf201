"""Words of time from the word lists, and the value passed between period rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from extractor.facts.lexemes import Lexemes
from extractor.facts.wordlists import rows
from extractor.records import PeriodRelation

MONTHS = {form: int(number) for number, forms in rows("months.tsv") for form in forms.split()}


def _class(name: str) -> dict[str, int]:
    return {
        form: int(value) if value else 0
        for kind, value, forms in rows("time_words.tsv")
        if kind == name
        for form in forms.split()
    }


SHIFT = _class("shift")
YEAR, YEARS = _class("year"), _class("years")
MONTH, MONTHS_PLURAL = _class("month"), _class("months")
WEEK, WEEKS = _class("week"), _class("weeks")
DAY, DAYS = _class("day"), _class("days")
DECADE, QUARTER, HALF, CENTURY = _class("decade"), _class("quarter"), _class("half"), _class("century")
EARLIER, LATER = _class("earlier"), _class("later")
LAST, NEXT = _class("last"), _class("next")
START, END, MIDDLE, TOTAL = _class("start"), _class("end"), _class("middle"), _class("total")
ORDINAL, ROMAN = _class("ordinal"), _class("roman")
SEASON, WEEKDAY, DAYWORD = _class("season"), _class("weekday"), _class("dayword")
PART, SAME, SPAN = _class("part"), _class("same"), _class("span")
# first word of a phrase for the day of publication -> the phrases' words, the longest first
NOW: dict[str, list[list[str]]] = {}
for _phrase in sorted(
    (form.split() for kind, _, form in rows("time_words.tsv") if kind == "now"), key=len, reverse=True
):
    NOW.setdefault(_phrase[0], []).append(_phrase)
# unit of a span of time -> its grain
GRAINS = {
    **dict.fromkeys([*YEAR, *YEARS], "year"),
    **dict.fromkeys([*MONTH, *MONTHS_PLURAL], "month"),
    **dict.fromkeys([*WEEK, *WEEKS], "week"),
    **dict.fromkeys([*DAY, *DAYS], "day"),
    **dict.fromkeys(DECADE, "decade"),
    **dict.fromkeys(_class("hours"), "hour"),
}
ORDINAL_ENDINGS = frozenset({"й", "го", "м", "му", "е", "х", "ый", "ого", "ом", "ому", "я", "ю"})


class Found(NamedTuple):
    """A period in lexemes first..last (last exclusive), its EDTF value and the rule that read it."""

    first: int
    last: int
    value: str | None
    relation: PeriodRelation
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at: the lexemes, the publication date, and the periods found before in the text."""

    lex: Lexemes
    reference: date | None
    found: list[Found]


Rule = Callable[[Context, int], Found | None]


def ordinal_ending(lex: Lexemes, j: int) -> int:
    """Index after «-го» of «2021-го» whose digits end at lexeme j, else j."""
    if lex.words[j] in ("-", "‑", "–") and lex.glued(j) and lex.glued(j + 1) and lex.words[j + 1] in ORDINAL_ENDINGS:
        return j + 2
    return j
