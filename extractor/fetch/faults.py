"""Why a page could not be had: one class with a short reason code, and httpx's exceptions put into its words."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from extractor.errors import FetchError

# What a TLS check found (OpenSSL's verify codes) -> what the user can do about it.
TLS_MENDS = {
    9: "the certificate is not valid yet: check this machine's clock",
    10: "the certificate has expired: tell the site, or check this machine's clock",
    18: "the certificate is self-signed: put it into a PEM file and name that in fetch.ca_bundle",
    19: "an unknown authority signed it: put that authority's certificate into a PEM file named in fetch.ca_bundle",
    20: "the site does not send its intermediate certificate: put that into a PEM file named in fetch.ca_bundle",
    21: "the site does not send its intermediate certificate: put that into a PEM file named in fetch.ca_bundle",
    62: "the certificate belongs to another host: check the address",
    64: "the certificate belongs to another host: check the address",
}
RETRIED_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504})


class UnfetchedError(FetchError):
    """A page that could not be had.

    reason       short code for ledgers: timeout, dns, tls, robots, http-404 …
    status       HTTP status where there was one
    transient    whether another try may help
    retry_after  seconds the host asked to wait, None where it asked for none
    """

    def __init__(
        self,
        reason: str,
        message: str,
        *,
        status: int | None = None,
        transient: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.status = status
        self.transient = transient
        self.retry_after = retry_after


def status_fault(status: int, url: str, retry_after: float | None) -> UnfetchedError:
    """The fault of an answer that is neither a page nor a redirect."""
    hints = {
        401: "the page needs a login",
        402: "the page is behind a paywall",
        403: "the site refuses us",
        404: "there is no such page",
        410: "the page was removed",
        429: "the site asks for fewer requests: lower fetch.requests_per_second",
        451: "the page is barred for legal reasons",
    }
    hint = hints.get(status, "the site is in trouble, try later" if status >= 500 else "the site gives no page")
    return UnfetchedError(
        f"http-{status}",
        f"{url} answered {status}: {hint}",
        status=status,
        transient=status in RETRIED_STATUS,
        retry_after=retry_after,
    )


def network_fault(error: BaseException, url: str) -> UnfetchedError:
    """The fault behind an exception of httpx, one line with the mend named where there is one."""
    for cause in _causes(error):
        if isinstance(cause, UnfetchedError):
            return cause
        if isinstance(cause, ssl.SSLCertVerificationError):
            mend = TLS_MENDS.get(
                cause.verify_code, "put the right certificate into a PEM file named in fetch.ca_bundle"
            )
            return UnfetchedError("tls", f"{url}: TLS certificate refused ({cause.verify_message}); {mend}")
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, ssl.SSLEOFError):
            return UnfetchedError(
                "tls", f"{url}: TLS failed ({cause.reason or 'no reason given'}); the site's TLS is broken"
            )
        if isinstance(cause, socket.gaierror):
            passing = cause.errno == socket.EAI_AGAIN
            return UnfetchedError(
                "dns", f"{url}: the host's name does not resolve; check the address", transient=passing
            )
    if isinstance(error, httpx.ConnectTimeout):
        return UnfetchedError("timeout", f"{url}: no connection within fetch.connect_timeout", transient=True)
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return UnfetchedError(
            "timeout", f"{url}: no answer within fetch.read_timeout or fetch.total_timeout", transient=True
        )
    if isinstance(error, httpx.ConnectError):
        return UnfetchedError("connection", f"{url}: no connection ({_line(error)})", transient=True)
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
        return UnfetchedError("incomplete", f"{url}: the answer broke off ({_line(error)})", transient=True)
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol | httpx.LocalProtocolError):
        return UnfetchedError("address", f"{url}: no address that can be fetched ({_line(error)})")
    return UnfetchedError("network", f"{url}: {type(error).__name__} ({_line(error)})", transient=True)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
