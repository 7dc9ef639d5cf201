"""Units after (or before) a number: currencies to ISO 4217, measures to UCUM, percent and percentage points.

A unit is recognised by its written form alone, from word lists, so that a wrong tag of the annotate room costs nothing.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor.facts.lexemes import WORD, Lexemes
from extractor.facts.numerals import after_dot
from extractor.facts.unit_tables import (
    ADJECTIVE_STEMS,
    BASIS_POINT,
    CURRENCY_CODES,
    CURRENCY_FORMS,
    CURRENCY_SIGNS,
    DAY_KINDS,
    FROST,
    HORSEPOWER,
    HORSES,
    INDEX_FIRST,
    INDEX_UNITS,
    MEASURES,
    PERCENT,
    PERCENT_FIRST,
    PERCENTS,
    POINT,
    POWERS,
    RATE_BASES,
    SHORT_MEASURES,
    SLASH_TIMES,
    SQUARED,
    SUBUNITS,
    Currency,
    Unit,
)

QUOTES = frozenset("«»„“”\"'")
DOTTED = "·⋅*.-–‑∙•×"
NEARBY = 600


def read_unit(lex: Lexemes, j: int) -> tuple[Unit, int] | None:
    """The unit that starts at lexeme j and the index after it, or None."""
    if lex.words[j] in QUOTES and lex.words[j + 2] in QUOTES and (quoted := MEASURES.get(lex.words[j + 1])):
        return quoted, j + 3
    word = lex.words[j]
    if word in PERCENT_FIRST and (found := _percent(lex, j)):
        return found
    if word in CURRENCY_FORMS or word in SUBUNITS or word.startswith(ADJECTIVE_STEMS):
        money = _currency(lex, j)
        if money:
            return money
    if (sign := CURRENCY_SIGNS.get(word)) is not None:
        return sign, (after_dot(lex, j + 1) if lex.kind[j] == WORD else j + 1)
    if len(word) == 3 and (code := CURRENCY_CODES.get(lex.surface(j))):
        return code, j + 1
    if word in INDEX_FIRST:
        for form, unit in INDEX_UNITS.items():
            if end := _after_spelled(lex, j, form):
                return unit, end
    return _measure(lex, j)


def _after_spelled(lex: Lexemes, j: int, form: tuple[str, ...]) -> int:
    """Index after the words of ``form`` from lexeme j, dots of abbreviations skipped; 0 where they differ."""
    for word in form:
        if lex.words[j] != word:
            return 0
        j += 1
        if len(word) < 3:
            j = after_dot(lex, j)
    return j


def _percent(lex: Lexemes, j: int) -> tuple[Unit, int] | None:
    for code, first, second in PERCENTS:
        if lex.words[j] not in first:
            continue
        k = after_dot(lex, j + 1) if lex.words[j] != "%" and len(lex.words[j]) < 5 else j + 1
        if second:
            if lex.words[k] == "п" and "п" in second and lex.words[j] in ("п", "б") and k == j + 1:
                continue
            if lex.words[k] in second:
                end = after_dot(lex, k + 1) if lex.words[k] == "п" else k + 1
                return (BASIS_POINT if code == "bp" else POINT), end
            continue
        if code == "%" and (point := _point_after_percent(lex, k)):
            return POINT, point
        return (PERCENT if code == "%" else POINT), k
    return None


def _point_after_percent(lex: Lexemes, k: int) -> int:
    """«% пункта», «проц. пункта»: index after it, else 0."""
    return k + 1 if lex.words[k] in ("пункт", "пункта", "пунктов", "пункту", "пунктами") else 0


def _currency(lex: Lexemes, j: int) -> tuple[Unit, int] | None:
    stem = lex.words[j] if lex.words[j] not in CURRENCY_FORMS and lex.words[j] not in SUBUNITS else ""
    k = j + 1 if stem else j
    noun = lex.words[k]
    if noun in SUBUNITS and not stem:
        code, text, whole = SUBUNITS[noun]
        family = [c for c in CURRENCY_FORMS[whole] if c.noun == whole]
        return Unit(
            "money", _currency_at(lex, family, j).code if len(family) > 1 else code, text, Decimal("0.01")
        ), after_dot(lex, k + 1)
    entries = CURRENCY_FORMS.get(noun)
    if not entries:
        return None
    if stem:
        entries = [c for c in entries if stem.startswith(c.adjectives)] if any(c.adjectives for c in entries) else []
        return (Unit("money", entries[0].code, entries[0].noun), k + 1) if entries else None
    for c in entries:
        if lex.words[k + 1] in c.after:
            return Unit("money", c.code, c.noun), k + 2
    chosen = entries[0] if len(entries) == 1 else _currency_at(lex, entries, k)
    return Unit("money", chosen.code, chosen.noun), k + 1


def _currency_at(lex: Lexemes, entries: list[Currency], j: int) -> Currency:
    """Of currencies with one name, the one whose country the paragraph of lexeme j names; else the article's."""
    low, start = lex.low, lex.start[j]
    begin, end = max(0, start - NEARBY), start + NEARBY
    begin, end = low.rfind("\n", begin, start) + 1 or begin, low.find("\n", start, end)
    here = low[begin : end if end >= 0 else start + NEARBY]
    named = [c for c in entries if any(stem in here for stem in c.countries)]
    return named[0] if len(named) == 1 and entries[0].noun != "рубль" else _by_country(lex, tuple(entries))


