"""Units that numbers share: enumerations, «с 17,8 до 31,4 тыс.», ellipsis («на 10 %, солидарные — на 12»),
equivalents.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import cast

from extractor.facts.amounts import denominators, headings, ones, topics
from extractor.facts.amounts.counting import noun_before
from extractor.facts.amounts.licences import ENDS, fits_percent, gender_fits, licensed, suits
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, PARTS
from extractor.facts.units import BASIS_POINT, CURRENCY_CODES, PERCENT
from extractor.records import AmountKind

ENUMERATION = frozenset({",", "и", "или", "либо", "на", "до", "по", "в", "с", "от"})
PRICE_VERBS = ("стоит", "стоил", "обойдет", "обошл", "обошел", "обходит", "заплатил", "подорожа")
SURELY = frozenset({"человек", "голос"})
ADVERBIAL = frozenset({"на", "в", "по"})
SIGNS = frozenset({"минус", "плюс", "+", "−", "-", "–"})
NEAR = 80
SCALE_RATIO, SCALE_RATIO_UP = Decimal(30), Decimal(15)
MOST_RAW = GROUPED = Decimal(1000)
MILLION, PERCENT_LIMIT = Decimal(1_000_000), Decimal(100)


def between(lex: Lexemes, a: Quantity, b: Quantity) -> list[str]:
    """The words between two quantities."""
    return lex.words[a.last : b.first]


def share_forward(lex: Lexemes, quantities: list[Quantity]) -> None:
    """«12, 15 и 18 млн тенге», «с 17,8 до 31,4 тыс. тонн», «21 и 94 тысячи»: a bare number takes the unit of the next.

    Walks from the end, so that a whole enumeration takes its last member's unit.
    """
    for q, following in zip(reversed(quantities[:-1]), reversed(quantities[1:]), strict=True):
        if q.kind is not None or following.sentence != q.sentence or q.vague:
            continue
        words = between(lex, q, following)
        if lex.words[q.first - 1] == "из" and q.value is not None:
            continue
        if following.kind in ("percent", "percentage_point") and lex.words[following.first] in SIGNS and words == [","]:
            continue  # «Турция — 520, минус 37 %»
        if words == ["на"] and following.kind == "count" and following.rule == "counted_noun":
            continue  # «гостиниц всего 164 на 7 900 мест»
        if words == ["на"] and following.factor != 1 and following.raw == 1:
            continue  # «7,1 на тысячу родившихся»: a denominator
        if words == ["из"]:
            take_unit(q, following, scale=q.factor == 1)
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
        if words == [","] and following.factor != 1 and q.factor == 1 and "listed" not in following.tags:
            continue  # «Абай — 31, 7,4 тыс. учеников»: two numbers without «и» are no enumeration
        take_unit(q, following, scale=q.factor == 1)
        q.tags.add("listed")


def take_unit(q: Quantity, donor: Quantity, scale: bool) -> None:
    """Give a bare quantity its donor's unit and, where it suits, the donor's magnitude."""
    if donor.kind is None and "noun" not in donor.tags:
        return
    if donor.kind in ("fraction",) or donor.vague:
        return
    if donor.kind in ("percent", "percentage_point") and not fits_percent(q, donor):
        return
    if scale and q.factor == 1 and donor.factor != 1 and _same_scale(q, donor):
        q.scale(donor.factor)
    if donor.unit is BASIS_POINT and (q.link == "до" or not _is_whole(q.raw)):
        q.set_unit(PERCENT)  # «на 25 базисных пунктов, до 14,25»
    elif donor.unit is not None and donor.unit.kind == "money" and donor.unit.factor < 1 < q.factor:
        q.set_unit(CURRENCY_CODES[donor.unit.code or ""])  # kopecks before, millions of roubles here
    elif donor.unit is not None:
        q.set_unit(donor.unit)
    else:
        q.kind, q.unit_code, q.unit_text = donor.kind, donor.unit_code, donor.unit_text
        q.tags |= donor.tags & {"lifeless"}


def _same_scale(q: Quantity, donor: Quantity) -> bool:
    """Whether a bare number leaves out its donor's magnitude: «в мае 12,4 тыс. гостей, в июне — 14,1».

    No count has decimals, so that 14,1 must be thousands; a whole number of things after «12,4 тыс.» or from another
    sentence is most likely meant as it stands.
    """
    if q.collective or abs(q.raw) >= MOST_RAW or donor.raw == 0 or q.raw == 0:
        return False
    whole = _is_whole(q.raw)
    if donor.kind == "count":
        if not whole:
            return True
        if donor.sentence != q.sentence or not _is_whole(donor.raw):
            return False
    elif donor.kind == "money" and donor.factor >= MILLION and not q.words:
        return True
    ratio = abs(q.raw / donor.raw)
    return 1 / SCALE_RATIO <= ratio <= SCALE_RATIO_UP


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def in_brackets(lex: Lexemes, q: Quantity) -> bool:
    """True where the quantity stands in a bracket of its sentence."""
    for k in range(q.first - 1, max(lex.first, q.first - 12), -1):
        if lex.words[k] == "(":
            return True
        if lex.words[k] == ")" or lex.start[k] < q.sentence:
            return False
    return False


def share_backward(lex: Lexemes, quantities: list[Quantity]) -> None:
    """A number still bare takes its unit from the words of its clause, else from a number before or after it."""
    for n, q in enumerate(quantities):
        if q.kind is not None:
            continue
        pair = _paired(quantities, n)
        _settle(lex, quantities, n, pair)
        if pair is not None and pair.kind is None:
            take_unit(pair, q, scale=True)


def _set_against(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """«29 разновидностей против четырёх», «41 убийство против 57»: the number stands against the one just before it."""
    return (
        lex.words[q.first - 1] in ("против", "вместо")
        and donor.kind == "count"
        and donor.sentence == q.sentence
        and 0 <= q.first - 1 - donor.last <= 3
    )


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
    if pair is not None and pair.factor != 1 and q.factor == 1 and _same_scale(q, pair):
        q.scale(pair.factor)
    donor = _donor(lex, quantities, n)
    if donor is not None:
        donor = _home_currency(lex, quantities, q, donor)
    if "money" in q.tags and (money := _money_before(lex, quantities, n)) is not None:
        take_unit(q, _home_currency(lex, quantities, q, money), scale=False)
        return
    if _rate_of_exchange(lex, quantities, n) or _temperature(lex, quantities, n):
        return
    if donor is not None and _set_against(lex, q, donor):
        take_unit(q, donor, scale=True)
        q.tags.add("shared")
        return
    noun = (
        topics.noun_of_whole(lex, q)
        or topics.number_of(lex, q)
        or topics.predicate_noun(lex, q)
        or topics.bracketed_noun(lex, q, donor)
        or topics.of_pronoun(lex, q)
        or topics.named_before(lex, q)
    )
    if noun is None and q.link in ("", "до") and not in_brackets(lex, q):
        noun = topics.opening_genitive(lex, q)
    if noun is not None and q.value is not None and not _is_whole(q.value) and lex.words[q.first - 1] != "(":
        noun = None  # «сообщников — к трём с половиной»: no part of a person
    if noun is not None:
        if (
            donor is not None
            and donor.kind == "count"
            and q.factor == 1
            and lex.words[q.first - 1] == "("
            and donor.factor != 1
            and not _is_whole(q.raw)
            and _same_scale(q, donor)
        ):
            q.scale(donor.factor)
        q.kind, q.unit_text, q.rule = "count", noun, "counted_by_topic"
        q.tags.add("noun")
        return
    if (topic := _topic_unit(lex, quantities, n, donor)) is not None:
        if q.factor == 1 and topic.factor != 1:
            take_unit(q, topic, scale=True)
        else:
            take_unit(q, topic, scale=False)
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
    return topics.heading_noun(lex, q) if lex.words[q.first - 1] in DASHES or lex.words[q.first - 1] == ":" else None


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
        return _money_before(lex, quantities, n)
    if kind == "percent" and (abs(q.raw) > PERCENT_LIMIT or (donor is not None and donor.sentence == q.sentence)):
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


def _money_before(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """The nearest amount of money before, outside brackets, or the first after."""
    q = quantities[n]
    inside = in_brackets(lex, q)
    for donor in reversed(quantities[:n]):
        if donor.kind == "money" and (inside or not in_brackets(lex, donor)):
            return donor
    return next((d for d in quantities[n + 1 :] if d.kind == "money"), None)


def _donor_of_same_link(quantities: list[Quantity], n: int) -> Quantity | None:
    """«на 4,2 %, до 1 875 тенге, бумаги банка — на 2,8, до 640»: the amount of the same sentence that hangs on its words
    as the bare number does, where the nearest amount hangs otherwise.
    """
    q = quantities[n]
    if q.link not in ("на", "до") or q.collective:
        return None
    for donor in reversed(quantities[max(0, n - 4) : n]):
        if donor.sentence != q.sentence:
            return None
        if donor.link == q.link and donor.kind is not None and donor.kind != "fraction" and not donor.vague:
            return donor if suits(q, donor) and "level" not in donor.tags else None
    return None


def _listed_in_brackets(lex: Lexemes, q: Quantity, donor: Quantity, nearest: Quantity) -> bool:
    """«Vesna (31 %), Liangma — 11,5»: a list that begins with a bracket goes on with a dash."""
    return (
        donor is nearest
        and donor.kind == "percent"
        and donor.sentence == q.sentence
        and lex.words[q.first - 1] in DASHES
        and q.first - donor.last < 8
        and fits_percent(q, donor)
    )


def _donor_of_plan(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """«при плане 62 тысячи создано 71,4 тысячи мест»: what follows the plan tells its unit."""
    q = quantities[n]
    following = quantities[n + 1] if n + 1 < len(quantities) else None
    if following is None or following.sentence != q.sentence or following.kind is None:
        return None
    k = q.first - 1 - (lex.words[q.first - 1] == "в")
    planned = lex.words[k].startswith(("план", "норм", "квот", "потребност")) and lex.words[k - 1] == "при"
    return following if planned and suits(q, following) else None


def _donor(lex: Lexemes, quantities: list[Quantity], n: int) -> Quantity | None:
    """The amount whose unit a bare number most likely shares: the nearest before that suits, else the next of its
    sentence, else, for millions and more, the article's money.
    """
    q = quantities[n]
    inside = in_brackets(lex, q)
    if (alike := _donor_of_same_link(quantities, n)) is not None:
        return alike
    if (fulfilled := _donor_of_plan(lex, quantities, n)) is not None:
        return fulfilled
    second = None
    for donor in reversed(quantities[max(0, n - 12) : n]):
        if q.first - donor.last > NEAR:
            break
        if donor.kind in (None, "fraction") or donor.vague:
            continue
        if not inside and in_brackets(lex, donor) and not _listed_in_brackets(lex, q, donor, quantities[n - 1]):
            continue
        if donor.kind == "multiple" and donor.sentence != q.sentence and lex.words[q.first - 2] not in DASHES:
            continue
        if suits(q, donor) and gender_fits(lex, q, donor):
            if donor.kind == "count" and donor.link in ADVERBIAL and not q.link and donor.sentence == q.sentence:
                second = second or donor  # «семь школ на 6 900 мест, причём три из них»
                continue
            if donor.kind == "count" and donor.factor != 1 and q.factor == 1 and not q.link and _is_whole(q.raw):
                second = second or donor
                continue
            if second is not None and (donor.kind != "count" or donor.sentence != second.sentence):
                break
            return donor
    if second is not None:
        return second
    for donor in quantities[n + 1 : n + 3]:
        if donor.sentence == q.sentence and donor.kind in ("money", "count", "measure", "percent") and suits(q, donor):
            return donor
    return _money_before(lex, quantities, n) if q.factor >= MILLION else None


def _home_currency(lex: Lexemes, quantities: list[Quantity], q: Quantity, donor: Quantity) -> Quantity:
    """The donor of money, or one in the article's usual currency where the donor's is another, of an earlier
    paragraph.

    «принесли 78,6 млрд сумов и 1,9 млн долларов. Назад получили 13,1 миллиарда»: soms again.
    """
    if donor.kind != "money" or in_brackets(lex, q) or "\n" not in lex.words[donor.last : q.first]:
        return donor
    counts = Counter(d.unit_code for d in quantities if d.kind == "money" and not in_brackets(lex, d))
    usual, times = counts.most_common(1)[0] if counts else (donor.unit_code, 0)
    if usual == donor.unit_code or times < 2 * counts[donor.unit_code]:
        return donor
    return next(d for d in quantities if d.kind == "money" and d.unit_code == usual)


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
    q.kind, q.unit_text, q.rule = "count", found[0], "inverted_noun"
    q.comparator = "=" if q.collective else "~"
    q.tags |= {"noun", "qualified"}
    return True
