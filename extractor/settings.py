"""What a user can set: how pages are fetched and how a run works. Read from a TOML file or given from Python."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor import __version__
from extractor.errors import SettingsError


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FetchSettings(_Part):
    """How pages are fetched. Times are seconds, sizes bytes."""

    contact: str | None = Field(
        default=None, description="address or URL a site's owner can complain to; sent in User-Agent"
    )
    requests_per_second: float = Field(default=1.0, gt=0, description="most requests a second to one host")
    connections: int = Field(default=32, ge=1, description="most connections open at once")
    connections_per_host: int = Field(default=2, ge=1, description="most requests in flight to one host")
    connect_timeout: float = Field(default=10.0, gt=0, description="longest wait for a connection and TLS")
    read_timeout: float = Field(default=20.0, gt=0, description="longest silence while a page is read")
    total_timeout: float = Field(
        default=60.0, gt=0, description="longest time for one try at one address, body included"
    )
    max_wire_bytes: int = Field(default=10_000_000, ge=1, description="largest body as sent (compressed)")
    max_body_bytes: int = Field(
        default=20_000_000, ge=1, description="largest body after decompression, and largest file"
    )
    max_sitemap_bytes: int = Field(
        default=52_428_800, ge=1, description="largest sitemap after decompression; sitemaps.org allows 50 MB"
    )
    max_redirects: int = Field(default=10, ge=0, description="most redirects followed for one page")
    tries: int = Field(default=4, ge=1, description="most tries for one page, the first included")
    retry_wait: float = Field(
        default=0.5, ge=0, description="wait before the first new try; doubled after each, with jitter"
    )
    retry_wait_max: float = Field(
        default=30.0, ge=0, description="longest wait between tries where the host names none"
    )
    max_retry_after: float = Field(
        default=300.0, ge=0, description="longest Retry-After waited for; a longer one fails the page"
    )
    respect_robots: bool = Field(default=True, description="keep to robots.txt and its Crawl-delay")
    max_crawl_delay: float = Field(
        default=120.0, ge=0, description="longest Crawl-delay waited for; a longer one fails the page"
    )
    allow_private: bool = Field(default=False, description="allow loopback, private and link-local addresses")
    http2: bool = Field(default=True, description="use HTTP/2 where the host offers it")
    ca_bundle: Path | None = Field(
        default=None, description="PEM file of certificates to trust besides the built-in ones"
    )
    cache: Path | None = Field(default=None, description="folder of the HTTP cache; none where not set")

    @property
    def user_agent(self) -> str:
        """The User-Agent header: what this is and whom to write to."""
        return f"extractor/{__version__}" + (f" (+{self.contact})" if self.contact else "")


class RunSettings(_Part):
    """How a run of many pages works. Times are seconds, sizes bytes."""

    workers: int = Field(default=2, ge=1, description="worker processes")
    page_timeout: float = Field(
        default=60.0, gt=0, description="longest work on one page; its worker is replaced after"
    )
    worker_memory: int = Field(default=4 * 2**30, ge=0, description="most address space of a worker; 0 sets no limit")
    lookahead: int = Field(default=2000, ge=1, description="addresses held while their hosts are waited for")
    waiting_pages: int = Field(default=16, ge=1, description="fetched pages held while workers are busy")
    checkpoint_pages: int = Field(default=50, ge=1, description="records written between two commits of the ledger")
    checkpoint_seconds: float = Field(default=1.0, gt=0, description="longest time between two commits of the ledger")


class Settings(_Part):
    """All settings: ``[fetch]`` and ``[run]`` of a TOML file."""

    fetch: FetchSettings = FetchSettings()
    run: RunSettings = RunSettings()

    def changed(self, **parts: Mapping[str, object]) -> Settings:
        """These settings with some values changed; a value of None changes nothing. Raises SettingsError."""
        raw = self.model_dump()
        for part, values in parts.items():
            raw[part] |= {name: value for name, value in values.items() if value is not None}
        try:
            return Settings.model_validate(raw)
        except ValidationError as error:
            raise SettingsError(_first(error)) from error

    @classmethod
    def load(cls, path: Path) -> Settings:
        """Settings of a TOML file. Raises SettingsError naming the first wrong entry."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise SettingsError(f"settings file {path} cannot be read: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"settings file {path} is no TOML: {error}") from error
        except ValidationError as error:
            raise SettingsError(f"settings file {path}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    return ".".join(str(part) for part in first["loc"]) + f": {first['msg']}"


def seconds_of(duration: str) -> float:
    """Seconds of a duration as people write it: "90", "90s", "30m", "12h", "7d", "2w". Raises SettingsError."""
    found = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)\s*([smhdw]?)", duration.strip().lower())
    if found is None:
        raise SettingsError(f"{duration!r} is no duration: write a number and s, m, h, d or w, as in 7d")
    return float(found[1]) * {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}[found[2]]
