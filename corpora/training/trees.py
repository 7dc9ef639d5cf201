"""Fits boosted trees with LightGBM and writes them as the arrays ``extractor.facts.trees.Trees`` reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import lightgbm
import numpy as np
from gold import ROOT

from extractor.facts.trees import Trees

DATA = ROOT / "extractor" / "facts" / "data"
GOOD = 0.5
Row = tuple[np.ndarray, np.ndarray]  # (candidate, feature) vectors and how right each candidate is, 0..1
Score = Callable[[np.ndarray], np.ndarray]

SETTINGS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.03,
    "num_leaves": 16,
    "max_depth": 7,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.2,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "use_missing": False,
    "seed": 0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def fit(rows: list[Row], trees: int = 500, **changed: Any) -> Trees:
    """Boosted trees that tell right candidates from wrong ones; ``changed`` overrides SETTINGS."""
    x, right = np.vstack([x for x, _ in rows]), np.concatenate([y for _, y in rows]) >= GOOD
    model = lightgbm.train({**SETTINGS, **changed}, lightgbm.Dataset(x, right.astype(float)), trees)
    return Trees(export([t["tree_structure"] for t in model.dump_model()["tree_info"]]))


def export(roots: list[dict[str, Any]]) -> dict[str, Any]:
    """The trees as rectangular arrays; a leaf points to itself, so that every row walks ``depth`` steps."""
    flat = [_flat(root) for root in roots]
    size = max(len(nodes) for nodes, _ in flat)
    out: dict[str, Any] = {"depth": max(depth for _, depth in flat)}
    for n, key in enumerate(("feature", "threshold", "left", "right", "value")):
        out[key] = [[*(node[n] for node in nodes), *[0] * (size - len(nodes))] for nodes, _ in flat]
    return out


def _flat(root: dict[str, Any]) -> tuple[list[tuple[int, float, int, int, float]], int]:
    """(feature, threshold, left, right, value) of each node, the root first, and the depth of the tree."""
    nodes: list[tuple[int, float, int, int, float]] = []
    deepest = 0
    waiting = [(root, -1, False, 0)]
    while waiting:
        node, parent, is_left, depth = waiting.pop()
        at, deepest = len(nodes), max(deepest, depth)
        if parent >= 0:
            f, t, left, right, v = nodes[parent]
            nodes[parent] = (f, t, at if is_left else left, right if is_left else at, v)
        if "split_feature" not in node:
            nodes.append((0, 0.0, at, at, round(float(node["leaf_value"]), 5)))
            continue
        nodes.append((int(node["split_feature"]), round(float(node["threshold"]), 5), -1, -1, 0.0))
        waiting += [(node["right_child"], at, False, depth + 1), (node["left_child"], at, True, depth + 1)]
    return nodes, deepest


def hits(rows: list[Row], trees: Trees) -> int:
    """How often the best scored candidate is a right one."""
    return sum(int(y[int(np.argmax(trees.score(x)))] >= GOOD) for x, y in rows)


def write(name: str, trees: Trees) -> None:
    """Writes the weights ``data/<name>.json``."""
    text = json.dumps(trees.data, separators=(",", ":"))
    (DATA / f"{name}.json").write_text(text + "\n", encoding="utf-8")
