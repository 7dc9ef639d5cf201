"""Ctrl-C of a run: the first asks it to stop in good order, the second breaks it off."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator

import structlog

log = structlog.get_logger("extractor.run")


@contextlib.contextmanager
def interrupts(stopping: asyncio.Event) -> Iterator[None]:
    """First Ctrl-C or SIGTERM: stop in good order. Second: break off."""
    loop = asyncio.get_running_loop()
    running = asyncio.current_task()

    def stop() -> None:
        if stopping.is_set() and running is not None:
            running.cancel()
        log.warning("stopping", hint="pages in hand are finished; the same command goes on from here")
        stopping.set()

    handled: list[signal.Signals] = []
    with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop)
            handled.append(name)
    try:
        yield
    finally:
        for name in handled:
            loop.remove_signal_handler(name)
