"""The HTTP client: one page asked for politely, within every limit, or one FetchError that says why not."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any
from urllib.parse import urljoin

import certifi
import httpx
import stamina

from extractor.documents import Page
from extractor.errors import FetchError
from extractor.fetch import robots
from extractor.fetch.bodies import read_body
from extractor.fetch.faults import UnfetchedError, status_fault
from extractor.fetch.guard import GuardedTransport
from extractor.fetch.network import network_fault
from extractor.fetch.pace import HostPace
from extractor.settings import FetchSettings

REDIRECTS = frozenset({301, 302, 303, 307, 308})
UNREACHABLE_FOR = 600.0  # seconds until an unreachable robots.txt is asked for again
ROBOTS_FOR = 86_400.0  # seconds a robots.txt is held (RFC 9309, 2.4)
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. ``page`` is None where the host says that nothing has changed (304)."""

    page: Page | None
    url: str
    status: int
    etag: str | None = None
    last_modified: str | None = None
    seconds: float = 0.0
    tries: int = 1
    from_cache: bool = False


@dataclass(slots=True)
class _Robots:
    rules: robots.Rules
    until: float


class Client:
    """Fetches pages. Use as an async context manager; one client for a whole run, so that hosts keep their pace."""

    def __init__(
        self, settings: FetchSettings | None = None, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self.settings = settings or FetchSettings()
        self._transport = transport or self._build_transport()
        self._http = httpx.AsyncClient(
            transport=self._transport,
            headers={"User-Agent": self.settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(
                self.settings.read_timeout, connect=self.settings.connect_timeout, pool=self.settings.total_timeout
            ),
            follow_redirects=False,
            trust_env=False,
        )
        self._paces: dict[str, HostPace] = {}
        self._robots: dict[str, _Robots] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Client:
        await self._http.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.__aexit__(kind, error, trace)

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, max_body: int | None = None
    ) -> Fetched:
        """The page at ``url``; with ``etag`` or ``last_modified`` of an earlier answer the host may say «unchanged».

        Retries what may pass, follows redirects, keeps to robots.txt and the host's pace. Raises FetchError.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value and not self.settings.cache}
        return await self._get(
            url, headers, max_body or self.settings.max_body_bytes, obey=self.settings.respect_robots
        )

    async def sitemaps(self, url: str) -> tuple[str, ...]:
        """Addresses of the sitemaps that the robots.txt of this address's host names."""
        return (await self._rules(_address(url))).sitemaps

    async def _get(self, url: str, headers: Mapping[str, str], max_body: int, *, obey: bool) -> Fetched:
        address, seen, tries = _address(url), set[str](), 0
        started = time.monotonic()
        for _ in range(self.settings.max_redirects + 1):
            if str(address) in seen:
                raise UnfetchedError("redirect", f"{url}: redirected in a circle by way of {address}")
            seen.add(str(address))
            if obey:
                await self._obey_robots(address)
            answer, body, used = await self._retry(address, headers, max_body)
            tries += used
            if answer.status_code not in REDIRECTS:
                return self._fetched(url, answer, body, time.monotonic() - started, tries)
            address = _address(urljoin(str(address), answer.headers["location"]))
            headers = {}
        raise UnfetchedError(
            "redirect", f"{url}: redirected more than {self.settings.max_redirects} times (fetch.max_redirects)"
        )

    def _fetched(self, source: str, answer: httpx.Response, body: bytes, seconds: float, tries: int) -> Fetched:
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        url, kind = str(answer.url), answer.headers.get("content-type")
        unchanged = answer.status_code == 304
        return Fetched(
            page=None if unchanged else Page(content=body, url=url, content_type=kind, source=source, fetched_at=now),
            url=url,
            status=answer.status_code,
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            seconds=seconds,
            tries=tries,
            from_cache=bool(answer.extensions.get("caching", {}).get("from_cache")),
        )

    async def _retry(
        self, address: httpx.URL, headers: Mapping[str, str], max_body: int
    ) -> tuple[httpx.Response, bytes, int]:
        """One hop, tried again where that may help. The third value is the number of tries made."""
        attempts = stamina.retry_context(
            on=self._wait_before_retry,
            attempts=self.settings.tries,
            timeout=None,
            wait_initial=self.settings.retry_wait,
            wait_max=self.settings.retry_wait_max,
            wait_jitter=self.settings.retry_wait,
        )
        async for attempt in attempts:
            with attempt:
                answer, body = await self._try(address, headers, max_body)
                return answer, body, attempt.num
        raise AssertionError("unreachable")

    def _wait_before_retry(self, error: Exception) -> bool | float:
        """What stamina asks: False for no new try, True for its own wait, seconds for the wait the host asked for."""
        if not isinstance(error, UnfetchedError) or not error.transient:
            return False
        if error.retry_after is None:
            return True
        return error.retry_after if error.retry_after <= self.settings.max_retry_after else False

    async def _try(self, address: httpx.URL, headers: Mapping[str, str], max_body: int) -> tuple[httpx.Response, bytes]:
        """One request, in the host's turn and within every limit."""
        pace = self._pace(address)
        async with pace.turn() as sent:
            try:
                async with asyncio.timeout(self.settings.total_timeout):
                    return await self._send(address, headers, max_body, sent)
            except UnfetchedError as fault:
                if fault.retry_after is not None:
                    pause = min(fault.retry_after, self.settings.max_retry_after)
                    pace.pause(pause)
                raise
            except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError, ssl.SSLError) as error:
                raise network_fault(error, str(address)) from error

    async def _send(
        self, address: httpx.URL, headers: Mapping[str, str], max_body: int, sent: Callable[[], None]
    ) -> tuple[httpx.Response, bytes]:
        async def trace(event: str, info: Mapping[str, Any]) -> None:
            if event.endswith("send_request_headers.started"):
                sent()

        request = self._http.stream("GET", address, headers=dict(headers), extensions={"trace": trace})
        async with request as answer:
            if answer.status_code in REDIRECTS and answer.headers.get("location"):
                return answer, b""
            if answer.status_code == 304 and headers:
                return answer, b""
            if answer.status_code != 200:
                raise status_fault(answer.status_code, str(address), _retry_after(answer.headers.get("retry-after")))
            wire_limit = max(self.settings.max_wire_bytes, max_body if max_body > self.settings.max_body_bytes else 0)
            length = answer.headers.get("content-length", "")
            if length.isdecimal() and int(length[:20]) > wire_limit:
                raise UnfetchedError(
                    "too-large", f"{address} has {length} bytes, more than fetch.max_wire_bytes allows"
                )
            encoding = answer.headers.get("content-encoding", "")
            try:
                return answer, await read_body(answer.aiter_raw(), encoding, wire_limit, max_body)
            except UnfetchedError as fault:
                fault.args = (f"{address}: {fault}",)
                raise

    async def _obey_robots(self, address: httpx.URL) -> None:
        rules = await self._rules(address)
        if refusal := rules.refusal(str(address)):
            raise refusal
        delay = rules.crawl_delay
        if delay is not None:
            if delay > self.settings.max_crawl_delay:
                raise UnfetchedError(
                    "crawl-delay",
                    f"{address}: robots.txt asks for {delay:g} s between requests, more than fetch.max_crawl_delay",
                )
            self._pace(address).slow_to(delay)

    async def _rules(self, address: httpx.URL) -> robots.Rules:
        origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
        async with self._robots_locks.setdefault(origin, asyncio.Lock()):
            held = self._robots.get(origin)
            if held is None or held.until < time.monotonic():
                held = self._robots[origin] = await self._read_robots(origin)
            return held.rules

    async def _read_robots(self, origin: str) -> _Robots:
        try:
            fetched = await self._get(f"{origin}/robots.txt", {}, self.settings.max_body_bytes, obey=False)
        except FetchError as error:
            fault = error if isinstance(error, UnfetchedError) else UnfetchedError(error.reason, str(error))
            rules = robots.rules_without(fault)
            return _Robots(rules, time.monotonic() + (UNREACHABLE_FOR if rules.unreachable else ROBOTS_FOR))
        body = fetched.page.content if fetched.page else b""
        return _Robots(robots.rules_from(body), time.monotonic() + ROBOTS_FOR)

    def _pace(self, address: httpx.URL) -> HostPace:
        host = address.netloc.decode("ascii")
        if host not in self._paces:
            self._paces[host] = HostPace(1 / self.settings.requests_per_second, self.settings.connections_per_host)
        return self._paces[host]

    def _build_transport(self) -> httpx.AsyncBaseTransport:
        guarded = GuardedTransport(
            context=_tls(self.settings),
            http2=self.settings.http2,
            connections=self.settings.connections,
            allow_private=self.settings.allow_private,
        )
        if self.settings.cache is None:
            return guarded
        return _cached(guarded, self.settings)


