"""Where a run's pages come from. Each source is a lazy stream of targets and never holds all of them in memory."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from extractor.documents import Page
from extractor.errors import FetchError, SettingsError
from extractor.fetch.files import PAGE_SUFFIXES, walk

if TYPE_CHECKING:
    from extractor.fetch.client import Client

LONGEST_LINE = 8192
LIST_SUFFIXES = frozenset({".txt", ".urls", ".lst", ".list", ".tsv", ".csv"})
WARC_SUFFIXES = (".warc", ".warc.gz")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Target:
    """One page to be had. ``address`` is a URL or a file's path; ``path`` a file to read; ``page`` a page in hand."""

    address: str
    path: Path | None = None
    page: Page | None = None


class Source(Protocol):
    """A stream of targets."""

    def count(self) -> int | None:
        """How many targets there are, where that is cheap to know."""

    def targets(self, client: Client) -> AsyncIterator[Target]:
        """The targets, in order. Raises FetchError where the source itself cannot be read."""


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses, or files, given one by one."""

    addresses: tuple[str, ...]

    def count(self) -> int:
        """How many there are."""
        return len(self.addresses)

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """One target an address."""
        for address in self.addresses:
            yield target_of(address)


@dataclass(frozen=True, slots=True)
class UrlList:
    """A file with one address a line, or standard input for "-"; blank lines and # lines are skipped."""

    path: str

    def count(self) -> int | None:
        """How many addresses there are; None for standard input."""
        return None if self.path == "-" else sum(1 for _ in self._addresses())

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """One target a line."""
        async for address in _in_thread(self._addresses()):
            yield target_of(address)

    def _addresses(self) -> Iterator[str]:
        with ExitStack() as stack:
            try:
                stream = sys.stdin.buffer if self.path == "-" else stack.enter_context(Path(self.path).open("rb"))
            except OSError as error:
                raise FetchError(f"list {self.path} cannot be read: {error.strerror}") from error
            while line := stream.readline(LONGEST_LINE):
                words = line.decode("utf-8-sig", "replace").split()
                if words and not words[0].startswith("#"):
                    yield words[0]


@dataclass(frozen=True, slots=True)
class Folder:
    """Every page file in a folder and the folders in it."""

    path: Path

    def count(self) -> int:
        """How many there are."""
        return sum(1 for _ in walk(self.path))

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """One target a file, in order of the names."""
        async for path in _in_thread(walk(self.path)):
            yield _file(path)


def sources_of(
    arguments: Sequence[str], feeds: Sequence[str] = (), sitemaps: Sequence[str] = (), *, since: str | None = None
) -> list[Source]:
    """The sources of a command line, in order. Raises SettingsError for a path that does not exist."""
    from extractor.fetch.feeds import Feed
    from extractor.fetch.sitemaps import Sitemap

    return [
        *(source_of(argument) for argument in arguments),
        *(Feed(location) for location in feeds),
        *(Sitemap(location, since) for location in sitemaps),
    ]


def source_of(argument: str) -> Source:
    """The source a command line's argument means. Raises SettingsError for a path that does not exist.

    "-" is a list on standard input, a URL itself, a folder its page files, a .warc or .warc.gz file its pages, a file
    whose first lines are addresses a list, any other file a page.
    """
    if argument == "-":
        return UrlList("-")
    if argument.startswith(("http://", "https://")):
        return Urls((argument,))
    path = Path(argument)
    if path.is_dir():
        return Folder(path)
    if not path.exists():
        raise SettingsError(f"{argument} is neither an address (http://, https://) nor a file or folder that exists")
    if path.name.lower().endswith(WARC_SUFFIXES):
        from extractor.fetch.warc import Warc

        return Warc(path)
    if path.suffix.lower() in LIST_SUFFIXES and (path.suffix.lower() not in PAGE_SUFFIXES or _is_list(path)):
        return UrlList(argument)
    return Urls((argument,))


def target_of(address: str) -> Target:
    """The target of an address on a list: a URL, or a file's path."""
    return Target(address) if "://" in address else _file(Path(address))


async def load(location: str, client: Client, *, max_body: int | None = None) -> Page:
    """A feed or sitemap, from an address or a file. Raises FetchError."""
    if "://" in location:
        page = (await client.get(location, max_body=max_body)).page
        assert page is not None
        return page
    limit = max_body or client.settings.max_body_bytes
    try:
        with Path(location).open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError as error:
        raise FetchError(f"{location} cannot be read: {error.strerror}") from error
    if len(content) > limit:
        raise FetchError(f"{location} is larger than {limit} bytes")
    return Page(content=content, source=location)


def _file(path: Path) -> Target:
    return Target(str(path.absolute()), path=path)


def _is_list(path: Path) -> bool:
    """True for a text whose first line that says anything is an address."""
    try:
        with path.open("rb") as stream:
            lines = stream.read(LONGEST_LINE).decode("utf-8-sig", "replace").split("\n")
    except OSError:
        return False
    said = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return bool(said) and said[0].startswith(("http://", "https://")) and " " not in said[0]


async def _in_thread(items: Iterator[T]) -> AsyncIterator[T]:
    """A blocking stream read in a thread, some items at a time, so that waiting for it stops nothing else.

    The threads are daemons: a run that is stopped does not wait for a terminal nobody types at.
    """
    loop = asyncio.get_running_loop()
    at_once = 1
    while True:
        taken: asyncio.Future[tuple[list[T], Exception | None]] = loop.create_future()
        threading.Thread(target=_take, args=(items, at_once, loop, taken), daemon=True).start()
        batch, error = await taken
        for item in batch:
            yield item
        if error is not None:
            raise error
        if len(batch) < at_once:
            return
        at_once = min(at_once * 2, 64)


def _take(
    items: Iterator[T],
    count: int,
    loop: asyncio.AbstractEventLoop,
    taken: asyncio.Future[tuple[list[T], Exception | None]],
) -> None:
    """Take up to so many items and hand them, and the error met, to the future of a loop in another thread."""
    batch: list[T] = []
    error: Exception | None = None
    try:
        for item in itertools.islice(items, count):
            batch.append(item)  # noqa: PERF402 — list.extend would lose what came before an error
    except Exception as caught:
        error = caught

    def settle() -> None:
        if not taken.cancelled():
            taken.set_result((batch, error))

    with contextlib.suppress(RuntimeError):  # the loop has been closed meanwhile
        loop.call_soon_threadsafe(settle)
