"""A web server with every fault, on 127.0.0.1, for tests of fetch and batch. It notes each request with its time.

    with FaultServer() as server:
        server.url("/article/7")      # a good page
        server.requests               # [Request(time, path, headers), …]

Paths name the behaviour:
    /article/N              a good page, the same every time
    /slow/SECONDS/N         a good page, sent in ten pieces over so many seconds
    /hang/N                 no answer at all;  /hang-body/N  the headers, then silence
    /reset/N                the connection is reset;  /reset-once/N  the first time only
    /burst/K/N              503 for the first K requests of this path, then a good page
    /wait/SECONDS/N         429 with Retry-After in seconds, then a good page;  /wait-date/…  with a date
    /status/CODE/N          this status, always
    /redirect/K/N           K redirects, then a good page;  /endless/N  redirects for ever;  /loop/N  in a circle
    /to?URL                 a redirect to URL
    /longer-length/N        Content-Length larger than the body;  -once  the first time only
    /shorter-length/N       Content-Length smaller than the body
    /gzip/N                 a good page, gzip;  /broken-gzip/N  cut off;  /bomb/MB  so many MB in a small gzip body
    /endless-body           a body that never ends
    /declared/BYTES         a Content-Length of so many bytes
    /charset/NAME/N         a page in this encoding that says it is UTF-8
    /etag/N                 ETag and 304;  /modified/N  Last-Modified and 304;  /fresh/N  may be cached for an hour
    /type?MEDIA             a body with this Content-Type
    /empty                  nothing
``routes`` adds or replaces whole paths; ``robots`` is the body of /robots.txt, a status, or "hang".
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from urllib.parse import unquote

REASONS = {200: "OK", 301: "Moved", 304: "Not Modified", 404: "Not Found", 429: "Too Many", 503: "Unavailable"}


@dataclass(frozen=True)
class Request:
    time: float
    path: str
    headers: dict[str, str]


@dataclass(frozen=True)
class Answer:
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)
    length: int | None = None
    pause: float = 0.0  # seconds, spread over the body


def article(name: str) -> bytes:
    """A page with an article of its own."""
    words = f"Новость номер {name}. Экспорт вырос на 5%. " * 20
    return (
        f"<!doctype html><html lang=ru><title>Новость {name}</title><article><p>{words}</p></article></html>".encode()
    )


class FaultServer:
    """The server. ``requests`` are all requests so far, in order; ``counts`` how often each path was asked for."""

    def __init__(
        self,
        robots: bytes | int | str = 404,
        routes: dict[str, Answer] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.requests: list[Request] = []
        self.counts: Counter[str] = Counter()
        self.robots = robots
        self.routes = routes or {}
        self._tls = tls
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> FaultServer:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def times(self, start: str = "/") -> list[float]:
        """When paths that begin so were asked for."""
        return [request.time for request in self.requests if request.path.startswith(start)]

    def gaps(self, start: str = "/") -> list[float]:
        """Seconds between one such request and the next."""
        times = self.times(start)
        return [later - earlier for earlier, later in pairwise(times)]

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, ssl=self._tls, backlog=512)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        self.requests.append(Request(time.monotonic(), path, headers))
        self.counts[path] += 1
        found = self._find(path, headers)
        if found == "hang":
            await asyncio.sleep(3600)
        if found == "reset":
            raw: socket.socket = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
            return False
        if found == "endless":
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while True:
                writer.write(b"<p>never enough</p>" * 4096)
                await writer.drain()
        assert isinstance(found, Answer)
        await self._send(found, writer)
        return found.length is None

    async def _send(self, answer: Answer, writer: asyncio.StreamWriter) -> None:
        length = len(answer.body) if answer.length is None else answer.length
        lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'Status')}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        if answer.status != 304:
            lines.append(f"Content-Length: {length}")
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1"))
        if answer.pause < 0:
            await asyncio.sleep(3600)
        step = max(1, -(-len(answer.body) // 10)) if answer.pause else max(1, len(answer.body))
        for start in range(0, len(answer.body), step):
            if answer.pause:
                await asyncio.sleep(answer.pause / 10)
            writer.write(answer.body[start : start + step])
            await writer.drain()
        await writer.drain()

    def _find(self, path: str, headers: dict[str, str]) -> Answer | str:
        if path in self.routes:
            return self.routes[path]
        if path == "/robots.txt":
            return self._robots_answer()
        kind, _, rest = path.partition("?")[0].removeprefix("/").partition("/")
        query = unquote(path.partition("?")[2])
        name = rest.rpartition("/")[2]
        first, nth = rest.partition("/")[0], self.counts[path]
        good = Answer(article(name))
        html = good.headers
        match kind:
            case "article" | "amp":
                return good
            case "slow":
                return Answer(good.body, pause=float(first))
            case "hang":
                return "hang"
            case "hang-body":
                return Answer(b"", length=1000, pause=-1)
            case "reset":
                return "reset"
            case "reset-once":
                return "reset" if nth == 1 else good
            case "burst":
                return Answer(b"busy", 503) if nth <= int(first) else good
            case "wait":
                return Answer(b"", 429, (*html, ("Retry-After", first))) if nth == 1 else good
            case "wait-date":
                moment = format_datetime(datetime.now(UTC) + timedelta(seconds=float(first)), usegmt=True)
                return Answer(b"", 429, (*html, ("Retry-After", moment))) if nth == 1 else good
            case "status":
                return Answer(b"no", int(first))
            case "redirect":
                left = int(first)
                return Answer(b"", 301, (("Location", f"/redirect/{left - 1}/{name}"),)) if left else good
            case "endless":
                return Answer(b"", 302, (("Location", f"/endless/{int(name) + 1}"),))
            case "loop":
                return Answer(b"", 302, (("Location", f"/loop/{(int(name) + 1) % 3}"),))
            case "to":
                return Answer(b"", 302, (("Location", query),))
            case "longer-length":
                return Answer(good.body, length=len(good.body) + 500)
            case "longer-length-once":
                return Answer(good.body, length=len(good.body) + 500) if nth == 1 else good
            case "shorter-length":
                return Answer(good.body, length=200)
            case "gzip":
                return Answer(gzip.compress(good.body), headers=(*html, ("Content-Encoding", "gzip")))
            case "broken-gzip":
                return Answer(gzip.compress(good.body)[:-20], headers=(*html, ("Content-Encoding", "gzip")))
            case "bomb":
                packed = gzip.compress(b"\0" * 1_000_000) * int(first)
                return Answer(packed, headers=(*html, ("Content-Encoding", "gzip")))
            case "endless-body":
                return "endless"
            case "declared":
                return Answer(b"", length=int(first))
            case "charset":
                return Answer(article(name).decode().encode(first))
            case "etag":
                tag = ("ETag", f'"{name}"')
                return (
                    Answer(b"", 304, (tag,))
                    if headers.get("if-none-match") == tag[1]
                    else Answer(good.body, headers=(*html, tag))
                )
            case "modified":
                date = ("Last-Modified", "Mon, 05 Jan 2026 10:00:00 GMT")
                return (
                    Answer(b"", 304)
                    if headers.get("if-modified-since") == date[1]
                    else Answer(good.body, headers=(*html, date))
                )
            case "fresh":
                return Answer(good.body, headers=(*html, ("Cache-Control", "max-age=3600")))
            case "type":
                return Answer(good.body, headers=(("Content-Type", query),))
            case "empty":
                return Answer(b"")
        return Answer(b"not found", 404)

    def _robots_answer(self) -> Answer | str:
        if self.robots == "hang":
            return "hang"
        if isinstance(self.robots, int):
            return Answer(b"", self.robots)
        assert isinstance(self.robots, bytes)
        return Answer(self.robots, headers=(("Content-Type", "text/plain"),))
