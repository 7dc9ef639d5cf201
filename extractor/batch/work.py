"""What runs inside a worker process: pages in over a pipe, records or one-line reasons out."""

from __future__ import annotations

import contextlib
import importlib
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Protocol

from extractor.documents import Page
from extractor.errors import ExtractorError
from extractor.records import Record
from extractor.store.rows import Prepared, prepare

# numpy's libraries start a thread a core each unless told before the import: two workers ran 5-6 times slower.
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
LINE = 300


class Recorder(Protocol):
    """What turns a page into a record: extractor.pipeline.Pipeline, or a stand-in."""

    def record(self, page: Page) -> Record:
        """The record of one page. Raises ExtractorError with a one-line reason."""


Factory = str | Callable[[], Recorder]
"""Makes the Recorder inside the worker: "module:name", or a function that can be pickled."""


@dataclass(frozen=True, slots=True)
class Job:
    """One page to work on."""

    number: int
    page: Page


@dataclass(frozen=True, slots=True)
class Worked:
    """A record, as JSON on one line and, where a store wants them, as rows; and what the run needs to know of it."""

    number: int
    record_id: str
    canonical_url: str | None
    json: str
    seconds: float
    prepared: Prepared | None = None


@dataclass(frozen=True, slots=True)
class Unworked:
    """Why a page gave no record."""

    number: int
    reason: str
    error: str
    seconds: float


Outcome = Worked | Unworked


@dataclass(frozen=True, slots=True)
class Started:
    """The first thing a worker says: that it is ready, or in one line why it cannot start."""

    error: str | None = None


def serve(connection: Connection, factory: Factory, memory: int, rows: bool = False) -> None:
    """Work on jobs until the other end of the pipe closes. ``memory``: most bytes of address space, 0 for no limit.

    ``rows``: make the store's rows too: dictionary forms of an article's words are most of a store's work.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what it means
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})  # blocked by the parent while we started
    sys.stdout = sys.stderr  # standard output is for data
    _limit_memory(memory)
    try:
        recorder = _recorder(factory)
    except Exception as error:
        connection.send(Started(_one_line(f"{type(error).__name__}: {error}")))
        return
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(connection, jobs), daemon=True).start()
    connection.send(Started())
    while True:
        connection.send(work(recorder, jobs.get(), rows))


def work(recorder: Recorder, job: Job, rows: bool = False) -> Outcome:
    """The outcome of one job; no exception leaves it."""
    started = time.perf_counter()
    try:
        record = recorder.record(job.page)
        return Worked(
            number=job.number,
            record_id=record.id,
            canonical_url=record.article.canonical_url,
            json=record.model_dump_json(),
            prepared=prepare(record) if rows else None,
            seconds=time.perf_counter() - started,
        )
    except ExtractorError as error:
        reason, message = error.reason, str(error)
    except MemoryError:
        reason, message = "memory", "the page needs more memory than run.worker_memory allows"
    except RecursionError:
        reason, message = "nesting", "the page is nested too deep"
    except Exception as error:
        reason, message = "unexpected", f"{type(error).__name__}: {error}"
    return Unworked(job.number, reason, _one_line(message), time.perf_counter() - started)


def _one_line(message: str) -> str:
    return " ".join(message.split())[:LINE]


def _receive(connection: Connection, jobs: queue.SimpleQueue[Job]) -> None:
    """Take jobs off the pipe while the last one is worked on; leave at once when the parent is gone."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            jobs.put(connection.recv())
    os._exit(0)


def _recorder(factory: Factory) -> Recorder:
    if isinstance(factory, str):
        module, _, name = factory.partition(":")
        factory = getattr(importlib.import_module(module), name)
    made: Recorder = factory()  # type: ignore[operator]
    return made


def _limit_memory(memory: int) -> None:
    if memory:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
