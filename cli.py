"""The ``extractor`` command: commands only — parse, call, print. Data to standard output, logs to standard error.

Exit codes: 0 all good, 2 usage, 3 some pages failed, 4 invalid data. Heavy imports (spaCy costs 2 s) stand inside
the commands that need them.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import click
import typer
from rich.console import Console

from extractor import __version__
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.documents import Page

OK, USAGE, SOME_FAILED, INVALID = 0, 2, 3, 4
err = Console(stderr=True, highlight=False)
app = typer.Typer(
    name="extractor",
    help=(
        "News pages in, structured records out: who is named and in what role, which institutions, which figures, "
        "what each measures, where, when, and whether it has happened. Russian first; other languages give the article."
    ),
    epilog="Exit codes: 0 all good, 2 usage, 3 some pages failed, 4 invalid data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@contextmanager
def _one_line_errors(code: int = SOME_FAILED) -> Iterator[None]:
    """Turn an error raised on purpose into its one line on standard error and an exit code."""
    try:
        yield
    except ExtractorError as error:
        err.print(f"extractor: {error}", style="red", soft_wrap=True, markup=False)
        raise typer.Exit(code) from error
    except BrokenPipeError:  # the reader of our output went away: head, less
        sys.stderr.close()
        raise typer.Exit(OK) from None
    except (typer.Exit, click.exceptions.ClickException):
        raise
    except Exception as error:
        if os.environ.get("EXTRACTOR_DEBUG"):
            raise
        words = f"extractor: a fault of ours: {error!r}; please report it with what EXTRACTOR_DEBUG=1 prints"
        err.print(words, style="red", soft_wrap=True, markup=False)
        raise typer.Exit(code) from error


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _page(source: str, settings: Path | None) -> Page:
    """One page from a URL, a file or "-"."""
    from extractor import fetch
    from extractor.settings import Settings

    chosen = (Settings.load(settings) if settings else Settings()).fetch
    return fetch.fetch(source, chosen) if source.startswith(("http://", "https://")) else fetch.read(source, chosen)


@app.command()
def extract(
    source: Annotated[str, typer.Argument(help="A URL, an HTML or .txt file, or - for standard input.")],
    url: Annotated[str | None, typer.Option(help="Where a local page came from; picks the site's profile.")] = None,
    published_at: Annotated[
        str | None, typer.Option(help="ISO 8601; taken instead of the date the page states.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="ISO 639-1; else found from the text.")] = None,
    indent: Annotated[int | None, typer.Option(help="Spaces of indentation; 0 for one line.", min=0)] = 2,
    settings: Annotated[Path | None, typer.Option(help="TOML file of settings.", exists=True, dir_okay=False)] = None,
) -> None:
    """Read one page and print its record as JSON.

    Example: extractor extract page.html --url https://www.zakon.kz/… | jq '.people[].name'
    """
    import dataclasses

    with _one_line_errors():
        page = _page(source, settings)
        if url:
            page = dataclasses.replace(page, url=url)
        from extractor.pipeline import Pipeline

        record = Pipeline(language=language, published_at=published_at).record(page)
        typer.echo(record.model_dump_json(indent=indent or None))


@app.command()
def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="URLs, page files, folders, WARC files, lists of URLs (- reads one from standard input)."),
    ] = None,
    store: Annotated[
        str | None, typer.Option(help="Database: sqlite:///news.db or postgresql://host/database.")
    ] = None,
    jsonl: Annotated[Path | None, typer.Option(help="File of JSON lines to write records to.")] = None,
    feed: Annotated[list[str] | None, typer.Option(help="RSS or Atom feed: a URL or a file.")] = None,
    sitemap: Annotated[
        list[str] | None, typer.Option(help="Sitemap or sitemap index: a URL, a file, or a site's root.")
    ] = None,
    since: Annotated[str | None, typer.Option(help="ISO 8601: leave out what a sitemap says is older.")] = None,
    ledger: Annotated[
        Path | None, typer.Option(help="What is done, so that a run can go on; lies beside the output.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume/--no-resume", help="Go on where the last run stopped.")] = True,
    refetch_after: Annotated[
        str | None, typer.Option(help="Fetch pages again that were done so long ago: 7d, 12h.")
    ] = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed in earlier runs.")
    ] = False,
    workers: Annotated[int | None, typer.Option(help="Worker processes.", min=1)] = None,
    rate: Annotated[float | None, typer.Option(help="Most requests a second to one host.", min=0.001)] = None,
    contact: Annotated[str | None, typer.Option(help="Whom a site's owner can write to; sent in User-Agent.")] = None,
    cache: Annotated[Path | None, typer.Option(help="Folder of an HTTP cache.")] = None,
    warc: Annotated[Path | None, typer.Option(help="Folder to save fetched pages in, as WARC files.")] = None,
    settings: Annotated[Path | None, typer.Option(help="TOML file of settings.", exists=True, dir_okay=False)] = None,
    log_format: Annotated[Literal["console", "json"], typer.Option(help="Logs on standard error.")] = "console",
) -> None:
    """Read many pages into a database, a JSONL file or both. A run that was stopped goes on where it was.

    Example: extractor run urls.txt --feed https://site.kz/rss --store sqlite:///news.db --refetch-after 7d
    """
    from extractor import batch
    from extractor.batch import logs, progress
    from extractor.fetch.sources import sources_of
    from extractor.settings import Settings, seconds_of

    with _one_line_errors(USAGE):
        logs.configure(log_format)
        chosen = (Settings.load(settings) if settings else Settings()).changed(
            fetch={"requests_per_second": rate, "contact": contact, "cache": cache}, run={"workers": workers}
        )
        sinks = batch.sinks_of(store, jsonl)
        wanted = sources_of(sources or [], feed or [], sitemap or [], since=since)
        with progress.bar(err if log_format == "console" else Console(quiet=True)) as on_progress:
            summary = batch.run(
                wanted,
                chosen,
                sinks,
                ledger=ledger or batch.default_ledger(store, jsonl),
                resume=resume,
                refetch_after=None if refetch_after is None else seconds_of(refetch_after),
                retry_failed=retry_failed,
                warc=warc,
                on_progress=on_progress,
            )
    progress.report(summary, err, log_format)
    raise typer.Exit(summary.exit_code)


@app.command()
def show(
    source: Annotated[Path, typer.Argument(help="Records as JSON or JSONL (.gz, .zst).", exists=True, dir_okay=False)],
    limit: Annotated[int, typer.Option(help="At most so many records.", min=1)] = 5,
) -> None:
    """Print records as readable tables: people with roles, institutions, indicators with figures, quotes."""
    from itertools import islice

    from extractor.show import tables
    from extractor.store.jsonl import read_jsonl

    console = Console(highlight=False, width=None if sys.stdout.isatty() else 140)
    with _one_line_errors(INVALID):
        for record in islice(read_jsonl(source), limit):
            console.print(*tables(record), sep="\n")


@app.command()
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="A corpus folder, or one gold JSONL file.", exists=True)] = Path(
        "corpora/gold"
    ),
    records: Annotated[
        Path | None, typer.Option(help="Score <id>.json records of this folder instead of making them.")
    ] = None,
    source: Annotated[
        Literal["pages", "articles"], typer.Option(help="Start from rendered pages, or from clean text.")
    ] = "pages",
    language: Annotated[list[str] | None, typer.Option("--language", "-l", help="Only these languages.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print every miss of the tuning part.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="F1 by language, part and row as JSON.")] = False,
) -> None:
    """Score the pipeline on a gold corpus: a table by language, tuning and reporting part side by side.

    The reporting part's misses are never printed: nothing may be fitted to them.
    """
    from extractor.evaluate import load_corpus
    from extractor.evaluate.report import evaluate as score
    from extractor.evaluate.report import table

    with _one_line_errors(USAGE):
        result = score(load_corpus(corpus), records=records, source=source, languages=language)
    if errors:
        typer.echo("\n".join(result.misses))
    typer.echo(json.dumps(result.f1(), ensure_ascii=False, indent=1) if as_json else table(result))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from extractor.records import json_schema

    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


StoreUrl = Annotated[str, typer.Option("--store", help="sqlite:///file.db or postgresql://user@host/database.")]
Files = Annotated[list[str] | None, typer.Argument(help="Records: JSON or JSONL, .gz, .zst; none for standard input.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


@app.command()
def validate(files: Files = None, as_json: AsJson = False) -> None:
    """Check records against their schema and their meaning: one fault a line, with file, line and JSON pointer."""
    from extractor.validate import Tally, check_file

    tally, faults = Tally(), []
    for file in files or ["-"]:
        with _one_line_errors(INVALID):
            for fault in check_file(file, tally):
                if as_json:
                    faults.append(fault.as_dict())
                else:
                    typer.echo(str(fault))
    if as_json:
        report = {"records": tally.records, "invalid": tally.invalid, "faults": faults}
        typer.echo(json.dumps(report, ensure_ascii=False, indent=1))
    err.print(f"{tally.records} records, {tally.invalid} invalid")
    raise typer.Exit(INVALID if tally.invalid else OK)


@app.command()
def upgrade(files: Files = None) -> None:
    """Print records of older schema versions as the newest has them, one a line; faults go to standard error."""
    from extractor.validate import Tally, valid_records

    tally = Tally()
    for file in files or ["-"]:
        with _one_line_errors(INVALID):
            for record in valid_records(file, lambda fault: typer.echo(str(fault), err=True), tally):
                typer.echo(record.model_dump_json())
    raise typer.Exit(INVALID if tally.invalid else OK)


@app.command()
def load(files: Files = None, store: StoreUrl = "sqlite:///news.db") -> None:
    """Put files of records into a database. Loading the same records again changes nothing.

    Records at fault are left out, each fault a line on standard error.
    """
    from extractor.store import open_store
    from extractor.validate import Tally, valid_records

    tally = Tally()
    with _one_line_errors(), open_store(store) as opened:
        for file in files or ["-"]:
            counts = opened.put_many(valid_records(file, lambda fault: typer.echo(str(fault), err=True), tally))
            err.print(
                f"{file}: {', '.join(f'{count} {name}' for name, count in counts.items())}",
                markup=False,
                soft_wrap=True,
            )
    raise typer.Exit(INVALID if tally.invalid else OK)


@app.command()
def export(
    target: Annotated[
        str, typer.Argument(help="A file (.gz, .zst), - for standard output, a folder for tables.")
    ] = "-",
    store: StoreUrl = "sqlite:///news.db",
    form: Annotated[
        Literal["jsonl", "csv", "parquet", "ftm"],
        typer.Option("--format", help="jsonl: records; csv, parquet: a file a table; ftm: FollowTheMoney entities."),
    ] = "jsonl",
) -> None:
    """Write what a database holds: records, tables for analysts, or FollowTheMoney entities."""
    from extractor.store import open_store
    from extractor.store.jsonl import JsonlWriter

    with _one_line_errors(), open_store(store, read_only=True) as opened:
        if form in ("csv", "parquet"):
            from extractor.store.tabular import export_tables

            rows = export_tables(opened, Path("." if target == "-" else target), form)
            err.print(", ".join(f"{name}: {count}" for name, count in rows.items()), soft_wrap=True)
            return
        from extractor.store.ftm import ftm_entities
        from extractor.store.query import stored_records

        with JsonlWriter(target) as writer:
            if form == "jsonl":
                lines = stored_records(opened)
            else:
                lines = (json.dumps(entity, ensure_ascii=False) for entity in ftm_entities(opened))
            for line in lines:
                writer.put_json(line)


@app.command()
def query(
    words: Annotated[str, typer.Argument(help="What is measured: «занятость» finds «занятости населения» too.")],
    place: Annotated[str | None, typer.Option(help="Only figures that hold for this place.")] = None,
    articles: Annotated[bool, typer.Option("--articles", help="Articles that speak of it, not figures.")] = False,
    limit: Annotated[int, typer.Option(help="At most so many rows.", min=1)] = 1000,
    store: StoreUrl = "sqlite:///news.db",
    as_json: AsJson = False,
) -> None:
    """Print the series of an indicator: every figure with place, period, status and source.

    Example: extractor query занятость --place Алматы --store sqlite:///news.db
    """
    from extractor.store import open_store
    from extractor.store.query import articles_about, series
    from extractor.store.report import articles_table, series_table

    with _one_line_errors(USAGE), open_store(store, read_only=True) as opened:
        rows = articles_about(opened, words, limit) if articles else series(opened, words, place, limit)
    if as_json:
        typer.echo("\n".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows))
    elif rows:
        table = articles_table(rows) if articles else series_table(rows)
        Console(highlight=False, width=None if sys.stdout.isatty() else 240).print(table)
    else:
        err.print("nothing found")


@app.command()
def stats(store: StoreUrl = "sqlite:///news.db", as_json: AsJson = False) -> None:
    """Print what a database holds: rows, entities, languages, publishers, versions."""
    from extractor.store import open_store
    from extractor.store.query import stats as stats_of
    from extractor.store.report import stats_tables

    with _one_line_errors(USAGE), open_store(store, read_only=True) as opened:
        found = stats_of(opened)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        Console(highlight=False).print(*stats_tables(found), sep="\n")


@app.command()
def serve(
    store: StoreUrl = "sqlite:///news.db",
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8001,
) -> None:
    """Show a SQLite store in the browser: search, articles with their evidence, plots of series (extra [ui])."""
    from extractor.serve import serve as serve_store

    with _one_line_errors(USAGE):
        err.print(f"http://{host}:{port}/-/corpus", soft_wrap=True)
        serve_store(store, host, port)


if __name__ == "__main__":
    app()
