"""The noun in the genitive plural that waits for its number: «больниц в области 34», «учителей не хватает 390»."""

from __future__ import annotations

from spacy.tokens import Token

from extractor.facts.amounts.counting import ACRONYMS, MONEY_NOUNS, substantive
from extractor.facts.amounts.genitive_forms import genitive_plural, phrase_start
from extractor.facts.amounts.licences import ENDS
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import BREAK, DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, COLLECTIVES, MAGNITUDES
from extractor.facts.unit_tables import CURRENCY_FORMS, MEASURES, SUBUNITS
from extractor.facts.wordlists import words

REACH = 18
YEAR_WORDS = words("waiting_nouns.tsv", 1, (0, "year"))
# What a number is followed by where it only says when: «в 2025 году построили 12», «за 9 месяцев — 31».
TIME_WORDS = YEAR_WORDS | words("waiting_nouns.tsv", 1, (0, "time"))
ORDINAL_ENDS = frozenset({"м", "го", "й", "е", "му", "х"})
STOP_SIGNS = frozenset({";", "\n"})
SEPARATORS = frozenset({",", ":", ";", "(", "а", "но", "и", "же", "зато", "\n", "»", "—", "–", "-"})
GOVERNED = frozenset({"NOUN", "ADP", "NUM", "PROPN"})
PREDICATES = frozenset({"VERB", "AUX"})
FOCUS = words("waiting_nouns.tsv", 1, (0, "focus"))
UNCOUNTED = words("not_counted_before.txt")
# What may stand after a number that ends its clause: «40 вместо 62», «212 при штате 260».
SETTING_AGAINST = frozenset({"(", ":", "против", "из", "вместо", "при", "среди", "на", "за", "в", "и", "от"})


def waiting_noun(lex: Lexemes, q: Quantity, earlier: Quantity | None) -> str | None:
    """The counted noun, in the nominative singular, that stands to the left in the sentence in the genitive plural,
    governed by no noun or preposition; None where there is none. ``earlier`` is the quantity before.
    """
    counted_until = earlier.last if earlier is not None and earlier.kind == "count" else -1
    for k in range(q.first - 1, max(lex.first - 1, q.first - REACH), -1):
        if lex.start[k] < q.sentence or lex.kind[k] == BREAK or lex.words[k] in STOP_SIGNS:
            return None
        if lex.kind[k] == NUMBER:
            if not _passed_over(lex, k, q):
                return None
            continue
        if lex.kind[k] != WORD or len(lex.words[k]) < 2:
            continue
        if lex.words[k] in ("нас", "вас") and lex.words[k + 1].startswith(("буд", "стал", "был", "стан", "остал")):
            return "человек"
        noun = _people_named(lex, k, q) or _acronym(lex, k, q) or _noun_at(lex, k, q, counted_until)
        if noun is not None:
            return noun
    return None


def _passed_over(lex: Lexemes, k: int, q: Quantity) -> bool:
    """A number that does not end the search: «в 2025 году построили 12», «в 2024-м было 31», «гаубиц К9 получено 74»,
    «стало больше на 14,8 %: 62 против 54».
    """
    if lex.words[k + 1] in TIME_WORDS or (lex.glued(k) and lex.kind[k - 1] == WORD):
        return True
    if lex.words[k + 1] in DASHES and lex.glued(k + 1) and lex.words[k + 2] in ORDINAL_ENDS:
        return True
    if (
        q.factor == 1
        and lex.words[k - 1] == "на"
        and (lex.words[k + 1] in MAGNITUDES or lex.words[k + 1] in CURRENCY_FORMS)
    ):
        return True  # «взяток на 14 млн тенге раскрыто 31»
    return (lex.words[k + 1] == "%" or lex.words[k + 1].startswith("процент")) and lex.words[k - 1] in ("на", "почти")


