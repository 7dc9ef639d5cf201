"""A trial, not shipped: a fitted last layer for slovnet's names network (see NAMES.md for its scores and why not).

    python corpora/training/names_head.py ../shared/eval/factrueval_dev.jsonl

The network itself stays as it is: a linear layer on its 64 outputs, a row for each word shape and the transitions of
its CRF are changed, by maximum likelihood with a penalty on the change (scipy's L-BFGS). Prints exact-span F1 of four
folds, each article scored by a head that has not seen it, beside slovnet's own head. A line of the file:
{"text", "entities": [[start, end, "PER"], …]}.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from slovnet.shape import word_shape
from spacy.vocab import Vocab

from extractor.annotate import weights
from extractor.annotate.networks import NameNetwork, Words, viterbi
from extractor.annotate.tokens import RazdelTokenizer

FOLDS, PENALTY, ITERATIONS = 4, 30.0, 80
MARKS = '«»"“”„'
Span = tuple[str, int, int]


class Example(NamedTuple):
    """One article: features N x d, emissions of slovnet's head N x T, tags N, sentence lengths, offsets, gold spans."""

    text: str
    features: np.ndarray
    emissions: np.ndarray
    tags: np.ndarray
    lengths: np.ndarray
    offsets: list[tuple[int, int]]
    gold: set[Span]


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without quotation marks and blanks around."""
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return start, end


def examples(path: Path, network: NameNetwork) -> list[Example]:
    from extractor.annotate.batches import Batch

    tokenizer = RazdelTokenizer(Vocab())
    shapes = weights.network(weights.NAMES).shapes
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        batch = Batch.of([doc := tokenizer(item["text"])])
        words: Words = batch.blocks()
        outputs = np.concatenate([network.encoder(f, words.text, n) for f, n in words.chunks()])
        tokens = [doc[int(place)] for place in batch.places[0]]
        rows = np.zeros((len(tokens), len(shapes)))
        rows[np.arange(len(tokens)), [shapes[word_shape(token.text)] for token in tokens]] = 1
        offsets = [(token.idx, token.idx + len(token)) for token in tokens]
        tags = np.full(len(tokens), network.labels.index("O"))
        for start, end, label in item["entities"]:
            inside = [i for i, (a, b) in enumerate(offsets) if a < end and b > start]
            for place, i in enumerate(inside):
                tags[i] = network.labels.index(("I-" if place else "B-") + label)
        lengths = np.diff(np.append(np.flatnonzero(batch.starts), len(tokens)))
        gold = {(label, *bare(item["text"], start, end)) for start, end, label in item["entities"]}
        emissions = network.head(outputs).astype(float)
        features = np.hstack((outputs, rows, np.ones((len(tokens), 1))))
        found.append(Example(item["text"], features, emissions, tags, lengths, offsets, gold))
    return found


def logsumexp(values: np.ndarray, axis: int) -> np.ndarray:
    top = values.max(axis, keepdims=True)
    return np.asarray((np.log(np.exp(values - top).sum(axis, keepdims=True)) + top).squeeze(axis))


def fit(data: list[Example], scale: np.ndarray, transitions: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What to add to the emissions (d x T, for features over ``scale``), and the transitions T x T."""
    features = np.vstack([e.features for e in data]) / scale
    emissions, tags = np.vstack([e.emissions for e in data]), np.concatenate([e.tags for e in data])
    lengths = np.concatenate([e.lengths for e in data])
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = (np.cumsum(lengths) - lengths)[order], lengths[order]
    running = np.searchsorted(-lengths, -np.arange(1, lengths[0] + 1), side="right")
    later = np.setdiff1d(np.arange(len(tags)), starts)
    sentence = np.empty(len(tags), int)
    sentence[np.concatenate([np.arange(a, a + n) for a, n in zip(starts, lengths, strict=True)])] = np.repeat(
        np.arange(len(lengths)), lengths
    )
    width, size = features.shape[1], len(transitions)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        own, moves = flat[: width * size].reshape(width, size), transitions + flat[width * size :].reshape(size, size)
        scores = emissions + features @ own
        forward, backward = scores.copy(), np.zeros_like(scores)
        for step in range(1, len(running)):
            rows = starts[: running[step]] + step
            forward[rows] = logsumexp(forward[rows - 1][:, :, None] + moves, 1) + scores[rows]
        for step in range(len(running) - 1, 0, -1):
            rows = starts[: running[step]] + step
            backward[rows - 1] = logsumexp(moves[None] + (scores[rows] + backward[rows])[:, None, :], 2)
        total = logsumexp(forward[starts + lengths - 1], 1)
        rows = np.arange(len(tags))
        gold = scores[rows, tags].sum() + moves[tags[later - 1], tags[later]].sum()
        unary = np.exp(forward + backward - total[sentence][:, None])
        unary[rows, tags] -= 1
        ahead = (scores[later] + backward[later] - total[sentence[later]][:, None])[:, None, :]
        pairs = np.exp(forward[later - 1][:, :, None] + moves[None] + ahead).sum(0)
        np.subtract.at(pairs, (tags[later - 1], tags[later]), 1)
        gradient = np.concatenate(((features.T @ unary).ravel(), pairs.ravel())) + PENALTY * flat
        return float(total.sum() - gold + PENALTY / 2 * flat @ flat), gradient

    start = np.zeros(width * size + size * size)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS}).x
    return best[: width * size].reshape(width, size), transitions + best[width * size :].reshape(size, size)


def spans(example: Example, tags: np.ndarray, labels: list[str]) -> set[Span]:
    found: list[list[Any]] = []
    inside = False
    for (start, end), tag in zip(example.offsets, tags.tolist(), strict=True):
        part, _, label = labels[tag].partition("-")
        if part == "B":
            found.append([label, start, end])
        elif part == "I" and inside:
            found[-1][2] = end
        inside = part == "B" or (part == "I" and inside)
    return {(label, *bare(example.text, start, end)) for label, start, end in found}


def report(name: str, data: list[Example], found: list[set[Span]]) -> None:
    parts = []
    for labels in (("PER",), ("LOC",), ("ORG",), ("PER", "LOC", "ORG")):
        hits = mine = theirs = 0
        for example, predicted in zip(data, found, strict=True):
            gold, own = ({s for s in x if s[0] in labels} for x in (example.gold, predicted))
            hits, mine, theirs = hits + len(gold & own), mine + len(own), theirs + len(gold)
        parts.append(f"{labels[0] if len(labels) == 1 else 'all'} {2 * hits / (mine + theirs):.4f}")
    print(f"{name:26}", *parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    args = parser.parse_args()
    network = NameNetwork()
    data = examples(args.data, network)
    plain = [viterbi(e.emissions, e.lengths, network.transitions) for e in data]
    report("slovnet's own head", data, [spans(e, tags, network.labels) for e, tags in zip(data, plain, strict=True)])
    scale = np.maximum(np.vstack([e.features for e in data]).std(0), 1e-6)
    scale[64:] = 1
    found: list[set[Span]] = [set()] * len(data)
    for fold in range(FOLDS):
        own, moves = fit([e for i, e in enumerate(data) if i % FOLDS != fold], scale, network.transitions)
        for i in range(fold, len(data), FOLDS):
            tags = viterbi(data[i].emissions + data[i].features / scale @ own, data[i].lengths, moves)
            found[i] = spans(data[i], tags, network.labels)
    report(f"added to it, {FOLDS} folds", data, found)


if __name__ == "__main__":
    main()
