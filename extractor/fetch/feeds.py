"""RSS and Atom feeds: the addresses of their entries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import feedparser

from extractor.errors import FetchError
from extractor.fetch.sources import Target, load

if TYPE_CHECKING:
    from extractor.fetch.client import Client

MAX_PAGES = 50  # of one feed that is cut into pages (RFC 5005)


@dataclass(frozen=True, slots=True)
class Feed:
    """The entries of a feed, at an address or in a file."""

    location: str

    def count(self) -> None:
        """Not known before the feed is read."""

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """One target an entry, in the feed's order. Raises FetchError where there is no feed."""
        location: str | None = self.location
        read = set[str]()
        while location is not None and location not in read and len(read) < MAX_PAGES:
            read.add(location)
            page = await load(location, client)
            links, location = await asyncio.to_thread(links_of, page.content, page.url or location)
            for link in links:
                yield Target(link)


def links_of(content: bytes, base: str) -> tuple[list[str], str | None]:
    """The addresses of a feed's entries, and that of its next page where it has one. Raises FetchError."""
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries and not parsed.get("version"):
        raise FetchError(f"{base} is no RSS or Atom feed")
    links = [urljoin(base, entry.link) for entry in parsed.entries if entry.get("link")]
    following = next(
        (link.href for link in parsed.feed.get("links", []) if link.get("rel") == "next" and link.get("href")), None
    )
    links = [link for link in links if link.startswith(("http://", "https://"))]
    return links, urljoin(base, following) if following and "://" in base else None
