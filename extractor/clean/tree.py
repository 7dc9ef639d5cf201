"""Text -> element tree, parsed once, with hostile nesting refused before anything walks it."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree, html

from extractor.errors import PageError

MAX_DEPTH = 1000
"""Deepest nesting of elements that is read; real pages stay under 100."""

MAX_ELEMENTS = 120_000
"""Largest number of elements that is read; the longest live pages have some 50,000."""

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=2)
def _parser(huge: bool) -> html.HTMLParser:
    return html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=huge, collect_ids=False)


def parse(text: str) -> html.HtmlElement:
    """The page's tree. Raises PageError for no markup at all and for nesting deeper than MAX_DEPTH.

    libxml2 stops at 255 levels unless told otherwise; such a page is parsed again without that limit and its real
    depth is measured.
    """
    text = _DECLARATION.sub("", text, count=1).lstrip("\ufeff")
    root = _parse(text, huge=False)
    if root is None or _depth(root) >= 250:
        root = _parse(text, huge=True)
        if root is not None and _depth(root) > MAX_DEPTH:
            raise PageError(
                f"the page nests elements more than {MAX_DEPTH} deep: its markup is broken, save it from a browser"
            )
    if root is None or not isinstance(root.tag, str):
        raise PageError("the page holds no HTML: give a web page, or plain text as .txt")
    return root


def _parse(text: str, *, huge: bool) -> html.HtmlElement | None:
    data = text.encode("utf-8", "replace")
    try:
        return html.document_fromstring(
            data,
            parser=html.HTMLParser(
                remove_comments=True, remove_pis=True, huge_tree=huge, encoding="utf-8", default_doctype=False
            ),
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _depth(root: html.HtmlElement) -> int:
    """Levels of elements below the root, counted without recursion. Raises PageError above MAX_ELEMENTS."""
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            count += 1
            deepest = max(deepest, depth)
        else:
            depth -= 1
    if count > MAX_ELEMENTS:
        raise PageError(f"the page has {count:,} elements, more than {MAX_ELEMENTS:,}: give the article's own page")
    return deepest


def squeeze(text: str | None) -> str:
    """Text with every run of white space folded into one space, soft hyphens and zero-width marks removed."""
    if not text:
        return ""
    return " ".join(
        text.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "").replace("\u2060", "").split()
    )


def text_of(element: html.HtmlElement) -> str:
    """All text within an element, squeezed."""
    return squeeze(" ".join(element.itertext()))
