"""Russian word forms for the rooms after this one: dictionary forms, other forms of a word, nominative phrases.

Feature names and values are those of Universal Dependencies (``Case=Gen|Number=Plur``), as on ``token.morph``; where
a function takes ``feats`` it takes that string. Answers are kept in bounded caches, so the functions may be called
once a token. All are pure, and none fails on any string.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from spacy.tokens import Token

from extractor.annotate.dictionary import CACHE, CYRILLIC, Parse, best_parse, known_lemma, parses, word_list
from extractor.annotate.tagset import Tag, read_feats, read_tag

__all__ = [
    "Parse",
    "agrees",
    "best_parse",
    "feat",
    "head_of",
    "inflect",
    "is_indeclinable",
    "lemmatize",
    "nominative_phrase",
    "nominative_singular",
    "parses",
]

INFLECTED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"})
WITHOUT_FORMS = frozenset({"PUNCT", "SYM", "SPACE", "X"})
CLOSED = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "INTJ"})
RUSSIAN = re.compile("[а-яё0-9-]+")
GRAMMEMES = {
    "Nom": "nomn",
    "Gen": "gent",
    "Dat": "datv",
    "Acc": "accs",
    "Ins": "ablt",
    "Loc": "loct",
    "Sing": "sing",
    "Plur": "plur",
    "Masc": "masc",
    "Fem": "femn",
    "Neut": "neut",
}


def is_abbreviation(word: str) -> bool:
    """«ЕНПФ», «США»: capitals of an acronym, which take no ending («МИДа» does, and is none here)."""
    return (
        1 < len(word) <= 6 and word.isupper() and not any(p.known and "Abbr" not in p.grammemes for p in parses(word))
    )


def is_indeclinable(word: str) -> bool:
    """True for «тенге», «евро», «ВВП», Latin words and what is no word at all."""
    if (
        not CYRILLIC.search(word)
        or is_abbreviation(word)
        or word.lower().replace("ё", "е") in word_list("indeclinable")
    ):
        return True
    found = parses(word)
    return not found or ("Fixd" in found[0].grammemes and found[0].known)


@lru_cache(CACHE)
def lemmatize(word: str, pos: str = "", feats: str = "") -> str:
    """Dictionary form in lower case, е for ё: infinitive for every verb form (participles too), masculine nominative
    singular for adjectives, nominative singular for nouns, or plural for those used only so («деньги», «торги»).
    """
    lower = word.lower().replace("ё", "е")
    if pos in WITHOUT_FORMS or is_abbreviation(word) or lower in word_list("indeclinable"):
        return lower
    wanted = read_feats(feats)
    if wanted.get("Degree") == "Cmp":
        return lower
    if chosen := known_lemma(lower, pos, feats):
        (tag, lemma), known = chosen, True
    elif parse := best_parse(lower, pos, feats):
        tag, lemma, known = parse.tag, parse.lemma, parse.known
    else:
        return lower
    if not _trusted(read_tag(tag), known, word, pos, wanted):
        return lower
    if read_tag(tag).pos == "PRTF" and pos == "ADJ":
        return inflect(lower, case="Nom", number="Sing", gender="Masc", pos=pos, feats=feats)
    if wanted.get("Number") == "Plur":
        lemma = plural_only().get(lemma, lemma)
    return lemma.replace("ё", "е")


def _trusted(tag: Tag, known: bool, word: str, pos: str, wanted: dict[str, str]) -> bool:
    """Whether a reading is to be believed: the tagger may know better than a guess at an unknown word's paradigm."""
    if pos in CLOSED and not tag.fits(pos):
        return False
    if not RUSSIAN.fullmatch(word.lower()) and "Surn" not in tag.grammemes:
        return False
    # «Коннор» tagged nominative is no form of «Коннора», nor «Оспанулы» of «Оспанула»
    other_form = any(tag.feats.get(name) != wanted.get(name) for name in ("Case", "Number"))
    other_word = word[:1].isupper() and wanted.get("Case") == "Nom" and other_form
    return known or (tag.fits(pos) > 0 and not other_word)


