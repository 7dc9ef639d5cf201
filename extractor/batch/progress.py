"""A run as a reader at a terminal sees it: a bar with rate and time left, and a table of counts at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table

from extractor.batch.logs import LogFormat
from extractor.batch.summary import OnProgress, Summary


@contextmanager
def bar(console: Console) -> Iterator[OnProgress]:
    """A progress bar on ``console``; none where that is no terminal."""
    if not console.is_terminal:
        yield lambda summary: None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[note]}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, note="starting", rate="")

        def show(summary: Summary) -> None:
            left = summary.seconds_left()
            rate = f"{summary.pages_per_second():.1f} pages/s" + (f", {_span(left)} left" if left is not None else "")
            note = f"{summary.failures} failed" if summary.failures else "reading"
            progress.update(task, completed=summary.settled, total=summary.total, note=note, rate=rate)

        yield show


def report(summary: Summary, console: Console, log_format: LogFormat) -> None:
    """Say what a run came to: a table, or one JSON event."""
    if log_format == "json":
        counts = {name.strip(): count for name, count in summary.lines()}
        structlog.get_logger("extractor.run").info("finished", seconds=round(summary.seconds, 3), counts=counts)
        return
    console.print(table(summary))
    if summary.interrupted:
        console.print("Stopped before the end. The same command goes on from here.", style="yellow")


def table(summary: Summary) -> Table:
    """The counts of a run, one a row."""
    shown = Table(box=None, show_header=False, pad_edge=False)
    shown.add_column()
    shown.add_column(justify="right")
    for name, count in summary.lines():
        shown.add_row(name, f"{count:,}")
    shown.add_row("time", f"{_span(summary.seconds)}, {summary.pages_per_second():.1f} pages/s")
    return shown


def _span(seconds: float) -> str:
    """Seconds as a reader says them: 42 s, 7 min, 3 h 20 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s" if whole < 600 else f"{whole // 60} min"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