def waits_at_opening(lex: Lexemes, q: Quantity) -> bool:
    """«коек в отделении 120», «камер на трассе 26», «квартир в доме 144»: a genitive plural that opens the clause needs
    the number at its end, though a noun like «дом» stands before it.
    """
    if not _closes(lex, q):
        return False
    for k in range(q.first - 1, max(lex.first - 1, q.first - REACH // 2), -1):
        if lex.start[k] < q.sentence or lex.kind[k] in (BREAK, NUMBER) or lex.words[k] in STOP_SIGNS:
            return False
        if lex.kind[k] != WORD and lex.words[k] not in DASHES:
            return False
        if lex.kind[k] == WORD and genitive_plural(lex, k):
            m = phrase_start(lex, k)
            if lex.start[m] == q.sentence or (lex.words[m - 1] in SEPARATORS and not _in_row_of_genitives(lex, m - 1)):
                return True
    return False


def _noun_at(lex: Lexemes, k: int, q: Quantity, counted_until: int) -> str | None:
    """The noun at lexeme k if it waits for a number; None to search on."""
    word = lex.words[k]
    if len(word) < 3 or word in MEASURES or word in CURRENCY_FORMS or word in SUBUNITS or word in MAGNITUDES:
        return None
    form = genitive_plural(lex, k)
    if form is None or form in MONEY_NOUNS or form in UNCOUNTED:
        return None
    if lex.words[k + 1] in ("среди", "из") and lex.words[k + 2] == "них":
        return form  # «1,7 млн туристов, иностранцев среди них было 312 тысяч»
    m = phrase_start(lex, k) - 1
    if lex.start[m + 1] == q.sentence or lex.words[m] in YEAR_WORDS:
        return form
    if counted_until >= 0 and m == counted_until and lex.words[m] in (",", "и", "а", "("):
        return form  # «вёз 612 пассажиров, вагонов было 14»
    if _in_row_of_genitives(lex, m) or _after_magnitude(lex, m, q) or _governed(lex, m, k, q):
        return None
    return form


def most_of(lex: Lexemes, q: Quantity) -> str | None:
    """«больше всего новосёлов в Клину (438)», «меньше всего заявок — 12»: the genitive plural after the superlative."""
    if lex.words[q.first - 1] != "(" and lex.words[q.first - 1] not in DASHES:
        return None
    for k in range(q.first - 2, max(lex.first - 1, q.first - REACH), -1):
        if lex.start[k] < q.sentence or lex.kind[k] in (BREAK, NUMBER):
            return None
        if lex.words[k] == "всего" and lex.words[k - 1] in ("больше", "меньше"):
            return next((form for m in range(k + 1, k + 4) if (form := genitive_plural(lex, m))), None)
    return None


def _in_row_of_genitives(lex: Lexemes, m: int) -> bool:
    """«… школ и больниц»: a conjunction or comma, and a genitive before it."""
    if lex.words[m] not in ("и", ",") or lex.words[m - 1] in MAGNITUDES or lex.words[m - 1] in MEASURES:
        return False
    token = lex.token(m - 1) if lex.kind[m - 1] == WORD else None
    return (
        token is not None
        and token.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "X")
        and token.morph.get("Case", []) == ["Gen"]
        and token.morph.get("Number", []) == ["Plur"]
    )


def _after_magnitude(lex: Lexemes, m: int, q: Quantity) -> bool:
    return lex.start[m + 1] != q.sentence and (
        lex.words[m] == "." or lex.words[m] in MAGNITUDES or lex.words[m] in CARDINALS or lex.words[m] in COLLECTIVES
    )


def _governed(lex: Lexemes, m: int, k: int, q: Quantity) -> bool:
    """Whether what stands at lexeme m, before the noun phrase that ends at k, governs or counts that phrase."""
    if lex.kind[m] == NUMBER or lex.words[m] in ("процентов", "%", "»", ")"):
        return True
    before = lex.token(m) if lex.kind[m] == WORD else None
    if before is None:
        return False
    beside = all(lex.words[j] in FOCUS or _is_predicate(lex, j) for j in range(k + 1, q.first))
    if before.pos_ in PREDICATES:
        return not (lex.words[m].endswith(("но", "то")) or (beside and _closes(lex, q)))
    if before.pos_ in ("NOUN", "PROPN") and beside and _closes(lex, q):
        return before.morph.get("Case", []) != ["Loc"] and not _of_place(lex, m)
    return before.pos_ in (*GOVERNED, "ADJ")


def _of_place(lex: Lexemes, m: int) -> bool:
    """«из Астаны рейсов семь», «по Алматы аварий 41»: a capitalised name after a preposition."""
    return lex.capital(m) and (before := lex.token(m - 1)) is not None and before.pos_ == "ADP"


def _closes(lex: Lexemes, q: Quantity) -> bool:
    """Whether the number ends its clause."""
    return lex.words[q.last] in ENDS or lex.words[q.last] in DASHES or lex.words[q.last] in SETTING_AGAINST


def _is_predicate(lex: Lexemes, k: int) -> bool:
    token = lex.token(k) if lex.kind[k] == WORD else None
    return token is not None and (
        token.pos_ in PREDICATES or "Short" in token.morph.get("Variant", []) or lex.words[k].endswith(("но", "то"))
    )


def _opens(lex: Lexemes, k: int, q: Quantity) -> bool:
    if lex.start[k] == q.sentence:
        return True
    if lex.words[k - 1] != ",":
        return lex.words[k - 1] in SEPARATORS
    before = lex.token(k - 2) if lex.kind[k - 2] == WORD else None  # «экономистов, опрошенных агентством»
    return before is None or before.pos_ not in ("NOUN", "PROPN") or before.morph.get("Case", []) != ["Gen"]


def _people_named(lex: Lexemes, k: int, q: Quantity) -> str | None:
    """«погибших — семь», «пропавших без вести — двое», «желающих сдать набралось 640»: a participle or adjective in the
    genitive plural that stands for people, opening its clause or beside the number.
    """
    if not lex.words[k].endswith(("ых", "их", "ихся")):
        return None
    token = lex.token(k)
    named = substantive(lex.words[k])
    if lex.words[k + 1] in ("нет", "не"):
        return None  # «умерших нет, …»
    if named is None or token is None or token.morph.get("Case", []) in (["Dat"], ["Ins"]):
        return None
    following = lex.token(k + 1) if lex.kind[k + 1] == WORD else None
    if following is not None and _agrees_with(following, lex, k + 1):
        return None  # «раненых бойцов»
    beside = k == q.first - 1 or (k == q.first - 2 and _is_predicate(lex, k + 1))
    if beside:
        return named
    if _opens(lex, k, q) and (lex.words[q.first - 1] in DASHES or _closes(lex, q)):
        return named
    return None


def _agrees_with(following: Token, lex: Lexemes, k: int) -> bool:
    if following.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return False
    return genitive_plural(lex, k) is not None or (following.pos_ == "ADJ" and following.lower_.endswith(("ых", "их")))


def _acronym(lex: Lexemes, k: int, q: Quantity) -> str | None:
    """«ДТП за выходные произошло 31»: an acronym that opens its clause, with its number at the end."""
    if lex.words[k] not in ACRONYMS or not lex.surface(k).isupper():
        return None
    return lex.surface(k) if _opens(lex, k, q) and _closes(lex, q) else None
