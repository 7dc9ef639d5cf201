"""Worker processes: a page that crashes or hangs one costs only itself."""

import os
import signal
import time

import psutil
import pytest
from stand_in import FACTORY

from extractor.batch.work import Unworked, Worked
from extractor.batch.workers import WorkerPool, WorkersError
from extractor.documents import Page


def pool(count=2, factory=FACTORY, page_timeout=5.0, memory=4 * 2**30) -> WorkerPool:
    return WorkerPool(count, factory, page_timeout=page_timeout, memory=memory)


def page(text: str) -> Page:
    return Page(text.encode(), url="https://site.kz/" + text[:20])


# what is in the page -> reason, words of the line
TROUBLE = [
    ("NONE", "page", "no article was found"),
    ("BUG", "unexpected", "ZeroDivisionError: a bug in two lines"),
    ("BIG", "memory", "run.worker_memory"),
    ("CRASH", "worker-crash", "SIGSEGV"),
    ("HANG", "worker-timeout", "longer than 1 s (run.page_timeout)"),
]


def test_trouble_costs_its_own_page_and_no_other():
    with pool(page_timeout=1.0) as workers:
        texts = [f"good {n}" for n in range(20)]
        for number, (trouble, _, _) in enumerate(TROUBLE):
            texts.insert(3 * number + 2, trouble)
        outcomes = dict(zip(texts, [workers.submit(page(text)) for text in texts], strict=True))
        for text, future in outcomes.items():
            if text.startswith("good"):
                assert isinstance(future.result(30), Worked), text
        for trouble, reason, words in TROUBLE:
            outcome = outcomes[trouble].result(30)
            assert isinstance(outcome, Unworked)
            assert outcome.reason == reason
            assert words in outcome.error
            assert "\n" not in outcome.error
        assert workers.replaced >= 2


def test_worker_killed_from_outside_costs_no_page():
    with pool(count=1) as workers:
        workers.submit(page("first")).result(30)
        futures = [workers.submit(page(f"SLEEP 0.3 {n}")) for n in range(3)]
        time.sleep(0.1)
        os.kill(workers.pids()[0], signal.SIGKILL)
        assert all(isinstance(future.result(30), Worked) for future in futures)


@pytest.mark.parametrize(
    ("factory", "words"),
    [
        ("stand_in:no_pipeline", "FileNotFoundError: the model is not there"),
        ("stand_in:dying_pipeline", "die before they are ready"),
        ("no_module:x", "ModuleNotFoundError"),
    ],
)
def test_workers_that_cannot_start_are_an_error_not_a_hang(factory, words):
    with pool(factory=factory) as workers:
        futures = [workers.submit(page(str(n))) for n in range(3)]
        for future in futures:
            with pytest.raises(WorkersError, match=words):
                future.result(30)


def test_large_pages_and_records_pass_both_ways_without_locking_up():
    with pool(count=1) as workers:
        text = "ж" * 2_000_000
        assert all(isinstance(workers.submit(page(text)).result(30), Worked) for _ in range(3))
        futures = [workers.submit(page(text)) for _ in range(4)]
        assert all(isinstance(future.result(30), Worked) for future in futures)


def test_no_process_is_started_for_nothing():
    with pool() as workers:
        assert workers.pids() == []


def test_workers_end_with_their_pool():
    with pool() as workers:
        workers.submit(page("a")).result(30)
        pids = workers.pids()
    assert len(pids) == 2
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_one_thread_a_worker():
    before = {name: os.environ.get(name) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")}
    with pool() as workers:
        workers.submit(page("a")).result(30)
        environment = psutil.Process(workers.pids()[0]).environ()
        assert environment["OMP_NUM_THREADS"] == "1"
        assert environment["OPENBLAS_NUM_THREADS"] == "1"
    assert {name: os.environ.get(name) for name in before} == before
