"""Which of the targets met need to be fetched: what the ledger says of them decides."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import structlog

from extractor.batch.ledger import Ledger, Row
from extractor.batch.summary import Summary
from extractor.errors import ExtractorError
from extractor.fetch.client import Client
from extractor.fetch.files import version
from extractor.fetch.normalise import article_key
from extractor.fetch.sources import Source, Target, target_of

log = structlog.get_logger("extractor.run")


@dataclass(frozen=True, slots=True)
class Ask:
    """What the user asked for, see ``run``."""

    refetch_after: float | None = None
    retry_failed: bool = False
    from_ledger: bool = False


class Admission:
    """Decides for each target of the sources whether it goes on, and counts those that do not."""

    def __init__(self, sources: Sequence[Source], ledger: Ledger, ask: Ask, summary: Summary) -> None:
        self.met = 0  # targets so far, admitted or not
        self._sources, self._ledger, self._ask, self._summary = sources, ledger, ask, summary
        self._started = time.time()
        self._failed_before = ledger.counts().get("failed", 0)

    def total(self) -> int | None:
        """How many targets the sources hold, None where that is not known before they are read."""
        if self._ask.from_ledger:
            return self._failed_before
        total = 0
        for source in self._sources:
            try:
                count = source.count()
            except ExtractorError:  # it is reported when the source is read
                continue
            if count is None:
                return None
            total += count
        return total

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """The targets that have to be fetched, in the sources' order. A source that cannot be read costs only itself."""
        async for target in self._all(client):
            self.met += 1
            if self._admit(target):
                yield target

    async def _all(self, client: Client) -> AsyncIterator[Target]:
        if self._ask.from_ledger:
            for row in self._ledger.in_state("failed"):
                yield target_of(row.address)
        for source in self._sources:
            try:
                async for target in source.targets(client):
                    yield target
            except ExtractorError as error:
                self._summary.failed["source"] += 1
                log.error("source failed", source=repr(source), reason=error.reason, error=str(error))

    def _admit(self, target: Target) -> bool:
        """True where the target has to be fetched. Its row then stands in the ledger as queued."""
        row = self._ledger.find(target.address)
        if row is None:
            return self._admit_new(target)
        if row.run == self._ledger.run:
            self._summary.duplicates += 1  # the sources name it twice
            return False
        if self._is_due(row, target):
            self._ledger.update(target.address, state="queued", run=self._ledger.run, tries=0)
            return True
        if row.state == "failed":
            self._summary.failed_before += 1
        else:
            self._summary.already += 1
        return False

    def _admit_new(self, target: Target) -> bool:
        key = article_key(target.address) if "://" in target.address else target.address
        self._ledger.queue(target.address, key)
        twin = self._ledger.by_article(key, but=target.address)
        if twin is None:
            return True
        self._ledger.update(target.address, state="duplicate", reason="address", duplicate_of=twin.address)
        self._summary.duplicates += 1
        return False

    def _is_due(self, row: Row, target: Target) -> bool:
        if row.state == "queued":
            return True
        if row.state == "failed":
            return self._ask.retry_failed or self._has_changed(row, target)
        if row.state == "duplicate":
            return False
        after = self._ask.refetch_after
        if after is not None and (row.finished_at or 0) + after <= self._started:
            return True
        return self._has_changed(row, target)

    @staticmethod
    def _has_changed(row: Row, target: Target) -> bool:
        """True for a file that is not what it was."""
        return target.path is not None and version(target.path) != row.etag
