"""Units that numbers share: enumerations, «с 17,8 до 31,4 тыс.», ellipsis («на 10 %, солидарные — на 12»), equivalents."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.counting import counted_noun, noun_before
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import BREAK, DASHES, NUMBER, SIGN, WORD, Lexemes

JOINTS = frozenset({",", "и", "или", "либо", "до", "а", "но", "из", "против", "вместо", "к", "на", "в", "по", "с", "со", "за", "не"}) | DASHES
ENUMERATION = frozenset({",", "и", "или", "либо", "на", "до", "по", "в", "с", "от"})
NEAR = 80
SCALE_RATIO = Decimal(30)
MOST_RAW = Decimal(1000)


def between(lex: Lexemes, a: Quantity, b: Quantity) -> list[str]:
    """The words between two quantities."""
    return lex.words[a.last : b.first]


def share_forward(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«12, 15 и 18 млн тенге», «с 17,8 до 31,4 тыс. тонн», «21 и 94 тысячи»: a bare number takes the unit of the next.

    Walks from the end, so that a whole enumeration takes its last member's unit.
    """
    for q, following in zip(reversed(quantities[:-1]), reversed(quantities[1:]), strict=True):
        if q.kind is not None or following.sentence != q.sentence or q.vague:
            continue
        words = between(lex, q, following)
        listed = len(words) <= 3 and all(w in ENUMERATION or w in ("почти", "около", "более") for w in words)
        if not listed or not words:
            continue
        take_unit(q, following, scale=q.factor == 1)
        if q.kind is not None:
            q.tags.add("listed")


def take_unit(q: Quantity, donor: Quantity, scale: bool) -> None:
    """Give a bare quantity its donor's unit and, where it suits, the donor's magnitude."""
    if donor.kind is None and "noun" not in donor.tags:
        return
    if donor.kind in ("fraction",) or donor.vague:
        return
    if scale and q.factor == 1 and donor.factor != 1 and _same_scale(q, donor):
        q.scale(donor.factor)
    if donor.unit is not None:
        q.set_unit(donor.unit)
    else:
        q.kind, q.unit_code, q.unit_text = donor.kind, donor.unit_code, donor.unit_text


def _same_scale(q: Quantity, donor: Quantity) -> bool:
    if q.collective or abs(q.raw) >= MOST_RAW or donor.raw == 0 or q.raw == 0:
        return False
    ratio = abs(q.raw / donor.raw)
    return 1 / SCALE_RATIO <= ratio <= SCALE_RATIO


