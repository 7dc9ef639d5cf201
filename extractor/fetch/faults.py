"""Why a page could not be had: one class with a short reason code."""

from __future__ import annotations

from extractor.errors import FetchError

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
