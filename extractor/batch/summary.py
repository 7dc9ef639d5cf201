"""What a run has done so far and in the end, in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Summary:
    """Counts of a run. Times are seconds.

    total         pages the sources hold, None while that is not known
    done          pages that gave a record in this run
    unchanged     pages fetched again whose bytes were those of the last time
    duplicates    other addresses of an article that has its record
    already       pages that earlier runs had finished; ``failed_before`` those that had failed in them
    failed        pages that gave no record in this run, by reason
    stored        what the store did with the records: inserted, updated, unchanged
    interrupted   the run was asked to stop before its end; ``left`` pages were met and not done
    """

    total: int | None = None
    done: int = 0
    unchanged: int = 0
    duplicates: int = 0
    already: int = 0
    failed_before: int = 0
    failed: Counter[str] = field(default_factory=Counter)
    stored: Counter[str] = field(default_factory=Counter)
    workers_replaced: int = 0
    seconds: float = 0.0
    interrupted: bool = False
    left: int = 0

    @property
    def failures(self) -> int:
        """How many pages gave no record in this run."""
        return self.failed.total()

    @property
    def settled(self) -> int:
        """How many pages of the sources need no more work."""
        return self.done + self.unchanged + self.duplicates + self.already + self.failed_before + self.failures

    @property
    def exit_code(self) -> int:
        """0 where all went well, 3 where pages failed or were left."""
        return 3 if self.failures or self.interrupted else 0

    def pages_per_second(self) -> float:
        """Pages settled by this run in a second, those of earlier runs not counted."""
        return (self.settled - self.already - self.failed_before) / self.seconds if self.seconds else 0.0

    def seconds_left(self) -> float | None:
        """How long the rest will take at this rate, None where that cannot be said."""
        rate = self.pages_per_second()
        return max(0, self.total - self.settled) / rate if self.total is not None and rate else None

    def lines(self) -> list[tuple[str, int]]:
        """What to print at the end: a name and a count a line, without the zeros."""
        counts = [
            ("records", self.done),
            *((f"  {name}", count) for name, count in sorted(self.stored.items())),
            ("unchanged since the last run", self.unchanged),
            ("other addresses of the same article", self.duplicates),
            ("done in earlier runs", self.already),
            ("failed in earlier runs (--retry-failed tries again)", self.failed_before),
            ("failed", self.failures),
            *((f"  {reason}", count) for reason, count in self.failed.most_common()),
            ("not done yet", self.left),
        ]
        return [(name, count) for name, count in counts if count]


OnProgress = Callable[[Summary], None]
