"""Units that numbers share: enumerations, «с 17,8 до 31,4 тыс.», ellipsis («на 10 %, солидарные — на 12»),
equivalents.
"""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from extractor.facts.amounts import antecedents, denominators, genitives, headings, ones, topics
from extractor.facts.amounts.counting import noun_before
from extractor.facts.amounts.donors import (
    home_currency,
    in_brackets,
    is_whole,
    money_before,
    nearest_donor,
    part_of_them,
    set_against,
)
from extractor.facts.amounts.licences import ENDS, PERCENT_LIMIT, TIME_CODES, licensed
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.amounts.taking import same_scale, take_unit
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, PARTS
from extractor.records import AmountKind

ENUMERATION = frozenset({",", "и", "или", "либо", "на", "до", "по", "в", "с", "от"})
PRICE_VERBS = ("стоит", "стоил", "обойдет", "обошл", "обошел", "обходит", "заплатил", "подорожа")
GROWTH = ("прибав", "убав", "прибыл", "убыл", "больше", "меньше")
SURELY = frozenset({"человек", "голос"})
SIGNS = frozenset({"минус", "плюс", "+", "−", "-", "–"})
GROUPED = Decimal(1000)


def between(lex: Lexemes, a: Quantity, b: Quantity) -> list[str]:
    """The words between two quantities."""
    return lex.words[a.last : b.first]


