"""Numbers that are called: «+7 701 234 56 78», «8 800 000 00 00», «телефон для справок: 1400»."""

from __future__ import annotations

from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import Numeral

CALLS = frozenset(
    {"тел", "call", "колл", "кол", "контакт", "звоните", "звонить", "позвонить", "горячей", "горячая", "горячую"}
)


def _dialled(lex: Lexemes, k: int) -> bool:
    """True where the code before lexeme k goes on as a telephone number does: «+7 701», «+7 (727)», «+7-701»."""
    if lex.words[k] in ("(", *DASHES):
        k += 1
    return lex.kind[k] == NUMBER and len(lex.words[k]) >= 3


def phone(lex: Lexemes, n: Numeral) -> bool:
    """«+7 701 234 56 78», «8 (727) 272», «по номеру 1414». Gold: звоните [8 (727) 250-12-34]."""
    if not lex.words[n.first].replace(" ", "").isdecimal():
        return False
    for k in range(n.first - 1, max(0, n.first - 9), -1):
        word = lex.words[k]
        if word == "центр" and lex.words[k - 1] in DASHES and k == n.first - 1:
            return True
        if (
            word in CALLS
            or (word.startswith(("телефон", "whatsapp")) and word not in ("телефонов", "телефона", "телефоны"))
        ) or (
            word == "+" and lex.glued(k + 1) and lex.words[k + 1] in ("7", "8", "998", "996") and _dialled(lex, k + 2)
        ):
            return (
                not lex.words[n.last].isalpha() or word == "+" or (n.last - n.first == 1 and lex.kind[n.last] != WORD)
            )
        if lex.kind[k] == WORD and len(word) > 3 and not word.startswith(("номер", "лини", "центр")):
            return False
    return False


def phone_groups(lex: Lexemes, n: Numeral) -> bool:
    """«8 800 000 00 00», «+995 000 00-00-00», «8 (7172) 74-00-00»: groups of digits that no number is written in."""
    if lex.kind[n.first] != NUMBER or n.last - n.first != 1:
        return False
    size = lex.end[n.first] - lex.start[n.first]
    if lex.words[n.first - 1] == "+" and lex.glued(n.first) and size > 2 and lex.kind[n.last] == NUMBER:
        return True
    after = n.last + (lex.words[n.last] in DASHES and lex.glued(n.last))
    if _two_or_three(lex, n.last) and (_two_or_three(lex, n.last + 1) or lex.words[n.last + 1] in DASHES):
        return lex.words[n.first].isdecimal() or lex.words[n.first][0] in "8+7"
    before = n.first - 1 - (lex.words[n.first - 1] in DASHES)
    near = _two_or_three(lex, n.first) and (lex.kind[before] == NUMBER or (lex.words[before] == ")" and after > n.last))
    return near and lex.words[n.first][0] == "0" and lex.words[n.first].isdecimal()


def _two_or_three(lex: Lexemes, k: int) -> bool:
    return lex.kind[k] == NUMBER and lex.words[k].isdecimal() and 2 <= len(lex.words[k]) <= 3


def help_line(lex: Lexemes, n: Numeral) -> bool:
    """«телефон для справок: 1400», «контакт-центр 1414»: a short number to call. Gold: телефон для справок: [1400]."""
    if lex.kind[n.first] != NUMBER or not lex.words[n.first].isdecimal() or lex.kind[n.last] == WORD:
        return False
    for k in range(n.first - 1, max(0, n.first - 7), -1):
        if lex.words[k].startswith(("телефон", "контакт", "call", "горяч")) and lex.words[k] != "телефонов":
            return lex.words[n.first - 1] in (":", "—", "–", "телефону", "телефон", "тел", "номер", "номеру", "центр")
        if lex.kind[k] not in (WORD,) and lex.words[k] not in (":", "-", "—", "–"):
            return False
    return False