@lru_cache(maxsize=8)
def _by_country(lex: Lexemes, entries: tuple[Currency, ...]) -> Currency:
    """Of currencies with one name, the one whose country the article (or its medium's name) speaks of; else the usual."""
    usual = next((c for c in entries if c.default), entries[0])
    article = lex.doc._.article if lex.doc is not None and lex.doc.has_extension("article") else None
    medium = (article.publisher or "").lower() if article is not None else ""
    counts = {c.code: sum(lex.low.count(stem) + 3 * medium.count(stem) for stem in c.countries) for c in entries}
    spelled = [c for c in entries if any(f"{adjective}ских {c.noun}" in lex.low for adjective in c.adjectives)]
    if len(spelled) == 1 and not any(word in lex.low for word in (*usual.adjectives, *usual.after)):
        return spelled[0]  # «канадских долларов» once, «долларов» from then on
    best = max(entries, key=lambda c: (counts[c.code], c.default))
    return best if counts[best.code] > counts[usual.code] else usual


def _measure(lex: Lexemes, j: int) -> tuple[Unit, int] | None:
    word = lex.words[j]
    if word.startswith(DAY_KINDS) and lex.words[j + 1] in MEASURES and MEASURES[lex.words[j + 1]].code in ("d", "h"):
        return MEASURES[lex.words[j + 1]], j + 2
    if word in HORSES and lex.words[j + 1] in (".", "сил", "силы", "сила") and (word != "л" or lex.words[j + 2] == "с"):
        return HORSEPOWER, (after_dot(lex, j + 3) if word == "л" else j + 2)
    if word.startswith("морск") and lex.words[j + 1] in MEASURES and MEASURES[lex.words[j + 1]].code == "[mi_i]":
        return Unit("measure", "[nmi_i]", "морская миля"), j + 2
    for short, long, power in POWERS:
        if word == short or word.startswith(long):
            k = after_dot(lex, j + 1)
            base = MEASURES.get(lex.words[k])
            if base and base.code in ("m", "km", "cm", "mm", "dm", "ft"):
                name = {"2": "квадратный ", "3": "кубический "}[power] + base.text
                return Unit("measure", base.code + power, name), after_short(lex, k)
    if word in ("°", "º"):
        return Unit("measure", "Cel", "градус Цельсия"), j + 2 if lex.words[j + 1] in ("c", "с") else j + 1
    if word in SQUARED and lex.words[j + 1] in ("2", "3") and lex.glued(j + 1):
        base = MEASURES[word]
        name = "квадратный " if lex.words[j + 1] == "2" else "кубический "
        return Unit("measure", f"{base.code}{lex.words[j + 1]}", name + base.text), j + 2
    unit = MEASURES.get(word)
    if unit is None or (word in ("г", "с", "в", "м", "т", "ч", "л", "ц") and lex.capital(j)):
        return None
    k = after_short(lex, j)
    if unit.code == "deg":
        return _degrees(lex, k)
    return _compound(lex, unit, k)


