"""What a profile is, and which profiles an address has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import ClassVar
from urllib.parse import urlsplit

from cssselect import SelectorError
from lxml import html
from lxml.cssselect import CSSSelector


class Profile:
    """The structure of one publisher's article pages, in CSS selectors.

    name     as written into the record's provenance: host, and the year the structure was first seen where it is known
    hosts    host names, without www; subdomains are included
    since, until   first and last year the structure was in use as far as is known; a note for readers: a page is
             tried against every profile of its host, since archives keep old pages in old dress
    publisher, country   of the medium; the country gives the offset of times without one
    title, lead, author, published, section   elements beside the text; the first selector that finds one wins
    body     elements that hold the text; the first selector that finds enough wins
    drop     what within them is no text
    """

    name: ClassVar[str]
    hosts: ClassVar[tuple[str, ...]]
    since: ClassVar[int | None] = None
    until: ClassVar[int | None] = None
    publisher: ClassVar[str]
    country: ClassVar[str | None] = None
    title: ClassVar[tuple[str, ...]] = ("h1",)
    lead: ClassVar[tuple[str, ...]] = ()
    body: ClassVar[tuple[str, ...]]
    drop: ClassVar[tuple[str, ...]] = ()
    published: ClassVar[tuple[str, ...]] = ()
    author: ClassVar[tuple[str, ...]] = ()
    section: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def select(cls, root: html.HtmlElement, selectors: Sequence[str]) -> list[html.HtmlElement]:
        """Elements of the first selector that finds any."""
        for selector in selectors:
            found = _compiled(selector)(root)
            if found:
                return list(found)
        return []

    @classmethod
    def dropped(cls, root: html.HtmlElement) -> list[html.HtmlElement]:
        """Elements of every selector in `drop`."""
        return [e for selector in cls.drop for e in _compiled(selector)(root)]


@cache
def _compiled(selector: str) -> CSSSelector:
    try:
        return CSSSelector(selector, translator="html")
    except SelectorError as error:
        raise ValueError(f"profile selector {selector!r}: {error}") from error


def profiles_for(url: str | None) -> tuple[type[Profile], ...]:
    """The profiles of an address's host, newest structure first; none for a host without one."""
    host = ((urlsplit(url).hostname or "") if url else "").removeprefix("www.")
    return tuple(p for p in registered() if any(host == known or host.endswith("." + known) for known in p.hosts))


@cache
def registered() -> tuple[type[Profile], ...]:
    """All profiles, in the order of their modules."""
    from extractor.clean.profiles import kazakhstan, russia

    return tuple(kazakhstan.PROFILES + russia.PROFILES)
