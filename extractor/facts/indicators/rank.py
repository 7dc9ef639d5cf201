"""Boosted trees trained by corpora/training/train_ranker.py, in plain numpy, and the period they like best."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import Calendar, When, when_candidates
from extractor.facts.indicators.when_mentions import when_vectors
from extractor.facts.indicators.when_words import load_words, sorts_of, words_about
from extractor.records import Status

Floats = npt.NDArray[np.float64]


class Trees:
    """Sum of regression trees. Arrays are (tree, node); a leaf points to itself."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.feature = np.asarray(data["feature"], dtype=np.int64)
        self.threshold = np.asarray(data["threshold"], dtype=np.float64)
        self.left = np.asarray(data["left"], dtype=np.int64)
        self.right = np.asarray(data["right"], dtype=np.int64)
        self.value = np.asarray(data["value"], dtype=np.float64)
        self.depth = int(data["depth"])
        trees, size = self.feature.shape
        self._roots = np.arange(trees) * size
        # all trees in one row: the two ways on from node n stand at 2n (right) and 2n + 1 (left)
        ways = np.stack([self.right, self.left], axis=2) + self._roots[:, None, None]
        self._ways: npt.NDArray[np.int64] = ways.ravel()

    def score(self, rows: Floats) -> Floats:
        """(row,) sums over the trees for (row, feature) vectors."""
        feature, threshold, flat = self.feature.ravel(), self.threshold.ravel(), rows.ravel()
        at = (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        for _ in range(self.depth):
            below = flat.take(at + feature.take(node)) <= threshold.take(node)
            node = self._ways.take(2 * node + below)
        return np.asarray(self.value.ravel().take(node).sum(axis=1))


@cache
def load(name: str) -> Trees:
    """The shipped weights ``data/<name>.json``."""
    text = (resources.files("extractor.facts") / "data" / f"{name}.json").read_text(encoding="utf-8")
    return Trees(json.loads(text))


def best_period(calendar: Calendar, site: Site, status: Status, trees: Trees | None = None) -> When:
    """The period the ranker likes best for a figure of that status."""
    found = when_candidates(calendar, site)
    sorts = sorts_of(words_about(calendar, site), load_words())
    rows = when_vectors(calendar, site, found, status, sorts)
    return found[int(np.argmax((trees or load("period_ranker")).score(np.asarray(rows))))]
