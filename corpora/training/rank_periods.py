"""The period ranker: which period belongs to an amount."""

from __future__ import annotations

import numpy as np
from gold import Sample, folds, same_period
from trees import Row, fit, hits, write

from extractor.facts.indicators_features import site_facts
from extractor.facts.indicators_when import when_candidates, when_vectors
from extractor.facts.modality import status_of


def rows(sample: Sample) -> list[Row]:
    """The candidate periods of every site."""
    out: list[Row] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        found = when_candidates(sample.calendar, site)
        shared, status = site_facts(sample.page, site, []), status_of(sample.page.doc, site.amount)
        x = np.array(when_vectors(sample.calendar, site, shared, found, status))
        out.append((x, np.array([float(same_period(fact["period"], c.value)) for c in found])))
    return out


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy, beside the nearest period's and that of giving none."""
    dated = [rows(s) for s in data]
    total = sum(len(r) for r in dated)
    right = 0
    for train, test in folds(len(data)):
        trees = fit([r for i in train for r in dated[i]], trees=300)
        right += sum(hits(dated[i], trees) for i in test)
    nearest = sum(int(y[min(1, len(y) - 1)] >= 0.5) for r in dated for _, y in r)
    none = sum(y[0] for r in dated for _, y in r)
    oracle = sum(int(y.max() >= 0.5) for r in dated for _, y in r)
    return (
        f"periods: nearest {nearest / total:.3f}, none {none / total:.3f}, ranker {right / total:.3f}, "
        f"a right one among the candidates {oracle / total:.3f}"
    )


def train(data: list[Sample]) -> None:
    write("period_ranker", fit([r for s in data for r in rows(s)], trees=300))
