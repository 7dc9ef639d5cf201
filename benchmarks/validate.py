"""Rate of validation on one core: python benchmarks/validate.py [COUNT]."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "store")]

from make_records import record_dict  # noqa: E402

from extractor.records import SCHEMA_VERSION  # noqa: E402
from extractor.validate import check, parse, schema  # noqa: E402


def main() -> None:
    texts = [
        json.dumps(record_dict(n), ensure_ascii=False) for n in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
    ]
    start = time.perf_counter()
    values = list(map(parse, texts))
    print(f"JSON:               {len(texts) / (time.perf_counter() - start):8,.0f} records/s")
    is_valid = schema.validator(SCHEMA_VERSION).is_valid
    start = time.perf_counter()
    assert all(map(is_valid, values))
    print(f"schema:             {len(texts) / (time.perf_counter() - start):8,.0f} records/s")
    start = time.perf_counter()
    assert not any(map(check, values))
    print(f"schema and meaning: {len(texts) / (time.perf_counter() - start):8,.0f} records/s")


if __name__ == "__main__":
    main()
