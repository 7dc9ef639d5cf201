"""Exact-span names on factRuEval's development half: extractor's mentions beside natasha's own spans, same file,
same run.

    python benchmarks/names.py ../shared/eval/factrueval_dev.jsonl

A line of the file is {"text", "entities": [[start, end, "PER"|"LOC"|"ORG"], …]} (outermost spans). Prints precision,
recall and F1 by class for both. extractor's mentions without a name («министр») are not counted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from natasha import NewsEmbedding, NewsNERTagger

from extractor import annotate
from extractor.clean.plain import article_from_text
from extractor.facts.names import find_names
from extractor.facts.roles import find_roles

LABELS = {"person": "PER", "place": "LOC", "institution": "ORG"}
MARKS = '«»"“”„'
Found = set[tuple[str, int, int]]


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets without quotation marks and blanks around a span: where the marks belong is no question of names."""
    while start < end and (text[start] in MARKS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in MARKS or text[end - 1].isspace()):
        end -= 1
    return start, end


def ours(text: str) -> Found:
    """extractor's spans in an article's text; bodies named by a common noun alone («правительство») are none there."""
    article = article_from_text(text, language="ru")
    doc = annotate.annotate(article)
    names, _roles = find_roles(doc, find_names(doc))
    found = set()
    for name in names:
        if name.antecedent is None and name.rule not in ("adjective_of_position", "common_noun_body"):
            found.add((LABELS[name.kind], *bare(text, *_to_source(article.text, text, name.start, name.end))))
    return found


def _to_source(laid_out: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets in ``text`` of a span of the article's text, which differs from it by white space only."""
    solid = len("".join(laid_out[:start].split()))
    length = len("".join(laid_out[start:end].split()))
    at = seen = 0
    while seen < solid or text[at].isspace():
        seen += not text[at].isspace()
        at += 1
    first = at
    seen = 0
    while seen < length:
        seen += not text[at].isspace()
        at += 1
    return first, at


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many differences of each class")
    args = parser.parse_args()
    tagger = NewsNERTagger(NewsEmbedding())
    counts: dict[str, Counter[str]] = {"extractor": Counter(), "natasha": Counter()}
    for line in args.file.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        text = item["text"]
        gold = {(label, *bare(text, start, end)) for start, end, label in map(_span, item["entities"])}
        natasha = {(s.type, *bare(text, s.start, s.stop)) for s in tagger(text).spans}
        for name, found in (("extractor", ours(text)), ("natasha", natasha)):
            for label in ("PER", "LOC", "ORG"):
                mine, theirs = {f for f in found if f[0] == label}, {g for g in gold if g[0] == label}
                counts[name].update(
                    {f"{label}.tp": len(mine & theirs), f"{label}.pred": len(mine), f"{label}.gold": len(theirs)}
                )
                if args.errors and name == "extractor":
                    for label_, start, end in sorted(mine - theirs)[: args.errors]:
                        print(
                            item["id"],
                            "extra ",
                            label_,
                            text[max(0, start - 25) : start],
                            "[",
                            text[start:end],
                            "]",
                            text[end : end + 15],
                        )
                    for label_, start, end in sorted(theirs - mine)[: args.errors]:
                        print(
                            item["id"],
                            "missed",
                            label_,
                            text[max(0, start - 25) : start],
                            "[",
                            text[start:end],
                            "]",
                            text[end : end + 15],
                        )
    for name, c in counts.items():
        scores = []
        for label in ("PER", "LOC", "ORG"):
            p, r = c[f"{label}.tp"] / max(1, c[f"{label}.pred"]), c[f"{label}.tp"] / max(1, c[f"{label}.gold"])
            scores.append(f"{label} {p:.3f} {r:.3f} {2 * p * r / (p + r) if p + r else 0:.3f}")
        print(f"{name:10}", "   ".join(scores))


def _span(entity: object) -> tuple[int, int, str]:
    if isinstance(entity, dict):
        return entity["start"], entity["end"], entity.get("type") or entity["label"]
    start, end, label = entity  # type: ignore[misc]
    return start, end, label


if __name__ == "__main__":
    main()
