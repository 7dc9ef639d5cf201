"""The working value of the amount rules: one number with what has been read about it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.documents import PerUnit
from extractor.facts.unit_tables import Unit
from extractor.records import AmountKind, Comparator, Direction

ONE = Decimal(1)
# UCUM codes of the times that news measures rather than dates by: «за пять часов», «10 дней».
SHORT_TIMES = frozenset({"s", "min", "h", "d"})


@dataclass(slots=True)
class Quantity:
    """A number under way to become an AmountMention; positions are lexeme indices, ``last`` and
    ``number_last`` exclusive.

    raw, factor   coefficient and magnitude as written: 5,3 and 1 000 000 for «5,3 млн»
    kind          None while the number has no unit of its own («bare»); sharing or counting settles it
    link          how the number hangs on its words: the preposition before it («на», «до», «с», «в», «по»,
    «от», «из») or "" span          low and high for a range
    earlier       the quantity a «с … до …» starts from; restated the one a bracket restates
    sentence      offset of its sentence's first character
    """

    first: int
    last: int
    number_first: int
    number_last: int
    value: Decimal | None
    raw: Decimal
    factor: Decimal = ONE
    low: Decimal | None = None
    high: Decimal | None = None
    unit: Unit | None = None
    kind: AmountKind | None = None
    unit_code: str | None = None
    unit_text: str | None = None
    per: PerUnit | None = None
    comparator: Comparator = "="
    fraction: tuple[int, int] | None = None
    direction: Direction | None = None
    earlier: Quantity | None = None
    restated: Quantity | None = None
    link: str = ""
    sentence: int = 0
    words: bool = False
    collective: bool = False
    vague: bool = False
    rule: str = ""
    noun: int = -1
    tags: set[str] = field(default_factory=set)

    def set_unit(self, unit: Unit) -> None:
        """Give the quantity a written unit; the number is taken to the coded unit."""
        self.unit, self.kind, self.unit_code, self.unit_text = unit, unit.kind, unit.code, unit.text
        if unit.factor != 1:
            for name in ("value", "low", "high"):
                number = getattr(self, name)
                if number is not None:
                    setattr(self, name, number * unit.factor)
            if self.low is not None and self.high is not None and self.low > self.high:
                self.low, self.high = self.high, self.low

    def scale(self, factor: Decimal) -> None:
        """Apply a magnitude shared from a neighbour («12, 15 и 18 млн»)."""
        self.factor = factor
        for name in ("value", "low", "high"):
            number = getattr(self, name)
            if number is not None:
                setattr(self, name, number * factor)
