"""Numbers inside adjectives: «сорокаградусная жара», «двадцатипроцентный рост», «семикратная разница»."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import Lexemes
from extractor.facts.numerals import CARDINALS, MAGNITUDES

# second root -> kind, unit, unit text
ROOTS = (
    ("процентн", "percent", "%", "процент"),
    ("градусн", "measure", "Cel", "градус"),
    ("кратн", "multiple", "{times}", "раз"),
)
JOINED: dict[str, str] = {
    "дву": "2",
    "двух": "2",
    "тре": "3",
    "трех": "3",
    "четырех": "4",
    "сорока": "40",
    "девяносто": "90",
    "сто": "100",
    "одно": "1",
    "полутора": "1.5",
    "полу": "0.5",
}
# «трёхкратный чемпион»: how often a title was won
TITLES = (
    "чемпион",
    "олимпи",
    "призер",
    "победител",
    "обладател",
    "рекордсмен",
    "лауреат",
    "финалист",
    "вице",
    "медалист",
    "участни",
)
NUMBER_ROOTS = {
    **{form: value for form, value in CARDINALS.items() if form.endswith(("и", "а", "х")) or form == "сто"},
    **{k: Decimal(v) for k, v in JOINED.items()},
}


@lru_cache(maxsize=512)
def value_of_prefix(prefix: str) -> Decimal | None:
    """«сорокапяти» -> 45: the number that the first root of an adjective spells; None where it spells none."""
    if not prefix:
        return None
    if prefix in NUMBER_ROOTS:
        return NUMBER_ROOTS[prefix]
    for size in range(len(prefix) - 2, 2, -1):
        head = NUMBER_ROOTS.get(prefix[:size])
        tail = NUMBER_ROOTS.get(prefix[size:])
        if head is not None and tail is not None and head >= 20 and tail < (10 if head < 100 else 100):
            return head + tail
    return None


def compound(lex: Lexemes, i: int) -> Quantity | None:
    """The quantity in the adjective at lexeme i, or None. Gold: [сорокапроцентная] прибавка = 40 %."""
    word = lex.words[i]
    for root, kind, unit, text in ROOTS:
        at = word.find(root)
        if at < 3:
            continue
        value = value_of_prefix(word[:at])
        if value is None or value == 1 or word[:at] in MAGNITUDES:
            return None
        if kind == "multiple" and any(lex.words[k].startswith(TITLES) for k in range(i + 1, i + 4)):
            return None
        q = Quantity(i, i + 1, i, i + 1, value, value, words=True, rule="compound_adjective")
        q.unit_code, q.unit_text = unit, text
        q.kind = "percent" if kind == "percent" else "multiple" if kind == "multiple" else "measure"
        return q
    return None
