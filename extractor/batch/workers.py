"""Worker processes: each page goes to one; one that crashes or hangs is replaced and costs only its page."""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from extractor.batch.work import THREAD_VARIABLES, Factory, Job, Outcome, Started, Unworked, serve
from extractor.documents import Page
from extractor.errors import ExtractorError

WINDOW = 2  # jobs handed to a worker at once: the next lies ready when one is done
START_TIMEOUT = 300.0  # seconds a worker may take to load its models
START_TRIES = 3
CRASHES = 2  # a page whose worker dies is tried once more: the worker may have died of something else


class WorkersError(ExtractorError):
    """The worker processes do not start."""

    reason = "workers"


@dataclass(slots=True)
class _Task:
    job: Job
    future: Future[Outcome]
    crashes: int = 0


class WorkerPool:
    """A fixed number of worker processes, each tended by a thread. Use as a context manager.

    page_timeout: seconds one page may take. memory: most bytes of address space of a worker, 0 for no limit.
    rows: have the workers make the store's rows too.
    """

    def __init__(self, count: int, factory: Factory, *, page_timeout: float, memory: int, rows: bool = False) -> None:
        self.factory, self.page_timeout, self.memory, self.rows = factory, page_timeout, memory, rows
        self.tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._numbers = itertools.count()
        self._slots = [_Slot(self) for _ in range(count)]
        self._stop = threading.Event()
        self._environment: list[str] = []
        self._started = False
        self.replaced = 0

    def __enter__(self) -> WorkerPool:
        self._environment = [name for name in THREAD_VARIABLES if name not in os.environ]
        os.environ.update(dict.fromkeys(self._environment, "1"))
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def submit(self, page: Page) -> Future[Outcome]:
        """Hand in a page. The future gives its outcome, or raises WorkersError where no worker can be started."""
        if not self._started:
            self._start()
        task = _Task(Job(next(self._numbers), page), Future())
        self.tasks.put(task)
        return task.future

    def pids(self) -> list[int]:
        """Process ids of the workers."""
        return [slot.process.pid for slot in self._slots if slot.process is not None and slot.process.pid is not None]

    def close(self) -> None:
        """Finish what was handed in and end the workers."""
        for _ in self._slots if self._started else ():
            self.tasks.put(None)
        for slot in self._slots if self._started else ():
            slot.thread.join()
        self._stop.set()
        for name in self._environment:
            os.environ.pop(name, None)

    def kill(self) -> None:
        """End the workers at once; what was handed in raises WorkersError."""
        for slot in self._slots:
            slot.broken = "the run was broken off"
            slot.kill()

    def _start(self) -> None:
        """Start the workers, at the first page: loading models is not free, and a run may have nothing to do."""
        self._started = True
        for slot in self._slots:
            slot.spawn()
            slot.thread.start()

    def _watch(self) -> None:
        """Kill a worker whose page takes too long; the thread that tends it then sees the pipe close."""
        while not self._stop.wait(min(0.5, self.page_timeout / 4)):
            for slot in self._slots:
                if slot.deadline < time.monotonic():
                    slot.timed_out, slot.deadline = True, float("inf")
                    slot.kill()


