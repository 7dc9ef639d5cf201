"""Numbers inside adjectives: «сорокаградусная жара», «двадцатипроцентный рост», «семикратная разница»."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from extractor.facts.amounts import plain
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, NUMBER, Lexemes
from extractor.facts.numerals import CARDINALS, MAGNITUDES, Numeral
from extractor.records import AmountKind

# second root -> kind, unit, unit text
ROOTS: tuple[tuple[str, AmountKind, str, str], ...] = (
    ("процентн", "percent", "%", "процент"),
    ("градусн", "measure", "Cel", "градус"),
    ("кратн", "multiple", "{times}", "раз"),
)
# After digits alone: «48-часовая забастовка», «33-метровая студия»; «трёхчасовой спор» is no figure
DIGIT_ROOTS: tuple[tuple[str, AmountKind, str, str], ...] = (
    *ROOTS,
    ("часов", "measure", "h", "час"),
    ("минутн", "measure", "min", "минута"),
    ("метров", "measure", "m", "метр"),
    ("километров", "measure", "km", "километр"),
    ("тонн", "measure", "t", "тонна"),
    ("литров", "measure", "L", "литр"),
    ("гектарн", "measure", "har", "гектар"),
    ("киловаттн", "measure", "kW", "киловатт"),
    ("мегаваттн", "measure", "MW", "мегаватт"),
    ("балльн", "measure", "", "балл"),
    ("миллиметров", "measure", "mm", "миллиметр"),
    ("сантиметров", "measure", "cm", "сантиметр"),
    ("килограммов", "measure", "kg", "килограмм"),
)
ADJECTIVE_ENDS = ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми")
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


Root = tuple[str, AmountKind, str, str]


def root_after_dash(lex: Lexemes, j: int) -> Root | None:
    """The second root of an adjective in «20-процентный», «10-кратный», «40-градусный», whose dash is lexeme j."""
    if lex.words[j] not in DASHES or not lex.glued(j) or not lex.glued(j + 1):
        return None
    word = lex.words[j + 1]
    roots = DIGIT_ROOTS if lex.kind[j - 1] == NUMBER and word.endswith(ADJECTIVE_ENDS) else ROOTS
    found = next((root for root in roots if word.startswith(root[0])), None)
    if found is not None and found[2] == "h" and lex.words[j - 1] == "24":
        return None  # «24-часовой эфир»
    if found is None or (found[1] == "multiple" and any(lex.words[k].startswith(TITLES) for k in range(j + 2, j + 5))):
        return None
    return found


def digit_compound(lex: Lexemes, number: Numeral, root: Root) -> Quantity:
    """The quantity of «20-процентный рост», «в 10-кратном размере». Gold: [10-кратный] рост = 10."""
    q = plain.bare(lex, number)
    _, q.kind, q.unit_code, q.unit_text = root
    q.unit_code = q.unit_code or None
    q.rule = "percent_adjective" if q.kind == "percent" else "compound_adjective"
    q.last = number.last + 2
    return q


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
        q.kind, q.unit_code, q.unit_text = kind, unit, text
        return q
    return None
