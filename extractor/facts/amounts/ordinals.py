"""Ordinals in words: «пятый», «третью», «десятого»."""

from __future__ import annotations

ORDINAL_STEMS = {
    "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15, "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30, "сороков": 40, "пятидесят": 50, "сот": 100, "тысячн": 1000,
}
ORDINAL_ENDS = frozenset("ый ой ий ая ое ого его ей ую ому ему ым им ом ем ья ье ьего ьей ью ьему ьим".split())


def ordinal_value(word: str) -> int | None:
    """«пятый», «третью», «десятого» -> the number; None for another word."""
    for size in range(len(word) - 2, 2, -1):
        if word[:size] in ORDINAL_STEMS and word[size:] in ORDINAL_ENDS:
            return ORDINAL_STEMS[word[:size]]
    return None
