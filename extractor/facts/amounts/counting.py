"""What a count counts: the noun after (or before) the number, in the nominative singular."""

from __future__ import annotations

from decimal import Decimal

from spacy.tokens import Token

from extractor.facts.amounts.agreement import (
    ADJECTIVE_ENDS,
    is_few,
    may_be_counted,
    mistagged_noun,
    numeral_fits,
    of_one_thing,
    only_plural,
)
from extractor.facts.amounts.clocks import points_back
from extractor.facts.lexemes import DASHES, WORD, Lexemes
from extractor.facts.numerals import CARDINALS, MAGNITUDES
from extractor.facts.wordlists import rows, words

ACRONYMS = words("count_acronyms.txt")
SET_PHRASES: dict[str, list[tuple[str, str]]] = {}
for _head, _stem, _named in rows("set_phrases.tsv"):
    SET_PHRASES.setdefault(_head, []).append((_stem, _named))
SUBSTANTIVES: dict[str, str] = {row[0]: row[1] for row in rows("substantives.tsv")}
ABBREVIATIONS = {row[0]: (row[1], tuple(row[2].split())) for row in rows("count_abbreviations.tsv")}
LONGEST_PHRASE = 6
MODIFIERS = frozenset({"ADJ", "DET", "VERB", "NUM", "ADV", "PROPN", "X"})
STOPS = frozenset(
    [
        "каждый",
        "каждую",
        "каждое",
        "каждого",
        "каждой",
        "каждые",
        "ежегодно",
        "ежемесячно",
        "и",
        "или",
        "а",
        "но",
        "в",
        "во",
        "на",
        "с",
        "со",
        "к",
        "ко",
        "по",
        "за",
        "до",
        "от",
        "из",
        "у",
        "о",
        "об",
        "при",
        "для",
        "без",
        "над",
        "под",
        "между",
        "через",
        "что",
        "как",
        "не",
        "ни",
        "же",
        "бы",
        "ли",
        "если",
        "чтобы",
        "то",
        "это",
    ]
)
# (lemma, form) of nouns that the tagger takes for their homonyms: births are no genus, points no spectacles
OTHER_LEMMAS = {
    ("род", "родов"): "роды",
    ("очки", "очков"): "очко",
    ("очки", "очка"): "очко",
    ("очки", "очками"): "очко",
}
MONEY_NOUNS = frozenset({"средство", "деньги", "деньга", "инвестиция", "долг", "убыток", "прибыль", "доход", "налог"})


def substantive(word: str) -> str | None:
    """Dictionary form of an adjective that stands for people or things («пострадавших» -> «пострадавший»)."""
    for size in range(len(word) - 1, 3, -1):
        if word[:size] in SUBSTANTIVES and word[size:] in ADJECTIVE_ENDS:
            return SUBSTANTIVES[word[:size]]
    return None


def counted_noun(lex: Lexemes, j: int, value: Decimal | None = None) -> tuple[str, int, int] | None:
    """The noun counted by a number whose words end at lexeme j: (unit text, its lexeme, index after the phrase).

    Adjectives, participles and adverbs before the noun are passed over; a preposition, a conjunction, a sign or a verb
    ends the search. An adjective alone counts where it stands for people or things.
    """
    if lex.words[j] in ABBREVIATIONS:
        noun, followers = ABBREVIATIONS[lex.words[j]]
        end = j + 2 if lex.words[j + 1] == "." and lex.glued(j + 1) else j + 1
        if not followers or lex.words[end].startswith(followers):
            return noun, j, end
    if points_back(lex, j):
        return None
    fallback: tuple[str, int, int] | None = None
    k = j
    opened = False
    while k < j + LONGEST_PHRASE and k < lex.last:
        word = lex.words[k]
        if word in ("«", "„", '"') and not opened:
            opened = True
            k += 1
            continue
        if word in ("»", "“", '"') and opened and k > j + 1:
            fallback = None  # «110 тысяч «умных» счётчиков»
            k += 1
            continue
        if lex.kind[k] != WORD or word in STOPS:
            break
        token = lex.token(k)
        if token is None:
            break
        named = substantive(word)
        if word in ACRONYMS and lex.surface(k).isupper():
            return lex.surface(k), k, k + 1  # «37 ТЭЦ»
        if word.isascii() and lex.capital(k):
            return _model(lex, k)
        if token.pos_ == "NOUN" or token.pos_ == "PROPN" or mistagged_noun(token):
            if may_be_counted(token, value, is_few(lex, j, value)) and numeral_fits(lex.words[j - 1], token):
                return (
                    _phrase_of_token(lex, token, k, j)
                    if named is None or not token.lemma_.endswith("ть")
                    else (named, k, k + 1)
                )
            break
        if word in CARDINALS or word in MAGNITUDES:
            break
        if named is not None:
            following = lex.token(k + 1)
            if (
                following is not None
                and following.morph.get("Case", []) == ["Ins"]
                and (agent := _past_agent(lex, k + 1))
            ):
                k = agent
                continue
            if (
                following is None
                or following.pos_ not in ("NOUN", "ADJ")
                or lex.kind[k + 1] != WORD
                or not _agrees(token, following)
            ):
                return named, k, k + 1
        if token.morph.get("Degree", []) == ["Cmp"]:
            break  # «на 8 тысяч меньше»
        if "Short" in token.morph.get("Variant", []) or (token.pos_ == "ADJ" and of_one_thing(token, value)):
            break
        if token.pos_ not in MODIFIERS or (token.pos_ == "VERB" and "Part" not in token.morph.get("VerbForm", [])):
            break
        if fallback is None and _stands_alone(lex, token, k):
            fallback = (token.lemma_ if token.pos_ == "ADJ" else _nominative(word)), k, k + 1
        k += 3 if opens_compound(lex, k) else 1  # «62 молочно-товарные фермы»
    return fallback


