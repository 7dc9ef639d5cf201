"""Pages a second from HTML to record on one core, room by room, beside natasha's own Doc pipeline.

    make bench            (python benchmarks/speed.py [--rounds 3])

Both read the same gold pages (Russian) in the same run: natasha segments, tags morphology, parses syntax and tags
names on the cleaned texts; extractor does all that and cleans, finds facts and resolves them. Rounds alternate, the
median counts.
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

from extractor import annotate, clean, facts, resolve
from extractor.evaluate import load_corpus
from extractor.records import Provenance

GOLD = Path(__file__).parent.parent / "corpora" / "gold"


def natasha_pipeline() -> Callable[[list[str]], None]:
    """natasha's Doc pipeline: segment, tag_morph, parse_syntax, tag_ner."""
    from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

    embedding = NewsEmbedding()
    segmenter, morph, syntax, ner = (
        Segmenter(),
        NewsMorphTagger(embedding),
        NewsSyntaxParser(embedding),
        NewsNERTagger(embedding),
    )

    def run(texts: list[str]) -> None:
        for text in texts:
            doc = Doc(text)
            doc.segment(segmenter)
            doc.tag_morph(morph)
            doc.parse_syntax(syntax)
            doc.tag_ner(ner)

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    pages = [a.page() for a in load_corpus(GOLD) if a.language == "ru"]
    peer = natasha_pipeline()
    spent: dict[str, list[float]] = {}

    def timed(name: str, start: float) -> None:
        spent.setdefault(name, []).append(time.perf_counter() - start)

    provenance = Provenance(extractor="bench")
    for number in range(-1, rounds):  # the first round loads models and is not counted
        if number == 0:
            spent.clear()
        start = time.perf_counter()
        articles = [clean.clean(page)[0] for page in pages]
        timed("clean", start)
        start = time.perf_counter()
        docs = list(annotate.pipe(articles))
        timed("annotate", start)
        start = time.perf_counter()
        found = [facts.find(doc) for doc in docs]
        timed("facts", start)
        start = time.perf_counter()
        for article, doc, one in zip(articles, docs, found, strict=True):
            resolve.to_record(article, doc, one, provenance)
        timed("resolve", start)
        start = time.perf_counter()
        peer([article.text for article in articles])
        timed("natasha", start)
    median = {name: statistics.median(times) for name, times in spent.items()}
    ours = sum(seconds for name, seconds in median.items() if name != "natasha")
    letters = sum(len(article.text) for article in articles) // len(articles)
    print(f"{len(pages)} Russian pages of {letters} characters of text on average, median of {rounds} rounds, one core")
    for name, seconds in median.items():
        share = f"{seconds / ours:6.0%} of ours" if name != "natasha" else "natasha's Doc pipeline, text to tags"
        print(f"{name:10}{len(pages) / seconds:8.1f} pages/s   {share}")
    print(
        f"{'extractor':10}{len(pages) / ours:8.1f} pages/s   HTML to record, {median['natasha'] / ours:.2f} times natasha's Doc pipeline"
    )


if __name__ == "__main__":
    main()
