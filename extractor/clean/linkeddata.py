"""schema.org data of a page: JSON-LD scripts and microdata, read as plain dictionaries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import html

from extractor.clean.tree import squeeze, text_of

ARTICLE_TYPES = frozenset(
    [
        "NewsArticle",
        "Article",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "BlogPosting",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
        "AdvertiserContentArticle",
        "ScholarlyArticle",
        "TechArticle",
        "SocialMediaPosting",
        "Report",
        "PressRelease",
        "Posting",
    ]
)
_MAX_JSON = 5_000_000
_MAX_NODES = 20_000
_CONTROL = re.compile(r"[\x00-\x1f]")
_TRAILING_COMMA = re.compile(r",(\s{0,100}[}\]])")


def load_json(text: str | None) -> Any:
    """A script's JSON, mended where it is broken in the usual ways, or None."""
    if not text or len(text) > _MAX_JSON:
        return None
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//<![CDATA[")
        .removesuffix("//]]>")
        .removeprefix("<![CDATA[")
        .removesuffix("]]>")
        .strip()
        .rstrip(";")
    )
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", text)), unescape(_CONTROL.sub(" ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every dictionary within a JSON value, outermost first, without recursion; at most _MAX_NODES values are looked at."""
    waiting, seen = [data], 0
    while waiting and seen < _MAX_NODES:
        value = waiting.pop(0) if len(waiting) < 1000 else waiting.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(v for v in value.values() if isinstance(v, (dict, list)))
        elif isinstance(value, list):
            waiting.extend(v for v in value if isinstance(v, (dict, list)))


def types_of(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return {str(n).rsplit("/", 1)[-1] for n in names if n}


def article_node(
    root: html.HtmlElement, url: str | None, title: str | None
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The JSON-LD node of the page's article (empty where there is none), and all nodes of the page.

    Where several articles are described (cards of other stories), the one whose headline or address is the page's own
    is taken, else the first.
    """
    found: list[dict[str, Any]] = []
    every: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            for node in nodes(load_json(script.text)):
                every.append(node)
                if types_of(node) & ARTICLE_TYPES:
                    found.append(node)
    if not found:
        return {}, every
    return max(found, key=lambda n: _likeness(n, url, title)), every


def _likeness(node: dict[str, Any], url: str | None, title: str | None) -> int:
    """How surely a node describes this page; ties go to the first."""
    score = 0
    headline = as_text(node.get("headline") or node.get("name"))
    if title and headline and (headline.lower() in title.lower() or title.lower() in headline.lower()):
        score += 4
    address = as_text(node.get("mainEntityOfPage")) or as_text(node.get("url")) or as_text(node.get("@id"))
    if url and address and address.split("#")[0].rstrip("/") == url.split("#")[0].rstrip("/"):
        score += 3
    score += ("datePublished" in node) + ("articleBody" in node) + ("headline" in node)
    return score


def as_text(value: Any) -> str | None:
    """A schema.org value as one line: the first of a list, the name or address of a thing."""
    if isinstance(value, list):
        return next((t for v in value if (t := as_text(v))), None)
    if isinstance(value, dict):
        return as_text(value.get("name") or value.get("@value") or value.get("@id") or value.get("url"))
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return squeeze(unescape(str(value))) or None
    return None


def itemprops(root: html.HtmlElement) -> dict[str, list[html.HtmlElement]]:
    """Elements by itemprop, those of breadcrumb lists and of other stories' items left out."""
    found: dict[str, list[html.HtmlElement]] = {}
    for element in root.xpath("//*[@itemprop]"):
        for name in element.get("itemprop").split():
            found.setdefault(name, []).append(element)
    return found


def item_value(element: html.HtmlElement) -> str | None:
    """The value of a microdata property: its content, datetime, address or text."""
    for attribute in ("content", "datetime"):
        if element.get(attribute):
            return squeeze(element.get(attribute))
    return text_of(element) or None
