"""Which of the targets met need to be fetched: what the ledger says of them decides."""

from __future__ import annotations

import time
from dataclasses import dataclass

from extractor.batch.ledger import Ledger, Row
from extractor.batch.summary import Summary
from extractor.fetch.files import version
from extractor.fetch.normalise import article_key
from extractor.fetch.sources import Target


@dataclass(frozen=True, slots=True)
class Ask:
    """What the user asked for, see ``run``."""

    refetch_after: float | None = None
    retry_failed: bool = False
    from_ledger: bool = False


class Admission:
    """Decides for each target whether it goes on, and counts those that do not."""

    def __init__(self, ledger: Ledger, ask: Ask, summary: Summary) -> None:
        self._ledger, self._ask, self._summary = ledger, ask, summary
        self._started = time.time()

    def admit(self, target: Target) -> bool:
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
