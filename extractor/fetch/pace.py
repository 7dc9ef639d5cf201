"""How fast one host is asked: a gap between requests, few at once, and the pauses the host itself asks for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter


class HostPace:
    """The pace of one host, shared by every request that goes to it. Times are seconds."""

    def __init__(self, gap: float, at_once: int) -> None:
        self.gap = gap
        self._limiter = AsyncLimiter(1, gap)
        self._at_once = asyncio.Semaphore(at_once)
        self._line = asyncio.Lock()  # held from a request's turn until it has really gone out
        self._not_before = 0.0

    def slow_to(self, gap: float) -> None:
        """Keep at least this gap between two requests from now on (Crawl-delay)."""
        if gap > self.gap:
            self.gap = gap
            self._limiter = AsyncLimiter(1, gap)
            # A new limiter's first turn is free; the last request of the old one has not been gap seconds ago.
            self.pause(gap)

    def pause(self, seconds: float) -> None:
        """Send nothing to this host for so long (Retry-After)."""
        self._not_before = max(self._not_before, _now() + seconds)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Callable[[], None]]:
        """Wait until a request may go out, and hold its place while it runs.

        Gives a function to call when the request goes out: connecting takes time, and the gap to the next request
        is one between requests, not between turns.
        """
        async with self._at_once:
            await self._line.acquire()
            waits, turn_at = True, 0.0

            def sent() -> None:
                nonlocal waits
                if waits:
                    waits = False
                    if _now() - turn_at > self.gap / 50:  # later than its turn: the next one is put back as well
                        self.pause(self.gap)
                    self._line.release()

            try:
                await self._wait()
                turn_at = _now()
                yield sent
            finally:
                sent()

    async def _wait(self) -> None:
        while True:
            while (left := self._not_before - _now()) > 0:
                await asyncio.sleep(left)
            await self._limiter.acquire()
            if self._not_before <= _now():
                return


def _now() -> float:
    return asyncio.get_running_loop().time()
