"""The place ranker: which place an amount holds for. A conditional logit over the candidate places of each amount.

Trees did no better: most of what is to be learned is how likely the article is about a place at all, and there are as
few examples of that as there are articles.
"""

from __future__ import annotations

import json

import numpy as np
from gold import Sample, folds
from scipy.optimize import minimize
from trees import DATA, GOOD, Row

from extractor.evaluate.matching import overlap
from extractor.facts.indicators.site import Page
from extractor.facts.indicators.where import Where, read_map, where_candidates
from extractor.facts.indicators.where_features import where_vectors
from extractor.facts.indicators.where_rank import Linear, squash, standardised
from extractor.facts.modality import verdict
from extractor.facts.names.nominative import mention_name

RIDGE, LEAST_SPREAD = 300.0, 0.001


def name_of(page: Page, where: Where) -> str | None:
    """What the record would call a candidate."""
    return "; ".join(m.name or mention_name(page.doc, m.antecedent or m) for m in where.mentions) or None


def right(gold: str | None, name: str | None) -> float:
    """How right a place is, 0..1, as the scorer counts it."""
    return overlap(gold, name) if gold and name else float(not gold and not name)


def rows(sample: Sample) -> list[Row]:
    """The candidate places of every site."""
    places = read_map(sample.page, sample.names, sample.roles)
    out: list[Row] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        found = where_candidates(places, site)
        x = np.array(where_vectors(places, site, found, verdict(sample.page.doc, site.amount).status))
        out.append((x, np.array([right(fact["place"], name_of(sample.page, c)) for c in found])))
    return out


def ruled(sample: Sample) -> int:
    """How often the article's own place is right."""
    places = read_map(sample.page, sample.names, sample.roles)
    return sum(right(fact["place"], places.default) >= GOOD for fact in sample.facts)


def fit(data: list[Row], ridge: float = RIDGE) -> Linear:
    """Weights that make the right candidates of each amount likely; amounts without a right one teach nothing."""
    able = [(x, y >= GOOD) for x, y in data if y.max() >= GOOD]
    x = squash(np.vstack([x for x, _ in able]))
    y = np.concatenate([y for _, y in able]).astype(float)
    mean, scale = x.mean(axis=0), np.maximum(x.std(axis=0), LEAST_SPREAD)
    x = standardised(x, mean, scale)
    sizes = np.array([len(y) for _, y in able])
    starts, amount = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        scores = x @ weight
        likely = np.exp(scores - np.maximum.reduceat(scores, starts)[amount])
        every, good = np.add.reduceat(likely, starts), np.add.reduceat(likely * y, starts)
        slope = x.T @ (likely / every[amount] - likely * y / good[amount])
        return float(np.log(every / good).sum() + ridge * weight @ weight / 2), slope + ridge * weight

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return Linear({"mean": mean, "scale": scale, "weight": found.x})


def hits(data: list[Row], model: Linear) -> int:
    """How often the best scored candidate is a right one."""
    return sum(int(y[int(np.argmax(model.score(x)))] >= GOOD) for x, y in data)


def check(data: list[Sample]) -> str:
    """Cross-validated accuracy, beside that of the article's own place, of none, and of the best candidate."""
    placed = [rows(s) for s in data]
    total = sum(len(r) for r in placed)
    chosen = 0
    for train, test in folds(len(data)):
        model = fit([r for i in train for r in placed[i]])
        chosen += sum(hits(placed[i], model) for i in test)
    none = sum(y[0] for r in placed for _, y in r)
    oracle = sum(int(y.max() >= GOOD) for r in placed for _, y in r)
    return (
        f"places: the article's {sum(map(ruled, data)) / total:.3f}, none {none / total:.3f}, "
        f"ranker {chosen / total:.3f}, a right one among the candidates {oracle / total:.3f}"
    )


def train(data: list[Sample]) -> None:
    model = fit([r for s in data for r in rows(s)])
    fields = {f: [float(f"{v:.5g}") for v in getattr(model, f)] for f in ("mean", "scale", "weight")}
    (DATA / "place_ranker.json").write_text(json.dumps(fields, separators=(",", ":")) + "\n", encoding="utf-8")
