"""One unit without its number: «меньше процента», «год с лишним», «больше суток», «сократится на неделю»."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, COLLECTIVES, MAGNITUDES, SURPLUS
from extractor.facts.unit_tables import TIMES
from extractor.facts.units import read_unit
from extractor.facts.wordlists import forms_and_stems, words

BOUNDS = frozenset({"меньше", "менее", "больше", "более", "около", "порядка", "свыше", "до", "почти"})
# The forms that mean one: genitive after a bound, accusative after «почти» and as the time something takes.
GENITIVE, ACCUSATIVE, LASTING = (
    words("bare_units.tsv", 1, (0, kind)) for kind in ("genitive", "accusative", "lasting")
)
FORMS = GENITIVE | ACCUSATIVE | {"процента", "процент"}
AFTER_GENITIVE = BOUNDS - {"почти", "до", "порядка"}
BACK = frozenset({"назад", "раньше", "ранее", "позже", "вперед", "спустя", "от", "и", "старше", "моложе", "младше"})
_, LENGTHENED_STEMS = forms_and_stems("duration_verbs.tsv", "lengthened")
_, TAKEN_STEMS = forms_and_stems("duration_verbs.tsv", "taken")
REACH = 6


def bare_unit(lex: Lexemes, i: int) -> Quantity | None:
    """The unit at lexeme i taken once, or None. Gold: [меньше процента] = < 1 %; длилась [больше суток] = > 1 d."""
    found = read_unit(lex, i)
    if found is None or _counted(lex, i - 1):
        return None
    unit, end = found
    surplus = lex.words[end] == "с" and lex.words[end + 1] in SURPLUS
    if lex.words[i] == "процент":
        bounded = lex.words[i - 1] in ("целый", "на", "почти")  # «выросли на процент»
    else:
        bounded = lex.words[i - 1] in BOUNDS if unit.kind == "percent" else _bounded(lex, i)
    lasting = unit.code in TIMES and _lasts(lex, i)
    if not surplus and not bounded and not lasting:
        return None
    one = Decimal(1)
    q = Quantity(i, end + 2 if surplus else end, i, end, one, one, words=True, rule="bare_unit")
    q.set_unit(unit)
    if surplus:
        q.comparator = ">"
        q.tags.add("qualified")
    return q


def _counted(lex: Lexemes, k: int) -> bool:
    word = lex.words[k]
    return lex.kind[k] == NUMBER or word in CARDINALS or word in COLLECTIVES or word in MAGNITUDES


def _bounded(lex: Lexemes, i: int) -> bool:
    """«не меньше десятилетия», «около месяца», «почти год»; «больше года назад» is a date."""
    if lex.words[i + 1] in BACK or lex.kind[i + 1] == NUMBER:
        return False
    before = lex.words[i - 1]
    if before == "почти":
        return lex.words[i] in ACCUSATIVE
    return before in AFTER_GENITIVE and lex.words[i] in GENITIVE


def _lasts(lex: Lexemes, i: int) -> bool:
    """«сократится на [неделю]», «закон отводит [месяц]», «арестован на [сутки]»; «на год вперёд» is a date."""
    if (
        lex.words[i] not in LASTING
        or (lex.words[i + 1] in DASHES and lex.glued(i + 1))
        or lex.words[i + 1] in BACK
        or lex.kind[i + 1] == NUMBER
    ):
        return False
    before = lex.words[i - 1]
    if before.startswith(TAKEN_STEMS):
        return True
    if before != "на":
        return False
    for k in range(i - 2, max(lex.first, i - REACH), -1):
        if lex.kind[k] != WORD:
            return False
        if lex.words[k].startswith(LENGTHENED_STEMS):
            return True
    return False
