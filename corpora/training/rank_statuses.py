"""The status model: how real a figure is, from the rules' verdict and its surroundings."""

from __future__ import annotations

import json

import lightgbm
import numpy as np
import trees
from gold import Sample, folds

from extractor.facts.modality import verdict
from extractor.facts.modality.features import features
from extractor.facts.modality.model import WEIGHED
from extractor.facts.trees import Trees
from extractor.records import Status

ROUNDS = 300
SETTINGS = {
    **trees.SETTINGS,
    "objective": "multiclass",
    "num_class": len(WEIGHED),
    "num_leaves": 6,
    "max_depth": 4,
    "learning_rate": 0.04,
    "min_data_in_leaf": 20,
    "bagging_fraction": 0.7,
}
Table = tuple[np.ndarray, list[Status], list[Status]]  # (amount, feature) vectors, gold statuses, the rules' verdicts


def table(sample: Sample) -> Table:
    """The amounts of one article; a target counts as planned, as in the gold."""
    doc = sample.page.doc
    amounts = [s.amount for s in sample.page.sites]
    x = np.array([features(doc, a) for a in amounts])
    said = [verdict(doc, a).status for a in amounts]
    return x, [f["status"] for f in sample.facts], ["planned" if s == "target" else s for s in said]


def learn(tables: list[Table]) -> dict[Status, Trees]:
    """For each status its trees, all grown together; LightGBM gives one tree a status in turn."""
    x, gold = np.vstack([t[0] for t in tables if t[1]]), np.array([WEIGHED.index(s) for t in tables for s in t[1]])
    model = lightgbm.train(SETTINGS, lightgbm.Dataset(x, gold), ROUNDS)
    roots = [t["tree_structure"] for t in model.dump_model()["tree_info"]]
    return {c: Trees(trees.export(roots[n :: len(WEIGHED)])) for n, c in enumerate(WEIGHED)}


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy, beside the rules' alone."""
    tables = [table(s) for s in data]
    total = sum(len(t[1]) for t in tables)
    ruled = sum(a == b for _, gold, said in tables for a, b in zip(gold, said, strict=True))
    right = 0
    for train_on, test in folds(len(data)):
        model = learn([tables[i] for i in train_on])
        for x, gold, _ in (tables[i] for i in test if tables[i][1]):
            best = np.array([model[c].score(x) for c in WEIGHED]).argmax(axis=0)
            right += sum(WEIGHED[k] == s for k, s in zip(best, gold, strict=True))
    return f"statuses: rules {ruled / total:.3f}, model {right / total:.3f}"


def train(data: list[Sample]) -> None:
    """Writes the weights ``data/status_ranker.json``."""
    model = learn([table(s) for s in data])
    out = {c: t.data for c, t in model.items()}
    (trees.DATA / "status_ranker.json").write_text(json.dumps(out, separators=(",", ":")) + "\n", encoding="utf-8")