def _cached(transport: httpx.AsyncBaseTransport, settings: FetchSettings) -> httpx.AsyncBaseTransport:
    """The transport behind a cache on disk that keeps to RFC 9111: fresh answers are reused, stale ones checked."""
    from hishel import AsyncSqliteStorage, CacheOptions
    from hishel.httpx import AsyncCacheTransport

    assert settings.cache is not None
    settings.cache.mkdir(parents=True, exist_ok=True)
    storage = AsyncSqliteStorage(database_path=settings.cache / "http.db", max_stream_size=settings.max_wire_bytes)
    cached: Any = AsyncCacheTransport(transport, storage=storage, rfc=CacheOptions(shared=False))
    assert isinstance(cached, httpx.AsyncBaseTransport)
    return cached


def _tls(settings: FetchSettings) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=certifi.where())
    if settings.ca_bundle is not None:
        try:
            context.load_verify_locations(cafile=settings.ca_bundle)
        except (OSError, ssl.SSLError) as error:
            raise UnfetchedError("settings", f"fetch.ca_bundle {settings.ca_bundle} cannot be used: {error}") from error
    return context


def _address(url: str) -> httpx.URL:
    """A checked address: http or https, with a host, without user name and fragment."""
    try:
        address = httpx.URL(url.strip())
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise UnfetchedError("address", f"{url[:200]!r} is no address: {error}") from error
    if address.scheme not in ("http", "https") or not address.host:
        raise UnfetchedError("address", f"{url[:200]!r} is no http or https address")
    return address.copy_with(username=None, password=None, fragment=None)


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, which holds seconds or a date; None where it holds neither."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
