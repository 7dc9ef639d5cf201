"""Dates of a page: machine stamps, dates as readers see them, the address; and the offset from UTC of its medium."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from extractor.clean.wordlists import words

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+\-−]\d\d(?::?\d\d)?)?)?"
)
_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?![\d:.])(?:\s?([AaPp])\.?[Mm]\b)?")
_NUMERIC = re.compile(r"(?<![\d-])(\d{1,2})(?:[./](\d{1,2})[./](\d{4}|\d\d)|-(\d{1,2})-(\d{4}))(?![\d-])")
_ISO_DAY = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:\s*-?(?:го|th|st|nd|rd))?[\s ]+([^\W\d_]{3,12})[.,]?(?:[\s ]+(\d{4}))?")
_MONTH_DAY = re.compile(r"\b([A-Z][a-z]{2,8})\.?[\s ]+(\d{1,2})(?:st|nd|rd|th)?,?[\s ]+(\d{4})")
_KAZAKH = re.compile(
    r"(?<!\d)(\d{4})\s+(?:жылғы|жылы|ж\.|jylğy|jylğı|jılğı|jyly|zhylgy)\s+(\d{1,2})\s+([^\W\d_]{3,12})"
)
_YEAR_IN_URL = re.compile(r"/(20\d\d|19\d\d)(?:[/-]?(0[1-9]|1[0-2])(?:[/-]?(0[1-9]|[12]\d|3[01]))?)?(?=[/-]|$)")
_DAY_IN_URL = re.compile(
    r"(?<!\d)(20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?!\d)|(?<!\d)(0[1-9]|[12]\d|3[01])-?(0[1-9]|1[0-2])-?(20\d\d)(?!\d)"
)


_DATELINE = re.compile(
    r"([А-ЯЁӘҒҚҢӨҰҮҺІA-Z][А-ЯЁӘҒҚҢӨҰҮҺІA-Z-]+(?: [А-ЯЁA-Z]{3,20})?)"
    r"(?=(?:, [А-ЯЁA-Z][А-Яа-яЁёA-Za-z]{3,20})?[.,]? ?(?:—|–|-|\d{1,2} [а-яa-zәіңғүұқөһ]|/)|\. )"
)
_WORD = re.compile(r"[^\W\d_]+")
_LOCALE = re.compile(r"([A-Za-z]{2})[-_]([A-Za-z]{2})(?![A-Za-z])")
_EU_SUMMER = "eu"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time as far as a page tells it.

    day     the calendar day
    clock   hour, minute, second, or None where only the day is known
    offset  as in ISO 8601 ("+05:00", "Z"), or None
    """

    day: date
    clock: tuple[int, int, int] | None = None
    offset: str | None = None

    def iso(self, country: str | None = None) -> str:
        """ISO 8601; a missing offset is that of the country. A stamp in UTC is told in the country's time."""
        if self.clock is None:
            return self.day.isoformat()
        moment = datetime(self.day.year, self.day.month, self.day.day, *self.clock)
        local = offset_of(country, self.day)
        offset = self.offset or local
        if offset in ("Z", "+00:00", "-00:00"):
            offset = "+00:00"
            if local is not None:
                moment = moment.replace(tzinfo=UTC).astimezone(_zone(local)).replace(tzinfo=None)
                offset = local
        return moment.isoformat() + (offset or "")


def parse_stamp(value: str | None) -> Moment | None:
    """A machine-readable stamp: ISO 8601 in its common spellings, an e-mail date, Unix seconds or milliseconds."""
    if not value:
        return None
    value = value.strip()[:80]
    match = _ISO.search(value)
    if match and not value.isdigit():
        day = _day(match[1], match[2], match[3])
        if day is None:
            return None
        if match[4] is None:
            return Moment(day)
        hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
        if hour > 23 or minute > 59 or second > 59:
            return Moment(day)
        return Moment(day, (hour, minute, second), _offset(match[7]))
    if value.isdigit() and len(value) in (10, 13):
        moment = datetime.fromtimestamp(int(value[:10]), UTC)
        return Moment(moment.date(), (moment.hour, moment.minute, moment.second), "Z")
    if value.isdigit() and len(value) == 8:
        day = _day(value[:4], value[4:6], value[6:])
        return Moment(day) if day else None
    if "," in value[:6] and len(value) > 20:
        try:
            moment = parsedate_to_datetime(value)
        except (TypeError, ValueError, IndexError):
            return parse_visible(value, None)
        offset = moment.strftime("%z")
        return Moment(moment.date(), (moment.hour, moment.minute, moment.second), _offset(offset) if offset else None)
    return parse_visible(value, None)


