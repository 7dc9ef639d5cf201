"""Processes that write at once neither double nor dead-lock; a server that goes away leaves nothing half-written.

STORE_TEST_RECORDS is the number of records; `make bench-store` sets it to 10,000.
"""

import ast
import os
import subprocess
import sys
import time
from pathlib import Path

from look import counts, everything, rows
from make_records import make_records

from extractor.store import open_store

ROOT = Path(__file__).parents[2]
RECORDS = int(os.environ.get("STORE_TEST_RECORDS", "200"))
PATIENCE = 300 + RECORDS // 10  # seconds
LOADER = Path(__file__).with_name("loader.py")


def start(url: str, first: int, count: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, LOADER, url, str(first), str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_four_processes_that_load_overlapping_halves_at_once(url, tmp_path):
    half = RECORDS // 2
    halves = [(0, half), (half // 2, half), (half, half), (0, 2 * half)]
    loaders = [start(url, *part) for part in halves]
    said = [loader.communicate(timeout=PATIENCE) for loader in loaders]
    assert [(loader.returncode, error) for loader, (_, error) in zip(loaders, said, strict=True)] == [(0, "")] * 4
    inserted = sum(ast.literal_eval(out)["inserted"] for out, _ in said)
    assert inserted == 2 * half
    with open_store(url) as store, open_store(f"sqlite:///{tmp_path / 'alone.db'}") as alone:
        alone.put_many(make_records(2 * half))
        assert counts(store) == counts(alone)
        assert [row[:2] for row in everything(store)["entities"]] == [row[:2] for row in everything(alone)["entities"]]


def test_the_server_is_stopped_in_the_middle_of_a_load(own_server):
    url, size = own_server.new_database(), max(1500, RECORDS)
    loader = start(url, 0, size)
    with open_store(url) as store:
        give_up = time.monotonic() + PATIENCE
        while counts(store)["articles"] < size // 15 and time.monotonic() < give_up:
            time.sleep(0.02)
    own_server.stop()
    out, error = loader.communicate(timeout=PATIENCE)
    assert (loader.returncode, out) == (3, "")
    assert error.count("\n") == 1, error
    assert "run again when it is back" in error
    assert "Traceback" not in error

    own_server.start()
    with open_store(url) as store:
        stored = counts(store)["articles"]
        assert 0 < stored < size
        # every article is whole: none of its tables lacks a row that its record asks for
        whole = {record.id: record for record in make_records(size)}
        for ident, amounts, mentions in rows(
            store,
            "SELECT id, (SELECT count(*) FROM amounts x WHERE x.article_id = a.id), "
            "(SELECT count(*) FROM mentions x WHERE x.article_id = a.id) FROM articles a",
        ):
            record = whole[ident]
            entities = (*record.people, *record.institutions, *record.places)
            assert (amounts, mentions) == (len(record.amounts), sum(len(e.mentions) for e in entities))
        # running again completes
        assert store.put_many(make_records(size)) == {"inserted": size - stored, "updated": 0, "unchanged": stored}
        assert counts(store)["articles"] == size
