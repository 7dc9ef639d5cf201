"""Multiples: «в 2,5 раза», «вдвое», «удвоился», «двукратный рост»."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import Lexemes
from extractor.facts.wordlists import rows

ADVERBS = {
    form: Decimal(value) for value, kind, forms in rows("multiples.tsv") if kind == "adverb" for form in forms.split()
}
VERB_STEMS = {
    stem: Decimal(value) for value, kind, stems in rows("multiples.tsv") if kind == "verb" for stem in stems.split()
}
ADJECTIVE_STEMS = {
    stem: Decimal(value)
    for value, kind, stems in rows("multiples.tsv")
    if kind == "adjective"
    for stem in stems.split()
}
STEMS = (*VERB_STEMS, *ADJECTIVE_STEMS)
TIMES = frozenset({"раза", "раз"})
CHANGE_NOUNS = (
    "рост",
    "увелич",
    "прирост",
    "подъем",
    "повышен",
    "скач",
    "сниж",
    "паден",
    "сокращ",
    "уменьш",
    "превыш",
    "разниц",
    "подорож",
    "удорож",
    "запас",
    "разрыв",
)
# «удвоить» of attention and the like is no figure
FREQUENCY = frozenset({"в", "за", "на"})
FREQUENCY_UNITS = frozenset(
    [
        "день",
        "дня",
        "сутки",
        "сутки",
        "неделю",
        "недели",
        "месяц",
        "месяца",
        "год",
        "года",
        "час",
        "часа",
        "минуту",
        "квартал",
        "сезон",
        "смену",
        "лет",
        "полгода",
    ]
)


def one_word(lex: Lexemes, i: int) -> Quantity | None:
    """«вдвое», «удвоили тиражи», «двукратный рост». Gold: сократилась [втрое] = 3."""
    word = lex.words[i]
    if word in ADVERBS:
        if lex.words[i - 1] == "сложил":
            return None
        return _built(i, ADVERBS[word], "multiple_adverb")
    if not word.startswith(STEMS):
        return None
    for stem, value in VERB_STEMS.items():
        if word.startswith(stem):
            if word.startswith(("удвоенн",)) and not word.endswith(("о", "а", "ы", "")):
                return None
            q = _built(i, value, "multiple_verb")
            q.direction = "increase"
            return q
    for stem, value in ADJECTIVE_STEMS.items():
        if word.startswith(stem) and lex.words[i + 1].startswith(CHANGE_NOUNS):
            return _built(i, value, "multiple_adjective")
    return None


def _built(i: int, value: Decimal, rule: str) -> Quantity:
    q = Quantity(i, i + 1, i, i + 1, value, value, words=True, rule=rule)
    q.kind, q.unit_code, q.unit_text = "multiple", "{times}", "раз"
    return q


def times(lex: Lexemes, q: Quantity) -> str | None:
    """What «раз(а)» after a bare number makes of it: "multiple", "count" or "frequency"; None where there is no «раз».

    «в 2,5 раза» is a multiple; «три раза в неделю» a frequency, which is no amount; «девять раз превышалась» a count.
    """
    if lex.words[q.last] not in TIMES:
        return None
    before = lex.words[q.number_first - 1]
    if before in ("в", "во") or (
        before == "чем" and lex.words[q.number_first - 2] in ("более", "менее", "больше", "меньше")
    ):
        return "multiple"
    after = lex.words[q.last + 1]
    if after in FREQUENCY and any(lex.words[q.last + n] in FREQUENCY_UNITS for n in (2, 3, 4)):
        return "frequency"
    if q.value is not None and q.value != q.value.to_integral_value():
        return "multiple"
    if q.value is None and q.low is not None and before in ("в",):
        return "multiple"
    return "count"
