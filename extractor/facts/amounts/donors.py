"""Whose unit a bare number shares: the amount before or after it that suits, the plan's, the article's money."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from extractor.facts.amounts.licences import fits_percent, gender_fits, suits
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, Lexemes

ADVERBIAL = frozenset({"на", "в", "по"})
NEAR = 80
FAR, MOST = 500, 300
MILLION, PERCENT_LIMIT = Decimal(1_000_000), Decimal(100)


def is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def in_brackets(lex: Lexemes, q: Quantity) -> bool:
    """True where the quantity stands in a bracket of its sentence."""
    for k in range(q.first - 1, max(lex.first, q.first - 12), -1):
        if lex.words[k] == "(":
            return True
        if lex.words[k] == ")" or lex.start[k] < q.sentence:
            return False
    return False


def set_against(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """«29 разновидностей против четырёх», «41 убийство против 57»: the number stands against the one just before it."""
    return (
        lex.words[q.first - 1] in ("против", "вместо")
        and donor.kind == "count"
        and donor.sentence == q.sentence
        and 0 <= q.first - 1 - donor.last <= 3
    )


def part_of_them(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """«без света 2 700 абонентов, электричество вернули 1 900 из них»: a part of what was counted before."""
    return (
        donor.kind == "count"
        and lex.words[q.last] == "из"
        and lex.words[q.last + 1] in ("них", "которых")
        and lex.words[q.last + 2] not in DASHES
        and not q.words
    )


def money_before(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """The nearest amount of money before, outside brackets, or the first after."""
    q = quantities[n]
    inside = in_brackets(lex, q)
    for donor in reversed(quantities[:n]):
        if donor.kind == "money" and (inside or not in_brackets(lex, donor)):
            return donor
    return next((d for d in quantities[n + 1 :] if d.kind == "money"), None)


def _of_same_link(quantities: list[Quantity], n: int) -> Quantity | None:
    """«на 4,2 %, до 1 875 тенге, бумаги банка — на 2,8, до 640»: the amount of the same sentence that hangs on its words
    as the bare number does, where the nearest amount hangs otherwise.
    """
    q = quantities[n]
    if q.link not in ("на", "до") or q.collective:
        return None
    for donor in reversed(quantities[max(0, n - 4) : n]):
        if donor.sentence != q.sentence:
            return None
        if donor.link == q.link and donor.kind is not None and donor.kind != "fraction" and not donor.vague:
            return donor if suits(q, donor) and "level" not in donor.tags else None
    return None


def _listed_in_brackets(lex: Lexemes, q: Quantity, donor: Quantity, nearest: Quantity) -> bool:
    """«Vesna (31 %), Liangma — 11,5»: a list that begins with a bracket goes on with a dash."""
    return (
        donor is nearest
        and donor.kind == "percent"
        and donor.sentence == q.sentence
        and lex.words[q.first - 1] in DASHES
        and q.first - donor.last < 8
        and fits_percent(q, donor)
    )


def _of_plan(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """«при плане 62 тысячи создано 71,4 тысячи мест»: what follows the plan tells its unit."""
    q = quantities[n]
    following = quantities[n + 1] if n + 1 < len(quantities) else None
    if following is None or following.sentence != q.sentence or following.kind is None:
        return None
    k = q.first - 1 - (lex.words[q.first - 1] == "в")
    planned = lex.words[k].startswith(("план", "норм", "квот", "потребност")) and lex.words[k - 1] == "при"
    return following if planned and suits(q, following) else None


def nearest_donor(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """The amount whose unit a bare number most likely shares: the nearest before that suits, else the next of its
    sentence, else, for millions and more, the article's money.
    """
    q = quantities[n]
    inside = in_brackets(lex, q)
    if (alike := _of_same_link(quantities, n)) is not None:
        return alike
    if (fulfilled := _of_plan(lex, quantities, n)) is not None:
        return fulfilled
    second = None
    for donor in reversed(quantities[max(0, n - 12) : n]):
        if q.first - donor.last > NEAR:
            break
        if donor.kind in (None, "fraction") or donor.vague:
            continue
        if lex.words[donor.last : q.first] in (["—"], ["–"]) and donor.link:
            continue  # «на полгода — 40»: what the dash speaks of
        if q.collective and lex.words[donor.first - 1] in ("числе", "включая"):
            continue  # «12 человек, в том числе четверых детей; двое отравились»
        if not inside and in_brackets(lex, donor) and not _listed_in_brackets(lex, q, donor, quantities[n - 1]):
            continue
        if donor.kind == "multiple" and donor.sentence != q.sentence and lex.words[q.first - 2] not in DASHES:
            continue
        if suits(q, donor) and gender_fits(lex, q, donor):
            if donor.kind == "count" and donor.link in ADVERBIAL and not q.link and donor.sentence == q.sentence:
                second = second or donor  # «семь школ на 6 900 мест, причём три из них»
                continue
            if donor.kind == "count" and donor.factor != 1 and q.factor == 1 and not q.link and is_whole(q.raw):
                second = second or donor
                continue
            if second is not None and (donor.kind != "count" or donor.sentence != second.sentence):
                break
            return donor
    if second is not None:
        return second
    for donor in quantities[n + 1 : n + 3]:
        if donor.sentence == q.sentence and donor.kind in ("money", "count", "measure", "percent") and suits(q, donor):
            return donor
    return money_before(lex, quantities, n) if q.factor >= MILLION else None


def home_currency(lex: Lexemes, quantities: list[Quantity], q: Quantity, donor: Quantity) -> Quantity:
    """The donor of money, or one in the article's usual currency where the donor's is another, of an earlier
    paragraph.

    «принесли 78,6 млрд сумов и 1,9 млн долларов. Назад получили 13,1 миллиарда»: soms again.
    """
    if (
        donor.kind != "money"
        or in_brackets(lex, q)
        or "\n" not in lex.words[donor.last : min(q.first, donor.last + FAR)]
    ):
        return donor
    counts = Counter(d.unit_code for d in quantities[:MOST] if d.kind == "money" and not in_brackets(lex, d))
    usual, times = counts.most_common(1)[0] if counts else (donor.unit_code, 0)
    if usual == donor.unit_code or times < 2 * counts[donor.unit_code]:
        return donor
    return next(d for d in quantities if d.kind == "money" and d.unit_code == usual)
