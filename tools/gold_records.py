"""Development loop: records of gold articles into a folder, for the scorers.

python tools/gold_records.py OUT [--part tune|report|all] [--lang ru]
"""

import argparse
import json
from pathlib import Path

from extractor.evaluate.gold import PARTS, load_corpus
from extractor.pipeline import Pipeline
from extractor.records import Provenance

GOLD = Path(__file__).parent.parent / "corpora" / "gold"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", default="tune", choices=("tune", "report", "all"))
    parser.add_argument("--lang", default="ru")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    part = {"tune": ("tuning",), "report": ("reporting",), "all": PARTS}[args.part]
    wanted = [a for a in load_corpus(GOLD) if a.language == args.lang and a.part in part]
    records = Pipeline().records((a.article(), Provenance(extractor="dev")) for a in wanted)
    for article, record in zip(wanted, records, strict=True):
        (args.out / f"{article.id}.json").write_text(record.model_dump_json(indent=1), encoding="utf-8")
    lines = (json.dumps(a.gold, ensure_ascii=False) + "\n" for a in wanted)
    (args.out / "gold.jsonl").write_text("".join(lines), encoding="utf-8")
