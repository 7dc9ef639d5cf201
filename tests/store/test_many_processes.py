"""Processes that write at once neither double nor dead-lock; a server that goes away leaves nothing half-written."""

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
    halves = [(0, 100), (50, 100), (100, 100), (0, 200)]
    loaders = [start(url, *half) for half in halves]
    said = [loader.communicate(timeout=300) for loader in loaders]
    assert [(loader.returncode, error) for loader, (_, error) in zip(loaders, said, strict=True)] == [(0, "")] * 4
    inserted = sum(ast.literal_eval(out)["inserted"] for out, _ in said)
    assert inserted == 200
    with open_store(url) as store, open_store(f"sqlite:///{tmp_path / 'alone.db'}") as alone:
        alone.put_many(make_records(200))
        assert counts(store) == counts(alone)
        assert [row[:2] for row in everything(store)["entities"]] == [row[:2] for row in everything(alone)["entities"]]


def test_the_server_is_stopped_in_the_middle_of_a_load(own_server):
    url = own_server.new_database()
    loader = start(url, 0, 1500)
    with open_store(url) as store:
        give_up = time.monotonic() + 60
        while counts(store)["articles"] < 100 and time.monotonic() < give_up:
            time.sleep(0.02)
    own_server.stop()
    out, error = loader.communicate(timeout=120)
    assert (loader.returncode, out) == (3, "")
    assert error.count("\n") == 1, error
    assert "run again when it is back" in error
    assert "Traceback" not in error

    own_server.start()
    with open_store(url) as store:
        stored = counts(store)["articles"]
        assert 0 < stored < 1500
        # every article is whole: none of its tables lacks a row that its record asks for
        whole = {record.id: record for record in make_records(1500)}
        for ident, amounts, mentions in rows(
            store,
            "SELECT id, (SELECT count(*) FROM amounts x WHERE x.article_id = a.id), "
            "(SELECT count(*) FROM mentions x WHERE x.article_id = a.id) FROM articles a",
        ):
            record = whole[ident]
            entities = (*record.people, *record.institutions, *record.places)
            assert (amounts, mentions) == (len(record.amounts), sum(len(e.mentions) for e in entities))
        # running again completes
        assert store.put_many(make_records(1500)) == {"inserted": 1500 - stored, "updated": 0, "unchanged": stored}
        assert counts(store)["articles"] == 1500
