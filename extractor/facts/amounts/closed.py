"""Which numbers of an article are no amounts because they stand in a period or in a name."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.documents import NameMention, PeriodMention
from extractor.facts.amounts.clocks import points_back
from extractor.facts.amounts.quantity import SHORT_TIMES
from extractor.facts.lexemes import NUMBER, WORD, Lexemes
from extractor.facts.numerals import read_numeral
from extractor.facts.unit_tables import MEASURES
from extractor.facts.wordlists import forms_and_stems

AGO_RULES = frozenset({"ago"})
SPAN_RULES = frozenset({"counted_span"})
_, LASTING_STEMS = forms_and_stems("duration_verbs.tsv", "done")
REACH = 9


def closed_lexemes(lex: Lexemes, names: Sequence[NameMention], periods: Sequence[PeriodMention]) -> bytearray:
    """Marks the lexemes of periods, and the numbers inside names of institutions and places."""
    closed = bytearray(len(lex.words) + 1)
    for period in periods:
        first = lex.at(period.start)
        last = first
        while last < lex.last and lex.start[last] < period.end:
            last += 1
        if period.rule in AGO_RULES:
            first = _after_foreign_number(lex, first, last)
        elif period.rule in SPAN_RULES and _is_duration(lex, first, last):
            continue
        for k in range(first, last):
            closed[k] = 1
    for name in names:
        if name.kind == "person":
            continue
        k = lex.at(name.start)
        while k < lex.last and lex.start[k] < name.end:
            if lex.kind[k] == NUMBER and (lex.start[k] > name.start or lex.glued(k + 1)):
                closed[k] = 1
            k += 1
    return closed


def _after_foreign_number(lex: Lexemes, first: int, last: int) -> int:
    """«против [8,6] годом ранее», «52 тысяч год назад»: the index after a number that is no number of years.

    Gold: против [402] годом ранее.
    """
    number = read_numeral(lex, first)
    if number is None or number.last >= last or number.value is None or not points_back(lex, number.last):
        return first
    one = (
        number.value % 10 == 1 and number.value % 100 != 11 and not lex.words[number.last].endswith(("ом", "ем", "ей"))
    )
    return first if one else number.last


def _is_duration(lex: Lexemes, first: int, last: int) -> bool:
    """Whether a span of time is itself what is measured: «закрыли книгу [за пять часов]», «ответят [в течение 30 дней]».

    «за два часа прозвучало 34 вопроса», «за пять лет вырос» only say when. Gold: возвели за [27 месяцев].
    """
    unit = MEASURES.get(lex.words[last - 1])
    if unit is None:
        return False
    short = unit.code in SHORT_TIMES
    if lex.words[first] == "в" and lex.words[first + 1] == "течение":
        return short or unit.code in ("wk", "mo")
    if lex.words[first] != "за" or _is_verb(lex, last):
        return False
    if lex.start[first] == lex.sentence_start(first):
        return unit.code == "d" and _is_genitive_noun(lex, last)
    for k in range(first - 1, max(lex.first, first - REACH), -1):
        if lex.kind[k] != WORD:
            return lex.words[k] not in (",", ";", ":", "\n", "—", "–", ".") and short and k < first - 1
        if lex.words[k].startswith(LASTING_STEMS):
            return True
        if short and _is_verb(lex, k):
            return True
    return False


def _is_verb(lex: Lexemes, k: int) -> bool:
    token = lex.token(k) if lex.kind[k] == WORD else None
    return token is not None and token.pos_ == "VERB" and "Part" not in token.morph.get("VerbForm", [])


def _is_genitive_noun(lex: Lexemes, k: int) -> bool:
    token = lex.token(k) if lex.kind[k] == WORD else None
    return token is not None and token.pos_ in ("NOUN", "ADJ") and token.morph.get("Case", []) == ["Gen"]
