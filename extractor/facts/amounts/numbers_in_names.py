"""Numbers that belong to a name: «Boeing 737», «A400M», «2ГИС», «Матч 5», «24/7»."""

from __future__ import annotations

from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import Numeral

OPEN_QUOTES, CLOSE_QUOTES = frozenset("«“„\"'"), frozenset("»”“\"'")


def model(lex: Lexemes, n: Numeral) -> bool:
    """«A400M», «Т14Б»: digits between letters. Gold: самолёт [A400M]."""
    return (
        lex.kind[n.first] == NUMBER
        and lex.kind[n.first - 1] == WORD
        and lex.glued(n.first)
        and lex.kind[n.last] == WORD
        and lex.glued(n.last)
    )


def inside_name(lex: Lexemes, n: Numeral) -> bool:
    """«Boeing 737», «QS 2020», «Ту-154», «Алматы-2050», «iPhone 14», «COVID-19». Gold: самолёт Boeing [737]."""
    k = n.first - 1
    if lex.kind[n.first] != NUMBER or lex.words[k] in ("", "\n"):
        return False
    if lex.words[k] in DASHES and lex.glued(n.first) and lex.glued(k) and lex.kind[k - 1] == WORD:
        return True
    return bool(lex.kind[k] == WORD and lex.glued(n.first))


def whole_quote(lex: Lexemes, n: Numeral) -> bool:
    """«1992», «Матч 5»: a title that is a number or ends in one. Gold: сериал «[1992]»."""
    if lex.words[n.last] not in CLOSE_QUOTES:
        return False
    for k in range(n.first - 1, max(0, n.first - 5), -1):
        if lex.words[k] in OPEN_QUOTES:
            return k == n.first - 1 or (lex.capital(k + 1) and lex.kind[n.first] == NUMBER)
        if lex.kind[k] not in (WORD, NUMBER):
            return False
    return False


def attached_letters(lex: Lexemes, n: Numeral) -> bool:
    """«2ГИС», «5G», «3D»: digits glued to letters that are no unit. Gold: компании [2ГИС]."""
    return lex.kind[n.last - 1] == NUMBER and lex.kind[n.last] == WORD and lex.glued(n.last)


def slash_or_decimal_name(lex: Lexemes, n: Numeral) -> bool:
    """«24/7», «Индустрия 4.0»: no quantities."""
    if lex.words[n.last] == "." and lex.glued(n.last) and lex.glued(n.last + 1) and lex.kind[n.last + 1] == WORD:
        return True
    return (lex.words[n.last] == "/" and lex.glued(n.last) and lex.kind[n.last + 1] == NUMBER) or (
        lex.words[n.first - 1] == "/" and lex.glued(n.first)
    )
