"""Rate of validation on one core, by the clock and by the processor's time: python benchmarks/validate.py [COUNT].

JSON and schema run three times, and the best is printed; the whole check runs once.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "tests" / "store")]

from make_records import record_dict  # noqa: E402

from extractor.records import SCHEMA_VERSION  # noqa: E402
from extractor.validate import check, parse, schema  # noqa: E402


def measure(name: str, count: int, work: Callable[[], object], rounds: int = 3) -> None:
    clock, processor = [], []
    for _ in range(rounds):
        start = time.perf_counter(), time.process_time()
        work()
        clock.append(time.perf_counter() - start[0])
        processor.append(time.process_time() - start[1])
    print(f"{name:20}{count / min(clock):9,.0f} records/s by the clock{count / min(processor):9,.0f} of processor time")


def _all_good(values: list) -> None:
    assert not any(map(check, values))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    texts = [json.dumps(record_dict(n), ensure_ascii=False) for n in range(count)]
    values = list(map(parse, texts))
    validator = schema.validator(SCHEMA_VERSION)
    assert all(map(validator.is_valid, values))
    print(f"{count:,} records of {sum(map(len, texts)) // count:,} characters")
    measure("JSON", count, lambda: list(map(parse, texts)))
    measure("schema", count, lambda: list(map(validator.is_valid, values)))
    measure("schema and meaning", count, lambda: _all_good(values), rounds=1)


if __name__ == "__main__":
    main()
