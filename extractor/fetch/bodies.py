"""Bodies as they arrive: decompressed piece by piece under a limit, so that no bomb unfolds in memory."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable

from extractor.errors import PageError
from extractor.fetch.faults import UnfetchedError

PIECE = 65536
GZIP = b"\x1f\x8b"
HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"})
# What begins a file that is no page -> what to call it.
MAGIC = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x7fELF": "a program",
    b"OggS": "audio or video",
    b"ID3": "audio",
    b"SQLite format 3": "a SQLite database",
}


class Inflater:
    """gzip or deflate, undone piece by piece; raises UnfetchedError before more than ``limit`` bytes have come out."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._encoding = encoding
        self._left = limit
        self._limit = limit
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, told apart by the header
        self._head = b""  # first bytes of a stream, held until they tell what it is
        self._between = True  # before the first stream, or behind one: gzip may be several in a row
        self._begun = False

    def feed(self, data: bytes) -> bytes:
        """What the next piece of the compressed body unfolds to."""
        out = bytearray()
        full = False  # zlib may have taken all input and still hold output back
        while data or full:
            if self._between:
                data, self._head = self._head + data, b""
                if len(data) < 2:
                    self._head = data
                    break
                if not self._begin_stream(data):
                    break
            piece = self._unfold(data)
            out += piece
            self._between = self._inflate.eof
            full = len(piece) >= PIECE and not self._inflate.eof
            data = self._inflate.unconsumed_tail or self._inflate.unused_data
        return bytes(out)

    def finish(self) -> None:
        """Raise UnfetchedError where the body ended before its compressed stream did."""
        if not self._between or (self._head and not self._begun):
            raise UnfetchedError("incomplete", f"the page's {self._encoding} body broke off", transient=True)

    def _begin_stream(self, data: bytes) -> bool:
        """Get ready for the stream that begins here; False for padding behind the last one."""
        if self._begun:
            if not data.startswith(GZIP):
                return False
            self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 32)
        elif self._encoding == "deflate" and not _has_zlib_header(data):
            # Some servers send deflate without the zlib header that the standard asks for.
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        self._begun, self._between = True, False
        return True

    def _unfold(self, data: bytes) -> bytes:
        try:
            piece = self._inflate.decompress(data, min(PIECE, self._left + 1))
        except zlib.error as error:
            fault = f"the page's {self._encoding} body is broken"
            raise UnfetchedError("incomplete", fault, transient=True) from error
        self._left -= len(piece)
        if self._left < 0:
            limit = f"{self._limit} bytes (fetch.max_body_bytes)"
            raise UnfetchedError("too-large", f"the page unfolds to more than {limit}")
        return piece


def _has_zlib_header(data: bytes) -> bool:
    return data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


def inflate(data: bytes, encoding: str, limit: int) -> bytes:
    """A whole body, its Content-Encoding (gzip, deflate or a list of them) undone within ``limit`` bytes."""
    for name in reversed(encodings(encoding)):
        inflater = Inflater(name, limit)
        data = inflater.feed(data)
        inflater.finish()
    if len(data) > limit:
        raise UnfetchedError("too-large", f"the page is larger than {limit} bytes (fetch.max_body_bytes)")
    return data


async def read_body(stream: AsyncIterable[bytes], encoding: str, wire_limit: int, limit: int) -> bytes:
    """A body as it comes from the network, its Content-Encoding undone, both limits kept while reading."""
    inflaters = [Inflater(name, limit) for name in reversed(encodings(encoding))]
    received, body = 0, bytearray()
    async for piece in stream:
        received += len(piece)
        if received > wire_limit:
            raise UnfetchedError("too-large", f"the page is larger than {wire_limit} bytes (fetch.max_wire_bytes)")
        for inflater in inflaters:
            piece = inflater.feed(piece)
        body += piece
        if len(body) > limit:
            raise UnfetchedError("too-large", f"the page is larger than {limit} bytes (fetch.max_body_bytes)")
    for inflater in inflaters:
        inflater.finish()
    return bytes(body)


def encodings(header: str) -> list[str]:
    """The codings of a Content-Encoding header as applied. Raises UnfetchedError for one not asked for."""
    names = [name.strip().lower().removeprefix("x-") for name in header.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    for name in names:
        if name not in ("gzip", "deflate"):
            raise UnfetchedError("encoding", f"the page is sent as {name[:40]!r}, which was not asked for")
    if len(names) > 3:
        raise UnfetchedError("encoding", "the page is compressed more than three times over")
    return names


def refuse_unreadable(content: bytes, content_type: str | None = None) -> None:
    """Raise PageError where these bytes are certainly no HTML or text page: nothing, a PDF, an image …"""
    if not content.strip():
        raise PageError("the page is empty")
    for start, name in MAGIC.items():
        if content.startswith(start):
            raise PageError(f"this is {name}, no HTML page")
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type.startswith(("image/", "audio/", "video/", "font/")) or media_type == "application/pdf":
        raise PageError(f"this is {media_type}, no HTML page")
