"""Which page is fetched next: a queue a host, so that a slow host holds up its own pages only."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class HostQueues(Generic[T]):
    """Items wait in their host's queue, in order.

    Each host has at most ``per_host`` items at work; at most ``lookahead`` wait in all.
    ``work`` must not raise; an exception it lets out is raised again by ``join`` and ``put``.
    """

    def __init__(self, work: Callable[[T], Awaitable[None]], *, lookahead: int, per_host: int) -> None:
        self._work, self._lookahead, self._per_host = work, lookahead, per_host
        self._waiting: dict[str, deque[T]] = {}
        self._at_work: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = 0
        self._room = asyncio.Event()
        self._room.set()
        self._fault: BaseException | None = None

    async def put(self, host: str, item: T, *, first: bool = False) -> None:
        """Add an item to a host's queue; waits while too many wait. ``first`` adds it in front, and at once."""
        while self._count >= self._lookahead and not first and self._fault is None:
            self._room.clear()
            await self._room.wait()
        self._raise_fault()
        queue = self._waiting.setdefault(host, deque())
        queue.appendleft(item) if first else queue.append(item)
        self._count += 1
        if self._at_work.get(host, 0) < self._per_host:
            self._at_work[host] = self._at_work.get(host, 0) + 1
            task = asyncio.create_task(self._drain(host))
            self._tasks.add(task)
            task.add_done_callback(self._ended)

    def drop_waiting(self) -> int:
        """Forget what waits; what is at work goes on. Returns how many items were dropped."""
        dropped, self._count = self._count, 0
        for queue in self._waiting.values():
            queue.clear()
        self._room.set()
        return dropped

    async def join(self) -> None:
        """Wait until no item waits or is at work."""
        while self._tasks and self._fault is None:
            await asyncio.wait(set(self._tasks), return_when=asyncio.FIRST_COMPLETED)
        self._raise_fault()

    def cancel(self) -> None:
        """Break off what is at work."""
        for task in self._tasks:
            task.cancel()

    async def _drain(self, host: str) -> None:
        queue = self._waiting[host]
        try:
            while queue:
                item = queue.popleft()
                self._count -= 1
                self._room.set()
                await self._work(item)
        finally:
            self._at_work[host] -= 1
            if not self._at_work[host] and not queue:
                del self._at_work[host], self._waiting[host]

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._fault = self._fault or task.exception()
            self._room.set()

    def _raise_fault(self) -> None:
        if self._fault is not None:
            raise self._fault
