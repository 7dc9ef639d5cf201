"""How fast one host is asked: a gap between requests, few at once, and the pauses the host itself asks for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiolimiter import AsyncLimiter


class HostPace:
    """The pace of one host, shared by every request that goes to it. Times are seconds."""

    def __init__(self, gap: float, at_once: int) -> None:
        self.gap = gap
        self._limiter = AsyncLimiter(1, gap)
        self._at_once = asyncio.Semaphore(at_once)
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
        self._not_before = max(self._not_before, asyncio.get_running_loop().time() + seconds)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until a request may go out, and hold its place while it runs."""
        async with self._at_once:
            while True:
                await self._wait_out_pause()
                await self._limiter.acquire()
                if self._not_before <= asyncio.get_running_loop().time():
                    break
            yield

    async def _wait_out_pause(self) -> None:
        while (left := self._not_before - asyncio.get_running_loop().time()) > 0:
            await asyncio.sleep(left)