def pair_levels(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«с 17,8 до 31,4 тыс. тонн», «с девяти до двадцати двух»: the second changed from the first."""
    for a, b in zip(quantities, quantities[1:], strict=False):
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
    for a, b in zip(quantities, quantities[1:], strict=False):
        if a.sentence != b.sentence or a.kind is None or b.kind is None:
            continue
        words = between(lex, a, b)
        bracket = "(" in words and words.index("(") == len(words) - 1 and len(words) <= 6 and lex.words[b.last] in (")", ",", ";")
        restates = words[-2:] == [",", "или"] or words[-3:] == [",", "то", "есть"] or words in ([",", "или"], ["или"])
        if bracket and (a.kind == b.kind and a.unit_code != b.unit_code and a.kind in ("money", "measure")):
            b.restated = a
        elif restates and (a.kind != b.kind or a.unit_code != b.unit_code):
            b.restated = a
        elif bracket and "+" in lex.words[b.first] and a.direction:
            b.restated = a


def in_brackets(lex: Lexemes, q: Quantity) -> bool:
    """True where the quantity stands in a bracket of its sentence."""
    for k in range(q.first - 1, max(lex.first, q.first - 12), -1):
        if lex.words[k] == "(":
            return True
        if lex.words[k] == ")" or lex.start[k] < q.sentence:
            return False
    return False


def share_backward(lex: Lexemes, quantities: list[Quantity]) -> None:
    """A number still bare takes the unit of a number before it, or of the next one, where the words license it."""
    for n, q in enumerate(quantities):
        if q.kind is not None or "denominator" in q.tags:
            continue
        if topic_noun(lex, q):
            continue
        donor = _donor_before(lex, quantities, n) or _donor_after(quantities, n)
        if donor is not None and _licensed(lex, q, donor):
            take_unit(q, donor, scale=True)
            if q.kind is not None:
                q.tags.add("shared")


def _donor_before(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    q = quantities[n]
    inside = in_brackets(lex, q)
    for donor in reversed(quantities[max(0, n - 8) : n]):
        if q.first - donor.last > NEAR or donor.kind in (None, "fraction"):
            continue
        if donor.kind == "multiple" and q.factor != 1 or donor.vague:
            continue
        if q.factor != 1 and donor.kind in ("percent", "percentage_point", "multiple"):
            continue
        if donor.kind == "measure" and donor.unit_code in ("a", "mo", "wk", "d", "h", "min") and q.factor != 1:
            continue
        if donor.restated is not None and not inside:
            continue
        return donor
    return None


def _donor_after(quantities: list[Quantity], n: int) -> Quantity | None:
    """«выручка составила 4 млрд, прибыль — 300 млн рублей»: the unit comes with the next number."""
    q = quantities[n]
    for donor in quantities[n + 1 : n + 3]:
        if donor.sentence == q.sentence and donor.kind in ("money", "count", "measure") and (q.factor != 1 or donor.factor == 1):
            return donor
    return None


def _licensed(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """Whether the words around a bare number show that its unit is left out: a magnitude, a dash, a change, a contrast."""
    before = lex.words[q.first - 1]
    if q.vague:
        return False
    if q.factor != 1:
        return True
    same = donor.sentence == q.sentence
    if before in DASHES or before in ("(", "против", "вместо", "лишь", "только", "до", "на", "с", "по", "от", "около"):
        return same or before in DASHES or before == "против"
    if q.link in ("на", "до", "с", "по", "против", "вместо", "к", "от", "за", "под"):
        return same
    if q.collective or "qualified" in q.tags:
        return same
    if q.words and q.value == 1:
        return False
    return same or lex.words[q.last] in ("из",)


def topic_noun(lex: Lexemes, q: Quantity) -> bool:
    """«инструментов будет двадцать», «гостей из Китая стало 187 тысяч», «пострадавших — 12»: the genitive that opens the
    clause is what a bare number counts."""
    if q.unit is not None or q.link:
        return False
    for k in range(q.first - 1, max(lex.first - 1, q.first - 9), -1):
        if lex.start[k] < q.sentence or lex.kind[k] in (BREAK, NUMBER) or lex.words[k] in (",", ";", ":", ")", "("):
            k += 1
            break
    else:
        k = max(lex.first, q.first - 8)
    for m in range(k, q.first):
        token = lex.token(m) if lex.kind[m] == WORD else None
        if token is None or token.pos_ in ("CCONJ", "ADJ", "DET", "ADV", "PART"):
            continue
        if token.pos_ == "NOUN" and token.morph.get("Case") == ["Gen"] and token.morph.get("Number") == ["Plur"]:
            found = counted_noun(lex, m)
            if found is None:
                return False
            q.kind, q.unit_text, q.rule = "count", found[0], "topic_noun"
            q.tags.add("noun")
            return True
        return False
    return False


def count_inverted(lex: Lexemes, q: Quantity) -> bool:
    """«человек сорок», «голосов в девяносто»: about so many."""
    if q.kind is not None or not q.words or q.value is None or lex.kind[q.last] == WORD and counted_noun(lex, q.last):
        return False
    found = noun_before(lex, q.first)
    if found is None or lex.words[q.last] not in (".", ",", ";", ")", "!", "?", "\n", "") and lex.kind[q.last] == SIGN and lex.words[q.last] not in DASHES:
        return False
    q.kind, q.unit_text, q.comparator, q.rule = "count", found[0], "~", "inverted_noun"
    q.tags |= {"noun", "qualified"}
    return True
