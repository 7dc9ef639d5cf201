"""WARC files: pages read out of them, and fetched pages saved into them (ISO 28500, WARC 1.1)."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from extractor import __version__
from extractor.documents import Page
from extractor.errors import ExtractorError, FetchError
from extractor.fetch.bodies import inflate
from extractor.fetch.sources import Target

if TYPE_CHECKING:
    from extractor.fetch.client import Client

ARTICLE_TYPES = ("text/html", "application/xhtml+xml")
FILE_BYTES = 1_000_000_000  # a new file is begun after so many, as web archives do


@dataclass(frozen=True, slots=True)
class Warc:
    """The pages of a WARC file, plain or gzip: answers 200 that hold HTML."""

    path: Path

    def count(self) -> None:
        """Not known before the file is read."""

    async def targets(self, client: Client) -> AsyncIterator[Target]:
        """One target a page, in the file's order; each holds its page."""
        pages = self.pages(client.settings.max_body_bytes)
        while (page := await asyncio.to_thread(next, pages, None)) is not None:
            assert page.url is not None
            yield Target(page.url, page=page)

    def pages(self, limit: int) -> Iterator[Page]:
        """The pages, one at a time; one larger than ``limit`` bytes is left out. Raises FetchError for no WARC file."""
        from fastwarc.warc import ArchiveIterator, WarcRecordType

        try:
            with self.path.open("rb") as stream:
                kinds = WarcRecordType.response | WarcRecordType.resource
                records = 0
                for record in ArchiveIterator(stream, record_types=kinds, parse_http=True):
                    records += 1
                    page = _page(record, limit, str(self.path))
                    if page is not None:
                        yield page
                if not records:
                    raise FetchError(f"{self.path} holds no response: is it a WARC file?")
        except OSError as error:
            raise FetchError(f"{self.path} cannot be read: {error.strerror or error}") from error


def _page(record: Any, limit: int, source: str) -> Page | None:
    """The page of one record, or None where it is no article-like answer."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers if record.is_http else None
    if not url.startswith(("http://", "https://")) or (http is not None and http.status_code != 200):
        return None
    kind = (http.get("Content-Type") if http is not None else record.headers.get("Content-Type")) or ""
    if not kind.lower().startswith(ARTICLE_TYPES):
        return None
    content = record.reader.read(limit + 1)
    try:
        if http is not None:
            if "chunked" in (http.get("Transfer-Encoding") or "").lower():
                content = dechunk(content)
            content = inflate(content, http.get("Content-Encoding") or "", limit)
    except ExtractorError:
        return None
    if len(content) > limit:
        return None
    moment = record.headers.get("WARC-Date")
    return Page(content=content, url=url, content_type=kind, source=source, fetched_at=moment)


def dechunk(content: bytes) -> bytes:
    """A body without its chunked transfer coding; a body that has none comes back as it is."""
    out, place = bytearray(), 0
    while True:
        end = content.find(b"\r\n", place, place + 1024)
        size = content[place:end].partition(b";")[0].strip() if end >= 0 else b""
        if not size or any(digit not in b"0123456789abcdefABCDEF" for digit in size) or len(size) > 8:
            return bytes(out) if out else content
        length = int(size, 16)
        if not length:
            return bytes(out)
        out += content[end + 2 : end + 2 + length]
        place = end + 2 + length + 2


@dataclass(slots=True)
class WarcSaver:
    """Saves fetched pages into a folder, pages-00001.warc.gz and on. Use as a context manager.

    Every run begins a new file, so that one cut short by a kill never has anything behind its broken end.
    Bodies are saved as the page was used, decompressed.
    """

    folder: Path
    _number: int = 0
    _stream: BinaryIO | None = None
    _writer: Any = field(default=None)

    def __enter__(self) -> WarcSaver:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FetchError(f"{self.folder} cannot be made: {error.strerror}") from error
        numbers = [path.name.partition("-")[2].partition(".")[0] for path in self.folder.glob("pages-*.warc.gz")]
        self._number = max((int(number) for number in numbers if number.isdecimal()), default=0)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def save(self, page: Page) -> None:
        """Add a page. Raises FetchError where the file cannot be written."""
        from warcio.statusandheaders import StatusAndHeaders

        try:
            if self._stream is None or self._stream.tell() > FILE_BYTES:
                self._begin()
            headers = [("Content-Type", page.content_type or "text/html"), ("Content-Length", str(len(page.content)))]
            record = self._writer.create_warc_record(
                page.url,
                "response",
                payload=io.BytesIO(page.content),
                length=len(page.content),
                http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": page.fetched_at} if page.fetched_at else None,
            )
            self._writer.write_record(record)
            assert self._stream is not None
            self._stream.flush()
        except OSError as error:
            raise FetchError(f"{self.folder}: a page cannot be saved: {error.strerror}; free some space") from error

    def _begin(self) -> None:
        from warcio.warcwriter import WARCWriter

        self._close()
        self._number += 1
        path = self.folder / f"pages-{self._number:05}.warc.gz"
        self._stream = path.open("xb")
        self._writer = WARCWriter(self._stream, gzip=True, warc_version="1.1")
        about = {"software": f"extractor/{__version__}", "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record(path.name, about))

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None
