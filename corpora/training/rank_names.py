"""The name ranker: which name belongs to an amount.

Trained in two rounds: first with the best candidate given to every earlier amount, then, to meet its own mistakes, with
what a model trained on other articles chose.
"""

from __future__ import annotations

import numpy as np
from gold import Sample, folds, overlap
from trees import GOOD, Row, Score, fit, hits, write

from extractor.facts.indicators_rank import confidence, vectors
from extractor.facts.naming import Named, candidates


def rows(sample: Sample, score: Score | None) -> list[Row]:
    """Candidates of every site; earlier names are the best candidates, or those ``score`` likes best."""
    out: list[Row] = []
    done: list[Named] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        found = candidates(sample.page, site, done)
        if not found:
            continue
        x = vectors(sample.page, site, done, found)
        y = np.array([overlap(fact["indicator"], c.name) for c in found])
        scores = y if score is None else score(x)
        best = int(np.argmax(scores))
        sure = (0.8 if y[best] >= GOOD else 0.3) if score is None else confidence(float(scores[best]))
        done.append(Named(site, found[best], sure))
        out.append((x, y))
    return out


def two_rounds(data: list[Sample]) -> list[list[Row]]:
    """Rows of each article with the best earlier names and with the names models of other articles chose."""
    first = [rows(s, None) for s in data]
    out: list[list[Row]] = [[] for _ in data]
    for train, test in folds(len(data)):
        trees = fit([r for i in train for r in first[i]])
        for i in test:
            out[i] = first[i] + rows(data[i], trees.score)
    return out


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy, beside the first candidate of the rules' order."""
    total = sum(len(s.facts) for s in data)
    both = two_rounds(data)
    right = 0
    for train, test in folds(len(data)):
        trees = fit([r for i in train for r in both[i]])
        right += sum(hits(rows(data[i], trees.score), trees) for i in test)
    order: Score = lambda x: -np.arange(len(x), dtype=float)  # noqa: E731
    ruled = sum(int(y[0] >= GOOD) for s in data for _, y in rows(s, order))
    return f"names: rules' order {ruled / total:.3f}, ranker {right / total:.3f}"


def train(data: list[Sample]) -> None:
    write("name_ranker", fit([r for article in two_rounds(data) for r in article]))
