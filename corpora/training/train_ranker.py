"""Trains the rankers of the facts room on the gold corpus: which name, and which period, belongs to an amount.

    python corpora/training/train_ranker.py [--check] [--only names|periods]

Only the tuning part (articles whose number is not divisible by three) is read. Amounts are the gold's own surfaces, so
that the rankers learn apart from amount finding. The names are trained in two rounds: first with the best candidate
given to every earlier amount, then, to meet its own mistakes, with what a model trained on other articles chose.
``--check`` prints cross-validated accuracy (five folds, whole articles) beside the rules' and writes nothing; otherwise
the weights are written to ``extractor/facts/data``. Needs scikit-learn; the shipped code needs only numpy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from extractor import annotate  # noqa: E402
from extractor.clean.plain import lay_out  # noqa: E402
from extractor.documents import AmountMention  # noqa: E402
from extractor.edtf import first_and_last_day  # noqa: E402
from extractor.facts.indicators_features import site_facts  # noqa: E402
from extractor.facts.indicators_rank import Trees, confidence, vectors  # noqa: E402
from extractor.facts.indicators_site import Page, read_page  # noqa: E402
from extractor.facts.indicators_when import Calendar, read_calendar, when_candidates, when_vectors  # noqa: E402
from extractor.facts.modality import status_of  # noqa: E402
from extractor.facts.names import find_names  # noqa: E402
from extractor.facts.naming import Named, candidates  # noqa: E402
from extractor.facts.periods import find_periods  # noqa: E402
from extractor.facts.roles import find_roles  # noqa: E402
from extractor.records import Article  # noqa: E402

GOLD, DATA = ROOT / "corpora" / "gold", ROOT / "extractor" / "facts" / "data"
FOLDS, GOOD = 5, 0.5
NAME_TREES = {"n_estimators": 600, "max_depth": 5, "learning_rate": 0.03, "subsample": 0.5, "max_features": 0.15}
PERIOD_TREES = {"n_estimators": 250, "max_depth": 4, "learning_rate": 0.06, "subsample": 0.6, "max_features": 0.3}
STOP = frozenset(
    ["в", "во", "на", "по", "за", "из", "от", "до", "к", "ко", "с", "со", "у", "о", "об", "и", "а", "для", "при"]
)
UCUM = {"ha": "har", "year": "a", "month": "mo", "week": "wk", "day": "d", "kWh": "kW.h", "l": "L"}

Row = tuple[np.ndarray, np.ndarray]  # (candidate, feature) vectors and how right each candidate is, 0..1
Score = Callable[[np.ndarray], np.ndarray]


@dataclass
class Sample:
    """One gold article: its page, its calendar, and for each site the gold fact."""

    ident: str
    page: Page
    calendar: Calendar
    facts: list[dict[str, Any]]


def stems(phrase: str) -> Counter[str]:
    words = re.findall(r"[^\W_]+", phrase.lower().replace("ё", "е"))
    return Counter(w[:5] for w in words if w not in STOP)


def overlap(gold: str, name: str) -> float:
    """Token F1 of two phrases on five-letter stems, as the scorer counts it."""
    a, b = stems(gold), stems(name)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def same_period(gold: str | None, value: str | None) -> bool:
    if not gold or not value:
        return not gold and not value
    return gold == value or (first_and_last_day(gold) == first_and_last_day(value) != (None, None))


def article_of(path: Path) -> Article:
    a = json.loads(path.read_text(encoding="utf-8"))
    parts = [("title", a["title"], None), ("lead", a["lead"] or "", None)]
    text, blocks = lay_out(parts + [(b["kind"], b["text"], b.get("speaker")) for b in a["blocks"]])
    return Article(title=a["title"], published_at=a["published"], language=a["lang"], text=text, blocks=blocks)


def gold_amounts(article: Article, facts: list[dict[str, Any]]) -> list[tuple[dict[str, Any], AmountMention]]:
    """Each gold fact with an amount at its surface; surfaces of a block are met in the gold's order."""
    body = [b for b in article.blocks if b.kind not in ("title", "lead")]
    lead = next((b for b in article.blocks if b.kind == "lead"), None)
    after: dict[int, int] = {}
    out = []
    for f in facts:
        block = lead if f["block"] < 0 else body[f["block"]]
        if block is None:
            continue
        words = re.compile(rf"(?<!\w)(?<!\d,){re.escape(f['surface'])}(?!\w)")
        found = words.search(article.text, after.get(block.start, block.start), block.end)
        found = found or words.search(article.text, block.start, block.end)
        if found is None:
            continue
        after[block.start] = found.start() + 1
        kind, unit = f["kind"], f["unit"]
        low, high = Decimal(f["value"]), f["high"]
        out.append((f, AmountMention(
            found.start(), found.end(), f["surface"], "gold", kind=kind, value=None if high else low,
            low=low if high else None, high=Decimal(high) if high else None,
            unit={"count": None, "multiple": "{times}"}.get(kind, UCUM.get(unit, unit)),
            unit_text=unit if kind == "count" else None, direction=f["change"],
        )))  # fmt: skip
    return out