def after_short(lex: Lexemes, j: int) -> int:
    return after_dot(lex, j + 1) if lex.words[j] in SHORT_MEASURES else j + 1


def _degrees(lex: Lexemes, k: int) -> tuple[Unit, int]:
    """«40 градусов», «°C», «по Цельсию»: degrees in news are those of the thermometer."""
    if lex.words[k] == "по" and lex.words[k + 1].startswith(("цельс", "фаренг")):
        return Unit("measure", "Cel" if lex.words[k + 1].startswith("цельс") else "[degF]", "градус Цельсия"), k + 2
    if lex.words[k] in ("мороза", "холода") or lex.words[k : k + 2] == ["ниже", "нуля"]:
        return FROST, k + (2 if lex.words[k] == "ниже" else 1)
    if lex.words[k : k + 2] == ["выше", "нуля"]:
        return Unit("measure", "Cel", "градус Цельсия"), k + 2
    if lex.words[k] in ("цельсия", "тепла", "жары", "c"):
        return Unit("measure", "Cel", "градус Цельсия"), k + 1
    return Unit("measure", "Cel", "градус"), k


def _compound(lex: Lexemes, unit: Unit, k: int) -> tuple[Unit, int]:
    """«кВт·ч», «киловатт-час», «км/ч», «ц/га», «км в час», «центнеров с гектара»."""
    word = lex.words[k]
    if word and word in DOTTED and lex.words[k + 1] in MEASURES and lex.glued(k) and lex.glued(k + 1):
        second = MEASURES[lex.words[k + 1]]
        if second.code == "h":
            unit, k = Unit("measure", f"{unit.code}.h", f"{unit.text}-час"), after_short(lex, k + 1)
    elif word in ("ч", "час", "часа", "часов") and unit.code in ("kW", "MW", "GW", "W", "TW"):
        unit, k = Unit("measure", f"{unit.code}.h", f"{unit.text}-час"), after_short(lex, k)
    if lex.words[k] == "/":
        code = SLASH_TIMES.get(lex.words[k + 1]) or (
            MEASURES[lex.words[k + 1]].code if lex.words[k + 1] in MEASURES else None
        )
        if unit.code and unit.code.endswith("/s") and code == "s":
            return unit, k + 2
        if code:
            return Unit("measure", f"{unit.code}/{code}", f"{unit.text}/{lex.words[k + 1]}"), after_short(lex, k + 1)
    rates = RATE_BASES.get(unit.code or "")
    if rates and lex.words[k] in ("в", "с", "на") and (per := MEASURES.get(lex.words[k + 1])) and per.code in rates:
        return Unit("measure", f"{unit.code}/{per.code}", f"{unit.text} {lex.words[k]} {lex.words[k + 1]}"), k + 2
    return unit, k


def sign_before(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    """A currency's sign or code before the number at lexeme i («$5», «US$ 5», «KZT 15»): the unit and its
    first lexeme.
    """
    word = lex.words[i - 1]
    if word in CURRENCY_SIGNS and lex.kind[i - 1] != WORD:
        k = i - 1
        pair = lex.words[k - 1] + word
        if pair in CURRENCY_SIGNS and lex.glued(k):
            return CURRENCY_SIGNS[pair], k - 1
        return CURRENCY_SIGNS[word], k
    if len(word) == 3 and word.isascii() and (code := CURRENCY_CODES.get(lex.surface(i - 1))):
        return code, i - 1
    return None


def thousand_roubles(lex: Lexemes, j: int) -> int:
    """«т. р.», «т.р.», «тыс. р.» after a number: thousands of roubles. Index after it, else 0."""
    if lex.words[j] != "т":
        return 0
    k = after_dot(lex, j + 1)
    if lex.words[k] in ("р", "руб"):
        return after_dot(lex, k + 1)
    return 0
