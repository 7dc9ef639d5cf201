"""What a Russian word can be: readings of it from pymorphy2's dictionary and from this project's additions to it.

Feature names and values are those of Universal Dependencies (``Case=Gen|Number=Plur``), as on ``token.morph``; where
a function takes ``feats`` it takes that string. Answers are kept in bounded caches; no string makes them fail.
"""

from __future__ import annotations

import inspect
import os
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import pymorphy2_dicts_ru

# Without it pymorphy2 looks its dictionary up through pkg_resources, which new setuptools lacks.
os.environ.setdefault("PYMORPHY2_DICT_PATH", pymorphy2_dicts_ru.get_path())

import pymorphy2

CACHE = 50_000
# pymorphy tries every split of a word it does not know; no Russian word is longer or has more hyphens.
LONGEST_WORD, MOST_HYPHENS = 64, 3

# OpenCorpora's part of speech -> the UD parts of speech it can stand for, the usual one first.
UD_POS = {
    "NOUN": ("NOUN", "PROPN"),
    "ADJF": ("ADJ", "DET", "PRON", "NUM", "PROPN"),
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
# How much agreement in a feature says about which reading is meant.
WEIGHTS = {
    "Case": 1.2,
    "Number": 1.0,
    "Gender": 1.0,
    "VerbForm": 1.0,
    "Variant": 1.0,
    "Tense": 0.5,
    "Person": 0.5,
    "Degree": 0.5,
    "Animacy": 0.25,
}
# A plural shows no gender, so that taggers are free with it («голов», «выборов»): it breaks ties only.
PLURAL_WEIGHTS = WEIGHTS | {"Gender": 0.2}
POS_WEIGHT, NAME_WEIGHT = 2.0, 0.3
NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parse:
    """One reading of a word.

    word       the word in lower case          lemma      its dictionary form, in lower case
    pos        OpenCorpora's part of speech    grammemes  OpenCorpora's grammemes
    feats      the same in UD                  known      whether the dictionary has the word, or it is guessed
    score      how likely the reading is       stems      for a word declined like another: that one's stem, its own
    """

    word: str
    lemma: str
    pos: str
    grammemes: frozenset[str]
    feats: dict[str, str]
    known: bool
    score: float
    entry: Any = field(repr=False, compare=False)
    stems: tuple[str, str] = ("", "")

    def fits(self, pos: str) -> float:
        """How well the reading goes with a UD part of speech: 1 for its usual one, 0.75 for another, 0 for none."""
        possible = UD_POS.get(self.pos, ())
        return 0.0 if pos not in possible else 1.0 if pos == possible[0] else 0.75

    def form(self, *grammemes: str) -> str | None:
        """The form of the word with these OpenCorpora grammemes, in lower case, or None where it has none."""
        form = self.entry.inflect(set(grammemes))
        if form is None:
            return None
        model, own = self.stems
        return own + str(form.word)[len(model) :]


@cache
def analyzer() -> Any:
    """pymorphy2's analyzer, made once. While it is made it needs inspect.getargspec, which Python 3.11 dropped."""
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


def data_lines(name: str) -> list[str]:
    """Lines of a file under annotate/data without comments and blanks."""
    text = files("extractor.annotate").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of ``data/<name>.txt``: one a line, lower case, е for ё."""
    return frozenset(line.strip() for line in data_lines(f"{name}.txt"))


@lru_cache(CACHE)
def parses(word: str) -> tuple[Parse, ...]:
    """All readings of a word, likeliest first; none for a word without Cyrillic letters, or longer than any word is."""
    if len(word) > LONGEST_WORD or word.count("-") > MOST_HYPHENS or not CYRILLIC.search(word):
        return ()
    return _added_forms().get(word.lower()) or tuple(_reading(p) for p in analyzer().parse(word))


def _reading(entry: Any) -> Parse:
    pos = str(entry.tag.POS or "")
    feats = dict(UD_FEATS[g] for g in str(entry.tag).replace(" ", ",").split(",") if g in UD_FEATS)
    if pos in FORM_FEATS:
        feats.setdefault(*FORM_FEATS[pos])
    grammemes = frozenset(map(str, entry.tag.grammemes))
    return Parse(entry.word, entry.normal_form, pos, grammemes, feats, bool(entry.is_known), float(entry.score), entry)


@cache
def _added_forms() -> dict[str, tuple[Parse, ...]]:
    """Readings of the forms of the words in data/declined_like.tsv, by form."""
    forms: dict[str, list[Parse]] = {}
    for line in data_lines("declined_like.tsv"):
        word, model = line.split("\t")
        base = next(p for p in analyzer().parse(model) if p.tag.POS == "NOUN" and p.normal_form == model)
        stem = _common_start([f.word for f in base.lexeme])
        own = word[: len(word) - (len(model) - len(stem))]
        for form in base.lexeme:
            r = _reading(form)
            parse = Parse(
                own + r.word[len(stem) :], word, r.pos, r.grammemes, r.feats, True, r.score, form, (stem, own)
            )
            forms.setdefault(parse.word, []).append(parse)
    return {form: tuple(found) for form, found in forms.items()}


def _common_start(words: list[str]) -> str:
    first, last = min(words), max(words)
    return first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


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
    weights = PLURAL_WEIGHTS if wanted.get("Number") == "Plur" else WEIGHTS
    best, best_score = None, -1.0
    for parse in parses(word):
        score = sum(weights[f] for f, v in wanted.items() if f in weights and parse.feats.get(f) == v)
        score += POS_WEIGHT * parse.fits(pos)
        if pos == "PROPN" and parse.grammemes & NAME_GRAMMEMES:
            score += NAME_WEIGHT
        if score > best_score:
            best, best_score = parse, score
    return best
