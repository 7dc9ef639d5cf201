"""Mutated gold pages through the whole pipeline: no crash, no hang, every record valid in schema and meaning.

    make fuzz             (python benchmarks/fuzz.py [--pages 2000] [--seed 1])

A page may be refused with its reason (ExtractorError); anything else is printed with the seed that makes it again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from extractor.documents import Page
from extractor.errors import ExtractorError
from extractor.evaluate import load_corpus
from extractor.pipeline import Pipeline
from extractor.validate import check

GOLD = Path(__file__).parent.parent / "corpora" / "gold"
SLOW = 10.0  # seconds
ODD = (
    "\u0301",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\u202e",
    "\U0001f600",
    "\x00",
    "\u2028",
    "№",
    "—",
    "«",
    "»",
    "1" * 300,
    "до ",
    "и. о. ",
    ". ",
    "%",
)

Mutation = Callable[[random.Random, bytes], bytes]


def cut(rng: random.Random, page: bytes) -> bytes:
    """The page ends somewhere."""
    return page[: rng.randrange(len(page))]


def flip(rng: random.Random, page: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(page)
    for _ in range(rng.randrange(1, 200)):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def drop_tags(rng: random.Random, page: bytes) -> bytes:
    """Closing tags are missing."""
    parts = page.split(b"</")
    return b"".join(parts[:1] + [(b"</" if rng.random() < 0.5 else b"<") + part for part in parts[1:]])


def shuffle_words(rng: random.Random, page: bytes) -> bytes:
    """Words change places, odd characters come between."""
    words = page.decode("utf-8", "replace").split(" ")
    for _ in range(len(words) // 4):
        i, j = rng.randrange(len(words)), rng.randrange(len(words))
        words[i], words[j] = words[j], words[i]
    for _ in range(40):
        words.insert(rng.randrange(len(words)), rng.choice(ODD))
    return " ".join(words).encode("utf-8", "replace")


def splice(rng: random.Random, page: bytes) -> bytes:
    """A stretch of the page comes again elsewhere."""
    a, b, at = (rng.randrange(len(page)) for _ in range(3))
    return page[:at] + page[min(a, b) : max(a, b)] + page[at:]


MUTATIONS: tuple[Mutation, ...] = (cut, flip, drop_tags, shuffle_words, splice)


def faults_of(pipeline: Pipeline, content: bytes, url: str | None) -> str | None:
    """What is wrong with the pipeline's answer to a page; None where all is well."""
    start = time.perf_counter()
    try:
        record = pipeline.record(Page(content=content, url=url))
    except ExtractorError as error:
        return None if "\n" not in str(error) else f"reason of more than one line: {error!r}"
    except Exception:
        return traceback.format_exc()
    if wrong := check(record.model_dump(mode="json")):
        return f"invalid record: {wrong[0]}"
    seconds = time.perf_counter() - start
    return f"slow: {seconds:.1f} s" if seconds > SLOW else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pages, pipeline, bad = [a.page() for a in load_corpus(GOLD)], Pipeline(), 0
    for seed in range(args.seed, args.seed + args.pages):
        rng = random.Random(seed)
        page, mutation = rng.choice(pages), rng.choice(MUTATIONS)
        if fault := faults_of(pipeline, mutation(rng, page.content), page.url):
            bad += 1
            print(f"seed {seed}, {mutation.__name__} of {page.source}: {fault}")
    print(f"{args.pages} pages, {bad} faults")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
