"""What a bare number counts or measures by the words of its own clause: «число гостей — 63,8 млн», «физиков (72)»."""

from __future__ import annotations

from extractor.facts.amounts.counting import counted_noun
from extractor.facts.amounts.genitives import waiting_noun
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import BREAK, DASHES, NUMBER, WORD, Lexemes
from extractor.facts.wordlists import rows, words

NUMBER_NOUNS = tuple(sorted(words("number_nouns.tsv", 1, (0, "number"))))
NOT_NUMBER_NOUNS = tuple(sorted(words("number_nouns.tsv", 1, (0, "other"))))
WHOLES = tuple(sorted(words("number_nouns.tsv", 1, (0, "whole"))))
LEAST_POPULATION = 1000
# Words that only begin like a topic: «ценные бумаги» are no price.
NO_TOPICS = ("доходит", "доходят", "доходил", "ценн", "инвестор", "долгот", "тарифн", "суммарн", "вкладчик")
TIMES_AND_PERCENTS = frozenset({"раз", "раза", "%", "процент", "процента", "процентов"})
TOPIC_STEMS = {
    stem: (kind, unit or None, text) for kind, unit, text, stems in rows("topics.tsv") for stem in stems.split()
}
SIZES = sorted({len(s) for s in TOPIC_STEMS}, reverse=True)
REACH = 18
HEADING_REACH = 60
LONGEST_CHAIN = 8
STOP_SIGNS = frozenset({";", "\n"})


def topic_of_word(word: str) -> tuple[str, str | None, str] | None:
    """The kind and unit that a word of the clause gives a number («стоит» -> money); None for most words."""
    found = next((TOPIC_STEMS[word[:n]] for n in SIZES if word[:n] in TOPIC_STEMS), None)
    return None if found is not None and word.startswith(NO_TOPICS) else found


def clause_topic(lex: Lexemes, q: Quantity) -> tuple[str, str | None, str] | None:
    """The nearest topic word to the left in the sentence, no other number between."""
    for k in range(q.first - 1, max(lex.first - 1, q.first - REACH), -1):
        if lex.start[k] < q.sentence or lex.words[k] in STOP_SIGNS or (lex.kind[k] == NUMBER and q.factor < 1_000_000):
            return None
        if lex.capital(k) and lex.start[k] != q.sentence and not lex.surface(k).isupper():
            continue  # «в Жарминском» says nothing of heat
        if lex.kind[k] == WORD and len(lex.words[k]) > 2 and (found := topic_of_word(lex.words[k])):
            return found
    return None


def number_of(lex: Lexemes, q: Quantity) -> str | None:
    """«число совместных предприятий — с девяти до двадцати двух», «дефицит врачей — 12»: the noun in the genitive after
    «число», «количество», or after what is made up of such things.
    """
    for k in range(q.first - 1, max(lex.first - 1, q.first - REACH), -1):
        word = lex.words[k]
        if lex.start[k] < q.sentence or word in STOP_SIGNS or lex.kind[k] == BREAK:
            return None
        if (
            lex.kind[k] == NUMBER
            and "level" not in q.tags
            and not (len(word) == 4 and word.isdecimal())
            and not (q.link == "до" and lex.words[k + 1] in TIMES_AND_PERCENTS)  # «на 6,8 %, до 9 214»
        ):
            return None
        if word == "население" and abs(q.raw * q.factor) >= LEAST_POPULATION and lex.words[q.first - 1] != "на":
            return "человек"
        if word.startswith(WHOLES):
            found = counted_noun(lex, k + 1)
            token = lex.token(found[1]) if found else None
            plural = token is not None and token.morph.get("Number", []) == ["Plur"]
            governed = token is not None and token.morph.get("Case", []) == ["Gen"]
            return found[0] if found and plural and governed else None
        if _says_number(lex, k):
            found = counted_noun(lex, k + 1)
            return found[0] if found else None
    return None


def _says_number(lex: Lexemes, k: int) -> bool:
    """«число», «количество», «численность», but not «в том числе», «численный»."""
    word = lex.words[k]
    number = word.startswith(NUMBER_NOUNS) and (word.startswith("численност") or not word.startswith(NOT_NUMBER_NOUNS))
    return number and lex.words[k - 1] != "том"