def is_weak(lex: Lexemes, noun: tuple[str, int, int], j: int) -> bool:
    """True where an adjective or participle stands alone after the number and is none of the known people: «шесть
    жёлтых», «девять роботизированных», «из которых девять (before lexeme j) малокомплектных» leave out a noun said before, «1 240 наркозависимых» does not.
    """
    token = lex.token(noun[1])
    if token is None or mistagged_noun(token) or substantive(lex.words[noun[1]]) is not None:
        return False
    of_them = lex.words[j - 2] in ("них", "которых", "числе") and lex.words[noun[1]].endswith(("ых", "их"))
    return token.pos_ in ("ADJ", "VERB") or (of_them and token.lemma_.endswith(("ый", "ий", "ой")))


def is_lifeless(lex: Lexemes, k: int) -> bool:
    """True for an inanimate noun at lexeme k: «двое» after «140 баллов» are people."""
    token = lex.token(k)
    return token is not None and token.morph.get("Animacy", []) == ["Inan"] and token.pos_ == "NOUN"


def _stands_alone(lex: Lexemes, token: Token, k: int) -> bool:
    """A participle in the genitive plural, or an adjective right before the end of its phrase, may stand for a noun."""
    if token.morph.get("Number", []) != ["Plur"] or token.pos_ not in ("VERB", "ADJ"):
        return False
    if token.pos_ == "VERB" and token.morph.get("Case", []) == ["Gen"]:
        return True
    return lex.kind[k + 1] != WORD or lex.words[k + 1] in STOPS


def _nominative(word: str) -> str:
    """«пропавших» -> «пропавший», «родившихся» -> «родившийся»: a participle's nominative singular by its ending."""
    for genitive, nominative in (("ихся", "ийся"), ("их", "ий"), ("ых", "ый"), ("ые", "ый"), ("ие", "ий")):
        if word.endswith(genitive):
            return word[: -len(genitive)] + nominative
    return word


def _past_agent(lex: Lexemes, k: int) -> int:
    """«семи опрошенных агентством аналитиков»: the index of the genitive plural after the agent's words, else 0."""
    token = lex.token(k + 1) if lex.kind[k + 1] == WORD else None
    return k + 1 if token is not None and token.pos_ == "NOUN" and token.morph.get("Case", []) == ["Gen"] else 0


def _agrees(a: Token, b: Token) -> bool:
    return a.morph.get("Case", []) == b.morph.get("Case", []) and a.morph.get("Number", []) == b.morph.get("Number", [])


def opens_compound(lex: Lexemes, k: int) -> bool:
    """Whether lexeme k is the first part of a word with a hyphen."""
    return lex.words[k + 1] in DASHES and lex.glued(k + 1) and lex.glued(k + 2) and lex.kind[k + 2] == WORD


def _model(lex: Lexemes, k: int) -> tuple[str, int, int]:
    """«14 Boeing 737-800», «три Airbus»: a name of a model counted."""
    end = k + 1
    while end < k + 4 and (
        lex.kind[end] == "n" or lex.words[end] in ("-",) or (lex.kind[end] == WORD and lex.words[end].isascii())
    ):
        end += 1
    return lex.text[lex.start[k] : lex.end[end - 1]], k, end


def _phrase_of_token(lex: Lexemes, token: Token, k: int, j: int) -> tuple[str, int, int]:
    """The noun's dictionary form, or the set phrase it stands in, with its lexeme and the index after it."""
    lemma = (only_plural(token.lower_) if token.morph.get("Number", []) == ["Sing"] else None) or token.lemma_
    lemma = lemma or lex.words[k]
    if lemma.endswith(("ть", "ться", "ти")) and lex.words[k].endswith(("их", "ых", "ихся")):
        lemma = substantive(lex.words[k]) or _nominative(lex.words[k])
    return phrase_of(lex, lemma, k, j)


def phrase_of(lex: Lexemes, lemma: str, k: int, j: int) -> tuple[str, int, int]:
    """What ``_phrase_of_token`` does for a noun at lexeme k whose dictionary form is known; j begins its adjectives."""
    plain = lemma.replace("ё", "е")
    plain = OTHER_LEMMAS.get((plain, lex.words[k]), plain)
    lemma = plain if plain != lemma.replace("ё", "е") else lemma
    if plain in ("люди", "человека"):
        lemma = plain = "человек"
    for stem, phrase in SET_PHRASES.get(plain, ()):
        if lex.words[k + 1].startswith(stem):
            return phrase, k, k + 2
        if any(lex.words[m].startswith(stem) for m in range(j, k)):
            return phrase, k, k + 1
    return lemma, k, k + 3 if opens_compound(lex, k) else k + 1


def noun_before(lex: Lexemes, first: int) -> tuple[str, int] | None:
    """«человек сорок», «голосов в девяносто»: the genitive plural right before the number (and its preposition)."""
    k = first - 1
    if lex.words[k] in ("в", "на", "за", "по", "до", "под"):
        k -= 1
    if lex.kind[k] != WORD or lex.start[k] == lex.start[first]:
        return None
    token = lex.token(k)
    if (
        token is None
        or token.pos_ != "NOUN"
        or (token.morph.get("Number", []) != ["Plur"] and lex.words[k] != "человек")
    ):
        return None
    if token.morph.get("Case", []) not in (["Gen"], ["Acc"]) and lex.words[k] != "человек":
        return None
    return _phrase_of_token(lex, token, k, k)[0], k
