"""The models that name an amount (the steps are in ``extractor.facts.indicators.names``), each trained on what the one
before it makes of articles it has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from gold import Sample, folds
from name_habits import Sums, Words, total
from name_habits import write as write_habits
from trees import GOOD, Row, fit, write

from extractor.evaluate.matching import overlap
from extractor.facts.indicators.habits import Habits
from extractor.facts.indicators.join import joined
from extractor.facts.indicators.names import (
    Choice,
    NameModels,
    best_name,
    choice_of,
    confidence,
    last_vectors,
    likely_of,
    words_of,
)
from extractor.facts.indicators.naming import Named
from extractor.facts.indicators.stems import stems
from extractor.facts.indicators.words import word_habits
from extractor.facts.trees import Trees

WORD_TREES: dict[str, Any] = {
    "trees": 300,
    "learning_rate": 0.06,
    "feature_fraction": 0.25,
    "max_depth": 8,
    "min_data_in_leaf": 40,
}
FIRST_TREES = {"trees": 400}
LAST_TREES = {"trees": 400}


@dataclass
class Rows:
    """What the three models learn from in one article."""

    best: list[Row] = field(default_factory=list)  # first ranking, the best name given to every earlier amount
    first: list[Row] = field(default_factory=list)  # first ranking, a first model's own names given
    words: list[Words] = field(default_factory=list)
    last: list[Row] = field(default_factory=list)


def best_rows(sample: Sample) -> list[Row]:
    """The candidates of every site where each earlier amount has the best of its candidates."""
    out: list[Row] = []
    done: list[Named] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        choice = choice_of(sample.page, site, done)
        if choice is None:
            continue
        right = np.array([overlap(fact["indicator"], c.name) for c in choice.found])
        best = int(np.argmax(right))
        done.append(Named(site, choice.found[best], 0.8 if right[best] >= GOOD else 0.3))
        out.append((choice.rows, right))
    return out


def first_rows(sample: Sample, rows: Rows, first: Trees) -> None:
    """Adds the rows of the first ranking where its own choices name the earlier amounts, and those of the words."""
    for choice, scores, fact in _choices(sample, first):
        right = np.array([overlap(fact["indicator"], c.name) for c in choice.found])
        rows.first.append((choice.rows, right))
        found, vectors = words_of(choice, scores)
        gold = stems(fact["indicator"])
        part = np.array([float(w.stem in gold) for w in found])
        rows.words.append(Words(vectors, *word_habits(choice.site, found), part))


def last_rows(sample: Sample, rows: Rows, first: Trees, habits: Habits, words: Trees) -> None:
    """Adds the rows of the last ranking."""
    for n, (choice, scores, fact) in enumerate(_choices(sample, first)):
        known = words_of(choice, scores)[0]
        likely = likely_of(known, words.score(word_rows(rows.words[n], habits)[0]))
        names = joined(sample.page, choice.site, choice.shared.sentence, choice.found, choice.done, likely)
        right = np.array([overlap(fact["indicator"], n.name) for n in names])
        rows.last.append((last_vectors(choice, scores, names, likely), right))


def _choices(sample: Sample, first: Trees) -> Iterator[tuple[Choice, np.ndarray, dict[str, Any]]]:
    """For each amount with candidates: they, the first ranking's scores of them, and the gold fact."""
    done: list[Named] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        choice = choice_of(sample.page, site, list(done))
        if choice is None:
            continue
        scores = first.score(choice.rows)
        yield choice, scores, fact
        best = int(np.argmax(scores))
        done.append(Named(site, choice.found[best], confidence(float(scores[best]))))


def word_rows(words: Words, habits: Habits) -> Row:
    """The vectors of the words around one amount, habits and all, and which of them are part of its name."""
    return np.hstack([words.rows, habits(words.keys, words.words)]), words.right


def fit_words(rows: list[Rows], sums: list[Sums]) -> tuple[Habits, Trees]:
    """The habits of these articles, and the word model: each article's words are seen with the others' habits."""
    every = total(sums)
    known = [
        word_rows(w, habits)
        for x, own in zip(rows, sums, strict=True)
        for habits in (every.habits(own),)
        for w in x.words
    ]
    return every.habits(), fit(known, **WORD_TREES)


def all_rows(data: list[Sample]) -> tuple[list[Rows], list[Sums], list[tuple[Habits, Trees]]]:
    """The rows of every article, made with models of other articles; their sums; each fold's habits and word model."""
    out = [Rows(best=best_rows(s)) for s in data]
    split = folds(len(data))
    firsts = [fit([r for i in train for r in out[i].best], **FIRST_TREES) for train, _ in split]
    for (_, test), first in zip(split, firsts, strict=True):
        for i in test:
            first_rows(data[i], out[i], first)
    sums = [Sums.of(x.words) for x in out]
    models = [fit_words([out[i] for i in train], [sums[i] for i in train]) for train, _ in split]
    for (_, test), first, (habits, words) in zip(split, firsts, models, strict=True):
        for i in test:
            last_rows(data[i], out[i], first, habits, words)
    return out, sums, models


def fit_first(rows: list[Rows]) -> Trees:
    return fit([r for x in rows for r in x.best + x.first], **FIRST_TREES)


def fit_last(rows: list[Rows]) -> Trees:
    return fit([r for x in rows for r in x.last], **LAST_TREES)


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy of the whole chain, of its first ranking, and how often a right name is offered."""
    rows, _, word_models = all_rows(data)
    right = 0
    for (train, test), (habits, words) in zip(folds(len(data)), word_models, strict=True):
        known = [rows[i] for i in train]
        models = NameModels(fit_first(known), habits, words, fit_last(known))
        right += sum(_right(data[i], models) for i in test)
    total = sum(len(s.facts) for s in data)
    first = sum(int(y[0] >= GOOD) for x in rows for _, y in x.first) / total
    offered = sum(int(y.max() >= GOOD) for x in rows for _, y in x.first) / total
    joint = sum(int(y.max() >= GOOD) for x in rows for _, y in x.last) / total
    return (
        f"names: rules' order {first:.3f}, ranker {right / total:.3f}; a right one among the rules' "
        f"{offered:.3f}, with joined ones {joint:.3f}"
    )


def _right(sample: Sample, models: NameModels) -> int:
    done: list[Named] = []
    right = 0
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        name = best_name(sample.page, site, done, models)
        if name is not None:
            done.append(name)
            right += overlap(fact["indicator"], name.candidate.name) >= GOOD
    return right


def train(data: list[Sample]) -> None:
    rows, sums, _ = all_rows(data)
    _, words = fit_words(rows, sums)
    write("name_ranker_first", fit_first(rows))
    write_habits(total(sums))
    write("name_words", words)
    write("name_ranker", fit_last(rows))
