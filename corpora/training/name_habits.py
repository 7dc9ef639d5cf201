"""Counts how often words are part of names (``extractor.facts.indicators.habits``): sums that add up over articles."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from trees import DATA

from extractor.facts.indicators.habits import SEEN, Habits, meaning

WIDTH = 300  # floats of a word's vector
PENALTY = 30.0  # of the linear score's weights


@dataclass
class Words:
    """The words around one amount: their vectors, the keys of their habits, they themselves, which are in its name."""

    rows: np.ndarray
    keys: list[list[str]]
    words: list[str]
    right: np.ndarray


class Sums:
    """What the habits of some articles are made of."""

    def __init__(self) -> None:
        self.part: Counter[str] = Counter()
        self.met: Counter[str] = Counter()
        self.words = self.right = 0.0
        self.xx = np.zeros((WIDTH, WIDTH))
        self.xy = np.zeros(WIDTH)
        self.x = np.zeros(WIDTH)

    @classmethod
    def of(cls, article: Iterable[Words]) -> Sums:
        """The sums of one article."""
        out = cls()
        for w in article:
            for keys, right in zip(w.keys, w.right, strict=True):
                out.met.update(keys)
                if right:
                    out.part.update(keys)
            out.words += len(w.right)
            out.right += float(w.right.sum())
            x = np.array([meaning(word) for word in w.words])
            out.xx += x.T @ x
            out.xy += x.T @ w.right
            out.x += x.sum(axis=0)
        return out

    def __iadd__(self, other: Sums) -> Sums:
        self.part.update(other.part)
        self.met.update(other.met)
        for name in ("words", "right", "xx", "xy", "x"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def habits(self, without: Sums | None = None) -> Habits:
        """The habits of these articles but for those of ``without``, which is a part of them."""
        counts, rate, weights = self.known(without)
        return Habits(counts, rate, weights)

    def known(self, without: Sums | None = None) -> tuple[dict[str, tuple[int, int]], float, np.ndarray]:
        """What ``Habits`` is made of."""
        less = without or Sums()
        rate = (self.right - less.right) / (self.words - less.words)
        xy = self.xy - less.xy - rate * (self.x - less.x)
        weights = np.linalg.solve(self.xx - less.xx + PENALTY * np.eye(WIDTH), xy)
        counts = {key: (self.part[key], met) for key, met in self.met.items() if met >= SEEN}
        for key, met in less.met.items():
            if key in counts:
                counts[key] = (counts[key][0] - less.part[key], counts[key][1] - met)
        return counts, rate, weights


def total(sums: Iterable[Sums]) -> Sums:
    """The sums of all articles together."""
    out = Sums()
    for one in sums:
        out += one
    return out


def write(sums: Sums) -> None:
    """Writes ``data/name_habits.json``, a key a line."""
    counts, rate, weights = sums.known()
    lines = [f"{json.dumps(key, ensure_ascii=False)}: [{part}, {met}]" for key, (part, met) in sorted(counts.items())]
    rounded = json.dumps([round(float(w), 5) for w in weights])
    body = ",\n".join(lines)
    text = f'{{"rate": {rate:.6f}, "weights": {rounded}, "counts": {{\n{body}\n}}}}\n'
    (DATA / "name_habits.json").write_text(text, encoding="utf-8")
