"""The models that name an amount (the steps are in ``extractor.facts.indicators.names``), each trained on what the one
before it makes of articles it has not seen."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from gold import Sample, folds
from trees import GOOD, Row, fit, write

from extractor.evaluate.matching import overlap
from extractor.facts.indicators.join import joined
from extractor.facts.indicators.names import (
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
from extractor.facts.trees import Trees

WORD_TREES = {"trees": 150, "learning_rate": 0.08, "feature_fraction": 0.4, "min_data_in_leaf": 20}
FIRST_TREES = {"trees": 400}
LAST_TREES = {"trees": 400}


@dataclass
class Rows:
    """What the three models learn from in one article."""

    best: list[Row] = field(default_factory=list)  # first ranking, the best name given to every earlier amount
    first: list[Row] = field(default_factory=list)  # first ranking, a first model's own names given
    words: list[Row] = field(default_factory=list)
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


def own_rows(sample: Sample, rows: Rows, first: Trees, words: Trees | None) -> None:
    """Adds the rows of the first ranking and of the words, or, given both models, those of the last ranking."""
    done: list[Named] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        choice = choice_of(sample.page, site, done)
        if choice is None:
            continue
        scores = first.score(choice.rows)
        best = int(np.argmax(scores))
        found, vectors = words_of(choice, scores)
        if words is None:
            gold = stems(fact["indicator"])
            rows.first.append((choice.rows, np.array([overlap(fact["indicator"], c.name) for c in choice.found])))
            rows.words.append((vectors, np.array([float(w.stem in gold) for w in found])))
        else:
            likely = likely_of(found, words.score(vectors))
            names = joined(sample.page, site, choice.shared.sentence, choice.found, done, likely)
            right = np.array([overlap(fact["indicator"], n.name) for n in names])
            rows.last.append((last_vectors(choice, scores, names, likely), right))
        done.append(Named(site, choice.found[best], confidence(float(scores[best]))))


def all_rows(data: list[Sample]) -> tuple[list[Rows], list[Trees]]:
    """The rows of every article, made with models of other articles; and the word model each fold was given."""
    out = [Rows(best=best_rows(s)) for s in data]
    split = folds(len(data))
    firsts = [fit([r for i in train for r in out[i].best], **FIRST_TREES) for train, _ in split]
    for (_, test), first in zip(split, firsts, strict=True):
        for i in test:
            own_rows(data[i], out[i], first, None)
    word_models = [fit([r for i in train for r in out[i].words], **WORD_TREES) for train, _ in split]
    for (_, test), first, words in zip(split, firsts, word_models, strict=True):
        for i in test:
            own_rows(data[i], out[i], first, words)
    return out, word_models


def fit_first(rows: list[Rows]) -> Trees:
    return fit([r for x in rows for r in x.best + x.first], **FIRST_TREES)


def fit_last(rows: list[Rows]) -> Trees:
    return fit([r for x in rows for r in x.last], **LAST_TREES)


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy of the whole chain, of its first ranking, and how often a right name is offered."""
    rows, word_models = all_rows(data)
    right = 0
    for (train, test), words in zip(folds(len(data)), word_models, strict=True):
        known = [rows[i] for i in train]
        models = NameModels(fit_first(known), words, fit_last(known))
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
    rows, _ = all_rows(data)
    write("name_ranker_first", fit_first(rows))
    write("name_words", fit([r for x in rows for r in x.words], **WORD_TREES))
    write("name_ranker", fit_last(rows))
