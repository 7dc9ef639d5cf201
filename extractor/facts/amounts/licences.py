"""Whether a number may take another's unit: by their sizes and kinds, and by the words around the number."""

from __future__ import annotations

from decimal import Decimal

from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import DASHES, WORD, Lexemes

THOUSAND, MILLION, PERCENT_LIMIT = Decimal(1000), Decimal(1_000_000), Decimal(100)
GROUPED = THOUSAND
# «1,1 тыс. детей» gives its unit to «2 млн», not to «130 млн».
LEAP = Decimal(10_000)
TIME_CODES = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})
ENDS = frozenset({".", ",", ";", ")", "!", "?", "\n", "", "»"})
LINKS = frozenset({"на", "до", "с", "по", "к", "от", "за", "под"})
CONTRASTS = frozenset(
    {
        "(",
        "вместо",
        "лишь",
        "только",
        "до",
        "на",
        "с",
        "по",
        "от",
        "около",
        "нынешних",
        "прежних",
        "требуемых",
        "обычных",
    }
)


def fits_percent(q: Quantity, donor: Quantity) -> bool:
    """False for millions and for a number far above the percents it would join: «принесла 1,06 трлн, или на 11 %»."""
    return q.factor == 1 and abs(q.raw) <= max(PERCENT_LIMIT, abs(donor.raw) * 2)


LEVELS = ("планк", "порог", "потолк", "потолок", "минимум", "максимум", "норматив", "лимит", "рекорд", "норм")


def suits(q: Quantity, donor: Quantity) -> bool:
    """Whether a bare number can share a donor's unit, by their sizes and kinds."""
    same = donor.sentence == q.sentence
    if donor.unit_code == "a" and "term" in q.tags:
        return True
    if q.collective:
        return (donor.kind == "count" and "lifeless" not in donor.tags) or (donor.unit_code == "d" and same)
    if donor.kind in ("percent", "percentage_point"):
        return fits_percent(q, donor) and (same or not q.words)
    if donor.kind == "multiple":
        return (same or q.link == "в") and q.factor == 1 and abs(q.raw) < PERCENT_LIMIT and q.link in ("", "в")
    if q.factor == 1:
        return donor.unit_code not in TIME_CODES or same
    if donor.kind == "money":
        return True
    if donor.unit_code in TIME_CODES:
        return False
    if q.factor >= MILLION:
        return donor.factor >= MILLION or (donor.factor >= THOUSAND and abs(donor.raw) * LEAP >= abs(q.raw) * THOUSAND)
    return donor.factor >= THOUSAND or abs(donor.raw) >= GROUPED


GENDERS = {
    "один": "Masc",
    "одного": None,
    "одна": "Fem",
    "одну": "Fem",
    "одно": "Neut",
    "две": "Fem",
    "полторы": "Fem",
}


def gender_fits(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """Whether «одна», «две», «один» agree in gender with the noun they would leave out: «школы … одна», not «мест … одна»."""
    form = lex.words[q.number_last - 1]
    wanted = GENDERS.get(form, "two" if form == "два" else None)
    if wanted is None or q.factor != 1 or donor.factor != 1:
        return True
    gender = gender_of(lex, donor)
    return gender is None or (gender != "Fem" if wanted == "two" else gender == wanted)


def gender_of(lex: Lexemes, donor: Quantity) -> str | None:
    """Gender of the noun a quantity counts, by the tagger or else by its ending; None where neither tells."""
    if donor.noun >= 0 and (token := lex.token(donor.noun)) is not None and (found := token.morph.get("Gender", [])):
        return found[0]
    text = (donor.unit_text or "").partition(" ")[0]
    if not text or text.endswith("ь") or donor.kind in ("percent", "percentage_point", "multiple", "fraction"):
        return "Masc" if donor.kind in ("percent", "percentage_point") else None
    return "Fem" if text.endswith(("а", "я")) else "Neut" if text.endswith(("о", "е")) else "Masc"


def licensed(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """Whether the words around a bare number show that its unit is left out: a magnitude, a dash, a change,
    a contrast.
    """
    if q.vague:
        return False
    before = lex.words[q.first - 1]
    if q.factor != 1 or (" " in lex.words[q.number_first] or "\u00a0" in lex.words[q.number_first]):
        return True
    same = donor.sentence == q.sentence
    if before in DASHES or before == "против" or (before == ":" and lex.words[q.first - 2] != "\n"):
        return True
    if (
        donor.kind == "multiple"
        and before == "в"
        and (lex.words[q.first - 2] in DASHES or lex.words[q.first - 2] == "(")
    ):
        return True
    if donor.kind == "count" and (
        before == "них" or lex.words[q.last] in DASHES or lex.words[q.last : q.last + 2] == ["из", "них"]
    ):
        return True
    if (not q.words or q.raw >= 20) and lex.words[q.last] in ENDS and _after_predicate(lex, q, donor):
        return True
    if q.link == "в" and lex.words[q.first - 2].startswith(LEVELS):
        return True  # «ставит планку в 6,5»
    if before in CONTRASTS or q.link in LINKS or q.collective or "qualified" in q.tags:
        return same
    if q.words and q.value == 1:
        return False
    if q.words:
        if donor.kind == "count" and ((before == "из" and donor.last >= q.first - 2) or _before_predicate(lex, q)):
            return True
        return same and (donor.kind != "money" or lex.words[q.last] in ENDS or before == "еще")
    return same or lex.words[q.last] == "из"


# Verbs that say no more of a figure than that it is one: «в прошлом году было 21».
BEING = ("был", "буд", "стал", "стан", "состав", "достиг", "держ", "заклад", "остал", "остан", "прогноз", "жд", "ожида")


def _after_predicate(lex: Lexemes, q: Quantity, donor: Quantity) -> bool:
    """«было 210», «осталось лишь 57», «насчитали 415»: the number closes a predicate.

    Shares and rates are taken up by verbs of being alone, sums and measures by no participle: «заказано 364» counts.
    """
    k = q.first - 1
    while lex.words[k] in ("лишь", "только", "уже", "еще", "всего", "целых"):
        k -= 1
    token = lex.token(k) if lex.kind[k] == WORD else None
    if token is None or token.pos_ not in ("VERB", "AUX"):
        return False
    if donor.kind == "count":
        return True
    if donor.kind in ("money", "measure"):
        return "Part" not in token.morph.get("VerbForm", []) and token.morph.get("Number", []) != []
    return lex.words[k].startswith(BEING)


def _before_predicate(lex: Lexemes, q: Quantity) -> bool:
    """«двести закроются», «одиннадцать ни разу не включали», «ещё три проектируются»: the number opens a predicate."""
    if lex.words[q.last] in ("не", "ни"):
        return True
    token = lex.token(q.last) if lex.kind[q.last] == WORD else None
    return token is not None and token.pos_ == "VERB" and token.morph.get("Number", []) == ["Plur"]
