"""Gives a bare number another number's unit and, where it was left out, its magnitude."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.donors import MILLION, is_whole
from extractor.facts.amounts.licences import fits_percent
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.unit_tables import BASIS_POINT, CURRENCY_CODES, PERCENT

SCALE_RATIO, SCALE_RATIO_UP = Decimal(30), Decimal(15)
MOST_RAW = Decimal(1000)


def take_unit(q: Quantity, donor: Quantity, scale: bool) -> None:
    """Give a bare quantity its donor's unit and, where it suits, the donor's magnitude."""
    if donor.kind is None and "noun" not in donor.tags:
        return
    if donor.kind == "fraction" or donor.vague:
        return
    if donor.kind in ("percent", "percentage_point") and not fits_percent(q, donor):
        return
    if scale and q.factor == 1 and donor.factor != 1 and same_scale(q, donor):
        q.scale(donor.factor)
    if donor.unit is BASIS_POINT and (q.link == "до" or not is_whole(q.raw)):
        q.set_unit(PERCENT)  # «на 25 базисных пунктов, до 14,25»
    elif donor.unit is not None and donor.unit.kind == "money" and donor.unit.factor < 1 < q.factor:
        q.set_unit(CURRENCY_CODES[donor.unit.code or ""])  # kopecks before, millions of roubles here
    elif donor.unit is not None:
        q.set_unit(donor.unit)
    else:
        q.kind, q.unit_code, q.unit_text = donor.kind, donor.unit_code, donor.unit_text
        q.tags |= donor.tags & {"lifeless"}


def same_scale(q: Quantity, donor: Quantity) -> bool:
    """Whether a bare number leaves out its donor's magnitude: «в мае 12,4 тыс. гостей, в июне — 14,1».

    No count has decimals, so that 14,1 must be thousands; a whole number of things after «12,4 тыс.» or from another
    sentence is most likely meant as it stands.
    """
    if q.collective or abs(q.raw) >= MOST_RAW or donor.raw == 0 or q.raw == 0:
        return False
    whole = is_whole(q.raw)
    if q.link == "из" and donor.value is not None and abs(donor.raw) <= abs(q.raw) < abs(donor.value):
        return True  # «7,1 млн избирателей из 11»
    if donor.kind == "count":
        if not whole:
            return True
        if donor.sentence != q.sentence or not is_whole(donor.raw):
            return False
    elif donor.kind == "money" and donor.factor >= MILLION and not q.words:
        return True
    ratio = abs(q.raw / donor.raw)
    return 1 / SCALE_RATIO <= ratio <= SCALE_RATIO_UP
