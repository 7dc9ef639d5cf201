"""Russian word forms: what a word can be, its dictionary form, and other forms of it (pymorphy2's dictionary).

Feature names and values are those of Universal Dependencies (``Case=Gen|Number=Plur``), as on ``token.morph``; where
a function takes ``feats`` it takes that string. Every answer is kept in a bounded cache, so the functions may be
called once a token. All are pure, and none fails on any string.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import pymorphy2_dicts_ru

# Without it pymorphy2 looks its dictionary up through pkg_resources, which new setuptools lacks.
os.environ.setdefault("PYMORPHY2_DICT_PATH", pymorphy2_dicts_ru.get_path())

import pymorphy2  # noqa: E402  (the variable must be set first)
from spacy.tokens import Token  # noqa: E402

CACHE = 50_000
# pymorphy tries every split of a word it does not know; no Russian word is longer or has more hyphens.
LONGEST_WORD, MOST_HYPHENS = 64, 3

# OpenCorpora's part of speech -> the UD parts of speech it can stand for, the usual one first.
UD_POS = {
    "NOUN": ("NOUN", "PROPN"),
    "ADJF": ("ADJ", "DET", "PRON", "NUM"),
    "ADJS": ("ADJ",),
    "COMP": ("ADV", "ADJ"),
    "VERB": ("VERB", "AUX"),
    "INFN": ("VERB", "AUX"),
    "PRTF": ("VERB", "ADJ"),
    "PRTS": ("VERB", "ADJ"),
    "GRND": ("VERB",),
    "NUMR": ("NUM", "DET"),
    "ADVB": ("ADV",),
    "NPRO": ("PRON",),
    "PRED": ("ADV", "VERB"),
    "PREP": ("ADP",),
    "CONJ": ("CCONJ", "SCONJ"),
    "PRCL": ("PART",),
    "INTJ": ("INTJ",),
}
# OpenCorpora's grammeme -> UD's feature and value.
UD_FEATS = {
    "nomn": ("Case", "Nom"),
    "gent": ("Case", "Gen"),
    "gen2": ("Case", "Gen"),
    "datv": ("Case", "Dat"),
    "accs": ("Case", "Acc"),
    "ablt": ("Case", "Ins"),
    "loct": ("Case", "Loc"),
    "loc2": ("Case", "Loc"),
    "sing": ("Number", "Sing"),
    "plur": ("Number", "Plur"),
    "masc": ("Gender", "Masc"),
    "femn": ("Gender", "Fem"),
    "neut": ("Gender", "Neut"),
    "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"),
    "perf": ("Aspect", "Perf"),
    "impf": ("Aspect", "Imp"),
    "past": ("Tense", "Past"),
    "pres": ("Tense", "Pres"),
    "futr": ("Tense", "Fut"),
    "1per": ("Person", "1"),
    "2per": ("Person", "2"),
    "3per": ("Person", "3"),
    "actv": ("Voice", "Act"),
    "pssv": ("Voice", "Pass"),
}
FORM_FEATS = {
    "ADJS": ("Variant", "Short"),
    "PRTS": ("Variant", "Short"),
    "INFN": ("VerbForm", "Inf"),
    "PRTF": ("VerbForm", "Part"),
    "GRND": ("VerbForm", "Conv"),
    "VERB": ("VerbForm", "Fin"),
    "COMP": ("Degree", "Cmp"),
}
GRAMMEMES = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
    "Sing": "sing", "Plur": "plur", "Masc": "masc", "Fem": "femn", "Neut": "neut",
}  # fmt: skip
# How much agreement in a feature says about which parse is meant; what is missing says little.
WEIGHTS = {"Case": 1.0, "Number": 1.0, "Gender": 1.0, "VerbForm": 1.0, "Tense": 0.5, "Variant": 1.0, "Person": 0.5, "Degree": 0.5, "Animacy": 0.25}
POS_WEIGHT, NAME_WEIGHT = 2.0, 0.3
NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
INFLECTED = frozenset({"NOUN", "ADJF", "PRTF", "NUMR", "NPRO"})
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a word: ``word`` in lower case, ``lemma`` its dictionary form, ``pos`` and ``grammemes``
    OpenCorpora's, ``feats`` the same in UD, ``known`` whether the dictionary has the word, ``score`` its likelihood."""

    word: str
    lemma: str
    pos: str
    grammemes: frozenset[str]
    feats: dict[str, str]
    known: bool
    score: float
    entry: Any = field(repr=False, compare=False)


