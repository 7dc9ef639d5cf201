"""Years, months and days that date or tell an age rather than measure: «через пять лет», «Игнату Войтешонку 39 лет»."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.documents import NameMention
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import WORD, Lexemes
from extractor.facts.unit_tables import TIMES

LONG_TIMES = frozenset({"a", "mo"})
TIME_NOUNS = frozenset({"квартал", "год", "месяц", "неделя", "день", "лето", "зима", "весна", "осень", "полугодие"})
POINTING = ("последн", "ближайш", "прошедш", "предстоящ", "минувш", "следующ", "перв")
OPENERS = frozenset({".", "«", "\n", "—", "–", "!", "?", "„", "“", '"', ""})


def only_dates(lex: Lexemes, q: Quantity, ages: frozenset[int]) -> bool:
    """True where a number of years is no amount: a person's age, a date to come, the span of a career.

    ``ages``: character offsets right after the names of persons. Gold: через [пять лет] нечем будет сеять.
    """
    if q.kind == "count" and q.unit_text in TIME_NOUNS:
        return lex.words[q.first - 1] in ("за", "в", "на") or lex.words[q.last] in ("назад", "подряд")
    if q.kind != "measure" or q.unit_code not in TIMES:
        return False
    if q.unit_code == "a" and q.low is None and (lex.end[q.first - 1] in ages or lex.end[q.first - 2] in ages):
        return lex.words[q.first - 1] == "," or lex.end[q.first - 1] in ages
    if lex.words[q.last] == "подряд":
        return True  # «два года подряд»
    before = lex.words[q.first - 1]
    if (
        before in ("через", "спустя")
        and q.low is None
        and "qualified" not in q.tags
        and lex.words[q.first - 2] != "чем"
    ):
        return (q.unit_code == "a" and q.rule != "quarter_of_century") or q.rule == "half_word"
    if before.startswith(POINTING):
        return q.unit_code in LONG_TIMES
    return q.unit_code in LONG_TIMES and q.words and _career(lex, q)


def _career(lex: Lexemes, q: Quantity) -> bool:
    """«Сорок лет в профессии», «велогонщик четыре года руководит фондом»: how long someone has been at it."""
    if lex.kind[q.last] != WORD:
        return False
    token = lex.token(q.last)
    present = token is not None and token.pos_ == "VERB" and token.morph.get("Tense", []) == ["Pres"]
    return present or (lex.words[q.first - 1] in OPENERS and lex.words[q.last] in ("в", "на", "у"))


def ends_of_persons(names: Sequence[NameMention]) -> frozenset[int]:
    """Offsets right after the names of persons in the dative or before a comma."""
    return frozenset(name.end for name in names if name.kind == "person")
