"""Amounts in English, without morphology or syntax: high precision, units and counted plurals by form alone."""

from __future__ import annotations

import itertools
from decimal import Decimal

from extractor.facts import english as en
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.unit_tables import BASIS_POINT
from extractor.facts.units import sign_before
from extractor.records import Comparator, Direction

BEFORE, AFTER = en.phrases("before"), en.phrases("after")
COMPARATORS: dict[str, Comparator] = {"~": "~", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
CHANGES, COMPARES = en.word_class("change"), en.word_class("compare")
LABELS = frozenset(en.word_class("label"))
MULTIPLES = {form: Decimal(value) for form, value in en.numbers("multiple").items()}
FRACTIONS = {form: tuple(int(n) for n in value.split("/")) for form, value in en.numbers("fraction").items()}
PARTS = {form: int(value) for form, value in en.numbers("parts").items()}
MONEY = {unit.code: unit for _, unit in en.UNITS if unit.kind == "money"}
TIMES = frozenset({"a", "mo", "wk", "d", "h", "min"})
SPAN_WORDS = frozenset(
    ["last", "past", "next", "first", "previous", "coming", "over", "in", "within", "for", "every", "recent"]
)
NOUN_REACH = 4


def read_all(lex: Lexemes, closed: bytearray) -> list[Quantity]:
    """The quantities of an English text, in order."""
    found: list[Quantity] = []
    i = lex.first
    while i < lex.last:
        q = None if closed[i] else _special(lex, i) or _numeric(lex, i, closed)
        if q is None:
            i += 1
            continue
        q.sentence = lex.sentence_start(q.number_first)
        _qualify(lex, q)
        _direct(lex, q)
        found.append(q)
        i = max(q.last, i + 1)
    _pair_and_link(lex, found)
    return [q for q in found if q.kind is not None]


def _numeric(lex: Lexemes, i: int, closed: bytearray) -> Quantity | None:
    """A number with a unit or a counted plural; None for one with neither, or inside a name, a label, an
    age, a time.
    """
    number = en.read_number(lex, i)
    if number is None or _is_label(lex, i, number[3]):
        return None
    value, raw, factor, j = number
    q = Quantity(i, j, i, j, value, raw, factor, rule="english_number")
    _range(lex, q, closed)
    _unit(lex, q)
    if q.kind is None and lex.words[q.last] in ("times",):
        q.kind, q.unit_code, q.unit_text, q.last = "multiple", "{times}", "time", q.last + 1
    if q.kind is None:
        _count(lex, q)
    if q.unit_code in TIMES and any(w in SPAN_WORDS for w in lex.words[q.first - 2 : q.first]):
        return None
    if q.unit_code in TIMES and lex.words[q.last] in ("ago", "old", "later", "earlier"):
        return None
    return q if q.kind is not None else None


def _is_label(lex: Lexemes, i: int, j: int) -> bool:
    """«Boeing 737», «Article 12», «10:30», «5th», «18-year-old», «COVID-19», «3-1»."""
    before = lex.words[i - 1]
    if before in LABELS or before in ("№", "#") or (before == "." and lex.words[i - 2] == "no"):
        return True
    if (before in DASHES and lex.glued(i) and lex.glued(i - 1)) or (lex.kind[i - 1] == WORD and lex.glued(i)):
        return True
    if (lex.words[j] in (":", "/") and lex.glued(j) and lex.kind[j + 1] == NUMBER) or (before == ":" and lex.glued(i)):
        return True
    if lex.words[j] in DASHES and lex.glued(j) and lex.kind[j + 1] == WORD and lex.words[j + 1] not in en.CARDINALS:
        return True
    return lex.kind[j - 1] == NUMBER and lex.kind[j] == WORD and lex.glued(j) and en.read_unit(lex, j) is None


def _range(lex: Lexemes, q: Quantity, closed: bytearray) -> None:
    """«between 5,000 and 7,500», «5–7 %», «5 to 7 million»: widen q to the range it opens."""
    joint = lex.words[q.last]
    opened = lex.words[q.first - 1] == "between" and joint == "and"
    dashed = joint in DASHES and lex.glued(q.last)
    if not (opened or dashed or (joint == "to" and lex.words[q.first - 1] != "from")) or closed[q.last + 1]:
        return
    start = q.last + 1 + (lex.words[q.last + 1] in ("$", "€", "£"))
    high = en.read_number(lex, start)
    if high is None or q.value is None:
        return
    value, _, factor, j = high
    low = q.value * factor if q.factor == 1 and factor != 1 and q.raw < 1000 else q.value
    if low >= value:
        return
    q.low, q.high, q.value, q.last, q.number_last = low, value, None, j, j
    q.rule = "english_range"
    if opened:
        q.first -= 1


def _unit(lex: Lexemes, q: Quantity) -> None:
    if (sign := sign_before(lex, q.number_first)) is not None:
        q.set_unit(MONEY.get(sign[0].code or "", sign[0]))
        q.first = min(q.first, sign[1])
        return
    if lex.words[q.last] == "basis" and lex.words[q.last + 1].startswith("point"):
        q.set_unit(BASIS_POINT)
        q.last += 2
        return
    found = en.read_unit(lex, q.last)
    if found is not None and not (lex.words[q.last] in ("t", "g", "m") and not lex.glued(q.last)):
        q.set_unit(found[0])
        q.last = found[1]


def _count(lex: Lexemes, q: Quantity) -> None:
    """The plural noun that ends the words after the number, at most four on."""
    noun = -1
    for k in range(q.last, q.last + NOUN_REACH):
        word = lex.words[k]
        if lex.kind[k] != WORD or word in en.STOPS:
            break
        if word in en.IRREGULAR or (word.endswith("s") and len(word) > 3 and not word.endswith("ss")):
            noun = k
            if lex.words[k + 1] in en.STOPS or lex.kind[k + 1] != WORD:
                break
    if noun < 0 or (q.value == 1 and q.low is None):
        return
    q.kind, q.unit_text, q.last, q.rule = "count", en.singular(lex.words[noun]), noun + 1, "english_count"


def _special(lex: Lexemes, i: int) -> Quantity | None:
    """Multiples, fractions and vague amounts."""
    word = lex.words[i]
    if word in MULTIPLES and (word != "double" or lex.words[i - 1] in ("to", "will", "would", "could")):
        if word == "twice" and lex.words[i + 1] not in ("as", "the"):
            return None
        q = Quantity(i, i + 1, i, i + 1, MULTIPLES[word], MULTIPLES[word], words=True, rule="english_multiple")
        q.kind, q.unit_code, q.unit_text, q.direction = "multiple", "{times}", "time", "increase"
        return q
    if (
        (
            word in en.CARDINALS
            and lex.words[i + 1] in ("in", "out")
            and (n := en.read_number(lex, i + 2 + (lex.words[i + 1] == "out")))
        )
        and n[0] in (3, 4, 5, 10, 20, 100)
        and en.CARDINALS[word] < n[0]
    ):
        return _share(i, n[3], int(en.CARDINALS[word]), int(n[0]))
    if word in en.CARDINALS and lex.words[i + 1] in PARTS and en.CARDINALS[word] < PARTS[lex.words[i + 1]]:
        return _share(i, i + 2, int(en.CARDINALS[word]), PARTS[lex.words[i + 1]])
    article = lex.words[i - 1] in ("a", "one")
    if word in FRACTIONS and (article or word == "half") and lex.words[i + 1] in ("of", "the", "all"):
        return _share(i - 1 if article else i, i + 1, *FRACTIONS[word])
    if word in en.VAGUE and lex.words[i + 1] == "of" and lex.kind[i + 2] == WORD:
        q = Quantity(i, i + 1, i, i + 1, None, Decimal(1), en.VAGUE[word], vague=True, words=True, rule="english_vague")
        unit = en.read_unit(lex, i + 2)
        if unit is not None:
            q.set_unit(unit[0])
            q.last = unit[1]
        else:
            q.last = i + 2
            _count(lex, q)
        return q if q.kind is not None else None
    return None


def _share(first: int, last: int, numerator: int, denominator: int) -> Quantity:
    value = Decimal(numerator) / Decimal(denominator)
    q = Quantity(first, last, first, last, value, value, words=True, rule="english_fraction")
    q.kind, q.fraction = "fraction", (numerator, denominator)
    return q


def _qualify(lex: Lexemes, q: Quantity) -> None:
    for phrase, comparator in BEFORE:
        k = q.first - len(phrase)
        if lex.words[k : q.first] == list(phrase):
            q.comparator, q.first = COMPARATORS[comparator], k
            return
    for phrase, comparator in AFTER:
        if lex.words[q.last : q.last + len(phrase)] == list(phrase):
            q.comparator, q.last = COMPARATORS[comparator], q.last + len(phrase)
            return


def _direct(lex: Lexemes, q: Quantity) -> None:
    """«rose 5 %», «by 3 points», «12 % higher»: the size of a change; «rose to 5 %» is a level."""
    if q.direction is not None or q.kind == "fraction":
        return
    if lex.words[q.first - 1] == "to":
        return
    if lex.words[q.last] in COMPARES:
        q.direction = _as_direction(COMPARES[lex.words[q.last]])
        return
    k = q.first - 1
    by = lex.words[k] == "by"
    if by or lex.words[k] == "of":
        k -= 1
    steps = 4 if by else 1
    for m in range(k, k - steps, -1):
        if lex.words[m] in CHANGES and (by or q.kind in ("percent", "percentage_point", "multiple")):
            q.direction = _as_direction(CHANGES[lex.words[m]])
            return


def _as_direction(text: str) -> Direction:
    return "increase" if text == "increase" else "decrease"


def _pair_and_link(lex: Lexemes, found: list[Quantity]) -> None:
    """«from 11 % to 9 %» pairs levels; «KZT 513 million ($1.1 million)» is one sum twice."""
    for a, b in itertools.pairwise(found):
        between = lex.words[a.last : b.first]
        if lex.words[a.first - 1] == "from" and between == ["to"]:
            b.earlier = a
        if between == ["("] and a.kind == b.kind and a.unit_code != b.unit_code:
            b.restated = a
