"""What a Russian word can be: readings of it from pymorphy2's dictionary and from this project's additions to it.

Feature names and values are those of Universal Dependencies (``Case=Gen|Number=Plur``), as on ``token.morph``; where
a function takes ``feats`` it takes that string. Answers are kept in bounded caches; no string makes them fail.
"""

from __future__ import annotations

import inspect
import os
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import pymorphy2_dicts_ru

# Without it pymorphy2 looks its dictionary up through pkg_resources, which new setuptools lacks.
os.environ.setdefault("PYMORPHY2_DICT_PATH", pymorphy2_dicts_ru.get_path())

import pymorphy2
from pymorphy2.units import DictionaryAnalyzer

from extractor.annotate.dawg import hasten
from extractor.annotate.tagset import agreement, read_tag

CACHE = 50_000
# pymorphy tries every split of a word it does not know; no Russian word is longer or has more hyphens.
LONGEST_WORD, MOST_HYPHENS = 64, 3

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


class Parse(NamedTuple):
    """One reading of a word.

    word   the word in lower case                  lemma  its dictionary form, in lower case
    tag    OpenCorpora's, «NOUN,inan,masc sing»    known  whether the dictionary has the word, or it is guessed
    score  how likely the reading is               entry  pymorphy2's own record of it
    stems  for a word declined like another: that one's stem and its own
    """

    word: str
    lemma: str
    tag: str
    known: bool
    score: float
    entry: Any
    stems: tuple[str, str] = ("", "")

    @property
    def pos(self) -> str:
        """OpenCorpora's part of speech."""
        return read_tag(self.tag).pos

    @property
    def grammemes(self) -> frozenset[str]:
        """OpenCorpora's grammemes."""
        return read_tag(self.tag).grammemes

    @property
    def feats(self) -> dict[str, str]:
        """Features of Universal Dependencies."""
        return read_tag(self.tag).feats

    def form(self, *grammemes: str) -> str | None:
        """The form of the word with these OpenCorpora grammemes, in lower case, or None where it has none."""
        forms = analyzer()._inflect(self.entry, set(grammemes))
        if not forms:
            return None
        model, own = self.stems
        return own + str(forms[0][0])[len(model) :]


@cache
def analyzer() -> Any:
    """pymorphy2's analyzer, made once. While it is made it needs inspect.getargspec, which Python 3.11 dropped."""
    if hasattr(inspect, "getargspec"):
        return hasten(pymorphy2.MorphAnalyzer(result_type=None))
    inspect.getargspec = _getargspec  # type: ignore[attr-defined]
    try:
        return hasten(pymorphy2.MorphAnalyzer(result_type=None))
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


def _reading(entry: tuple[Any, ...]) -> Parse:
    word, tag, lemma, score, methods = entry
    known = len(methods) == 1 and type(methods[0][0]) is DictionaryAnalyzer
    return Parse(word, lemma, str(tag), known, float(score), entry)


@cache
def _added_forms() -> dict[str, tuple[Parse, ...]]:
    """Readings of the forms of the words in data/declined_like.tsv, by form."""
    forms: dict[str, list[Parse]] = {}
    for line in data_lines("declined_like.tsv"):
        word, model = line.split("\t")
        base = next(p for p in analyzer().parse(model) if p[1].POS == "NOUN" and p[2] == model)
        lexeme = analyzer().get_lexeme(base)
        stem = _common_start([form[0] for form in lexeme])
        own = word[: len(word) - (len(model) - len(stem))]
        for form in lexeme:
            model_form = _reading(form)
            own_form = own + model_form.word[len(stem) :]
            parse = Parse(own_form, word, model_form.tag, True, model_form.score, form, (stem, own))
            forms.setdefault(parse.word, []).append(parse)
    return {form: tuple(found) for form, found in forms.items()}


def _common_start(words: list[str]) -> str:
    first, last = min(words), max(words)
    return first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


@lru_cache(CACHE)
def best_parse(word: str, pos: str = "", feats: str = "") -> Parse | None:
    """The reading that agrees best with a tagger's UD part of speech and features; the likelier one where two agree.

    «данных» NOUN -> данные, «данных» VERB (participle) -> дать. None where the word has no reading.
    """
    best, best_score = None, -1.0
    for parse in parses(word):
        score = agreement(parse.tag, pos, feats)
        if score > best_score:
            best, best_score = parse, score
    return best


def known_lemma(word: str, pos: str = "", feats: str = "") -> tuple[str, str] | None:
    """Tag and dictionary form of best_parse, at less cost, where the dictionary alone decides; else None."""
    if len(word) < 2 or len(word) > LONGEST_WORD or word in _added_forms():
        return None
    dictionary = analyzer().dictionary
    best_score = -1.0
    found: list[tuple[str, str]] = []
    for fixed, forms in dictionary.words.similar_items(word, analyzer().char_substitutes):
        for paradigm, form in forms:
            tag = str(dictionary.build_tag_info(paradigm, form))
            score = agreement(tag, pos, feats)
            if score > best_score:
                best_score, found = score, []
            if score == best_score:
                found.append((tag, str(dictionary.build_normal_form(paradigm, form, fixed))))
    return found[0] if len({lemma for _, lemma in found}) == 1 else None
