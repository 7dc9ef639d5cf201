"""Articles a second through the annotate room on one core, beside natasha's own Doc pipeline on the same texts.

    python benchmarks/annotate.py [--rounds 3]

natasha segments, tags morphology, parses syntax and tags names; the annotate room does all that and finds lemmas. The
rounds alternate and the median counts. «Unread texts»: what is kept a word form is dropped before each round, so that
every text is read for the first time; «texts like those before» keeps it, as in a long run over one kind of news.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from speed import natasha_pipeline

from extractor import annotate
from extractor.annotate import components, dictionary, morphology, networks, tokens
from extractor.evaluate import load_corpus
from extractor.records import Article

GOLD = Path(__file__).parent.parent / "corpora" / "gold"


def forget() -> None:
    """Drops everything kept by word form."""
    forms = networks.word_forms()
    forms.places.clear()
    forms.shapes.clear()
    forms.age += 1
    for function in (tokens.split_chunk, dictionary.parses, dictionary.best_parse, morphology.lemmatize):
        function.cache_clear()
    for _, step in annotate.load("ru").pipeline:
        if isinstance(step, components.PymorphyLemmatizer):
            step.known.clear()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    articles: list[Article] = [a.article() for a in load_corpus(GOLD).articles if a.language == "ru"]
    texts = [article.text for article in articles]
    peer = natasha_pipeline()
    peer(texts[:8])
    list(annotate.pipe(articles[:8]))
    spent: dict[str, list[float]] = {"natasha": [], "unread texts": [], "texts like those before": []}
    for _ in range(rounds):
        spent["natasha"].append(seconds(lambda: peer(texts)))
        forget()
        spent["unread texts"].append(seconds(lambda: list(annotate.pipe(articles))))
        spent["texts like those before"].append(seconds(lambda: list(annotate.pipe(articles))))
    letters = sum(map(len, texts)) // len(texts)
    print(f"{len(texts)} Russian articles of {letters} characters on average, median of {rounds} rounds, one core")
    natasha = statistics.median(spent["natasha"])
    for name, times in spent.items():
        median = statistics.median(times)
        print(f"{name:26}{len(texts) / median:8.1f} articles/s   {natasha / median:5.2f} times natasha's Doc pipeline")


if __name__ == "__main__":
    main()
