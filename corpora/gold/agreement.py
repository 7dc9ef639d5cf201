#!/usr/bin/env python3
"""How far a second annotator agrees with the gold: what no extractor can be asked to pass by much.

    python corpora/gold/agreement.py            F1 of each row, the second annotation scored as if it were a system's

``second/*.txt`` are 27 articles of the reporting part, annotated once more from their bare text by three annotators who
saw neither the gold nor any record, under GUIDE.md alone.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "authoring"), str(HERE.parents[1])]

import build  # noqa: E402

from extractor.evaluate import ROWS, Tally, score_article  # noqa: E402
from extractor.evaluate.matching import same_person  # noqa: E402

Json = dict[str, Any]


def as_record(gold: Json) -> Json:
    """What the scorer reads of a record that says just what an annotation says."""
    people = [
        {"id": f"p{n}", "name": p["name"], "roles": [{"title": p["role"], "of_text": p["of"]}] if p["role"] else []}
        for n, p in enumerate(gold["people"])
    ]
    record: Json = {"people": people, "places": [], "amounts": [], "indicators": [], "quotes": []}
    record["institutions"] = [{"id": f"i{n}", "name": i["name"]} for n, i in enumerate(gold["institutions"])]
    for n, fact in enumerate(gold["facts"]):
        places = [{"id": f"l{n}.{k}", "name": name} for k, name in enumerate((fact["place"] or "").split("; ")) if name]
        record["places"] += places
        bounds = {"low": fact["value"], "high": fact["high"]} if fact["high"] else {"value": fact["value"]}
        record["amounts"].append({
            "id": f"a{n}", **bounds, "comparator": fact["op"], "unit": fact["unit"], "unit_text": fact["unit"],
            "evidence": {"text": fact["surface"]},
        })  # fmt: skip
        record["indicators"].append({
            "amount": f"a{n}", "name": fact["indicator"], "about": [p["id"] for p in places], "period": fact["period"],
            "status": fact["status"], "change": {"direction": fact["change"]} if fact["change"] else None,
        })  # fmt: skip
    for quote in gold["quotes"]:
        speaker = next((p["id"] for p in people if same_person(p["name"], quote["speaker"] or "")), None)
        record["quotes"].append({"text": quote["text"], "speaker": speaker})
    return record


def main() -> int:
    """Score every second annotation against the gold of its article."""
    lines = (HERE / "gold_ru.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {article["id"]: article for article in map(json.loads, lines)}
    faults: list[str] = []
    tally = Tally()
    sources = sorted((HERE / "second").glob("*.txt"))
    for source in sources:
        for raw in build.parse(source):
            tally += score_article(gold[raw["id"]], as_record(build.build(raw, faults)[1]))[0]
    print(f"{len(sources)} articles")
    for row in ROWS:
        print(f"{row:20}{tally.scores(row)[2]:.3f}{tally.gold(row):6}")
    print(*faults, sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
