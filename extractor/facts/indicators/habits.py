"""How often words were part of a name in the gold corpus: by themselves, with such amounts, under such verbs and heads.

A habit is a key («u|KZT|расхо»: the stem beside an amount in tenge) with how often it was met and how often it was part
of the name. For words that the corpus lacks, a linear score of their vectors tells what words like them do. All of it
adds up over articles, so that training can leave out the article it looks at (corpora/training/name_habits.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from extractor.annotate.weights import word_vectors
from extractor.facts.indicators.site import Site
from extractor.facts.indicators.stems import stem
from extractor.facts.text import Word
from extractor.facts.vectors import Floats, shipped

PRIOR = 5  # how many times the common rate is counted with each habit
SEEN, OFTEN = 3, 50  # a habit met less often says nothing; one met more often says no more
KINDS = {"money": "m", "count": "c", "measure": "s"}  # all others are shares and multiples
CACHE = 50_000  # words
LEAST = 1e-6  # no vector is shorter


class Habits:
    """What is known of words in names.

    counts    (part of a name, met) of each habit
    rate      how many of all words met are part of a name
    weights   (300,) of the linear score of a word's vector
    """

    def __init__(self, counts: Mapping[str, tuple[int, int]], rate: float, weights: Floats) -> None:
        self._unknown = (rate, 0.0)
        self._rates = {
            key: ((part + PRIOR * rate) / (met + PRIOR), float(min(met, OFTEN)))
            for key, (part, met) in counts.items()
            if met >= SEEN
        }
        self._score = lru_cache(CACHE)(lambda word: float(meaning(word) @ weights))

    def __call__(self, keys: Sequence[Sequence[str]], words: Sequence[str]) -> Floats:
        """(word, value) matrix: of each habit its rate and how often it was met; then the score of the word's vector."""
        rows = [
            [*(value for key in of_word for value in self._rates.get(key, self._unknown)), self._score(word)]
            for of_word, word in zip(keys, words, strict=True)
        ]
        return np.asarray(rows, dtype=np.float64)


@cache
def load_habits() -> Habits:
    """The shipped habits ``data/name_habits.json``."""
    data = shipped("name_habits")
    return Habits(data["counts"], data["rate"], np.asarray(data["weights"], dtype=np.float64))


def amount_keys(site: Site) -> tuple[str, str, str]:
    """What the habits of all words beside an amount share: its kind, its unit and the stem of the verb over it."""
    amount, verb = site.amount, site.head.verb()
    unit = amount.unit or amount.unit_text or ""
    return KINDS.get(amount.kind, "p"), unit, stem(verb.text) if verb is not None else ""


def habit_keys(word: str, token: Word | None, amount: tuple[str, str, str]) -> list[str]:
    """The habits of a word's stem; ``token`` is None for a word of an earlier name."""
    kind, unit, verb = amount
    relation, head = (token.relation, stem(token.head.text)) if token is not None else ("", "")
    return [
        f"w|{word}",
        f"k|{kind}|{word}",
        f"u|{unit}|{word}",
        f"v|{verb}|{word}",
        f"h|{head}|{word}",
        f"d|{verb}|{relation}",
        f"e|{head}|{relation}",
    ]


def meaning(word: str) -> Floats:
    """(300,) vector of unit length of a word in lower case."""
    vector = word_vectors()([word])[0].astype(np.float64)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), LEAST))
