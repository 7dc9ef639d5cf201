"""«один», «одна» without a noun: one of the things just counted, against «один из», «один раз», «одно и то же»."""

from __future__ import annotations

from extractor.facts.amounts.licences import ENDS, gender_fits
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, WORD, Lexemes

NOMINATIVES = frozenset({"один", "одна", "одно", "одну"})
ONLY = frozenset({"только", "лишь", "всего", "еще"})
NEAR = 60


def stands_for_noun(lex: Lexemes, q: Quantity) -> bool:
    """Whether the bare «один» may count: «аварийной признана [одна].», «США — [один].», «ещё [один] воздержался».

    What it counts is found later, among the counts before it (``donor``).
    """
    if lex.words[q.number_first] not in NOMINATIVES or q.number_last - q.number_first != 1:
        return False
    before, after = q.first - 1, q.last
    if lex.words[after] in ENDS or lex.words[after] == ":":
        return lex.words[before] in ONLY or lex.words[before] in DASHES or _predicate(lex, before)
    return lex.words[before] == "еще" and _predicate(lex, after)


def donor(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """The nearest count before that agrees in gender with the «один» at place n of the quantities."""
    q = quantities[n]
    for d in reversed(quantities[max(0, n - 5) : n]):
        if q.first - d.last > NEAR or "\n" in lex.words[d.last : q.first]:
            return None
        if d.kind == "count" and d.factor == 1 and not (d.link and d.sentence == q.sentence) and gender_fits(lex, q, d):
            return d
    return None


def _predicate(lex: Lexemes, k: int) -> bool:
    token = lex.token(k) if lex.kind[k] == WORD else None
    return token is not None and (token.pos_ in ("VERB", "AUX") or "Short" in token.morph.get("Variant", []))
