"""Doc -> amounts: every number that measures something, with unit, comparator, denominator and direction.

The steps, each a module: read numbers with their own units (``reading``, ``fractions``, ``multiples``),
leaving out those
that measure nothing (``exclusions``); say how each is qualified (``qualifiers``); find what counts count
(``counting``);
share units along enumerations and ellipses (``sharing``); read denominators (``denominators``) and changes
(``changes``).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extractor.documents import AmountMention, NameMention, PeriodMention
from extractor.facts.amounts import (
    bare_units,
    changes,
    compounds,
    counting,
    denominators,
    donors,
    english,
    exclusions,
    fractions,
    genitives,
    limits,
    linking,
    multiples,
    one_word,
    ones,
    parallel,
    plain,
    qualifiers,
    reading,
    sharing,
    spans_of_years,
    taking,
)
from extractor.facts.amounts.closed import closed_lexemes
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.english import is_english
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes, lexemes_of
from extractor.facts.numerals import DENOMINATORS, NON_DIGIT_STARTERS, Numeral
from extractor.facts.unit_tables import MEASURES
from extractor.facts.wordlists import words

STARTERS = (
    NON_DIGIT_STARTERS
    | frozenset(fractions.SINGLE)
    | fractions.EVERY
    | frozenset(DENOMINATORS)
    | frozenset(multiples.ADVERBS)
    | frozenset(one_word.HALVES)
    | frozenset(one_word.REPETITIONS)
    | bare_units.FORMS
    | {"час", "год", "месяц", "неделю", "день", "километр", "метр", "процент"}
)
# «долг — 2,5 EBITDA»: so many times the base.
NUMBER_WORDS = NON_DIGIT_STARTERS - frozenset(multiples.ADVERBS)
# «есть одна проблема»: one named, not one counted.
NOT_COUNTED_ONCE = words("not_counted_once.txt")
RATIO_BASES = frozenset({"EBITDA", "OIBDA"})
STEM_LETTERS = frozenset(stem[:2] for stem in multiples.STEMS)


def find_amounts(doc: Doc, names: Sequence[NameMention], periods: Sequence[PeriodMention]) -> tuple[AmountMention, ...]:
    """The amounts of an annotated article, in text order. ``names`` and ``periods`` hold numbers that are none."""
    lex = lexemes_of(doc)
    closed = closed_lexemes(lex, names, periods)
    if is_english(lex):
        return _mentions(lex, _without_headline(doc, lex, english.read_all(lex, closed)))
    quantities = _read_all(lex, closed)
    quantities = _without_headline(doc, lex, quantities)
    for q in quantities:
        q.sentence = lex.sentence_start(q.number_first)
        _qualify(lex, q)
    ages = spans_of_years.ends_of_persons(names)
    quantities = [q for q in quantities if _settle_own_unit(lex, q) and not spans_of_years.only_dates(lex, q, ages)]
    for bare, source in parallel.share_across_members(lex, quantities):
        taking.take_unit(bare, source, scale=True)
        bare.tags.add("shared")
    sharing.share_forward(lex, quantities)
    linking.pair_levels(lex, quantities)
    quantities = denominators.take_out(lex, quantities)
    sharing.share_backward(lex, quantities)
    quantities = [q for q in quantities if q.kind is not None]
    linking.points_of_percent(quantities)
    linking.pair_levels(lex, quantities)
    for q in quantities:
        _finish(lex, q)
    linking.share_direction(lex, quantities)
    linking.link_equivalents(lex, quantities)
    return _mentions(lex, quantities)


def _without_headline(doc: Doc, lex: Lexemes, quantities: list[Quantity]) -> list[Quantity]:
    """Leave out the headline's numbers where the text below has numbers: it restates them, often rounded."""
    title = next((b for b in doc.spans.get("blocks", ()) if b.label_ == "title"), None)
    if title is None:
        return quantities
    below = [q for q in quantities if lex.start[q.number_first] >= title.end_char]
    return below if below else quantities


def _read_all(lex: Lexemes, closed: bytearray) -> list[Quantity]:
    found: list[Quantity] = []
    words, kind = lex.words, lex.kind
    i = lex.first
    while i < lex.last:
        word = words[i]
        if kind[i] == NUMBER or (
            (kind[i] == WORD and (word in STARTERS or word[:2] in STEM_LETTERS))
            or (len(word) > 10 and ("процентн" in word or "градусн" in word or "кратн" in word))
        ):
            q = None if closed[i] else _special(lex, i)
            step = (
                q
                if q is not None
                else reading.quantity(lex, i, closed)
                if kind[i] == NUMBER or word in NON_DIGIT_STARTERS
                else i + 1
            )
            if isinstance(step, Quantity):
                found.append(step)
                i = max(step.last, i + 1)
            else:
                i = step
        else:
            i += 1
    return found


def _special(lex: Lexemes, i: int) -> Quantity | None:
    """Constructions tried before the plain number."""
    word = lex.words[i]
    if word in one_word.HALVES:
        return one_word.half_word(lex, i)
    if word in one_word.REPETITIONS:
        return one_word.repetition(lex, i)
    if word in bare_units.FORMS and (bare := bare_units.bare_unit(lex, i)) is not None:
        return bare
    if len(word) > 9 and ("процентн" in word or "градусн" in word or "кратн" in word):
        return compounds.compound(lex, i) or multiples.one_word(lex, i)
    return (
        fractions.fraction(lex, i)
        or multiples.one_word(lex, i)
        or (plain.unit_then_number(lex, i) if word in MEASURES else None)
    )