def share_forward(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«12, 15 и 18 млн тенге», «с 17,8 до 31,4 тыс. тонн», «21 и 94 тысячи»: a bare number takes the unit of the next.

    Walks from the end, so that a whole enumeration takes its last member's unit.
    """
    for n in range(len(quantities) - 2, -1, -1):
        q, following = quantities[n], quantities[n + 1]
        if q.kind is not None or following.sentence != q.sentence or q.vague:
            continue
        words = between(lex, q, following)
        if lex.words[q.first - 1] == "из" and q.value is not None:
            continue
        if following.kind in ("percent", "percentage_point") and lex.words[following.first] in SIGNS and words == [","]:
            continue  # «Турция — 520, минус 37 %»
        if words == ["на"] and following.kind == "count" and following.rule == "counted_noun":
            continue  # «гостиниц всего 164 на 7 900 мест»
        if following.unit_code in TIME_CODES and q.factor != 1:
            continue  # «ссуду до 600 тысяч на 10 лет»
        if words == ["на"] and genitives.waiting_noun(lex, q, quantities[n - 1] if n else None):
            continue  # «штрафов выписали 4 120 на 87 млн тенге»
        if words == ["на"] and following.factor != 1 and following.raw == 1:
            continue  # «7,1 на тысячу родившихся»: a denominator
        if words == ["из"]:
            take_unit(q, following, scale=True)
            continue
        if words == [","] and following.kind == "multiple" and lex.words[following.first] in ("в", "во"):
            continue  # «обладателей — 214, в полтора раза больше»
        if following.kind == "multiple" and (following.rule != "times" or q.factor != 1):
            continue
        if "по" in words and q.link != "по":
            continue
        listed = len(words) <= 3 and all(w in ENUMERATION or w in ("почти", "около", "более") for w in words)
        if not listed or not words:
            continue
        if words == [","] and q.factor != 1 and following.factor == 1 and following.rule == "counted_noun":
            continue  # «обойдётся в 9–14 тысяч, 12 тетрадей — в 2 100 тенге»
        if words == [","] and following.factor != 1 and q.factor == 1 and "listed" not in following.tags:
            continue  # «Абай — 31, 7,4 тыс. учеников»: two numbers without «и» are no enumeration
        take_unit(q, following, scale=True)
        q.tags.add("listed")


def share_backward(lex: Lexemes, quantities: list[Quantity]) -> None:
    """A number still bare takes its unit from the words of its clause, else from a number before or after it."""
    for n, q in enumerate(quantities):
        if q.kind is not None:
            continue
        pair = _paired(quantities, n)
        _settle(lex, quantities, n, pair)
        if pair is not None and pair.kind is None:
            take_unit(pair, q, scale=True)


def _paired(quantities: list[Quantity], n: int) -> Quantity | None:
    """The level that «до» names after this «с …», where both are bare."""
    following = quantities[n + 1] if n + 1 < len(quantities) else None
    return following if following is not None and following.earlier is quantities[n] else None


def _settle(lex: Lexemes, quantities: list[Quantity], n: int, pair: Quantity | None) -> None:
    q = quantities[n]
    if "one" in q.tags:
        if (counted := ones.donor(lex, quantities, n)) is not None:
            take_unit(q, counted, scale=False)
        return
    if (q.words or n == 0 or "\n" in lex.words[quantities[n - 1].last : q.first]) and _take_heading(lex, q):
        return
    if pair is not None and pair.factor != 1 and q.factor == 1 and same_scale(q, pair):
        q.scale(pair.factor)
    donor = nearest_donor(lex, quantities, n)
    if donor is not None:
        donor = home_currency(lex, quantities, q, donor)
    if "money" in q.tags and (money := money_before(lex, quantities, n)) is not None:
        take_unit(q, home_currency(lex, quantities, q, money), scale=False)
        return
    if _rate_of_exchange(lex, quantities, n) or _temperature(lex, quantities, n):
        return
    if donor is not None and (set_against(lex, q, donor) or part_of_them(lex, q, donor)):
        take_unit(q, donor, scale=True)
        q.tags.add("shared")
        return
    noun = (
        topics.noun_of_whole(lex, q)
        or topics.number_of(lex, q)
        or topics.predicate_noun(lex, q)
        or topics.bracketed_noun(lex, q, donor)
        or antecedents.of_pronoun(lex, q)
        or antecedents.asked_for(lex, q)
        or antecedents.named_before(lex, q)
        or genitives.most_of(lex, q)
    )
    if noun is None and (q.link in ("", "до", "по") or _of_growth(lex, q)) and not in_brackets(lex, q):
        noun = genitives.waiting_noun(lex, q, quantities[n - 1] if n else None)
    if noun is not None and q.value is not None and not is_whole(q.value) and lex.words[q.first - 1] != "(":
        noun = None  # «сообщников — к трём с половиной»: no part of a person
    if noun is not None:
        if (
            donor is not None
            and donor.kind == "count"
            and q.factor == 1
            and lex.words[q.first - 1] == "("
            and donor.factor != 1
            and not is_whole(q.raw)
            and same_scale(q, donor)
        ):
            q.scale(donor.factor)
        q.kind, q.unit_text, q.rule = "count", noun, "counted_by_topic"
        q.tags.add("noun")
        return
    if (topic := _topic_unit(lex, quantities, n, donor)) is not None:
        take_unit(q, topic, scale=True)
        q.tags.add("shared")
        return
    if donor is not None and ("weak" in q.tags or licensed(lex, q, donor)):
        take_unit(q, donor, scale=True)
        q.tags.add("shared")
    elif "weak" in q.tags:
        q.kind, q.rule = "count", "substantivised"
    elif donor is None and (noun := _last_resort(lex, q)):
        q.kind, q.unit_text, q.rule = "count", noun, "counted_by_heading"
    elif q.collective:
        q.kind, q.unit_text, q.rule = "count", "человек", "collective"


def _of_growth(lex: Lexemes, q: Quantity) -> bool:
    """«фонарей прибавилось на 2 870», «учителей стало меньше на 14»: a change whose subject is a genitive."""
    return q.link == "на" and lex.words[q.first - 2].startswith(GROWTH)


def _take_heading(lex: Lexemes, q: Quantity) -> bool:
    """Give the first number of a list's line what the list's heading tells."""
    heading = headings.heading_of(lex, q)
    if heading is None or q.vague or "weak" in q.tags:
        return False
    if heading.unit is None:
        if q.factor == 1 and heading.factor != 1:
            q.scale(heading.factor)
        q.kind, q.unit_text = "count", heading.noun
    else:
        if q.factor == 1:
            q.scale(heading.factor)
        q.set_unit(heading.unit)
    q.rule = "heading"
    return True


def _last_resort(lex: Lexemes, q: Quantity) -> str | None:
    """What a bare number counts where no amount before it tells: people by its verb, or the noun of a heading."""
    people = topics.people_of_verb(lex, q)
    if people is not None:
        return people
    if lex.words[q.first - 1] not in DASHES and lex.words[q.first - 1] != ":":
        return None
    return topics.heading_noun(lex, q) or antecedents.of_heading(lex, q)


def _rate_of_exchange(lex: Lexemes, quantities: list[Quantity], n: int) -> bool:
    """«43,5 за доллар», «13 тысяч за тонну»: a price, in the article's currency other than the one it is paid for."""
    q = quantities[n]
    found = denominators.per_at(lex, q.last) if lex.words[q.last] == "за" else None
    if found is None:
        return False
    priced = found[0].unit
    for donor in [*reversed(quantities[:n]), *quantities[n + 1 :]]:
        if donor.kind == "money" and donor.unit_code != priced and not (in_brackets(lex, donor)):
            take_unit(q, donor, scale=False)
            return True
    return False


def _temperature(lex: Lexemes, quantities: list[Quantity], n: int) -> bool:
    """«плюс 5,9», «при минус тридцати девяти»: degrees where the article has degrees."""
    q = quantities[n]
    if q.factor != 1 or (
        lex.words[q.first] not in ("плюс", "минус", "−", "+", "-")
        and lex.words[q.number_first - 1] not in ("плюс", "минус")
    ):
        return False
    degrees = next((d for d in quantities if d.unit_code == "Cel"), None)
    if degrees is None or abs(q.raw) > PERCENT_LIMIT:
        return False
    q.kind, q.unit_code, q.unit_text = "measure", "Cel", "градус"
    return True


def _topic_unit(lex: Lexemes, quantities: list[Quantity], n: int, donor: Quantity | None) -> Quantity | None:
    """A stand-in donor where the clause itself tells the kind of the number and the nearest donor is of another."""
    q = quantities[n]
    topic = topics.clause_topic(lex, q)
    if topic is None:
        return None
    kind, unit, text = topic
    if kind == "money":
        priced = lex.words[q.first - 1].startswith(PRICE_VERBS)
        if (q.factor == 1 and abs(q.raw) < GROUPED and not priced) or (donor is not None and donor.kind == "money"):
            return None
        if donor is not None and donor.kind == "measure" and donor.sentence == q.sentence and donor.factor == q.factor:
            return None  # «на севере избыток 4,3 млрд киловатт-часов, юг недополучил 5,9 млрд»
        return money_before(lex, quantities, n)
    if kind == "percent" and (abs(q.raw) > PERCENT_LIMIT or (donor is not None and donor.sentence == q.sentence)):
        return None
    if unit == "Cel" and abs(q.raw) > PERCENT_LIMIT:
        return None
    if q.factor != 1 or (
        donor is not None
        and donor.kind in ("percent", "percentage_point")
        and donor.sentence == q.sentence
        and q.link == "на"
    ):
        return None
    stand_in = Quantity(0, 0, 0, 0, None, q.raw)
    stand_in.kind, stand_in.unit_code, stand_in.unit_text = cast(AmountKind, kind), unit, text
    return stand_in


def _governed(lex: Lexemes, k: int) -> bool:
    """True where a noun or the half of a number stands right before the noun at lexeme k."""
    token = lex.token(k - 1) if lex.kind[k - 1] == WORD else None
    return token is not None and (token.pos_ == "NOUN" or lex.words[k - 1] in PARTS)


def count_inverted(lex: Lexemes, q: Quantity) -> bool:
    """«человек сорок», «голосов в девяносто»: about so many."""
    if q.kind is not None or not q.words or q.value is None:
        return False
    found = noun_before(lex, q.first)
    if found is not None and (lex.words[found[1] - 1] in CARDINALS or lex.kind[found[1] - 1] == NUMBER):
        return False  # «с 27 сантиметров до девяти»
    if found is not None and found[0] not in SURELY and found[1] < q.first - 1 and _governed(lex, found[1]):
        return False  # «при ковенанте банков в четыре»
    if found is None or (lex.words[q.last] not in (*ENDS, ":", "(") and lex.words[q.last] not in DASHES):
        return False
    counted = lex.token(found[1])
    if q.collective and counted is not None and counted.morph.get("Animacy", []) == ["Inan"]:
        return False  # «унёс жизни шестерых»
    q.kind, q.unit_text, q.rule = "count", found[0], "inverted_noun"
    q.comparator = "=" if q.collective else "~"
    q.tags |= {"noun", "qualified"}
    return True
