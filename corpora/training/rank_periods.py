"""The period ranker: which period belongs to an amount.

Trained on the choice itself, not on each candidate apart: the loss is that of the softmax over an amount's candidates,
so that "no period" is weighed against the best of the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import period_words
from gold import Sample, folds
from trees import GOOD, Row, fit, hits, write

from extractor.evaluate.matching import same_period
from extractor.facts.indicators.when import when_candidates
from extractor.facts.indicators.when_mentions import when_vectors
from extractor.facts.modality import verdict
from extractor.facts.trees import Trees

SETTINGS: dict[str, Any] = {"trees": 600, "learning_rate": 0.03, "feature_fraction": 0.3}
FLAT = 1e-3  # least second derivative: a sure choice still has a slope


def rows(sample: Sample, sorts: list[list[float]]) -> list[Row]:
    """The candidate periods of every site; ``sorts`` is what the words about each want."""
    out: list[Row] = []
    for site, fact, own in zip(sample.page.sites, sample.facts, sorts, strict=True):
        found, status = when_candidates(sample.calendar, site), verdict(sample.page.doc, site.amount).status
        x = np.array(when_vectors(sample.calendar, site, found, status, own))
        out.append((x, np.array([float(same_period(fact["period"], c.value)) for c in found])))
    return out


def choice(data: list[Row]) -> Callable[[np.ndarray, Any], tuple[np.ndarray, np.ndarray]]:
    """The softmax loss of choosing among each amount's candidates, as LightGBM wants it: gradient and curvature.

    Amounts without a right candidate teach nothing; several right ones share the choice.
    """
    sizes = np.array([len(y) for _, y in data])
    starts, of = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
    right = (np.concatenate([y for _, y in data]) >= GOOD).astype(float)
    count = np.add.reduceat(right, starts)[of]
    goal, counted = right / np.maximum(count, 1.0), (count > 0).astype(float)

    def loss(scores: np.ndarray, _: Any) -> tuple[np.ndarray, np.ndarray]:
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        chosen = raised / np.add.reduceat(raised, starts)[of]
        return (chosen - goal) * counted, np.maximum(chosen * (1.0 - chosen), FLAT) * counted + FLAT * FLAT

    return loss


def fitted(data: list[Row]) -> Trees:
    return fit(data, objective=choice(data), **SETTINGS)


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy, beside the nearest period's and that of giving none."""
    dated = [rows(s, sorts) for s, sorts in zip(data, period_words.held_out(data), strict=True)]
    total = sum(len(r) for r in dated)
    right = 0
    for train, test in folds(len(data)):
        trees = fitted([r for i in train for r in dated[i]])
        right += sum(hits(dated[i], trees) for i in test)
    nearest = sum(int(y[min(1, len(y) - 1)] >= GOOD) for r in dated for _, y in r)
    none = sum(y[0] for r in dated for _, y in r)
    oracle = sum(int(y.max() >= GOOD) for r in dated for _, y in r)
    return (
        f"periods: nearest {nearest / total:.3f}, none {none / total:.3f}, ranker {right / total:.3f}, "
        f"a right one among the candidates {oracle / total:.3f}"
    )


def train(data: list[Sample]) -> None:
    held_out = period_words.held_out(data)
    period_words.train(data)
    write("period_ranker", fitted([r for s, sorts in zip(data, held_out, strict=True) for r in rows(s, sorts)]))
