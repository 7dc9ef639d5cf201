"""Sitemaps by sitemaps.org and Google's news extension: addresses out of XML, gzip or plain text, index and all."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from extractor.errors import FetchError
from extractor.fetch.bodies import GZIP, inflate
from extractor.fetch.sources import Target, load

if TYPE_CHECKING:
    from extractor.fetch.client import Client

MAX_DEPTH = 4  # an index may name an index; sitemaps.org knows one level, sites use two
MAX_SITEMAPS = 50_000  # of one source, the most an index may name


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: an address, or another sitemap; ``modified`` is its lastmod or news publication date."""

    location: str
    modified: str | None = None
    is_sitemap: bool = False


@dataclass(slots=True)
class Sitemap:
    """The addresses of a sitemap and the sitemaps it names, at an address or in a file.

    An address without a path is a site: its robots.txt names the sitemaps, else /sitemap.xml is tried.
    since: ISO 8601; entries that say they are older are left out.
    """

    location: str
    since: str | None = None
    _read: set[str] = field(default_factory=set)

    def count(self) -> None:
        """Not known before the sitemaps are read."""

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """One target an entry. Raises FetchError where the first sitemap cannot be read; a bad inner one is skipped."""
        self._read.clear()
        for location in await self._beginnings(client):
            async for target in self._targets(location, client, depth=0):
                yield target

    async def _beginnings(self, client: Client) -> tuple[str, ...]:
        if "://" not in self.location or self.location.partition("://")[2].rstrip("/").count("/"):
            return (self.location,)
        return await client.sitemaps(self.location) or (urljoin(self.location, "/sitemap.xml"),)

    async def _targets(self, location: str, client: Client, depth: int) -> AsyncIterator[Target]:
        if location in self._read or len(self._read) >= MAX_SITEMAPS:
            return
        self._read.add(location)
        limit = client.settings.max_sitemap_bytes
        try:
            page = await load(location, client, max_body=limit)
            content = inflate(page.content, "gzip", limit) if page.content.startswith(GZIP) else page.content
            entries = entries_of(content, location)
            while batch := await asyncio.to_thread(_take, entries, 500):
                for entry in batch:
                    address = urljoin(location, entry.location) if "://" in location else entry.location
                    if not address.startswith(("http://", "https://")) or self._is_old(entry):
                        continue
                    if not entry.is_sitemap:
                        yield Target(address)
                    elif depth < MAX_DEPTH:
                        async for target in self._targets(address, client, depth + 1):
                            yield target
        except FetchError:
            if depth == 0:
                raise

    def _is_old(self, entry: Entry) -> bool:
        return bool(self.since and entry.modified and entry.modified < self.since[: len(entry.modified)])


def entries_of(content: bytes, location: str) -> Iterator[Entry]:
    """The entries of one sitemap, one at a time; the tree built on the way is thrown away behind us.

    Raises FetchError for what is no sitemap. No entity is expanded and nothing else is read.
    """
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        yield from _plain(content, location)
        return
    events = etree.iterparse(
        io.BytesIO(content), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, recover=True, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root, place, modified = "", "", None
    try:
        for event, element in events:
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if event == "start":
                root = root or name
                if root not in ("urlset", "sitemapindex"):
                    raise FetchError(f"{location} is no sitemap: its root is <{root}>")
                continue
            parent = element.getparent()
            in_entry = parent is not None and etree.QName(parent).localname in ("url", "sitemap")
            if name == "loc" and in_entry:
                place = (element.text or "").strip()
            elif name in ("lastmod", "publication_date"):
                modified = (element.text or "").strip() or modified
            elif name in ("url", "sitemap"):
                if place:
                    yield Entry(place, modified, name == "sitemap")
                place, modified = "", None
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise FetchError(f"{location} is no sitemap: {error.msg}") from error
    if not root:
        raise FetchError(f"{location} is no sitemap: it holds no XML element")


def _plain(content: bytes, location: str) -> Iterator[Entry]:
    """A sitemap in plain text: one address a line."""
    lines = content.decode("utf-8-sig", "replace").split()
    if not lines or not lines[0].startswith(("http://", "https://")):
        raise FetchError(f"{location} is no sitemap")
    for line in lines:
        yield Entry(line)


def _take(entries: Iterator[Entry], count: int) -> list[Entry]:
    return [entry for _, entry in zip(range(count), entries, strict=False)]
