"""Addresses of one article brought to one form: tracking parameters, AMP copies, mobile hosts, spelling.

``normalise`` gives an address that can be fetched and means the same to the server (RFC 3986, 6.2.2 and 6.2.3).
``article_key`` gives a name for the article itself, shared by its AMP, mobile and tracked addresses; it is only for
comparing and may not exist on the network.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
PATH_SAFE = ":@!$&'()*+,;=~-._"
QUERY_SAFE = "/:@!$'()*,;?~-._="
MOBILE_LABELS = frozenset({"www", "m", "mobile", "mob", "amp", "wap", "touch", "pda"})
AMP_TAIL = re.compile(r"(?:/amp|\.amp|/amp\.html)$")
AMP_HEAD = re.compile(r"^/amp(?=/)")
INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$")
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "edu", "ac"})


def normalise(url: str) -> str:
    """The same address in its usual spelling; one that cannot be read comes back as it is.

    >>> normalise("HTTPS://Lenta.RU:443/news/./2024/?utm_source=tg&id=7#top")
    'https://lenta.ru/news/2024/?id=7'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    scheme, host = parts.scheme.lower(), _host(parts.hostname or "")
    if scheme not in DEFAULT_PORTS or not host:
        return url.strip()
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, DEFAULT_PORTS[scheme]) else f"{shown}:{port}"
    return urlunsplit((scheme, netloc, _path(parts.path), _query(parts.query, host), ""))


def article_key(url: str) -> str:
    """What all addresses of one article share: host without «www.», «m.», «amp.», path without AMP and index marks.

    >>> article_key("http://m.lenta.ru/news/2024/01/02/x/amp/?utm_source=tg")
    'lenta.ru/news/2024/01/02/x'
    >>> article_key("https://lenta-ru.cdn.ampproject.org/c/s/lenta.ru/news/2024/01/02/x/amp/")
    'lenta.ru/news/2024/01/02/x'
    """
    try:
        address = urlsplit(normalise(_origin_of_copy(url)))
    except ValueError:
        return url.strip()
    if not address.netloc:
        return url.strip()
    path = INDEX.sub("/", AMP_HEAD.sub("", address.path)).rstrip("/")
    path = AMP_TAIL.sub("", path).rstrip("/")
    host = _without_mobile_labels(address.netloc)
    pairs = sorted(parse_qsl(address.query, keep_blank_values=True))
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)
    return f"{host}{path}" + (f"?{query}" if query else "")


def identity(canonical_url: str | None, url: str | None) -> str | None:
    """What all pages of one article share: the key of the address they name as canonical, else of their own.

    None where nothing is known. A page that names its site's front page as its own address is not believed.
    """
    if canonical_url and (url is None or not is_front_page(canonical_url) or is_front_page(url)):
        return article_key(canonical_url)
    return article_key(url) if url else None


def is_front_page(url: str) -> bool:
    """True for the address of a site's front page: some sites name it as every article's canonical address."""
    key = article_key(url)
    return "/" not in key and "?" not in key


def _host(host: str) -> str:
    host = host.rstrip(".").lower()
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _path(path: str) -> str:
    """Dots resolved, percent-encoding in one spelling."""
    kept: list[str] = []
    for segment in path.split("/")[1:]:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(_quoted(segment, PATH_SAFE))
    tail = "/" if path.endswith(("/.", "/..")) and kept else ""
    return "/" + "/".join(kept) + tail


def _query(query: str, host: str) -> str:
    pairs = (pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0].lower(), host))
    return "&".join(_quoted(pair.replace("+", " "), QUERY_SAFE) for pair in pairs)


def _quoted(text: str, safe: str) -> str:
    return quote(unquote_to_bytes(text.encode("utf-8", "replace")), safe=safe)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...], dict[str, frozenset[str]]]:
    """Whole names, beginnings of names, and the names of single hosts, from the word list."""
    text = files("extractor.fetch").joinpath("data/tracking_parameters.txt").read_text(encoding="utf-8")
    names, starts, hosts = set[str](), list[str](), dict[str, frozenset[str]]()
    for line in text.splitlines():
        words = line.partition("#")[0].split()
        if len(words) == 2:
            hosts[words[0]] = hosts.get(words[0], frozenset()) | {words[1]}
        elif words and words[0].endswith("*"):
            starts.append(words[0][:-1])
        elif words:
            names.add(words[0])
    return frozenset(names), tuple(starts), hosts


def _is_tracking(name: str, host: str) -> bool:
    names, starts, hosts = _tracking()
    if name in names or name.startswith(starts):
        return True
    return any(name in own for site, own in hosts.items() if host == site or host.endswith("." + site))


def _without_mobile_labels(netloc: str) -> str:
    labels = netloc.split(".")
    while len(labels) > 2 and labels[0] in MOBILE_LABELS and not (len(labels) == 3 and labels[1] in SECOND_LEVEL):
        labels = labels[1:]
    return ".".join(labels)


def _origin_of_copy(url: str) -> str:
    """The article's own address behind a copy at Google's AMP cache or viewer or at Yandex Turbo."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = (parts.hostname or "").lower()
    inner = None
    if host.endswith(".cdn.ampproject.org"):
        inner = re.match(r"^/[a-z](?:/s)?/(?P<address>[^/]+\..+)$", parts.path)
    elif re.fullmatch(r"(?:www\.)?google\.[a-z.]{2,6}", host):
        inner = re.match(r"^/amp(?:/s)?/(?P<address>[^/]+\..+)$", parts.path)
    elif re.fullmatch(r"(?:www\.)?yandex\.[a-z.]{2,6}", host):
        inner = re.match(r"^/turbo(?:/s)?/(?P<address>[^/]+\..+)$", parts.path)
    elif host.endswith(".turbopages.org"):
        inner = re.match(r"^/(?P<host>[^/]+\.[^/]+)(?:/s)?/(?P<path>.+)$", parts.path)
        if inner:
            return urlunsplit(("https", str(inner["host"]), f"/{inner['path']}", parts.query, ""))
    if inner is None:
        return url
    address: str = inner["address"]
    return f"https://{address}" + (f"?{parts.query}" if parts.query else "")
