"""Frozen values passed between the rooms: the page as fetched, and what the facts room finds.

Offsets count Unicode code points in ``article.text`` (which is ``doc.text``), start inclusive, end exclusive.
A mention is evidence, an entity is a judgement: the facts room gives mentions, resolve makes entities of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from extractor.records import AmountKind, Comparator, Direction, PeriodRelation, QuoteKind, Status

NameKind = Literal["person", "institution", "place"]


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes of one page and how they were come by.

    content       the body as received, decompressed, not decoded
    url           address the page was asked for under (after redirects), None for a file without one
    content_type  the Content-Type header, None where there was none
    source        an address, a file's name, or "-" for standard input
    fetched_at    ISO 8601 UTC, None for local input
    """

    content: bytes
    url: str | None = None
    content_type: str | None = None
    source: str | None = None
    fetched_at: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the article's text and the rule that found it."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class NameMention(Mention):
    """A mention of a person, institution or place.

    antecedent: for a mention without a name («глава ведомства», «он»): the named mention it certainly means.
    name: nominative name of what the words imply without naming it («россиян»: Россия); None where they name it.
    """

    kind: NameKind
    antecedent: NameMention | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RoleMention(Mention):
    """A position bound to a person's mention. ``title`` is nominative; ``body`` is its institution or place."""

    person: NameMention
    title: str
    body: NameMention | None = None
    of_text: str | None = None
    former: bool = False
    acting: bool = False


@dataclass(frozen=True, slots=True)
class PerUnit:
    """Denominator of a rate; unit and unit_text as in records.Per."""

    value: Decimal
    unit: str | None
    unit_text: str | None


@dataclass(frozen=True, slots=True)
class AmountMention(Mention):
    """A number with its unit, as in records.Amount; numbers are exact Decimals in base units.

    fraction      (numerator, denominator) for kind "fraction", else None
    direction     the amount is the size of a change («вырос на 9,2%», «сократилась втрое»), and which way
    from_amount   the amount it changed from («с 17,8 до 31,4 тыс.»): the earlier mention
    equivalent_to the mention this one restates («513 млн тенге (1,1 млн долларов)»)
    number_start  offset of the number itself, after «около», «до» …; number_end its end before the unit
    """

    kind: AmountKind
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "="
    unit: str | None = None
    unit_text: str | None = None
    per: PerUnit | None = None
    fraction: tuple[int, int] | None = None
    direction: Direction | None = None
    from_amount: AmountMention | None = None
    equivalent_to: AmountMention | None = None
    number_start: int = -1
    number_end: int = -1


@dataclass(frozen=True, slots=True)
class PeriodMention(Mention):
    """A time named in the text. ``value`` is EDTF or None where it cannot be resolved."""

    value: str | None
    relation: PeriodRelation = "in"


@dataclass(frozen=True, slots=True)
class QuoteMention(Mention):
    """What somebody said. ``start``/``end``/``text`` are the evidence; ``words`` the words without marks and tag."""

    words: str
    kind: QuoteKind = "direct"
    speaker: NameMention | None = None


@dataclass(frozen=True, slots=True)
class IndicatorMention(Mention):
    """What an amount measures, as in records.Indicator, with mentions where the record has ids."""

    name: str
    amount: AmountMention
    base: str | None = None
    about: tuple[NameMention, ...] = ()
    period: str | None = None
    period_mention: PeriodMention | None = None
    period_relation: PeriodRelation | None = None
    status: Status = "actual"
    direction: Direction | None = None
    from_amount: AmountMention | None = None
    since: str | None = None
    attributed_to: NameMention | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the facts room found in one Doc, each tuple in text order."""

    names: tuple[NameMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    amounts: tuple[AmountMention, ...] = ()
    periods: tuple[PeriodMention, ...] = ()
    quotes: tuple[QuoteMention, ...] = ()
    indicators: tuple[IndicatorMention, ...] = field(default=())
