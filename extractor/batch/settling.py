"""What becomes of a page once it is fetched or worked on: a record in the sinks, a duplicate, or a reason; one commit
for many, records first and the ledger after them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog

from extractor.batch.ledger import Ledger, Row
from extractor.batch.sinks import Sink
from extractor.batch.summary import Summary
from extractor.batch.work import Outcome, Unworked, Worked
from extractor.errors import StoreError
from extractor.fetch.normalise import identity, normalise
from extractor.fetch.sources import Target, target_of
from extractor.settings import RunSettings

log = structlog.get_logger("extractor.run")


class Settling:
    """Settles pages. ``again`` is called with a target that has to be fetched after all."""

    def __init__(
        self,
        ledger: Ledger,
        sinks: Sequence[Sink],
        settings: RunSettings,
        summary: Summary,
        again: Callable[[Target], None],
    ) -> None:
        self._ledger, self._sinks, self._settings, self._summary, self._again = ledger, sinks, settings, summary, again
        self._pending: list[tuple[str, Worked]] = []  # address and record, not yet in the sinks
        self._last_checkpoint = time.monotonic()

    def needs_work(self, target: Target, sha256: str, seen: dict[str, Any]) -> bool:
        """Note what was fetched; False where these bytes were worked on before."""
        row = self._row(target)
        before = row.content_sha256 if row.record_id else None
        seen.setdefault("tries", row.tries + 1)
        self._ledger.update(target.address, content_sha256=sha256, **seen)
        if before == sha256:
            self.unchanged(target)
            return False
        twin = self._ledger.by_content(sha256, but=target.address)
        if twin is not None and _stands_before(twin, self._row(target)):
            self._duplicate(target.address, twin, "content")
            return False
        return True

    def unchanged(self, target: Target) -> None:
        """The page is what it was when its record was made."""
        row = self._row(target)
        self._ledger.update(target.address, state="done", reason=None, error=None, tries=max(row.tries, 1))
        self._summary.unchanged += 1

    def failed(
        self, target: Target, reason: str, error: str, *, status: int | None = None, seconds: float = 0.0
    ) -> None:
        """The page gives no record, and why. An address that stood back for it gets its turn."""
        row = self._row(target)
        line = " ".join(error.split())
        self._ledger.update(
            target.address, state="failed", reason=reason, error=line, status=status or row.status,
            tries=max(row.tries, 1), work_seconds=seconds or None,
        )  # fmt: skip
        self._summary.failed[reason] += 1
        log.warning("page failed", address=target.address, reason=reason, error=line)
        heir = self._ledger.next_duplicate(target.address)
        if heir is not None:
            self._ledger.update(heir.address, state="queued", reason=None, duplicate_of=None)
            self._ledger.repoint(target.address, heir.address)
            self._summary.duplicates -= 1
            self._again(target_of(heir.address))

    def worked(self, target: Target, url: str | None, outcome: Outcome) -> None:
        """A worker is done with the page. Raises StoreError where the sinks are broken."""
        if isinstance(outcome, Unworked):
            self.failed(target, outcome.reason, outcome.error, seconds=outcome.seconds)
            return
        key = identity(outcome.canonical_url, url)
        self._ledger.update(
            target.address, record_id=outcome.record_id, canonical_url=outcome.canonical_url, canonical_key=key,
            reason=None, error=None, work_seconds=outcome.seconds,
        )  # fmt: skip
        row = self._row(target)
        twin = self._twin(row)
        if twin is not None and _stands_before(twin, row):
            self._duplicate(target.address, twin, "canonical")
            return
        self._ledger.update(target.address, state="done", duplicate_of=None, tries=max(row.tries, 1))
        self._summary.done += 1
        if twin is not None:
            self._supersede(twin, row)
        self._pending.append((target.address, outcome))
        if len(self._pending) >= self._settings.checkpoint_pages:
            self.checkpoint()

    def checkpoint_if_due(self) -> None:
        """A checkpoint where the last one is long ago."""
        if time.monotonic() - self._last_checkpoint >= self._settings.checkpoint_seconds:
            self.checkpoint()

    def checkpoint(self) -> None:
        """Bring records into the sinks, then commit what the ledger says of them. Raises StoreError."""
        pending, self._pending = self._pending, []
        for sink in self._sinks if pending else ():
            self._put(sink, pending)
        for sink in self._sinks:
            sink.note(self._ledger)
        self._ledger.commit()
        self._last_checkpoint = time.monotonic()

    def _put(self, sink: Sink, pending: Sequence[tuple[str, Worked]]) -> None:
        """Write records; where all together fail, one by one, so that a bad one costs only itself."""
        try:
            self._summary.stored.update(sink.put_many([record for _, record in pending]))
            return
        except StoreError:
            if len(pending) == 1:
                raise
        broken: list[tuple[str, StoreError]] = []
        for address, record in pending:
            try:
                self._summary.stored.update(sink.put_many([record]))
            except StoreError as error:
                broken.append((address, error))
        if len(broken) == len(pending):
            raise broken[0][1]
        for address, fault in broken:
            self._summary.done -= 1
            self.failed(Target(address), fault.reason, str(fault))

    def _twin(self, row: Row) -> Row | None:
        """Another finished address of the same article, or with the same bytes."""
        assert row.record_id is not None
        found = self._ledger.by_record(row.record_id, row.canonical_key, but=row.address)
        if found is None and row.content_sha256:
            found = self._ledger.by_content(row.content_sha256, but=row.address)
        return found

    def _duplicate(self, address: str, twin: Row, reason: str) -> None:
        self._ledger.update(address, state="duplicate", reason=reason, duplicate_of=twin.address, record_id=None)
        self._summary.duplicates += 1

    def _supersede(self, twin: Row, row: Row) -> None:
        """An address that stands for the article better than the one that came first takes its place."""
        waiting = len(self._pending)
        self._pending = [(address, record) for address, record in self._pending if address != twin.address]
        if len(self._pending) == waiting and twin.record_id is not None and twin.record_id != row.record_id:
            for sink in self._sinks:
                sink.remove(twin.record_id)
        self._ledger.repoint(twin.address, row.address)
        self._duplicate(twin.address, row, "canonical")
        self._summary.done -= 1

    def _row(self, target: Target) -> Row:
        row = self._ledger.find(target.address)
        assert row is not None, "a target in hand has its row"
        return row


def _stands_before(twin: Row, row: Row) -> bool:
    """True where the twin stands for the article: the canonical address does, else the one met first.

    It depends on nothing that differs between runs, so that a run that was killed ends like one that was not.
    """
    return _rank(twin) < _rank(row)


def _rank(row: Row) -> tuple[bool, int]:
    address = row.final_url or row.address
    is_canonical = row.canonical_url is None or normalise(row.canonical_url) == normalise(address)
    return (not is_canonical, row.position)