@cache
def analyzer() -> Any:
    """pymorphy2's analyzer, made once. It needs inspect.getargspec, which Python 3.11 dropped, while it is made."""
    if hasattr(inspect, "getargspec"):
        return pymorphy2.MorphAnalyzer()
    inspect.getargspec = _getargspec  # type: ignore[attr-defined]
    try:
        return pymorphy2.MorphAnalyzer()
    finally:
        del inspect.getargspec  # type: ignore[attr-defined]


def _getargspec(function: Any) -> tuple[Any, Any, Any, Any]:
    spec = inspect.getfullargspec(function)
    return spec.args, spec.varargs, spec.varkw, spec.defaults


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list under annotate/data: one a line, # begins a comment."""
    lines = files("extractor.annotate").joinpath("data", f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(CACHE)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word, likeliest first; none for a word without Cyrillic letters, or longer than any word is."""
    if len(word) > LONGEST_WORD or word.count("-") > MOST_HYPHENS or not CYRILLIC.search(word):
        return ()
    found = []
    for p in analyzer().parse(word):
        pos = str(p.tag.POS or "")
        feats = dict(UD_FEATS[g] for g in str(p.tag).replace(" ", ",").split(",") if g in UD_FEATS)
        if pos in FORM_FEATS:
            feats.setdefault(*FORM_FEATS[pos])
        found.append(Parse(p.word, p.normal_form, pos, frozenset(p.tag.grammemes), feats, bool(p.is_known), float(p.score), p))
    return tuple(found)


@lru_cache(CACHE)
def read_feats(feats: str) -> dict[str, str]:
    """«Case=Gen|Number=Plur» as a dictionary. Not to be changed by the caller."""
    return dict(part.split("=", 1) for part in feats.split("|") if "=" in part)


@lru_cache(CACHE)
def best_parse(word: str, pos: str = "", feats: str = "") -> Parse | None:
    """The reading that agrees best with a tagger's UD part of speech and features; the likelier one where two agree.

    «данных» NOUN -> данные, «данных» VERB (participle) -> дать. None where the word has no reading.
    """
    wanted = read_feats(feats)
    if wanted.get("Number") == "Plur":
        wanted = {f: v for f, v in wanted.items() if f != "Gender"}  # plural forms have none, «выборов» is tagged at will
    best, best_score = None, -1.0
    for parse in parses(word):
        score = sum(w for f, w in WEIGHTS.items() if f in wanted and parse.feats.get(f) == wanted[f])
        score += POS_WEIGHT if pos in UD_POS.get(parse.pos, ()) else 0.0
        if pos == "PROPN" and parse.grammemes & NAME_GRAMMEMES:
            score += NAME_WEIGHT
        if score > best_score:
            best, best_score = parse, score
    return best


def is_abbreviation(word: str) -> bool:
    """«ЕНПФ», «США»: capitals of an acronym, which take no ending («МИДа» does, and is none here)."""
    return 1 < len(word) <= 6 and word.isupper() and not any(p.known and "Abbr" not in p.grammemes for p in parses(word))


def is_indeclinable(word: str) -> bool:
    """True for «тенге», «евро», «ВВП», Latin words and what is no word at all."""
    if not CYRILLIC.search(word) or is_abbreviation(word) or word.lower().replace("ё", "е") in word_list("indeclinable"):
        return True
    found = parses(word)
    return not found or ("Fixd" in found[0].grammemes and found[0].known)


@lru_cache(CACHE)
def lemmatize(word: str, pos: str = "", feats: str = "") -> str:
    """Dictionary form in lower case, е for ё: infinitive for every verb form (participles too), masculine nominative
    singular for adjectives, nominative singular for nouns, or plural for those used only so («деньги», «торги»)."""
    lower = word.lower().replace("ё", "е")
    if pos in ("PUNCT", "SYM", "SPACE") or is_abbreviation(word) or lower in word_list("indeclinable"):
        return lower
    parse = best_parse(word, pos, feats)
    if parse is None:
        return lower
    wanted = read_feats(feats)
    if not parse.known and pos in ("NOUN", "PROPN") and wanted.get("Case") == "Nom" and wanted.get("Number") != "Plur":
        return lower  # the tagger knows the case better than a guess at the paradigm does
    form = _form(parse, "nomn", "plur") if is_plural_only(parse) else None
    return (form or parse.lemma).replace("ё", "е")


def is_plural_only(parse: Parse) -> bool:
    """True for «деньги», «выборы», «сутки»: nouns whose dictionary form is a plural."""
    if parse.pos != "NOUN" or parse.feats.get("Number") != "Plur":
        return False
    return "Pltm" in parse.grammemes or (_form(parse, "nomn", "plur") or "").replace("ё", "е") in word_list("plural_only")


def _form(parse: Parse, *grammemes: str) -> str | None:
    """The form of a reading's word with these grammemes, or None where it has none."""
    form = parse.entry.inflect(set(grammemes))
    return str(form.word) if form else None


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
    word: str, *, case: str | None = None, number: str | None = None, gender: str | None = None, pos: str = "", feats: str = ""
) -> str:
    """Another form of a word, its capitals kept: ``inflect("инвестиций", case="Nom", number="Sing")`` -> «инвестиция».

    ``case`` Nom Gen Dat Acc Ins Loc, ``number`` Sing Plur, ``gender`` Masc Fem Neut; what is not given stays as it is.
    ``pos`` and ``feats`` (UD) say which reading is meant. The word itself where it does not inflect or has no such form.
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
    form = _form(parse, *(GRAMMEMES[v] for v in (case, number, gender) if v))
    return like(word, form) if form else word


def nominative_singular(token: Token) -> str:
    """A token's nominative singular, capitals kept: nouns «инвестиций» -> «инвестиция», adjectives and participles in
    the masculine («подписанного» -> «подписанный»), plural-only nouns in the plural, surnames in their own gender."""
    feats = str(token.morph)
    gender = None if token.pos_ in ("NOUN", "PROPN") else "Masc"
    return inflect(token.text, case="Nom", number="Sing", gender=gender, pos=token.pos_, feats=feats)


def head_of(tokens: Sequence[Token]) -> Token | None:
    """The head of a noun phrase: the first noun that nothing before it in the phrase governs; else its first adjective
    or participle («исполняющей обязанности»). None for a phrase without either."""
    for token in tokens:
        if token.pos_ in ("NOUN", "PROPN", "PRON") and not _governed(token, tokens):
            return token
    return next((t for t in tokens if t.pos_ in ("ADJ", "DET", "NUM", "VERB", "NOUN", "PROPN")), None)


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
        if at.i < noun.i and at.pos_ in ("NOUN", "PROPN", "VERB", "ADJ"):
            return True
        if at.head.i == at.i:
            return False
    return False


def nominative_phrase(tokens: Sequence[Token], number: str | None = None) -> str:
    """A noun phrase in the nominative: «введённых в строй предприятий страны» -> «введенные в строй предприятия страны».

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
    return token.dep_ == "conj" and token.head.i == head.i and token.pos_ == head.pos_ and token.morph.get("Case") == head.morph.get("Case")


