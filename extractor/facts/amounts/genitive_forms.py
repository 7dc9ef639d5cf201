"""Which word is a genitive plural, and of what noun. The tagger reads a capital at the start of a sentence as a name
(«Волков в области 600»), so that the dictionary has the last word there.
"""

from __future__ import annotations

from functools import lru_cache

from extractor.annotate.dictionary import parses
from extractor.facts.amounts.agreement import ADJECTIVE_ENDS, NAMES, mistagged_noun, only_plural
from extractor.facts.amounts.counting import counted_noun, opens_compound, phrase_of
from extractor.facts.lexemes import DASHES, WORD, Lexemes


def genitive_plural(lex: Lexemes, k: int) -> str | None:
    """The counted noun of a genitive plural at lexeme k; None for another form. The tagger's word counts where it says
    so, else the dictionary's.
    """
    if not _may_be_genitive(lex.words[k]):
        return None
    token = lex.token(k)
    if token is None or opens_compound(lex, k):
        return None  # a compound is read at its last part
    case, plural = token.morph.get("Case", []), token.morph.get("Number", []) == ["Plur"]
    noun = token.pos_ in ("NOUN", "PROPN") or mistagged_noun(token)
    if noun and plural and case in (["Gen"], ["Acc"]):
        found = counted_noun(lex, k)
        return _with_adjectives(lex, k, found[0]) if found else None
    first = _first_part(lex, k)
    if lex.capital(first) and lex.start[first] != lex.sentence_start(k):
        return None
    if not lex.capital(first) and noun and token.pos_ != "PROPN" and case != ["Loc"]:
        lemma = only_plural(lex.words[k]) if not plural and first == k else None
        return _with_adjectives(lex, k, lemma) if lemma else None
    lemma = _only_genitive_plural(lex.text[lex.start[first] : lex.end[k]].lower())
    return _with_adjectives(lex, k, lemma) if lemma else None


def _with_adjectives(lex: Lexemes, k: int, lemma: str) -> str:
    """The noun, or the set phrase that the adjectives before it make: «жёлтых карточек» -> «жёлтая карточка»."""
    return phrase_of(lex, lemma, k, phrase_start(lex, k))[0]


def phrase_start(lex: Lexemes, k: int) -> int:
    """Index of the first lexeme of the phrase whose noun is at lexeme k: the adjectives that agree with it stand in."""
    m = _first_part(lex, k)
    while lex.kind[m - 1] == WORD and _agreeing_adjective(lex, m - 1):
        m -= 1
    return m


def _first_part(lex: Lexemes, k: int) -> int:
    """Index of the first lexeme of the compound that ends at lexeme k: «сим» of «сим-карт»."""
    while lex.words[k - 1] in DASHES and lex.glued(k) and lex.glued(k - 1) and lex.kind[k - 2] == WORD:
        k -= 2
    return k


@lru_cache(20_000)
def _may_be_genitive(word: str) -> bool:
    """False for a word that the dictionary knows, and not as a genitive plural."""
    found = parses(word)
    return any({"gent", "plur"} <= p.grammemes for p in found) or not any(p.known for p in found)


@lru_cache(20_000)
def _only_genitive_plural(word: str) -> str | None:
    """Dictionary form of a word that is most likely the genitive of a plural; None for others."""
    if word.endswith(ADJECTIVE_ENDS) and not word.endswith(("ей", "ой")):
        return None
    readings = parses(word)
    found = [p for p in readings if p.pos == "NOUN" and not p.grammemes & NAMES]
    others = any(p.pos != "NOUN" and p.score > 0.1 for p in readings)
    if not found or others or not all(p.known for p in found) or any("Geox" in p.grammemes for p in readings):
        return None
    plural = [p for p in found if {"gent", "plur"} <= p.grammemes]
    if not plural or sum(p.score for p in plural) < 0.4 * sum(p.score for p in found):
        return None
    return plural[0].lemma


def _agreeing_adjective(lex: Lexemes, m: int) -> bool:
    """Whether lexeme m is an adjective or participle in the genitive plural."""
    token = lex.token(m)
    if (
        token is None
        or token.pos_ not in ("ADJ", "DET", "PROPN", "VERB")
        or not lex.words[m].endswith(("ых", "их", "ихся"))
    ):
        return False
    return token.pos_ == "PROPN" or (
        token.morph.get("Case", []) in (["Gen"], ["Acc"], ["Loc"]) and token.morph.get("Number", []) == ["Plur"]
    )
