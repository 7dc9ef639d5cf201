"""robots.txt by RFC 9309: what a host lets us fetch, and what to think when its robots.txt cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from extractor.fetch.faults import UnfetchedError

# RFC 9309, 2.5: at least this many bytes must be read; more may be ignored.
MAX_ROBOTS_BYTES = 512_000
PRODUCT = "extractor"


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host lets us fetch. ``unreachable`` holds the reason where its robots.txt could not be read."""

    parsed: Protego | None = None
    unreachable: str | None = None

    def refusal(self, url: str) -> UnfetchedError | None:
        """Why this address must not be fetched, or None."""
        host = urlsplit(url).netloc
        if self.unreachable:
            return UnfetchedError(
                "robots-unreachable",
                f"{url}: robots.txt of {host} cannot be read ({self.unreachable}), which bars the host until it can",
            )
        if self.parsed is not None and not self.parsed.can_fetch(url, PRODUCT):
            return UnfetchedError("robots", f"{url}: robots.txt of {host} forbids it")
        return None

    @property
    def crawl_delay(self) -> float | None:
        """Seconds to leave between two requests, None where robots.txt asks for none."""
        if self.parsed is None:
            return None
        delay = self.parsed.crawl_delay(PRODUCT)
        rate = self.parsed.request_rate(PRODUCT)
        gaps = [float(delay)] if delay else []
        if rate and rate.requests:
            gaps.append(rate.seconds / rate.requests)
        return max(gaps, default=None)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that robots.txt names."""
        return tuple(self.parsed.sitemaps) if self.parsed is not None else ()


def rules_from(body: bytes) -> Rules:
    """The rules of a robots.txt that was read."""
    return Rules(Protego.parse(body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")))


def rules_without(fault: UnfetchedError) -> Rules:
    """The rules where robots.txt could not be read: 4xx allows all, anything else bars all (RFC 9309, 2.3.1).

    429 is counted with the 5xx: a host that is asked too often has not said that everything is allowed.
    """
    if fault.status is not None and 400 <= fault.status < 500 and fault.status != 429:
        return Rules()
    if fault.reason in ("private-address", "dns", "address"):
        # The page itself will fail for the same reason, and says so better.
        return Rules()
    return Rules(unreachable=f"HTTP {fault.status}" if fault.status else fault.reason)
