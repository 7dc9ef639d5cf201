"""Speed of amounts and periods, linear time on hostile input, and Duckling's and natasha's own cases as side figures.

python benchmarks/amounts.py            all of it
python benchmarks/amounts.py speed      share of the annotate room's time, on the Russian gold articles
python benchmarks/amounts.py hostile    1 MB of digits, of «1 1 1 …», of «до до до …»
python benchmarks/amounts.py duckling   ../shared/eval/duckling_ru.jsonl by dimension, misses by kind
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter, defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import spacy
from spacy.tokens import Doc

from extractor import annotate
from extractor.clean.plain import lay_out
from extractor.facts.amounts import find_amounts
from extractor.facts.lexemes import lexemes_of
from extractor.facts.numerals import read_cardinal
from extractor.facts.periods import find_periods
from extractor.records import Article

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "eval"
CODES = {"kilogram": "kg", "gram": "g", "metre": "m", "kilometre": "km", "centimetre": "cm", "millimetre": "mm"}


def article(text: str) -> Article:
    laid, blocks = lay_out([("paragraph", text, None)])
    return Article(text=laid, blocks=blocks, language="ru", published_at="2013-02-12")


def gold_articles() -> list[Article]:
    made = []
    for path in sorted((ROOT / "corpora" / "gold" / "articles").glob("ru-*.json")):
        a = json.loads(path.read_text(encoding="utf-8"))
        parts = [("title", a["title"], None), *((b["kind"], b["text"], b.get("speaker")) for b in a["blocks"])]
        text, blocks = lay_out(parts)
        made.append(Article(text=text, blocks=blocks, language="ru", published_at=a["published"]))
    return made


def speed() -> None:
    articles = gold_articles()
    list(annotate.pipe(articles[:4]))
    start = time.process_time()
    docs = list(annotate.pipe(articles))
    annotating = time.process_time() - start
    find_amounts(docs[0], (), find_periods(docs[0]))
    best = float("inf")
    for _ in range(3):
        lexemes_of.cache_clear()
        start = time.process_time()
        for doc in docs:
            find_amounts(doc, (), find_periods(doc))
        best = min(best, time.process_time() - start)
    print(
        f"annotate {annotating:.2f} s, amounts and periods {best:.3f} s, {len(docs)} articles: {best / annotating:.1%}"
    )


def hostile() -> None:
    vocab = spacy.blank("ru").vocab
    for name, piece in (
        ("digits", "1"), ("1 1 1", "1 "), ("111 111", "111 "), ("до до до", "до "), ("до 1 до 1", "до 1 "),
        ("пять пять", "пять "), ("от 5 до", "от 5 до "), ("1-1-1", "1-"), ("1,1,1", "1,"), ("5 %", "5 % "),
    ):  # fmt: skip
        row = []
        for size in (250_000, 500_000, 1_000_000):
            doc = Doc(vocab, words=[piece * (size // len(piece))])
            doc._.article = article("")
            start = time.process_time()
            find_amounts(doc, (), find_periods(doc))
            row.append(time.process_time() - start)
        print(f"{name:12} 250 kB {row[0]:6.2f} s   500 kB {row[1]:6.2f} s   1 MB {row[2]:6.2f} s")


def duckling() -> None:
    path = SHARED / "duckling_ru.jsonl"
    if not path.exists():
        print("no ../shared/eval/duckling_ru.jsonl")
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    misses: dict[str, Counter[str]] = defaultdict(Counter)
    for row, doc in zip(rows, annotate.pipe([article(r["text"]) for r in rows]), strict=True):
        periods = find_periods(doc)
        ok = _matches(row, find_amounts(doc, (), periods), periods)
        right[row["dimension"]][ok] += 1
        if not ok:
            misses[row["dimension"]][_kind_of_miss(row)] += 1
    for dimension, counts in sorted(right.items()):
        kinds = ", ".join(f"{kind} {n}" for kind, n in misses[dimension].most_common(5))
        print(f"{dimension:18} {counts[True]:4} of {sum(counts.values()):4}   misses: {kinds or 'none'}")


def _decimal(text: object) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None


def _matches(row: dict, amounts: tuple, periods: tuple) -> bool:
    value = _decimal(row.get("value"))
    if row["dimension"] == "Numeral":
        return value is not None and (read_cardinal(row["text"]) == value or any(a.value == value for a in amounts))
    if row["dimension"] == "Time":
        return bool(periods) and periods[0].value is not None
    low, high = _decimal(row.get("from")), _decimal(row.get("to"))
    return any(
        (value is not None and a.value == value) or (low is not None and a.low == low and a.high == high)
        for a in amounts
    )


def _kind_of_miss(row: dict) -> str:
    text = row["text"].lower()
    if row["dimension"] == "Ordinal":
        return "ordinals are no amounts"
    if row["dimension"] == "Time":
        return "clock times, holidays, weekdays and spans of speech"
    if row.get("from") or row.get("to"):
        return "open or half-open interval"
    if any(c.isascii() and c.isalpha() for c in text):
        return "Latin-letter abbreviation"
    return "unit or number news does not use"


if __name__ == "__main__":
    chosen = sys.argv[1:] or ["speed", "hostile", "duckling"]
    for name in chosen:
        {"speed": speed, "hostile": hostile, "duckling": duckling}[name]()