@cache
def plural_only() -> dict[str, str]:
    """The words of data/plural_only.txt by the singular pymorphy derives them from: «деньга» -> «деньги»."""
    found = {}
    for word in sorted(word_list("plural_only")):
        for parse in parses(word):
            if parse.known and parse.pos == "NOUN" and parse.feats.get("Number") == "Plur":
                found[parse.lemma] = word
    return found


def is_plural_only(parse: Parse) -> bool:
    """True for «деньги», «выборы», «сутки»: nouns whose dictionary form is a plural."""
    if parse.pos != "NOUN" or parse.feats.get("Number") != "Plur" or not parse.known or "Surn" in parse.grammemes:
        return False
    return "Pltm" in parse.grammemes or parse.lemma in plural_only()


def like(pattern: str, word: str) -> str:
    """``word`` (lower case) with the capitals of ``pattern``, part by part at hyphens; ё only where pattern has one."""
    if "ё" not in pattern.lower():
        word = word.replace("ё", "е")
    parts, models = word.split("-"), pattern.split("-")
    if len(parts) != len(models):
        models = [pattern] * len(parts)
    return "-".join(_like_part(m, p) for m, p in zip(models, parts, strict=True))


def _like_part(pattern: str, word: str) -> str:
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    kept = 0
    while kept < min(len(pattern), len(word)) and pattern[kept].lower() == word[kept]:
        kept += 1
    if pattern[:1].isupper() and not kept:
        return word[:1].upper() + word[1:]
    return pattern[:kept] + word[kept:]


@lru_cache(CACHE)
def inflect(
    word: str,
    *,
    case: str | None = None,
    number: str | None = None,
    gender: str | None = None,
    pos: str = "",
    feats: str = "",
) -> str:
    """Another form of a word, its capitals kept: ``inflect("инвестиций", case="Nom", number="Sing")`` -> «инвестиция».

    ``case`` Nom Gen Dat Acc Ins Loc, ``number`` Sing Plur, ``gender`` Masc Fem Neut; what is not given stays as it is.
    ``pos`` and ``feats`` (UD) say which reading is meant. The word itself where it does not inflect.
    """
    if is_indeclinable(word):
        return word
    parse = best_parse(word, pos, feats)
    if parse is None or parse.pos not in INFLECTED or "Fixd" in parse.grammemes:
        return word
    plural = number == "Plur" or (number is None and parse.feats.get("Number") == "Plur")
    if number == "Sing" and is_plural_only(parse):
        number, plural = "Plur", True
    if parse.pos == "NOUN" or plural:
        gender = None  # a noun has one gender, a plural adjective none
    form = parse.form(*(GRAMMEMES[v] for v in (case, number, gender) if v))
    return like(word, form) if form else word


def feat(token: Token, name: str) -> str | None:
    """The value of a UD feature of a token («Case» -> «Gen»), or None."""
    return read_feats(str(token.morph)).get(name)


def nominative_singular(token: Token) -> str:
    """A token's nominative singular, capitals kept: nouns «инвестиций» -> «инвестиция», adjectives and participles in
    the masculine («подписанного» -> «подписанный»), plural-only nouns in the plural, surnames in their own gender.
    """
    feats = str(token.morph)
    gender = None if token.pos_ in ("NOUN", "PROPN") else "Masc"
    return inflect(token.text, case="Nom", number="Sing", gender=gender, pos=token.pos_, feats=feats)


def head_of(tokens: Sequence[Token]) -> Token | None:
    """The head of a noun phrase: the first noun that nothing before it in the phrase governs; else its first adjective
    or participle («исполняющей обязанности»). None for a phrase without either.
    """
    agreeing = [t for t in tokens if _is_noun(t) and t.dep_ not in ("obj", "obl") and _modifies(tokens[0], t, t)]
    if agreeing:  # «введённых в строй предприятий», however it was parsed
        return agreeing[0]
    for token in tokens:
        if _is_noun(token) and not _governed(token, tokens):
            return token
    return next((t for t in tokens if t.pos_ in ("ADJ", "DET", "NUM", "VERB", "NOUN", "PROPN")), None)


def _is_noun(token: Token) -> bool:
    """Tagged so, or known to the dictionary as nothing else («смертностью» is tagged a participle by its ending)."""
    if token.pos_ in ("NOUN", "PROPN", "PRON"):
        return True
    found = parses(token.text) if token.pos_ in ("VERB", "ADJ") else ()
    return bool(found) and all(p.known and p.pos == "NOUN" for p in found)


