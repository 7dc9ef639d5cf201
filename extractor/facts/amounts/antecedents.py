"""What a bare number counts by a noun said before: «их 164», «мосты — сдано девять»."""

from __future__ import annotations

from extractor.facts.amounts.counting import counted_noun, phrase_of, substantive
from extractor.facts.amounts.genitive_forms import genitive_plural
from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import BREAK, DASHES, NUMBER, SIGN, WORD, Lexemes
from extractor.facts.numerals import MAGNITUDES
from extractor.facts.unit_tables import CURRENCY_FORMS, MEASURES

LONGEST_OPENING = 8
NUMBERS = frozenset({"число", "количество"})
REACH, ANSWER_REACH, HEADING_REACH = 14, 12, 60
PRONOUN_REACH, ANTECEDENT_REACH, MOST_THINGS = 6, 25, 1_000_000


def of_pronoun(lex: Lexemes, q: Quantity) -> str | None:
    """«Не хватает водителей: на 118 автобусов их 164», «о льготах. Их в кодексе 128»: the plural noun that «их» means."""
    pronoun = -1
    if q.link not in ("", "до") or q.factor > MOST_THINGS:
        return None
    for k in range(q.first - 1, max(lex.first - 1, q.first - REACH), -1):
        if lex.kind[k] == BREAK or lex.words[k] in (".", ";"):
            break
        if lex.words[k] == "их" and (lex.words[k + 1] in NUMBERS or (not q.link and q.first - k < PRONOUN_REACH)):
            pronoun = k
            break
        if lex.kind[k] != WORD and q.link != "до":
            break
    if pronoun < 0:
        return None
    beside = lex.token(pronoun + 1) if lex.kind[pronoun + 1] == WORD else None
    if beside is not None and beside.pos_ in ("NOUN", "ADJ", "PROPN") and lex.words[pronoun + 1] not in NUMBERS:
        return None  # «их доля»
    k = pronoun - 1
    while k > lex.first and lex.kind[k] not in (SIGN, BREAK):
        k -= 1
    for m in range(k, max(lex.first, k - ANTECEDENT_REACH), -1):
        if lex.words[m] in MEASURES or lex.words[m] in CURRENCY_FORMS:
            return None
        if lex.kind[m] != WORD or len(lex.words[m]) < 3 or lex.words[m] in MAGNITUDES:
            continue
        token = lex.token(m)
        if token is None or token.pos_ != "NOUN" or token.morph.get("Number", []) != ["Plur"]:
            continue
        if token.morph.get("Case", []) == ["Loc"] and lex.words[m - 1] in ("в", "на", "при"):
            continue  # «мест в отелях не хватит: их 14 тысяч»
        found = counted_noun(lex, m)
        return found[0] if found else token.lemma_
    return None


def asked_for(lex: Lexemes, q: Quantity) -> str | None:
    """«Сколько школ построят? Двенадцать», «Сколько у вас коров? — Было сорок»: what the question before asks for.

    The number stands in the sentence right after the question.
    """
    if q.factor > MOST_THINGS or q.link not in ("", "до", "около"):
        return None
    question = _question_before(lex, q)
    if question < 0:
        return None
    for k in range(question - 1, max(lex.first - 1, question - REACH), -1):
        if lex.words[k] in (".", "?", "!") or lex.kind[k] == BREAK:
            return None
        if lex.words[k] == "сколько":
            return next((form for m in range(k + 1, question) if (form := _asked(lex, m))), None)
    return None


def _question_before(lex: Lexemes, q: Quantity) -> int:
    """Index of the «?» that ends the sentence before the number, no other number between; -1 where none does."""
    for k in range(q.first - 1, max(lex.first - 1, q.first - ANSWER_REACH), -1):
        if lex.words[k] == "?":
            return k
        if lex.words[k] in (".", "!", "…") or lex.kind[k] == NUMBER:
            return -1
    return -1


def _asked(lex: Lexemes, m: int) -> str | None:
    """The noun at lexeme m if «сколько» may ask for it: a genitive plural after no preposition."""
    form = genitive_plural(lex, m) if lex.kind[m] == WORD and lex.words[m] not in MEASURES else None
    before = lex.token(m - 1)
    return form if form and before is not None and before.pos_ != "ADP" and lex.words[m] not in CURRENCY_FORMS else None


def of_heading(lex: Lexemes, q: Quantity) -> str | None:
    """«Новые школы: Алматы — 14, Астана — 11», «Пострадавшие по областям: // Абай — 12»: the plural noun that opens
    the line which a colon ends.
    """
    colon = next(
        (k for k in range(q.first - 1, max(lex.first, q.first - HEADING_REACH), -1) if lex.words[k] == ":"), -1
    )
    if colon < 0 or q.factor > MOST_THINGS or q.value is None or q.value % 1:
        return None
    start = _part_start(lex, colon, (";", "\n", ".", "?", "!"))
    if any(lex.words[k] == "." for k in range(colon, q.first)):
        return None
    for m in range(start, colon):
        token = lex.token(m) if lex.kind[m] == WORD else None
        if token is None:
            return None
        nominative = token.morph.get("Number", []) == ["Plur"] and token.morph.get("Case", []) == ["Nom"]
        if token.pos_ == "NOUN" or substantive(lex.words[m]):
            return (substantive(lex.words[m]) or phrase_of(lex, token.lemma_, m, start)[0]) if nominative else None
        if token.pos_ not in ("ADJ", "VERB"):
            return None
    return None


def _part_start(lex: Lexemes, end: int, stops: tuple[str, ...]) -> int:
    """Index of the first lexeme of the part of a line that ends before ``end``, right after one of ``stops``."""
    start = end
    while start > lex.first and lex.words[start - 1] not in stops and end - start < LONGEST_OPENING:
        start -= 1
    return start


def named_before(lex: Lexemes, q: Quantity) -> str | None:
    """«мосты — сдано девять», «деревья — высажено 26 тысяч», «гидропосты с датчиками: 120 / 260»: the plural noun that
    opens a line or a part of it.
    """
    k = q.first - 1
    if lex.kind[k] == WORD and lex.words[k].endswith(("но", "то", "ны", "ты")) and lex.words[k - 1] in DASHES:
        k -= 1
    elif lex.words[k] != ":":
        return None
    start = _part_start(lex, k, (";", "\n", ".", ","))
    for m in range(start, k):
        token = lex.token(m) if lex.kind[m] == WORD else None
        if token is None:
            return None
        if token.pos_ == "NOUN":
            plural = token.morph.get("Number", []) == ["Plur"] and token.morph.get("Case", []) == ["Nom"]
            found = counted_noun(lex, m) if plural else None
            return found[0] if found else token.lemma_ if plural and lex.words[m] not in CURRENCY_FORMS else None
        if token.pos_ not in ("ADJ", "VERB"):
            return None
    return None