def _qualify(lex: Lexemes, q: Quantity) -> None:
    """Set comparator, link and the first word of the whole."""
    q.first = min(q.first, q.number_first)
    comparator, first, link = qualifiers.read_before(lex, q.first)
    q.link = link
    if comparator is not None:
        q.comparator = qualifiers.negated_floor(lex, first, comparator, q.sentence)
        q.first = first
        q.tags.add("qualified")
    elif after := qualifiers.phrase_after(lex, q.last):
        q.comparator, q.last = after
        q.tags.add("qualified")


def _settle_own_unit(lex: Lexemes, q: Quantity) -> bool:
    """Give the quantity its counted noun or multiple; False where the number turns out to be no amount."""
    if q.kind is not None:
        return True
    role = multiples.times(lex, q)
    if role == "frequency":
        return False
    if role is not None:
        q.last += 1
        if role == "multiple":
            q.kind, q.unit_code, q.unit_text, q.rule = "multiple", "{times}", "раз", "times"
            if lex.words[q.number_first - 1] in ("в", "во") and q.first == q.number_first:
                q.first -= 1
        else:
            q.kind, q.unit_text, q.rule = "count", "раз", "times_counted"
        return True
    if plain.inverted_unit(lex, q):
        return True
    noun = counting.counted_noun(lex, q.last, q.high if q.value is None else q.value)
    if noun is not None and noun[0] in counting.MONEY_NOUNS and q.factor >= donors.MILLION:
        q.tags.add("money")  # «двенадцать миллиардов собственных средств»: of the article's currency
        return True
    if noun is not None and counting.is_weak(lex, noun, q.last):
        q.unit_text = noun[0]
        q.tags.add("weak")
        return True
    if noun is not None:
        if q.value == 1 and q.words and q.factor == 1 and not _one_is_counted(lex, q, noun[1]):
            return False
        q.kind, q.unit_text, q.noun, q.last = "count", noun[0], noun[1], noun[2]
        if noun[0] in RATIO_BASES:
            q.kind, q.unit_code, q.unit_text, q.rule = "multiple", "{times}", "раз", "ratio"
        q.rule = "counted_noun" if q.rule == "number" else q.rule
        q.tags.add("noun")
        if counting.is_lifeless(lex, noun[1]):
            q.tags.add("lifeless")
        return True
    if sharing.count_inverted(lex, q):
        return True
    if exclusions.excluded(lex, _numeral_of(q), exclusions.WITHOUT_NOUN):
        return genitives.waits_at_opening(lex, q)
    if q.value == 1 and q.words and q.factor == 1 and q.link not in ("с", "до") and "qualified" not in q.tags:
        q.tags.add("one")
        return ones.stands_for_noun(lex, q)
    return True


def _numeral_of(q: Quantity) -> Numeral:
    return Numeral(q.number_first, q.number_last, q.value, q.raw, q.factor, q.words)


def _one_is_counted(lex: Lexemes, q: Quantity, noun: int) -> bool:
    """«один человек погиб»: one thing counted, against «один из», «в один день», «одна страна»."""
    before = q.first - 1
    if lex.words[noun + 1] == "из" or lex.words[noun + 1] in DASHES:
        return False  # «одна школа из двадцати», «один её километр — 9 млрд»
    if lex.words[before] == "," and any(
        lex.kind[k] == NUMBER or lex.words[k] in NUMBER_WORDS for k in range(before - 4, before)
    ):
        return True  # «две коровы, одна лошадь»
    token = lex.token(before) if lex.kind[before] == WORD else None
    if token is not None and token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm", []):
        # «выиграл один этап», «был один переводчик»
        counted = lex.token(noun)
        return (
            lex.words[noun] not in NOT_COUNTED_ONCE
            and counted is not None
            and counted.morph.get("Case", []) in (["Nom"], ["Acc"])
        )
    return q.comparator != "=" or lex.words[q.first - 1] in ("еще", "только", "лишь", "всего", "и", "—", "ни")


def _finish(lex: Lexemes, q: Quantity) -> None:
    """Comparator from verbs and «до», «от»; denominator; direction."""
    if (
        q.kind == "count"
        and q.factor == 1
        and (q.value or 0) % 10
        and lex.words[q.first : q.first + 2] == ["в", "районе"]
    ):
        q.comparator, q.first = "=", q.number_first  # «в районе 28 школ» names a district
    if q.per is None:
        denominators.read_per(lex, q)
    if (
        "qualified" not in q.tags and q.kind != "multiple" and q.rule != "times_counted" and q.low is None
    ) or q.link in ("до", "от", "под"):
        limits.set_limit(lex, q)
    if q.direction is None and "level" not in q.tags:
        if q.kind == "fraction" and q.link != "на":
            return
        q.direction = changes.direction(lex, q)


def _mentions(lex: Lexemes, quantities: list[Quantity]) -> tuple[AmountMention, ...]:
    made: dict[int, AmountMention] = {}
    for q in quantities:
        start, end = lex.start[q.first], lex.end[q.last - 1]
        made[id(q)] = AmountMention(
            start=start,
            end=end,
            text=lex.text[start:end],
            rule=q.rule,
            kind=q.kind or "count",
            value=None if q.fraction else q.value,
            low=q.low,
            high=q.high,
            comparator=q.comparator,
            unit=q.unit_code,
            unit_text=q.unit_text,
            per=q.per,
            fraction=q.fraction,
            direction=q.direction,
            from_amount=made.get(id(q.earlier)),
            equivalent_to=made.get(id(q.restated)),
            number_start=lex.start[q.number_first],
            number_end=lex.end[q.number_last - 1],
        )
    return tuple(made.values())
