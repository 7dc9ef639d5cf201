"""What goes wrong on the network, put into one line a user can act on: httpx's exceptions -> UnfetchedError."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import httpx

from extractor.fetch.faults import UnfetchedError

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
