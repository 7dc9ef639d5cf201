"""Articles a second through the annotate room on one core, beside natasha's own Doc pipeline on the same texts.

    python benchmarks/annotate.py [--rounds 3]

natasha segments, tags morphology, parses syntax and tags names; the annotate room does all that and finds lemmas. The
two read the articles by turns, a dozen at a time, so that what else the machine does weighs on both; processor time is
counted, the median of the rounds. «Unread texts»: what is kept a word form is dropped before each round, so that
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

DOZEN = 12
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
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    articles: list[Article] = [a.article() for a in load_corpus(GOLD).articles if a.language == "ru"]
    peer = natasha_pipeline()
    peer([article.text for article in articles[:DOZEN]])
    list(annotate.pipe(articles[:DOZEN]))
    spent: dict[str, list[float]] = {"natasha": [], "unread texts": [], "texts like those before": []}
    for _ in range(rounds):
        for times in spent.values():
            times.append(0.0)
        forget()
        dozens = [articles[at : at + DOZEN] for at in range(0, len(articles), DOZEN)]
        for name in ("unread texts", "texts like those before"):
            for dozen in dozens:
                spent[name][-1] += seconds(lambda: list(annotate.pipe(dozen)))  # noqa: B023 (called at once)
                spent["natasha"][-1] += seconds(lambda: peer([a.text for a in dozen])) / 2  # noqa: B023
    letters = sum(len(article.text) for article in articles) // len(articles)
    print(f"{len(articles)} Russian articles of {letters} characters on average, median of {rounds} rounds, one core")
    natasha = statistics.median(spent["natasha"])
    for name, times in spent.items():
        median = statistics.median(times)
        speed, ratio = len(articles) / median, natasha / median
        print(f"{name:26}{speed:8.1f} articles/s   {ratio:5.2f} times natasha's Doc pipeline")


if __name__ == "__main__":
    main()