def parse_visible(text: str, anchor: Moment | None) -> Moment | None:
    """A date as readers see it: «30 июля 2015, 14:05», «15:37 09.04.2026», «2024 жылғы 17 сәуір», «Сегодня, 17:42».

    A date without a year, and «сегодня» or «вчера», are read only against the anchor, a date the page or its address
    states; the clock is never asked. None where the text names no date.
    """
    text = text[:300].replace("\u00a0", " ")
    found = _day_in(text, anchor)
    if found is None:
        return None
    day, start, end = found
    rest = f"{text[:start]} | {text[end:]}"
    clock = _CLOCK.search(rest)
    return Moment(day, (_hour(int(clock[1]), clock[3]), int(clock[2]), 0) if clock else None)


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day of "5:30 PM" or "12:05 a.m."."""
    if half is None or hour > 12:
        return hour
    return hour % 12 + (12 if half in "Pp" else 0)


def _day_in(text: str, anchor: Moment | None) -> tuple[date, int, int] | None:
    """The first day named in the text, and where it stands."""
    for pattern, order in ((_KAZAKH, (1, 3, 2)), (_MONTH_DAY, (3, 1, 2)), (_DAY_MONTH, (3, 2, 1))):
        for match in pattern.finditer(text):
            month = _month(match[order[1]])
            year = match[order[0]] or (
                str(_year_for(month, int(match[order[2]]), anchor)) if anchor and month else None
            )
            day = _day(year, str(month), match[order[2]]) if month and year else None
            if day:
                return day, match.start(), match.end()
    for match in _ISO_DAY.finditer(text):
        if day := _day(match[1], match[2], match[3]):
            return day, match.start(), match.end()
    for match in _NUMERIC.finditer(text):
        full, short = match[3] or match[5], f"20{match[3]}"
        if day := _day(full if len(full) == 4 else short, match[2] or match[4], match[1]):
            return day, match.start(), match.end()
    return _relative(text, anchor)


def _relative(text: str, anchor: Moment | None) -> tuple[date, int, int] | None:
    if anchor is None:
        return None
    low = text.lower()
    for back, key in ((0, "today"), (1, "yesterday")):
        for word in words("months.toml")["relative"][key]:
            at = low.find(word)
            if at >= 0:
                return anchor.day - timedelta(days=back), at, at + len(word)
    return None


def _year_for(month: int, day: int, anchor: Moment) -> int:
    """The year of a date without one: that of the anchor, or the one before where it would lie well after it."""
    try:
        later = (date(anchor.day.year, month, day) - anchor.day).days > 60
    except ValueError:
        return anchor.day.year
    return anchor.day.year - later


@cache
def _month(word: str) -> int | None:
    word = word.lower()
    for language in ("ru", "kk", "en", "uk"):
        for number, beginnings in words("months.toml")[language].items():
            if any(word.startswith(b) and (len(b) > 3 or len(word) <= 4) for b in beginnings):
                return int(number)
    return None


def _day(year: str | None, month: str, day: str) -> date | None:
    try:
        found = date(int(year or 0), int(month), int(day))
    except ValueError:
        return None
    return found if 1990 <= found.year <= 2100 else None


def _offset(text: str | None) -> str | None:
    if not text:
        return None
    if text in ("Z", "UTC", "GMT"):
        return "Z"
    digits = text[1:].replace(":", "")
    sign = "-" if text[0] in "-−" else "+"
    return f"{sign}{digits[:2]}:{digits[2:4] or '00'}" if int(digits[:2]) <= 14 else None


def date_in_url(url: str | None) -> Moment | None:
    """The full date an address carries, as /2021/11/03/, /20240815- or -29042025, else None."""
    match = _DAY_IN_URL.search(urlsplit(url).path if url else "")
    if not match:
        return None
    day = _day(match[1], match[2], match[3]) if match[1] else _day(match[6], match[5], match[4])
    return Moment(day) if day else None


def year_in_url(url: str | None) -> int | None:
    match = _YEAR_IN_URL.search(urlsplit(url).path if url else "")
    return int(match[1]) if match else None


def country_of_host(url: str | None) -> str | None:
    """Country of a medium by the end of its host name; None for international ends (.com, .media)."""
    host = (urlsplit(url).hostname or "") if url else ""
    parts = host.split(".")
    for start in range(len(parts)):
        country = words("countries.toml")["hosts"].get(".".join(parts[start:]))
        if country:
            return str(country)
    return None


def country_of_locale(locale: str | None) -> str | None:
    """Country of "ru-KZ" or "kk_KZ". A language's first country tells nothing: "ru-RU" is what tools write unasked."""
    match = _LOCALE.match(locale or "")
    if not match or match[2].lower() in (match[1].lower(), "us", "gb"):
        return None
    return match[2].lower() if match[2].lower() in _zones() else None


