"""«до», «от», «под», «за» and verbs as limits of an amount: its comparator."""

from __future__ import annotations

from extractor.facts.amounts import changes, qualifiers
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import Lexemes


def set_limit(lex: Lexemes, q: Quantity) -> None:
    if "level" in q.tags:
        return
    if q.link == "до":
        if qualifiers.falls_short(lex, q.first):
            q.comparator = "<"
        elif q.comparator == "=" and q.low is None:
            q.comparator = "=" if changes.is_level_reached(lex, q.first - 1, q.sentence) else "<="
            if q.comparator == "<=" and lex.words[q.first - 1] == "до":
                q.first -= 1
    elif q.link == "от" and "opened" not in q.tags and q.low is None and q.comparator == "=":
        q.comparator = ">=" if _floor(lex, q) else "="
    elif q.link == "под" and q.kind not in ("percent", "percentage_point") and q.comparator == "=":
        q.comparator = "~"
        q.first -= lex.words[q.first - 1] == "под"
    elif q.link == "за" and q.comparator == "=" and lex.words[q.number_first - 2].startswith(("перевал", "перешагн")):
        q.comparator = ">"
    elif not q.link and q.comparator == "=":
        found = qualifiers.verb_comparator(lex, q.first, q.sentence)
        if found is not None:
            q.comparator = found


def _floor(lex: Lexemes, q: Quantity) -> bool:
    """«стоит от 140 тысяч»: «от» alone names the least, unless it names a whole («3 % от 5 млрд», «доля от»)."""
    for k in range(q.first - 2, max(lex.first, q.first - 5), -1):
        word = lex.words[k]
        if word in ("%", ")") or word.startswith(
            ("процент", "дол", "част", "трет", "половин", "отклон", "расстоян", "отказ", "зависи")
        ):
            return False
    return True
