"""Logs of a run: events with their values, to standard error, for eyes or for machines."""

from __future__ import annotations

import sys
from typing import Any, Literal

import structlog

LogFormat = Literal["console", "json"]


class _StandardError:
    """Standard error as it is at the time of writing: a progress bar may have put itself before it."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(log_format: LogFormat = "console", *, verbose: bool = False) -> None:
    """Send structlog's events to standard error. Standard output is for data."""
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    stream: Any = _StandardError()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(10 if verbose else 20),
        logger_factory=structlog.PrintLoggerFactory(file=stream),
        cache_logger_on_first_use=False,
    )
