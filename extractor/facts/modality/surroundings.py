"""What one Doc holds around its amounts that says how real they are, read once for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from extractor.facts.lexemes import NUMBER, Lexemes, lexemes_of
from extractor.facts.modality.cues import MODIFIER, PREDICATE, SENTENCE
from extractor.facts.modality.rules import Verdict, ruled
from extractor.facts.modality.verbs import is_future, is_past, is_predicate
from extractor.facts.modality.words import TOPICS, topics_of
from extractor.facts.periods import find_periods
from extractor.facts.text import Text, Word, text_of
from extractor.records import STATUSES

TENSES = ("past", "present", "future", "infinitive", "participle", "imperative")
SIGNALS = (*STATUSES[1:], *TENSES[:4], *TOPICS)
PLACE = {name: n for n, name in reversed(list(enumerate(SIGNALS)))}


@dataclass(slots=True)
class Surroundings:
    """What one Doc holds, by word: running counts of signals, headings, periods and its numbers' verdicts.

    sums      (word + 1, signal) running counts      headings  for each block, the heading above it or -1
    spots     (first token, end token, future -1/0/1, relation) of each period
    numbers   (token, verdict) of each literal that is no year
    shares    of each of STATUSES among those verdicts
    """

    text: Text
    sums: npt.NDArray[np.int64]
    headings: list[int]
    spots: list[tuple[int, int, int, str]]
    numbers: list[tuple[int, Verdict]]
    shares: list[float]


@lru_cache(maxsize=4)
def surroundings(doc: Doc) -> Surroundings:
    """Reads a Doc once; the amounts of one article share it."""
    text = text_of(doc)
    signals = np.zeros((len(text.words) + 1, len(SIGNALS)), np.int64)
    for token in text.words:
        for name in _signals(token):
            signals[token.i + 1, PLACE[name]] = 1
    headings, above = [], -1
    for n, block in enumerate(text.blocks):
        if block.kind == "heading":
            above = n
        headings.append(above if block.kind != "heading" else -1)
    numbers = _numbers(doc)
    said = [v.status for _, v in numbers]
    return Surroundings(
        text,
        signals.cumsum(axis=0),
        headings,
        _spots(doc),
        numbers,
        [said.count(s) / max(1, len(said)) for s in STATUSES],
    )


def _signals(token: Word) -> Iterator[str]:
    text = token.word
    for cues in (PREDICATE, SENTENCE, MODIFIER):
        status = cues.of(text)
        if status is not None:
            if status != "actual":
                yield status
            break
    if is_predicate(token):
        yield tense(token)
    yield from topics_of(text)


def tense(verb: Word) -> str:
    """One of TENSES."""
    form = verb.feats.get("VerbForm")
    if is_future(verb):
        return "future"
    if is_past(verb) or form == "Part":
        return "past"
    if form == "Inf":
        return "infinitive"
    return "present"


def _spots(doc: Doc) -> list[tuple[int, int, int, str]]:
    article = doc._.article
    published = article.published_at[:10] if article is not None and article.published_at else ""
    out: list[tuple[int, int, int, str]] = []
    for p in find_periods(doc):
        span = doc.char_span(p.start, p.end, alignment_mode="expand")
        if span is not None and p.value:
            out.append((span.start, span.end, _future(p.value, published), str(p.relation)))
    return out


def _future(value: str, published: str) -> int:
    first, last = value.split("/")[0], value.split("/")[-1]
    if not published:
        return 0
    if first > published[: len(first)]:
        return 1
    if last not in ("", "..") and last < published[: len(last)]:
        return -1
    return 0


def _numbers(doc: Doc) -> list[tuple[int, Verdict]]:
    lex = lexemes_of(doc)
    out: list[tuple[int, Verdict]] = []
    for i in range(lex.first, lex.last):
        if lex.kind[i] == NUMBER and not _is_year(lex, i):
            token = lex.parsed(i)
            if token is not None:
                out.append((token.i, ruled(lex, i)))
    return out


def _is_year(lex: Lexemes, i: int) -> bool:
    text = lex.words[i]
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")