class _Slot:
    """One worker process after another, and the thread that feeds them."""

    def __init__(self, pool: WorkerPool) -> None:
        self.thread = threading.Thread(target=self._tend, daemon=True)
        self.process: SpawnProcess | None = None
        self.deadline = float("inf")  # monotonic time at which the watch kills the process
        self.timed_out = False
        self.broken: str | None = None  # why no further worker will be started
        self._pool = pool
        self._pipe: Connection | None = None
        self._window: deque[_Task] = deque()  # handed to the worker; it works on the first
        self._closing = False
        self._ready = False
        self._failed_starts = 0

    def spawn(self) -> None:
        """Start a worker process."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._ready = self.timed_out = False
        self.process = context.Process(
            target=serve,
            args=(theirs, self._pool.factory, self._pool.memory, self._pool.rows),
            name="extractor-worker",
            daemon=True,
        )
        with _interrupts_held():
            self.process.start()
        theirs.close()
        self.deadline = time.monotonic() + START_TIMEOUT

    def kill(self) -> None:
        """Kill the process."""
        if self.process is not None:
            with contextlib.suppress(ValueError, OSError, AttributeError):
                self.process.kill()

    def _tend(self) -> None:
        while self.broken is None:
            try:
                if not self._ready:
                    self._begin()
                if not self._fill_window():
                    break
                self._settle(self._receive())
            except (EOFError, OSError):
                self._replace()
        self._fail_rest()
        self._end_process()

    def _begin(self) -> None:
        """Wait until the worker is ready and hand it what its predecessor left."""
        said = self._receive()
        if isinstance(said, Started) and said.error:
            self.broken = f"a worker cannot start: {said.error}"
            raise EOFError
        self._ready, self._failed_starts = True, 0
        self._begin_page()
        for task in self._window:
            self._send(task.job)

    def _fill_window(self) -> bool:
        """Hand the worker its next jobs; False where there is nothing more to do."""
        while len(self._window) < WINDOW and not self._closing:
            try:
                task = self._pool.tasks.get(block=not self._window)
            except queue.Empty:
                break
            if task is None:
                self._closing = True
                break
            self._window.append(task)
            if len(self._window) == 1:
                self._begin_page()
            self._send(task.job)
        return bool(self._window)

    def _settle(self, outcome: object) -> None:
        assert isinstance(outcome, Outcome)
        task = self._window.popleft()
        assert task.job.number == outcome.number, "outcomes come in the order of their jobs"
        self._begin_page()
        task.future.set_result(outcome)

    def _begin_page(self) -> None:
        self.deadline = time.monotonic() + self._pool.page_timeout if self._window else float("inf")

    def _replace(self) -> None:
        """The worker has died: settle who is to blame and start another."""
        self._end_process()
        if not self._ready:
            self._failed_starts += 1
            if self._failed_starts >= START_TRIES:
                self.broken = self.broken or "workers die before they are ready; see what they wrote to standard error"
        elif self._window and self.broken is None:
            self._blame(self._window[0])
        if self.broken is None:
            self._pool.replaced += 1
            self.spawn()

    def _blame(self, task: _Task) -> None:
        task.crashes += 1
        if self.timed_out:
            reason, seconds = "worker-timeout", self._pool.page_timeout
            error = f"the page took longer than {seconds:g} s (run.page_timeout); its worker was replaced"
        elif task.crashes >= CRASHES:
            reason, seconds = "worker-crash", 0.0
            error = f"the page crashed its worker ({self._cause_of_death()}), which was replaced"
        else:
            return
        self._window.popleft()
        task.future.set_result(Unworked(task.job.number, reason, error, seconds))

    def _cause_of_death(self) -> str:
        code = self.process.exitcode if self.process is not None else None
        if code is not None and code < 0:
            return next((known.name for known in signal.Signals if known == -code), f"signal {-code}")
        return f"exit code {code}"

    def _fail_rest(self) -> None:
        """Where no worker can be started: fail what is handed in, so that nobody waits for ever."""
        if self.broken is None:
            return
        while not self._closing or self._window:
            task = self._window.popleft() if self._window else self._pool.tasks.get()
            if task is None:
                self._closing = True
            else:
                task.future.set_exception(WorkersError(self.broken))

    def _end_process(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self.process is not None:
            self.process.join(timeout=10)
            if self.process.exitcode is None:
                self.process.kill()
                self.process.join()

    def _receive(self) -> object:
        assert self._pipe is not None
        return self._pipe.recv()

    def _send(self, job: Job) -> None:
        assert self._pipe is not None
        self._pipe.send(job)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C from a child that is just starting: it inherits the block and lifts it once it ignores Ctrl-C."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
