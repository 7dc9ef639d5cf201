"""Development loop: records of gold articles into a folder, for the scorers.

python tools/gold_records.py OUT [--part tune|report|all] [--lang ru]
"""

import argparse
import json
from pathlib import Path

from extractor.clean.plain import lay_out
from extractor.pipeline import Pipeline
from extractor.records import Article, Provenance

GOLD = Path(__file__).parent.parent / "corpora" / "gold"


def gold_article(path: Path) -> Article:
    """A gold article as the clean room would give it."""
    a = json.loads(path.read_text(encoding="utf-8"))
    parts = [("title", a["title"], None), ("lead", a["lead"] or "", None)] + [
        (b["kind"], b["text"], b.get("speaker")) for b in a["blocks"]
    ]
    text, blocks = lay_out(parts)
    return Article(
        url=a["url"],
        publisher=a["publisher"],
        title=a["title"],
        lead=a["lead"],
        authors=tuple(a["authors"]),
        published_at=a["published"],
        language=a["lang"],
        text=text,
        blocks=blocks,
    )


def is_reporting(ident: str) -> bool:
    return int(ident.split("-")[1]) % 3 == 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="tune")
    parser.add_argument("--lang", default="ru")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    paths = [
        p
        for p in sorted((GOLD / "articles").glob(f"{args.lang}-*.json"))
        if args.part == "all" or is_reporting(p.stem) == (args.part == "report")
    ]
    for path, record in zip(
        paths, Pipeline().records((gold_article(p), Provenance(extractor="dev")) for p in paths), strict=True
    ):
        (args.out / path.name).write_text(record.model_dump_json(indent=1))
    wanted = {p.stem for p in paths}
    lines = (GOLD / f"gold_{args.lang}.jsonl").read_text().splitlines()
    (args.out / "gold.jsonl").write_text("".join(line + "\n" for line in lines if json.loads(line)["id"] in wanted))