def _agreed(tokens: Sequence[Token], noun: Token, number: str | None) -> dict[int, str]:
    """Forms by token index: ``noun`` and the modifiers before it, in the nominative."""
    feats = str(noun.morph)
    number = number or next(iter(noun.morph.get("Number")), None)
    form = inflect(noun.text, case="Nom", number=number, pos=noun.pos_, feats=feats)
    parse = best_parse(noun.text, noun.pos_, feats)
    if parse and number == "Sing" and is_plural_only(parse):
        number = "Plur"
    gender = (parse.feats.get("Gender") if parse and "Ms-f" not in parse.grammemes else None) or next(iter(noun.morph.get("Gender")), None)
    forms = {noun.i: form}
    following = noun
    for token in reversed([t for t in tokens if t.i < noun.i]):
        if not _modifies(token, noun, following):
            continue
        # «государственного и частного секторов»: each adjective of a joined pair stays singular
        joined = number == "Plur" and noun.morph.get("Number") == ["Plur"] and token.morph.get("Number") == ["Sing"]
        kept = "Sing" if joined else number
        forms[token.i] = inflect(token.text, case="Nom", number=kept, gender=gender, pos="ADJ", feats=str(token.morph))
        following = token
    return forms


def _modifies(token: Token, noun: Token, following: Token) -> bool:
    """Whether ``token`` agrees with ``noun``; ``following`` is the nearest word after it known to belong to the noun."""
    if not (token.pos_ in ("ADJ", "DET", "NUM") or (token.pos_ == "VERB" and token.morph.get("VerbForm") == ["Part"])):
        return False
    near = token.head.i == noun.i or token.head.head.i == noun.i or token.i + 1 == following.i
    return near and agrees(token.text, str(noun.morph))


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
