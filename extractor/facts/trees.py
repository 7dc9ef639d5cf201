"""Boosted trees trained by corpora/training, in plain numpy: the leaf a row reaches is found for all trees at once.

A tree has at most 16 leaves, numbered from the left, so that a set of them is the bits of a small integer. A split that
sends a row to the right rules out the leaves on its left; the first leaf that nothing rules out is the row's (Lucchese
and others, «QuickScorer», 2015). What a feature's value leaves of all trees is one row of a table, so that the work
grows with the features that rule out something and not with the splits.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.facts.vectors import Floats, shipped

Indexes = npt.NDArray[np.int64]
LEAVES = 16  # of a tree at most
LANES = 4  # sets of leaves in a word of 64 bits
AT_ONCE = 64  # rows; more would need much memory


class Split(NamedTuple):
    """A node that sends a row to the right where the feature's value is above the threshold; ``left``: set of leaves."""

    feature: int
    threshold: float
    tree: int
    left: int


class Nodes(NamedTuple):
    """One tree: its number and its lists by node."""

    tree: int
    feature: list[int]
    threshold: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


class Trees:
    """Sum of regression trees; ``data`` holds lists by (tree, node), in which a leaf points to itself, and the depth.

    features    how many features a row must have at least
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        trees = len(data["feature"])
        splits, value = _read(data)
        self._value = value.ravel()
        self._roots = np.arange(trees) * LEAVES
        steps = sorted({(s.feature, s.threshold) for s in splits})
        self._thresholds = np.unique([threshold for _, threshold in steps])
        self._left = _left(splits, steps, trees)
        self._states = _states(steps, self._thresholds)
        self.features = len(self._states)
        self._lowest = np.full(self.features, np.inf)  # of each feature's thresholds
        for feature, threshold in reversed(steps):
            self._lowest[feature] = threshold

    def score(self, rows: Floats) -> Floats:
        """(row,) sums over the trees for (row, feature) vectors."""
        parts = [self._score(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)]
        return parts[0] if len(parts) == 1 else np.concatenate([*parts, np.empty(0)])

    def _score(self, rows: Floats) -> Floats:
        rows = rows[:, : self.features]
        speaks = rows > self._lowest
        shared = (rows == rows[0]).all(axis=0)
        features = (speaks[0] & shared).nonzero()[0]
        of_all = np.bitwise_and.reduce(self._left[self._state(features, rows[0, features])], axis=0)
        speaks &= ~shared
        own = self._state(speaks.nonzero()[1], rows[speaks])
        counts = speaks.sum(axis=1)
        states = np.zeros((len(rows), max(1, int(counts.max()))), np.int64)
        states[np.arange(states.shape[1]) < counts[:, None]] = own
        leaves = np.bitwise_and.reduce(self._left[states], axis=1) & of_all
        reached = _first_leaves().take(leaves.view(np.uint16)[:, : len(self._roots)])
        return np.asarray(self._value.take(reached + self._roots).sum(axis=1))

    def _state(self, features: Indexes, values: Floats) -> Indexes:
        """For values of features: the row of ``_left`` that says which leaves they leave."""
        at = features * self._states.shape[1] + self._thresholds.searchsorted(values)
        return np.asarray(self._states.ravel().take(at))


@cache
def _first_leaves() -> npt.NDArray[np.uint8]:
    """The lowest leaf of each set of leaves."""
    sets, lowest = np.arange(1 << LEAVES), np.zeros(1 << LEAVES, np.uint8)
    for leaf in reversed(range(LEAVES)):
        lowest[sets >> leaf & 1 == 1] = leaf
    return lowest


def _read(data: dict[str, Any]) -> tuple[list[Split], Floats]:
    """The splits of all trees, and the values of their leaves by (tree, leaf)."""
    splits: list[Split] = []
    values: list[list[float]] = []
    lists = zip(*(data[key] for key in Nodes._fields[1:]), strict=True)
    for tree, nodes in enumerate(lists):
        values.append([])
        _walk(Nodes(tree, *nodes), 0, splits, values[-1])
    return splits, np.asarray([[*row, *[0.0] * (LEAVES - len(row))] for row in values])


def _walk(nodes: Nodes, node: int, splits: list[Split], values: list[float]) -> int:
    """Adds the splits and, from the left, the leaves at and under a node; gives the set of those leaves."""
    if nodes.left[node] == node:
        values.append(nodes.value[node])
        return 1 << (len(values) - 1)
    left = _walk(nodes, nodes.left[node], splits, values)
    splits.append(Split(nodes.feature[node], nodes.threshold[node], nodes.tree, left))
    return left | _walk(nodes, nodes.right[node], splits, values)


def _left(splits: list[Split], steps: list[tuple[int, float]], trees: int) -> npt.NDArray[np.uint64]:
    """(state, word) sets of leaves, LANES trees a word: all of them, then what a value just above each step leaves."""
    state = {step: n for n, step in enumerate(steps, start=1)}
    left = np.full((len(steps) + 1, -(-trees // LANES) * LANES), (1 << LEAVES) - 1, np.uint16)
    for split in splits:
        left[state[split.feature, split.threshold], split.tree] &= ((1 << LEAVES) - 1) ^ split.left
    for n in range(2, len(left)):
        if steps[n - 1][0] == steps[n - 2][0]:
            left[n] &= left[n - 1]
    return left.view(np.uint64)


def _states(steps: list[tuple[int, float]], thresholds: Floats) -> Indexes:
    """(feature, number of thresholds below a value of it) -> row of ``_left``."""
    states = np.zeros((1 + max((feature for feature, _ in steps), default=0), len(thresholds) + 1), np.int64)
    for n, (feature, threshold) in enumerate(steps, start=1):
        states[feature, thresholds.searchsorted(threshold) + 1 :] = n
    return states


@cache
def load(name: str) -> Trees:
    """The shipped weights ``data/<name>.json``."""
    return Trees(shipped(name))
