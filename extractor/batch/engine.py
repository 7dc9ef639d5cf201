"""A run: every page of the sources goes through fetch, a worker and the sinks; the ledger knows how far it is."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import structlog

from extractor.batch import logs
from extractor.batch.admission import Admission, Ask
from extractor.batch.interrupts import interrupts
from extractor.batch.ledger import Ledger
from extractor.batch.schedule import HostQueues
from extractor.batch.settling import Settling
from extractor.batch.sinks import Sink, StoreSink, open_all
from extractor.batch.summary import OnProgress, Summary
from extractor.batch.work import Factory
from extractor.batch.workers import WorkerPool
from extractor.documents import Page
from extractor.errors import ExtractorError, SettingsError
from extractor.fetch import read
from extractor.fetch.bodies import refuse_unreadable
from extractor.fetch.client import Client
from extractor.fetch.files import version
from extractor.fetch.sources import Source, Target
from extractor.settings import Settings

GRACE = 10.0  # seconds that pages being fetched get after Ctrl-C
log = structlog.get_logger("extractor.run")


def run(
    sources: Sequence[Source],
    settings: Settings | None = None,
    sinks: Sequence[Sink] = (),
    *,
    ledger: Path | str = ":memory:",
    resume: bool = True,
    refetch_after: float | None = None,
    retry_failed: bool = False,
    warc: Path | None = None,
    on_progress: OnProgress | None = None,
    factory: Factory = "extractor.pipeline:Pipeline",
) -> Summary:
    """Read every page of the sources and write its record to every sink. A page that fails costs only itself.

    ledger: SQLite file of what is done; with ``resume`` what it holds as done is not done again.
    refetch_after: seconds after which a page that is done is fetched again (and worked on only if it has changed).
    retry_failed: try pages again that failed in earlier runs; without sources, all such pages of the ledger.
    warc: folder to save fetched pages in. on_progress: called some times a second with the counts so far.
    factory: makes the pipeline inside a worker: "module:name" or a picklable function.
    Ctrl-C finishes the pages in hand and returns; a second one breaks off. Raises SettingsError, StoreError,
    and WorkersError.
    """
    if not structlog.is_configured():
        logs.configure()
    settings = settings or Settings()
    if not sources and not retry_failed:
        raise SettingsError("nothing to do: name URLs, files, folders, lists, a feed or a sitemap")
    with Ledger(ledger) as book:
        if not resume:
            book.clear()
        ask = Ask(refetch_after=refetch_after, retry_failed=retry_failed, from_ledger=retry_failed and not sources)
        with contextlib.ExitStack() as stack:
            open_all(sinks, book, resume, stack)
            pool = WorkerPool(
                settings.run.workers,
                factory,
                page_timeout=settings.run.page_timeout,
                memory=settings.run.worker_memory,
                rows=any(isinstance(sink, StoreSink) for sink in sinks),
            )
            with pool:
                try:
                    return asyncio.run(_Run(sources, settings, sinks, book, ask, pool, warc, on_progress).go())
                except asyncio.CancelledError:
                    pool.kill()
                    raise KeyboardInterrupt from None
                except BaseException:
                    pool.kill()
                    raise


class _Run:
    """The moving parts of one run. All of it happens in one thread; workers are other processes."""

    def __init__(
        self,
        sources: Sequence[Source],
        settings: Settings,
        sinks: Sequence[Sink],
        ledger: Ledger,
        ask: Ask,
        pool: WorkerPool,
        warc: Path | None,
        on_progress: OnProgress | None,
    ) -> None:
        self.summary = Summary()
        self._settings, self._ledger, self._pool = settings, ledger, pool
        self._on_progress = on_progress
        self._queues: HostQueues[Target] = HostQueues(
            self._fetch_and_submit,
            lookahead=settings.run.lookahead,
            per_host=settings.fetch.connections_per_host,
        )
        self._admission = Admission(sources, ledger, ask, self.summary)
        self._settling = Settling(ledger, sinks, settings.run, self.summary, self._again)
        self._hands = asyncio.Semaphore(2 * settings.fetch.connections + settings.run.waiting_pages)
        self._at_work: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._started = time.monotonic()
        self._warc_folder = warc
        self._fault: BaseException | None = None

    async def go(self) -> Summary:
        """Do it all."""
        with interrupts(self._stopping), contextlib.ExitStack() as stack:
            self._save = _saver(self._warc_folder, stack)
            async with Client(self._settings.fetch) as client:
                self._client = client
                ticking = asyncio.create_task(self._tick())
                try:
                    await self._through(client)
                except asyncio.CancelledError:
                    self._settling.checkpoint()
                    raise
                finally:
                    ticking.cancel()
        self._settling.checkpoint()
        self._report()
        return self.summary

    async def _through(self, client: Client) -> None:
        feeding = asyncio.create_task(self._feed(client))
        draining = asyncio.create_task(self._drain(feeding))
        stop = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({draining, stop}, return_when=asyncio.FIRST_COMPLETED)
            if stop.done():
                await self._stop_early(feeding, draining)
        finally:
            for task in (feeding, draining, stop):
                task.cancel()
        if self._fault is not None:
            raise self._fault
        if draining.done() and not draining.cancelled():
            draining.result()

    async def _drain(self, feeding: asyncio.Task[None]) -> None:
        """Wait for the sources' end, then for the last page fetched and the last one worked on."""
        await asyncio.wait({feeding})
        while True:
            await self._queues.join()
            if not self._at_work:
                break
            await asyncio.wait(set(self._at_work), return_when=asyncio.FIRST_COMPLETED)
        if not feeding.cancelled():
            feeding.result()

    async def _stop_early(self, feeding: asyncio.Task[None], draining: asyncio.Task[None]) -> None:
        """After Ctrl-C: take in nothing more, finish what is in hand, drop what takes too long to come."""
        self.summary.interrupted = True
        feeding.cancel()
        self.summary.left += self._queues.drop_waiting()
        await asyncio.wait({draining}, timeout=GRACE if self._fault is None else 0)
        self._queues.cancel()
        if self._fault is None:
            await asyncio.wait({draining})

    async def _feed(self, client: Client) -> None:
        """Take every target of every source into its host's queue, unless the ledger says it needs nothing."""
        self.summary.total = await asyncio.to_thread(self._admission.total)
        async for target in self._admission.targets(client):
            await self._queues.put(_host(target), target)
        self.summary.total = self._admission.met

    async def _fetch_and_submit(self, target: Target) -> None:
        """Have the page, and hand it to a worker. Waits while too many pages are in hand."""
        await self._hands.acquire()
        handed = False
        try:
            page = await self._page(target)
            if page is not None:
                task = asyncio.create_task(self._work(target, page))
                self._at_work.add(task)
                task.add_done_callback(self._worked)
                handed = True
        except asyncio.CancelledError:
            self.summary.left += 1
            raise
        except ExtractorError as error:
            self._settling.failed(target, error.reason, str(error), status=getattr(error, "status", None))
        except Exception as error:  # whatever a host sends may cost its own page only
            self._settling.failed(target, "unexpected", f"{target.address}: {type(error).__name__}: {error}")
        finally:
            if not handed:
                self._hands.release()

    async def _page(self, target: Target) -> Page | None:
        """The target's page; None where it needs no work: unchanged since the last time, or the bytes of another."""
        seen: dict[str, Any] = {}
        if target.page is not None:
            page = target.page
        elif target.path is not None:
            self._ledger.update(target.address, etag=version(target.path))
            page = read(target.path, self._settings.fetch)
        else:
            row = self._ledger.find(target.address)
            known = row if row is not None and row.record_id and row.content_sha256 else None
            answer = await self._client.get(
                target.address,
                etag=known.etag if known else None,
                last_modified=known.last_modified if known else None,
            )
            if answer.page is None:
                self._settling.unchanged(target)
                return None
            page = answer.page
            seen = {
                "status": answer.status, "etag": answer.etag, "last_modified": answer.last_modified,
                "final_url": answer.url, "fetch_seconds": answer.seconds, "tries": answer.tries,
            }  # fmt: skip
            refuse_unreadable(page.content, page.content_type)
            self._save(page)
        digest = hashlib.sha256(page.content).hexdigest()
        return page if self._settling.needs_work(target, digest, seen) else None

    async def _work(self, target: Target, page: Page) -> None:
        try:
            outcome = await asyncio.wrap_future(self._pool.submit(page))
        finally:
            self._hands.release()
        self._settling.worked(target, page.url, outcome)

    def _worked(self, task: asyncio.Task[None]) -> None:
        self._at_work.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None and self._fault is None:
            # The store or the workers are broken: nothing more can be done well.
            self._fault = error
            self._stopping.set()

    def _again(self, target: Target) -> None:
        """An address that stood back for another one, which then failed, gets its turn."""
        if self._stopping.is_set():
            self.summary.left += 1
        else:
            task = asyncio.create_task(self._queues.put(_host(target), target, first=True))
            self._at_work.add(task)
            task.add_done_callback(self._worked)

    async def _tick(self) -> None:
        """A checkpoint and a progress report from time to time."""
        while True:
            await asyncio.sleep(0.25)
            self._report()
            try:
                self._settling.checkpoint_if_due()
            except ExtractorError as error:
                self._fault = self._fault or error
                self._stopping.set()
                return

    def _report(self) -> None:
        self.summary.seconds = time.monotonic() - self._started
        self.summary.workers_replaced = self._pool.replaced
        if self._on_progress is not None:
            self._on_progress(self.summary)


def _host(target: Target) -> str:
    """The queue a target waits in: its host, or one for all that needs no network."""
    if target.path is not None or target.page is not None:
        return ""
    return target.address.partition("://")[2].partition("/")[0].partition("?")[0].rpartition("@")[2].lower()


def _saver(folder: Path | None, stack: contextlib.ExitStack) -> Callable[[Page], None]:
    """What saves fetched pages to WARC files, or does nothing."""
    if folder is None:
        return lambda page: None
    from extractor.fetch.warc import WarcSaver

    return stack.enter_context(WarcSaver(folder)).save