def country_of_text(text: str, publisher: str | None = None) -> str | None:
    """The country an article is from, a guess for pages whose address tells nothing.

    1. the one the medium is named after («Ереванский курс»); 2. that of the dateline («БИШКЕК, 20 мая — …»); 3. the one
    the article names at least twice and half as often again as any other. A part of Russia with a clock of its own
    ("ru-07") counts only where the medium is named after it: a national one writes of Siberia in Moscow time.
    """
    name = Counter(_WORD.findall((publisher or "").lower()))
    named = _most_named(name, "regions", 1) or _most_named(name, "stems", 1)
    if named:
        return named
    found = Counter(_WORD.findall(text.lower()))
    return _country_of_dateline(text) or _most_named(found, "stems", 2)


def _country_of_dateline(text: str) -> str | None:
    for line in text.split("\n"):
        match = _DATELINE.match(line)
        if match:
            city = match[1].lower()
            for country, cities in words("countries.toml")["datelines"].items():
                if city in cities:
                    return str(country)
    return None


def _most_named(found: Counter[str], section: str, least: int) -> str | None:
    """The country or region named at least so often, and half as often again as any other of its section."""
    counts = {
        country: sum(
            n for word, n in found.items() if any(word == s[1:] if s[0] == "=" else word.startswith(s) for s in stems)
        )
        for country, stems in words("countries.toml")[section].items()
    }
    ranked = sorted(counts, key=lambda c: -counts[c])
    first, second = counts[ranked[0]], counts[ranked[1]]
    return str(ranked[0]) if first >= least and first * 2 >= 3 * second else None


def offset_of(country: str | None, day: date) -> str | None:
    """The offset from UTC that a country's media use on a day, None where it is unknown."""
    held = [row for row in _zones().get(country or "", ()) if row[0] <= day]
    if not held:
        return None
    _, offset, summer = held[-1]
    if summer == _EU_SUMMER and _last_sunday(day.year, 3) <= day < _last_sunday(day.year, 10):
        return f"{offset[0]}{int(offset[1:3]) + 1:02}{offset[3:]}"
    return offset


def _last_sunday(year: int, month: int) -> date:
    """The last Sunday of a month of 31 days: the European Union's clocks change on those of March and October."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


@cache
def _zones() -> dict[str, tuple[tuple[date, str, str], ...]]:
    zones: dict[str, list[tuple[date, str, str]]] = {}
    for line in (files(__package__) / "data" / "zones.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, first, offset, summer = (line + "\t").split("\t")[:4]
            zones.setdefault(country, []).append((date.fromisoformat(first), offset, summer))
    return {country: tuple(sorted(rows)) for country, rows in zones.items()}


def _zone(offset: str) -> timezone:
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if offset[0] == "-" else delta)
