"""What the trained models read: feature vectors, and the weights that ship in ``data``."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def beside(own: Sequence[Sequence[float]], shared: Sequence[float]) -> Floats:
    """(row, feature) vectors: each row's own features, then those all rows share."""
    rows = np.empty((len(own), len(own[0]) + len(shared)))
    rows[:, : len(own[0])] = own
    rows[:, len(own[0]) :] = shared
    return rows


def one_hots(values: Sequence[str]) -> Callable[[str], list[float]]:
    """Value -> a 1 at its place among ``values``, 0 elsewhere. The lists are shared: not to be changed."""
    known = {value: [float(value == v) for v in values] for value in values}
    none = [0.0] * len(values)
    return lambda value: known.get(value, none)


def codes(*values: str) -> dict[str, float]:
    """The number of each value, as a feature."""
    return {value: float(n) for n, value in enumerate(values)}


def shipped(name: str) -> Any:
    """The weights ``data/<name>.json`` as corpora/training wrote them; read anew at each call."""
    return json.loads((resources.files("extractor.facts") / "data" / f"{name}.json").read_text(encoding="utf-8"))