def _governed(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether a preposition, a noun or a participle before it in ``tokens`` governs ``noun``."""
    first, last = tokens[0].i, tokens[-1].i
    if any(t.pos_ == "ADP" and t.head.i == noun.i and first <= t.i < noun.i for t in tokens):
        return True
    at = noun
    for _ in tokens:  # no chain is longer than the phrase
        at = at.head
        if not first <= at.i <= last or at.i == noun.i:
            return False
        if at.i < noun.i and (_is_noun(at) or at.pos_ == "VERB" or (at.pos_ == "ADJ" and at.dep_ != "amod")):
            return True
        if at.head.i == at.i:
            return False
    return False


def nominative_phrase(tokens: Sequence[Token], number: str | None = None) -> str:
    """A noun phrase in the nominative: «введённых в строй предприятий» -> «введённые в строй предприятия».

    The head noun, nouns joined to it by «и», and the adjectives, participles and determiners that agree with it and
    stand before it take the nominative and the head's number (or ``number``, "Sing" or "Plur"); all else stays.
    A phrase counted by a numeral («15 предприятий») stays as it is. ``tokens`` are contiguous.
    """
    head = head_of(tokens)
    forms = {t.i: t.text for t in tokens}
    if head is not None and not any(t.dep_.startswith("nummod") and t.head.i == head.i for t in tokens):
        for noun in [head, *(t for t in tokens if _joined(t, head))]:
            forms.update(_agreed(tokens, noun, number))
    return "".join(forms[t.i] + t.whitespace_ for t in tokens).strip()


def _joined(token: Token, head: Token) -> bool:
    return (
        token.dep_ == "conj"
        and token.head.i == head.i
        and token.pos_ == head.pos_
        and feat(token, "Case") == feat(head, "Case")
    )


def _agreed(tokens: Sequence[Token], noun: Token, number: str | None) -> dict[int, str]:
    """Forms by token index: ``noun`` and the modifiers before it, in the nominative."""
    feats = str(noun.morph)
    number = number or feat(noun, "Number")
    form = inflect(noun.text, case="Nom", number=number, pos=noun.pos_, feats=feats)
    parse = best_parse(noun.text, noun.pos_, feats)
    if parse and number == "Sing" and is_plural_only(parse):
        number = "Plur"
    gender = parse.feats.get("Gender") if parse and "Ms-f" not in parse.grammemes else None
    gender = gender or feat(noun, "Gender")
    forms = {noun.i: form}
    following = noun
    for token in reversed([t for t in tokens if t.i < noun.i]):
        if not _modifies(token, noun, following):
            continue
        # «государственного и частного секторов»: each adjective of a joined pair stays singular
        joined = number == "Plur" and feat(noun, "Number") == "Plur" and feat(token, "Number") == "Sing"
        kept = "Sing" if joined else number
        forms[token.i] = inflect(token.text, case="Nom", number=kept, gender=gender, pos="ADJ", feats=str(token.morph))
        following = token
    return forms


def _modifies(token: Token, noun: Token, following: Token) -> bool:
    """Whether ``token`` agrees with ``noun``; ``following`` is the nearest word after it that belongs to it."""
    if not (token.pos_ in ("ADJ", "DET", "NUM") or (token.pos_ == "VERB" and feat(token, "VerbForm") == "Part")):
        return False
    near = token.head.i == noun.i or token.head.head.i == noun.i or token.i + 1 == following.i
    participle = token.pos_ == "VERB" and noun.i > token.i  # its own words stand between it and its noun
    return (near or participle) and agrees(token.text, str(noun.morph))


@lru_cache(CACHE)
def agrees(modifier: str, feats: str) -> bool:
    """Whether an adjective, participle or determiner has a reading with the case (and number and gender) of a noun."""
    noun = read_feats(feats)
    for parse in parses(modifier):
        if parse.pos in ("ADJF", "PRTF") and parse.feats.get("Case") == noun.get("Case"):
            number = parse.feats.get("Number")
            if number != noun.get("Number"):
                # «государственного и частного секторов»
                if number == "Sing":
                    return True
            elif number == "Plur" or parse.feats.get("Gender") in (noun.get("Gender"), None):
                return True
    return False