def samples() -> list[Sample]:
    """The tuning part, annotated."""
    gold = {}
    for line in (GOLD / "gold_ru.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if int(record["id"].split("-")[1]) % 3:
            gold[record["id"]] = record
    idents = sorted(gold)
    articles = [article_of(GOLD / "articles" / f"{i}.json") for i in idents]
    out = []
    for ident, article, doc in zip(idents, articles, annotate.pipe(articles), strict=True):
        names, _ = find_roles(doc, find_names(doc))
        pairs = gold_amounts(article, gold[ident]["facts"])
        fact_of = {id(a): f for f, a in pairs}
        periods = tuple(find_periods(doc))
        page = read_page(doc, names, [a for _, a in pairs], periods)
        out.append(Sample(ident, page, read_calendar(page, periods), [fact_of[id(s.amount)] for s in page.sites]))
    return out


def fit(rows: list[Row], settings: dict[str, Any]) -> Trees:
    """Boosted trees that tell right candidates from wrong ones."""
    vectors_, right = np.vstack([x for x, _ in rows]), np.concatenate([y for _, y in rows]) >= GOOD
    model = GradientBoostingClassifier(**settings, min_samples_leaf=10, random_state=0).fit(vectors_, right)
    return Trees(export(model))


def export(model: GradientBoostingClassifier) -> dict[str, Any]:
    """The trees as rectangular arrays; a leaf points to itself, so that every row walks ``depth`` steps."""
    trees = [e[0].tree_ for e in model.estimators_]
    size = max(t.node_count for t in trees)
    pad = lambda values, fill: [*values, *[fill] * (size - len(values))]  # noqa: E731
    out: dict[str, Any] = {
        "depth": int(max(t.max_depth for t in trees)),
        "feature": [],
        "threshold": [],
        "left": [],
        "right": [],
        "value": [],
    }
    for t in trees:
        leaf = t.children_left < 0
        nodes = np.arange(t.node_count)
        out["feature"].append(pad(np.where(leaf, 0, t.feature).tolist(), 0))
        out["threshold"].append(pad(np.where(leaf, 0.0, t.threshold).round(4).tolist(), 0.0))
        out["left"].append(pad(np.where(leaf, nodes, t.children_left).tolist(), 0))
        out["right"].append(pad(np.where(leaf, nodes, t.children_right).tolist(), 0))
        out["value"].append(pad((t.value[:, 0, 0] * model.learning_rate).round(5).tolist(), 0.0))
    return out


def name_rows(sample: Sample, score: Score | None) -> list[Row]:
    """Candidates of every site; earlier names are the best candidates, or those ``score`` likes best."""
    rows: list[Row] = []
    done: list[Named] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        found = candidates(sample.page, site, done)
        if not found:
            continue
        x = vectors(sample.page, site, done, found)
        y = np.array([overlap(fact["indicator"], c.name) for c in found])
        scores = y if score is None else score(x)
        best = int(np.argmax(scores))
        sure = (0.8 if y[best] >= GOOD else 0.3) if score is None else confidence(float(scores[best]))
        done.append(Named(site, found[best], sure))
        rows.append((x, y))
    return rows


def period_rows(sample: Sample) -> list[Row]:
    rows: list[Row] = []
    for site, fact in zip(sample.page.sites, sample.facts, strict=True):
        found = when_candidates(sample.calendar, site)
        shared, status = site_facts(sample.page, site, []), status_of(sample.page.doc, site.amount)
        x = np.array(when_vectors(sample.calendar, site, shared, found, status))
        rows.append((x, np.array([float(same_period(fact["period"], c.value)) for c in found])))
    return rows


def folds(data: list[Sample]) -> list[tuple[list[int], list[int]]]:
    """Pairs of article numbers to train on and to test on."""
    every = range(len(data))
    return [([i for i in every if i % FOLDS != k], [i for i in every if i % FOLDS == k]) for k in range(FOLDS)]


def hits(rows: list[Row], trees: Trees) -> int:
    return sum(int(y[int(np.argmax(trees.score(x)))] >= GOOD) for x, y in rows)


def two_rounds(data: list[Sample]) -> tuple[list[list[Row]], list[list[Row]]]:
    """Rows of each article with the best earlier names, and with the names models of other articles chose."""
    first = [name_rows(s, None) for s in data]
    second: list[list[Row]] = [[] for _ in data]
    for train, test in folds(data):
        trees = fit([r for i in train for r in first[i]], NAME_TREES)
        for i in test:
            second[i] = name_rows(data[i], trees.score)
    return first, second


def check(data: list[Sample]) -> None:
    """Cross-validated accuracy of both rankers, beside the first candidate of the rules' order."""
    total = sum(len(s.facts) for s in data)
    first, second = two_rounds(data)
    names = periods = 0
    dated = [period_rows(s) for s in data]
    for train, test in folds(data):
        trees = fit([r for i in train for r in first[i] + second[i]], NAME_TREES)
        names += sum(hits(name_rows(data[i], trees.score), trees) for i in test)
        trees = fit([r for i in train for r in dated[i]], PERIOD_TREES)
        periods += sum(hits(dated[i], trees) for i in test)
    order: Score = lambda x: -np.arange(len(x), dtype=float)  # noqa: E731
    ruled = sum(int(y[0] >= GOOD) for s in data for _, y in name_rows(s, order))
    nearest = sum(int(y[min(1, len(y) - 1)] >= GOOD) for rows in dated for _, y in rows)
    print(f"amounts {total}; names: rules' order {ruled / total:.3f}, ranker {names / total:.3f}")
    print(
        f"periods: nearest {nearest / total:.3f}, none {sum(y[0] for r in dated for _, y in r) / total:.3f}, ranker {periods / total:.3f}"
    )


def write_names(data: list[Sample]) -> None:
    write("name_ranker", [r for part in two_rounds(data) for article in part for r in article], NAME_TREES)


def write_periods(data: list[Sample]) -> None:
    write("period_ranker", [r for s in data for r in period_rows(s)], PERIOD_TREES)


def write(name: str, rows: list[Row], settings: dict[str, Any]) -> None:
    """Fits one ranker and writes its weights."""
    trees = fit(rows, settings)
    fields = ("feature", "threshold", "left", "right", "value")
    text = json.dumps({"depth": trees.depth, **{f: getattr(trees, f).tolist() for f in fields}}, separators=(",", ":"))
    (DATA / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="cross-validate only")
    parser.add_argument("--only", choices=("names", "periods"), help="write the weights of one ranker")
    args = parser.parse_args()
    data = samples()
    if args.check:
        check(data)
        return
    for name, train in (("names", write_names), ("periods", write_periods)):
        if args.only in (None, name):
            train(data)


if __name__ == "__main__":
    main()
