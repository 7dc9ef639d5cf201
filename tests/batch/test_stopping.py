"""A run that is killed or interrupted goes on where it was, and ends like one that was left in peace."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from server import Answer, FaultServer, article
from stores import stored

HERE = Path(__file__).parent
PAGES = 50


def routes(server: FaultServer) -> dict[str, Answer]:
    """Some pages that are copies of others, under a canonical address or with the same bytes."""
    made: dict[str, Answer] = {}
    for n in range(0, PAGES, 10):
        link = f'<link rel="canonical" href="{server.url(f"/article/{n}")}">'.encode()
        made[f"/copy/{n}"] = Answer(link + b"<p>a copy with words of its own</p>")
        made[f"/mirror/{n}"] = Answer(article(str(n + 1)))
    return made


def addresses(server: FaultServer) -> list[str]:
    paths = []
    for n in range(PAGES):
        paths += [f"/copy/{n}", f"/mirror/{n}"] if n % 10 == 0 else []
        paths += [f"/burst/1/{n}" if n % 7 == 3 else f"/status/404/{n}" if n % 13 == 5 else f"/article/{n}"]
        paths += [f"/article/{n}?utm_source=tg"] if n % 9 == 4 else []
    return [server.url(path) for path in paths]


@pytest.fixture
def server():
    with FaultServer() as started:
        started.routes = routes(started)
        yield started


def start(urls: Path, folder: Path, rate: float = 60.0) -> subprocess.Popen[str]:
    folder.mkdir(exist_ok=True)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    command = [sys.executable, str(HERE / "killable.py"), str(urls), str(folder), str(rate)]
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def states(folder: Path) -> list[tuple]:
    """Every address with its end. A duplicate is one by its canonical link or by its text: which of the two is seen
    first depends on the moment, what it is a duplicate of does not.
    """
    with sqlite3.connect(folder / "ledger.db") as db:
        return db.execute(
            "SELECT address, state, iif(state = 'duplicate', NULL, reason), duplicate_of FROM pages ORDER BY address"
        ).fetchall()


def test_killed_at_any_moment_and_resumed_it_ends_the_same(tmp_path, server):
    urls = tmp_path / "urls.txt"
    urls.write_text("\n".join(addresses(server)))
    undisturbed = start(urls, tmp_path / "undisturbed", rate=1000)
    assert undisturbed.wait(120) == 3, undisturbed.stderr.read()
    moments = random.Random(6)
    server.counts.clear()
    kills = 0
    for _ in range(3):
        run = start(urls, tmp_path / "killed", rate=30)
        enough = len(server.requests) + moments.randint(1, 20)
        while len(server.requests) < enough and run.poll() is None:
            time.sleep(0.01)
        time.sleep(moments.uniform(0.0, 0.1))
        workers = psutil.Process(run.pid).children(recursive=True) if run.poll() is None else []
        kills += run.poll() is None
        run.kill()
        run.wait()
        psutil.wait_procs(workers, timeout=20)
        assert not [worker for worker in workers if worker.is_running()], "workers outlive a killed run"
    assert kills >= 2
    last = start(urls, tmp_path / "killed", rate=1000)
    assert last.wait(120) in (0, 3), last.stderr.read()
    assert stored(tmp_path / "killed") == stored(tmp_path / "undisturbed")
    assert states(tmp_path / "killed") == states(tmp_path / "undisturbed")
    lines = [(tmp_path / name / "news.jsonl").read_text().splitlines() for name in ("killed", "undisturbed")]
    ids = [sorted(json.loads(line)["id"] for line in text) for text in lines]
    assert len(set(ids[1])) == len(stored(tmp_path / "undisturbed")["records"])
    assert set(ids[0]) == set(ids[1])


def test_ctrl_c_finishes_what_is_in_hand_and_says_how_to_go_on(tmp_path, server):
    urls = tmp_path / "urls.txt"
    urls.write_text("\n".join(addresses(server)))
    run = start(urls, tmp_path / "run", rate=20)
    while len(server.requests) < 15 and run.poll() is None:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    output, errors = run.communicate(timeout=60)
    assert run.returncode == 3
    assert "the same command goes on from here" in errors
    assert "Traceback" not in errors
    assert "not done yet" in output
    fetched = {request.path for request in server.requests if request.path.startswith("/article")}
    with sqlite3.connect(tmp_path / "run" / "ledger.db") as db:
        states = dict(db.execute("SELECT state, count(*) FROM pages GROUP BY state").fetchall())
        done = {address for (address,) in db.execute("SELECT address FROM pages WHERE state <> 'queued'")}
    assert states["queued"] > 0
    assert {server.url(path) for path in fetched} <= done
    again = start(urls, tmp_path / "run", rate=1000)
    assert again.wait(60) == 3
    assert server.counts["/article/0"] == 1


def test_second_ctrl_c_breaks_off_at_once_and_loses_nothing(tmp_path):
    with FaultServer(routes={"/a": Answer(b"<p>SLEEP 30</p>"), "/b": Answer(b"<p>quick</p>")}) as server:
        urls = tmp_path / "urls.txt"
        urls.write_text(f"{server.url('/b')}\n{server.url('/a')}\n")
        run = start(urls, tmp_path / "run", rate=50)
        while len(server.requests) < 3 and run.poll() is None:
            time.sleep(0.01)
        for _ in range(100):
            if (server.url("/b"), "done", None, None) in states(tmp_path / "run"):
                break
            time.sleep(0.1)
        for _ in range(2):
            run.send_signal(signal.SIGINT)
            time.sleep(0.5)
        assert run.wait(20) != 0
        assert {row[0]: row[1] for row in states(tmp_path / "run")} == {
            server.url("/a"): "queued",
            server.url("/b"): "done",
        }
        assert len(stored(tmp_path / "run")["records"]) == 1