def bracketed_noun(lex: Lexemes, q: Quantity, donor: Quantity | None) -> str | None:
    """«физиков (72), математиков (65)», «россияне — 6,9 млн, немцы (6,7)»: the plural noun before a bracket or dash."""
    sign = lex.words[q.first - 1]
    if sign != "(" and sign not in DASHES:
        return None
    k = q.first - 2
    token = lex.token(k) if lex.kind[k] == WORD else None
    if sign == "(" and (place := _chain_governed(lex, k)):
        return waiting_noun(lex, q, None) if place == 1 else None
    if (
        token is None
        or token.pos_ not in ("NOUN", "PROPN")
        or token.morph.get("Number", []) != ["Plur"]
        or token.morph.get("Animacy", []) != ["Anim"]
    ):
        return None
    if sign in DASHES and (token.morph.get("Case", []) != ["Nom"] or donor is None or donor.kind != "count"):
        return None
    found = counted_noun(lex, k)
    return found[0] if found else token.lemma_


def _chain_governed(lex: Lexemes, k: int) -> int:
    """«вакансий для врачей (72), учителей (65)»: which place in a row of bracketed nouns that a preposition governs
    the noun at lexeme k has; 0 where none governs them.
    """
    for place in range(1, LONGEST_CHAIN):
        m = k - 1
        while (token := lex.token(m) if lex.kind[m] == WORD else None) is not None and token.pos_ == "ADJ":
            m -= 1
        if lex.words[m] not in (",", "и") or lex.words[m - 1] != ")":
            return place if token is not None and token.pos_ == "ADP" else 0
        k = m - 2
        while k > m - 6 and lex.words[k] != "(":
            k -= 1
        k -= 1
    return 0


def noun_of_whole(lex: Lexemes, q: Quantity) -> str | None:
    """«посещение двух из этих островов», «пятеро из задержанных»: the genitive plural after «из»."""
    if (
        lex.words[q.last] != "из"
        or lex.kind[q.last + 1] != WORD
        or lex.words[q.last + 1] in ("них", "которых", "этого")
    ):
        return None
    found = counted_noun(lex, q.last + 1)
    token = lex.token(found[1]) if found else None
    return found[0] if found and token is not None and token.morph.get("Number", []) == ["Plur"] else None


def predicate_noun(lex: Lexemes, q: Quantity) -> str | None:
    """«из них 118 тыс. — паломники», «двадцать шесть из них — школьники»: the plural noun after the dash."""
    k = q.last
    if lex.words[k] == "из" and lex.words[k + 1] in ("них", "которых"):
        k += 2
    if lex.words[k] not in DASHES:
        return None
    token = lex.token(k + 1) if lex.kind[k + 1] == WORD else None
    if (
        token is None
        or token.pos_ != "NOUN"
        or token.morph.get("Number", []) != ["Plur"]
        or token.morph.get("Case", []) != ["Nom"]
    ):
        return None
    if token.morph.get("Animacy", []) != ["Anim"]:
        return None
    return token.lemma_


PEOPLE_VERBS = tuple(sorted(words("people_verbs.tsv")))


def people_of_verb(lex: Lexemes, q: Quantity) -> str | None:
    """«погибли 12, ранены 37»: a bare number right beside a predicate that only people have."""
    for k in (q.first - 1, q.last):
        word = lex.words[k]
        if (
            lex.kind[k] == WORD
            and word.startswith(PEOPLE_VERBS)
            and word.endswith(("ли", "ны", "ты", "сь", "ло", "но", "то"))
        ):
            return "человек"
    return None


def noun_of_number(lex: Lexemes, k: int) -> str | None:
    """The noun that «число», «количество» at lexeme k counts; None for another word."""
    found = counted_noun(lex, k + 1) if _says_number(lex, k) else None
    return found[0] if found else None


def heading_noun(lex: Lexemes, q: Quantity) -> str | None:
    """«Число пожаров по областям: // Абай — 42»: the noun of «число», «количество» in the lines before a
    bare number.
    """
    for k in range(q.first - 1, max(lex.first - 1, q.first - HEADING_REACH), -1):
        if noun := noun_of_number(lex, k):
            return noun
    return None
