"""Ranks an amount's candidate places with a linear model trained by corpora/training/train_ranker.py; plain numpy."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from extractor.facts.indicators.site import Site
from extractor.facts.indicators.where import Map, Where, where_candidates
from extractor.facts.indicators.where_features import where_vectors
from extractor.facts.vectors import Floats, shipped
from extractor.records import Status

AT_MOST = 4.0  # standard deviations


def squash(rows: Floats) -> Floats:
    """Distances and counts by their logarithm, the sign kept."""
    return np.asarray(np.sign(rows) * np.log1p(np.abs(rows)))


class Linear:
    """A weighted sum of squashed, standardised features."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.mean = np.asarray(data["mean"], dtype=np.float64)
        self.scale = np.asarray(data["scale"], dtype=np.float64)
        self.weight = np.asarray(data["weight"], dtype=np.float64)

    def score(self, rows: Floats) -> Floats:
        """(row,) scores of (row, feature) vectors."""
        return np.asarray(standardised(squash(rows), self.mean, self.scale) @ self.weight)


def standardised(rows: Floats, mean: Floats, scale: Floats) -> Floats:
    """Features in standard deviations from their mean, far ones cut at AT_MOST."""
    return np.asarray(np.clip((rows - mean) / scale, -AT_MOST, AT_MOST))


@cache
def load() -> Linear:
    """The shipped weights ``data/place_ranker.json``."""
    return Linear(shipped("place_ranker"))


def best_place(places: Map, site: Site, status: Status, model: Linear | None = None) -> Where:
    """The place the ranker likes best for a figure of that status; the first where two are even."""
    found = where_candidates(places, site)
    rows = where_vectors(places, site, found, status)
    return found[int(np.argmax((model or load()).score(rows)))]
