"""Comparators from the words around a number: «около», «не менее», «с лишним», «превысил», «до» as a limit."""

from __future__ import annotations

from typing import get_args

from extractor.facts.lexemes import NUMBER, SIGN, WORD, Lexemes
from extractor.facts.wordlists import rows
from extractor.records import Comparator

Phrase = tuple[str, ...]
REACH = 8


def _phrases(side: str, by_last: bool) -> dict[str, list[tuple[Phrase, Comparator]]]:
    table: dict[str, list[tuple[Phrase, Comparator]]] = {}
    for where, comparator, text in rows("qualifiers.tsv"):
        if where != side:
            continue
        phrase = tuple(text.replace("-", " - ").split() if "-" in text and len(text) > 1 else text.split())
        table.setdefault(phrase[-1] if by_last else phrase[0], []).append((phrase, _comparator(comparator)))
    for phrases in table.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return table


def _comparator(text: str) -> Comparator:
    for known in get_args(Comparator):
        if known == text:
            return known  # type: ignore[no-any-return]  # get_args is untyped
    raise ValueError(f"no comparator: {text}")


BEFORE = _phrases("before", by_last=True)
AFTER = _phrases("after", by_last=False)
LINKS = frozenset(["на", "в", "во", "по", "за", "с", "со", "под", "к", "ко", "из", "о", "об", "до", "от", "у"])
COMPARED = frozenset(
    {
        "больше",
        "меньше",
        "выше",
        "ниже",
        "дороже",
        "дешевле",
        "дольше",
        "короче",
        "длиннее",
        "тяжелее",
        "легче",
        "старше",
    }
)
FLIPPED: dict[Comparator, Comparator] = {"<": ">=", ">": "<=", "<=": ">", ">=": "<"}


def phrase_before(lex: Lexemes, i: int) -> tuple[Comparator, int] | None:
    """The qualifier whose words end just before lexeme i: its comparator and first lexeme."""
    for phrase, comparator in BEFORE.get(lex.words[i - 1], ()):
        k = i - len(phrase)
        if k >= lex.first and all(lex.words[k + n] == w for n, w in enumerate(phrase)):
            return comparator, k
    return None


def phrase_after(lex: Lexemes, j: int) -> tuple[Comparator, int] | None:
    """The qualifier whose words begin at lexeme j: its comparator and the index after it."""
    for phrase, comparator in AFTER.get(lex.words[j], ()):
        if all(lex.words[j + n] == w for n, w in enumerate(phrase)):
            return comparator, j + len(phrase)
    return None


def read_before(lex: Lexemes, i: int) -> tuple[Comparator | None, int, str]:
    """What stands before the number at lexeme i: its comparator (None if unqualified), the first lexeme of the whole
    («более чем на» 5 %) and the preposition that links the number to its words ("" without one).
    """
    link, k = "", i
    if lex.words[i - 1] in LINKS:
        link, k = lex.words[i - 1], i - 1
    if found := phrase_before(lex, i):
        comparator, first = found
        if lex.words[first - 1] in LINKS:
            link = lex.words[first - 1]
        doubled = phrase_before(lex, first)
        return (doubled[0] if doubled and comparator == "~" else comparator), doubled[1] if doubled else first, link
    if link and (found := phrase_before(lex, k)):
        if link in ("на", "в", "во") and lex.words[k - 1] in COMPARED and found[1] == k - 1:
            return None, i, link  # «дешевле на 14 %», «больше в 1,4 раза»
        return found[0], found[1], link
    if link and lex.words[k - 1] == "чем" and (found := phrase_before(lex, k - 1)):
        return found[0], found[1], link
    return None, i, link


def verb_comparator(lex: Lexemes, i: int, sentence: int) -> Comparator | None:
    """The comparator a verb sets: «превысил 4 млрд» >, «не превысит 5 %» <=, «не может опускаться ниже 55 %» >=.

    The verb must stand close before the number, with no other number and no clause boundary between.
    """
    for k in range(i - 1, max(lex.first - 1, i - REACH), -1):
        word = lex.words[k]
        if (
            lex.kind[k] == NUMBER
            or (lex.kind[k] == SIGN and word not in ("«", "»", '"'))
            or word == "\n"
            or lex.start[k] < sentence
        ):
            return None
        if word.startswith(("ограничит", "ограничил", "ограничат", "ограничен")) and lex.words[i - 1] not in LINKS:
            return "<="  # «надбавку ограничили тридцатью процентами»
        if word.startswith(("превы", "перевал", "превос", "превзош", "превзой", "перешагн", "перекры")):
            negated = any(lex.words[m] in ("не", "ни", "без") for m in range(k - 3, k))
            return "<=" if negated else ">"
        if word.startswith(("достиг", "дотяг", "дотян", "дотягива")):
            return "<" if lex.words[k - 1] == "не" else None
        if word.startswith(("дотяг", "дотян", "доход", "набир", "набер", "покро")) and lex.words[k - 1] == "не":
            return "<"
        if lex.kind[k] == WORD and word in ("на", "в", "до", "за", "по", "от", "с") and k != i - 1 and k < i - 3:
            return None
    return None


def falls_short(lex: Lexemes, first: int) -> bool:
    """«не дотянул до десяти тысяч», «не доходили и до семисот»: the level was not reached."""
    for k in range(first - 1, max(lex.first, first - 6), -1):
        if lex.kind[k] == SIGN:
            return False
        if lex.words[k].startswith(("дотяг", "дотян", "доход", "дош")):
            return lex.words[k - 1] == "не"
    return False


def negated_floor(lex: Lexemes, first: int, comparator: Comparator, sentence: int) -> Comparator:
    """«не может опускаться ниже 55 %»: a limit named under a negation is the other way round."""
    if comparator not in ("<", ">") or lex.words[first] not in (
        "ниже",
        "выше",
        "дороже",
        "дешевле",
        "меньше",
        "больше",
        "менее",
        "более",
    ):
        return comparator
    for k in range(first - 1, max(lex.first - 1, first - 5), -1):
        if lex.kind[k] == SIGN or lex.start[k] < sentence:
            break
        if lex.words[k] == "не":
            return FLIPPED[comparator]
    return comparator
