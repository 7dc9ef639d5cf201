"""The linear model of the words about a figure: whether they want a period, and from where."""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
from gold import Sample, folds
from scipy import sparse
from scipy.optimize import minimize
from trees import DATA

from extractor.evaluate.matching import same_period
from extractor.facts.indicators.when import readings
from extractor.facts.indicators.when_words import SORTS, Weights, sorts_of, words_about

PENALTY, ITERATIONS, SEEN = 8.0, 60, 4
Example = tuple[frozenset[str], int]  # the words about a figure, the index of its sort


def examples(sample: Sample) -> list[Example]:
    """One for each site."""
    calendar = sample.calendar
    layout, day = calendar.layout, calendar.published or ""
    out = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        gold = fact["period"]
        near = [p for at, _, p in calendar.spots if layout.sentence[at] == layout.sentence[site.start]]
        if not gold:
            sort = 0
        elif any(same_period(gold, value) for p in near for value, _, _ in readings(p, calendar.published)):
            sort = 1
        else:
            sort = 2 if gold in (day, day[:7], day[:4]) else 3
        out.append((words_about(calendar, site), sort))
    return out


def fit(data: list[Example]) -> Weights:
    """Multinomial logistic regression with a penalty on squares; words seen in fewer than SEEN figures are left out."""
    counts = Counter(word for words, _ in data for word in words)
    known = ["", *sorted(word for word, n in counts.items() if n >= SEEN)]
    index = {word: n for n, word in enumerate(known)}
    pairs = [(row, index[w]) for row, (words, _) in enumerate(data) for w in ("", *sorted(words)) if w in index]
    rows, columns = zip(*pairs, strict=True)
    x = sparse.csr_matrix((np.ones(len(pairs)), (rows, columns)), (len(data), len(known)))
    goal = np.eye(len(SORTS))[[sort for _, sort in data]]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(known), len(SORTS))
        scores = x @ weights
        scores -= scores.max(1, keepdims=True)
        likely = np.exp(scores) / np.exp(scores).sum(1, keepdims=True)
        value = -np.log((likely * goal).sum(1) + 1e-12).sum() + PENALTY / 2 * flat @ flat
        return value, (x.T @ (likely - goal)).ravel() + PENALTY * flat

    start = np.zeros(len(known) * len(SORTS))
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x
    return dict(zip(known, best.round(3).reshape(len(known), len(SORTS)), strict=True))


def held_out(data: list[Sample]) -> list[list[list[float]]]:
    """For each article and site how likely each sort is, by a model that has not seen the article."""
    given = [examples(s) for s in data]
    out: list[list[list[float]]] = [[] for _ in data]
    for train, test in folds(len(data)):
        weights = fit([e for i in train for e in given[i]])
        for i in test:
            out[i] = [sorts_of(words, weights) for words, _ in given[i]]
    return out


def train(data: list[Sample]) -> None:
    """Writes ``data/period_words.json``."""
    weights = fit([e for s in data for e in examples(s)])
    lines = [f"{json.dumps(w, ensure_ascii=False)}: {json.dumps(row.tolist())}" for w, row in weights.items()]
    (DATA / "period_words.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
