"""Reads a number, in digits or in Russian words of any case: «12 500», «5,3млн», «двумя с половиной тысячами».

The grammar of a cardinal is a descending sequence: hundreds, tens, units, then a magnitude, then again from the
hundreds under a smaller magnitude. It is read here from word lists rather than by number-parser, which knows neither
oblique cases of compounds nor offsets, and which would need every candidate's text cut out first.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from extractor.facts.lexemes import NUMBER, WORD, Lexemes, literal_value
from extractor.facts.wordlists import rows

ONE, HALF = Decimal(1), Decimal("0.5")
CARDINALS = {form: Decimal(value) for value, forms in rows("cardinals.tsv") for form in forms.split()}
COLLECTIVES = {form: Decimal(value) for value, forms in rows("collectives.tsv") for form in forms.split()}
MAGNITUDES = {form: (Decimal(factor), kind) for factor, kind, forms in rows("magnitudes.tsv") for form in forms.split()}
VAGUE_OPENERS = frozenset({"несколько", "нескольких", "нескольким", "несколькими", "многие", "многих"})
SURPLUS = frozenset({"лишним", "лишком", "небольшим", "хвостиком", "гаком"})
PAIR = frozenset({"пара", "пару", "пары", "паре", "парой"})
PARTS = {"половиной": HALF, "четвертью": Decimal("0.25"), "третью": Decimal(1) / Decimal(3)}
WHOLES = frozenset({"целых", "целая", "целые", "целой", "целую", "целым", "целыми"})
NON_DIGIT_STARTERS = frozenset(
    {*CARDINALS, *COLLECTIVES, *MAGNITUDES} - {"mln", "bn", "bln", "trl", "trn", "tn", "trln"}
)
INSTRUMENTAL_ENDS = ("ами", "ями", "ыми", "ими", "ью")
# «больше сотни», «около тысячи»: a genitive singular after these, elsewhere «тысячи людей» is plural and vague.
GENITIVE_GOVERNORS = frozenset(
    [
        "около",
        "порядка",
        "более",
        "больше",
        "менее",
        "меньше",
        "свыше",
        "до",
        "от",
        "с",
        "из",
        "без",
        "чем",
        "выше",
        "ниже",
        "против",
        "вместо",
        "кроме",
        "минимум",
        "для",
        "у",
    ]
)
# After a cardinal these are cardinals too: «5-ти», «10-ю»; other endings make an ordinal, but before a
# plural «24-х странах».
PLURAL_ENDS = ("ов", "ев", "ей", "ах", "ях", "ам", "ям", "ами", "ями", "их", "ых")
CARDINAL_SUFFIXES = frozenset({"ти", "ю", "мя", "тью", "ми"})
DENOMINATORS = {form: denominator for denominator, forms in rows("denominators.tsv") for form in forms.split()}


@dataclass(slots=True)
class Numeral:
    """A number read from lexemes first..last (last exclusive).

    value   None for a vague one («сотни тысяч»)
    raw     the coefficient before the magnitude, factor the magnitude: raw * factor == value where both are given
    words   written in words; collective: «двое», «полтора» …; over: «с лишним»; around: «миллионов сорок»
    """

    first: int
    last: int
    value: Decimal | None
    raw: Decimal
    factor: Decimal = ONE
    words: bool = False
    collective: bool = False
    over: bool = False
    around: bool = False
    single: bool = False


def level(value: Decimal) -> tuple[int, int]:
    """The decimal places a cardinal word takes, highest and lowest: «двадцать» (2, 2), «пятнадцать» (2, 1)."""
    if value >= 100:
        return 3, 3
    if value >= 20:
        return 2, 2
    return (2, 1) if value >= 10 else (1, 1)


def is_family(lex: Lexemes, i: int) -> bool:
    """«на семью»: the accusative of «семья», not seven. Gold: «потратила на [семью]» is no number."""
    if lex.words[i] != "семью" or lex.words[i - 1].startswith(("обход", "обойд", "огранич", "довольств", "располаг")):
        return False
    after = lex.words[i + 1]
    alone = lex.last - lex.first == 1
    return not (alone or after.endswith(INSTRUMENTAL_ENDS) or (i > 0 and lex.words[i - 1] in CARDINALS))


def after_dot(lex: Lexemes, j: int) -> int:
    """Index after the dot of the abbreviation at j - 1, if it has one that does not end a sentence."""
    ends = lex.words[j + 1] in ("", "\n") or (lex.sentence_start(j + 1) == lex.start[j + 1])
    return j + 1 if lex.words[j] == "." and lex.glued(j) and not ends else j


def read_numeral(lex: Lexemes, i: int) -> Numeral | None:
    """The longest number that starts at lexeme i, or None. Reads each lexeme once."""
    if lex.kind[i] == WORD and lex.words[i] in MAGNITUDES:
        return _bare_magnitude(lex, i)
    total = Decimal(0)
    group: Decimal | None = None
    top, last_factor = 4, None
    raw, factor = None, ONE
    words = collective = over = False
    j = i
    while True:
        word = lex.words[j]
        if lex.kind[j] == NUMBER:
            if group is not None or (j > i and lex.glued(j)):
                break
            value = literal_value(word, lex.words[j + 1] in MAGNITUDES)
            if value is None:
                return None if j == i else _built(i, j, total, raw, factor, words, collective, over)
            if last_factor is not None and (
                value >= last_factor or (value != value.to_integral_value() and lex.words[j + 1] not in MAGNITUDES)
            ):
                break
            group, top = value, 0
            j = _cardinal_suffix(lex, j + 1)
        elif word in CARDINALS and not is_family(lex, j) and not (j > i and word in ("ноль", "ста") and group):
            high, low = level(CARDINALS[word])
            if high >= top or (last_factor is not None and last_factor < 1000):
                break
            group = (group or 0) + CARDINALS[word]
            top, words = low, True
            j += 1
        elif word in COLLECTIVES and group is None and j == i:
            group, top, words = COLLECTIVES[word], 0, True
            collective = group < 11 and group == int(group)
            j += 1
        elif word in MAGNITUDES and (group is not None or last_factor is not None):
            step, kind = MAGNITUDES[word]
            if group is None:
                if last_factor is None or step <= last_factor or kind == "one":
                    break
                total, factor = total * step, factor * step
            elif last_factor is not None and step >= last_factor:
                break
            else:
                total += group * step
                raw, factor = group, step
            group, top, last_factor = None, 4, step
            j += 1
            if kind == "short":
                j = after_dot(lex, j)
        elif word in ("с", "со") and group is not None and lex.words[j + 1] in PARTS and group < 1000:
            group += PARTS[lex.words[j + 1]]
            j, top = j + 2, 0
        elif word == "с" and group is None and last_factor is not None and lex.words[j + 1] in PARTS and words:
            total += PARTS[lex.words[j + 1]] * last_factor  # «два миллиона с четвертью»
            j, top, raw, factor = j + 2, 0, None, ONE
            break
        elif word == "с" and lex.words[j + 1] in SURPLUS and j > i:
            over, j, top = True, j + 2, 0
        elif word in WHOLES and group is not None:
            decimal = _decimal_part(lex, j + 1)
            if decimal is None:
                break
            part, j = decimal
            group, top = group + part, 0
        else:
            break
    if j == i:
        return None
    if group is not None:
        total += group
        if last_factor is None:
            raw = group
        else:
            raw, factor = total, ONE
    return _built(i, j, total, raw, factor, words, collective, over)


def _built(
    i: int, j: int, total: Decimal, raw: Decimal | None, factor: Decimal, words: bool, collective: bool, over: bool
) -> Numeral:
    return Numeral(i, j, total, total if raw is None else raw, factor, words, collective, over)


def _cardinal_suffix(lex: Lexemes, j: int) -> int:
    """Index after «-ти» in «5-ти», else j."""
    if lex.words[j] == "-" and lex.glued(j) and lex.glued(j + 1) and lex.words[j + 1] in CARDINAL_SUFFIXES:
        return j + 2
    if lex.words[j] == "-" and lex.glued(j) and lex.glued(j + 1) and lex.words[j + 1] in ("и", "х", "м", "ми"):
        following = lex.words[j + 2]
        if following.endswith(PLURAL_ENDS) and not following.startswith(("год", "лет")):
            return j + 2
    return j


def _decimal_part(lex: Lexemes, j: int) -> tuple[Decimal, int] | None:
    """«пять десятых» after «две целых», with an optional «и»: the part and the index after it."""
    if lex.words[j] == "и":
        j += 1
    top, value, k = 4, Decimal(0), j
    while lex.words[k] in CARDINALS:
        high, low = level(CARDINALS[lex.words[k]])
        if high >= top:
            break
        value, top, k = value + CARDINALS[lex.words[k]], low, k + 1
    denominator = DENOMINATORS.get(lex.words[k])
    if k == j or denominator not in ("10", "100", "1000"):
        return None
    return value / Decimal(denominator), k + 1


def _bare_magnitude(lex: Lexemes, i: int) -> Numeral | None:
    """A magnitude with no number before it: «тысяча туристов» is 1000, «тысячи туристов» vague, «тысяч
    двадцать» about 20 000.
    """
    factor, kind = MAGNITUDES[lex.words[i]]
    if kind == "short":
        return None
    if (swapped := _swapped(lex, i, factor, kind)) is not None:
        return swapped
    j, product = i + 1, factor
    while lex.words[j] in MAGNITUDES and MAGNITUDES[lex.words[j]][0] > MAGNITUDES[lex.words[j - 1]][0]:
        product *= MAGNITUDES[lex.words[j]][0]
        j += 1
        if MAGNITUDES[lex.words[j - 1]][1] == "short":
            j = after_dot(lex, j)
    one = kind == "one" or (kind == "both" and lex.words[i - 1] in GENITIVE_GOVERNORS)
    if lex.words[i - 1] in PAIR:
        return Numeral(i - 1, j, 2 * product, 2 * ONE, product, words=True, around=True)
    if not one:
        first = i - 1 if lex.words[i - 1] in VAGUE_OPENERS else i
        return Numeral(first, j, None, ONE, product, words=True)
    found = Numeral(i, j, product, ONE, product, words=True, single=True)
    if lex.words[j] == "с" and lex.words[j + 1] in SURPLUS:
        found.last, found.over = j + 2, True
    elif product == factor:
        _add_remainder(lex, found)
    return found


def _add_remainder(lex: Lexemes, found: Numeral) -> None:
    """«тысяча двести», «миллион триста тысяч»: what follows a bare magnitude and is smaller than it."""
    rest = read_numeral(lex, found.last) if lex.words[found.last] in CARDINALS else None
    if rest and rest.value is not None and found.value is not None and rest.value < found.value:
        found.last, found.value = rest.last, found.value + rest.value
        found.raw, found.factor, found.single = found.value, ONE, False


def _swapped(lex: Lexemes, i: int, factor: Decimal, kind: str) -> Numeral | None:
    """«миллионов сорок», «тысяч на двадцать», «миллиарда полтора»: the number after its magnitude means about."""
    if lex.words[i - 1] in GENITIVE_GOVERNORS and kind != "many":
        return None
    j = i + 1
    if lex.words[j] in ("на", "в", "за", "по", "до", "под"):
        j += 1
    if lex.words[j] not in CARDINALS and lex.words[j] not in COLLECTIVES:
        return None
    number = read_numeral(lex, j)
    if number is None or number.value is None or number.factor != 1 or number.value > 999:
        return None
    if (number.value < 5) != (kind in ("one", "both")) or (kind == "one" and not lex.words[i].endswith("а")):
        return None
    if lex.words[number.last] in MAGNITUDES:
        return None
    return Numeral(i, number.last, number.value * factor, number.value, factor, words=True, around=True)


def read_cardinal(text: str) -> Decimal | None:
    """The value of a text that is one number and nothing else, in digits or words; None for anything else."""
    lex = Lexemes(text)
    minus = lex.words[lex.first] in ("минус", "-", "−")
    found = read_numeral(lex, lex.first + minus)
    if found is None or found.last != lex.last or found.value is None:
        return None
    return -found.value if minus else found.value
