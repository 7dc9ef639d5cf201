"""The room's one door: a page's bytes in, an Article and the name of the path that found its body out."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html

from extractor.clean.body import Part
from extractor.clean.dates import (
    Moment,
    country_of_host,
    country_of_locale,
    country_of_text,
    parse_stamp,
    parse_visible,
)
from extractor.clean.decode import decode
from extractor.clean.finders import Body, find_body
from extractor.clean.language import detect_language
from extractor.clean.metadata import Metadata, read_metadata
from extractor.clean.plain import article_from_text, lay_out
from extractor.clean.segments import Segment, segments
from extractor.clean.tree import parse
from extractor.clean.visible import find_authors, find_date_published, find_publisher, find_title
from extractor.clean.votes import words_of
from extractor.documents import Page
from extractor.errors import PageError
from extractor.records import Article

MAX_TEXT = 1_000_000
"""Longest article, in characters: longer than any a newspaper prints."""


def clean(page: Page, *, language: str | None = None, published_at: str | None = None) -> tuple[Article, str]:
    """The page's article, and the name of the path that found its body.

    `language` (ISO 639-1) and `published_at` (ISO 8601) win over what the page says. Paths: a profile's name
    ("zakon.kz/2022"), "json-ld", "next-data", "microdata", "trafilatura", "last-resort", "text" for plain text.
    Raises PageError, in one line, for input that holds no article that can be read.
    """
    text = decode(page.content, page.content_type)
    if _is_plain(page, text):
        return _plain_article(page, text, language, published_at), "text"
    root = parse(text)
    meta = read_metadata(root, page.url)
    body = root.find("body")
    every = segments(body if body is not None else root)
    title = find_title(meta, every)
    found = find_body(root, every, meta, title, page.url)
    if found is None:
        raise PageError(
            "the page holds no article: give the address of the article itself, not of a list, a video or a login page"
        )
    article = _article(page, root, meta, every, found.title or title, found, language, published_at)
    _check_size(article)
    return article, found.path


def _check_size(article: Article) -> None:
    if len(article.text) > MAX_TEXT:
        raise PageError(
            f"the text has {len(article.text):,} characters, more than {MAX_TEXT:,}: give one article at a time"
        )


def _is_plain(page: Page, text: str) -> bool:
    if (page.content_type or "").startswith("text/plain") or (page.source or page.url or "").lower().endswith(".txt"):
        return True
    low = text[:50_000].lower()
    return "<" not in low or ("</" not in low and "<p" not in low and "<br" not in low and "<html" not in low)


def _plain_article(page: Page, text: str, language: str | None, published_at: str | None) -> Article:
    if not any(c.isalpha() for c in text):
        raise PageError("the text holds no words: give an article")
    article = article_from_text(
        text, language=language or detect_language(text), published_at=published_at, url=page.url
    )
    _check_size(article)
    return article


def _article(
    page: Page,
    root: html.HtmlElement,
    meta: Metadata,
    every: Sequence[Segment],
    title: str | None,
    found: Body,
    language: str | None,
    published_at: str | None,
) -> Article:
    publisher = found.profile.publisher if found.profile else find_publisher(meta, title)
    parts = _unsigned(found.parts, publisher)
    laid: list[Part] = [("title", title or "", None), ("lead", found.lead or "", None), *parts]
    text, blocks = lay_out(laid)
    if found.authors:
        meta.bylines.append(found.authors)
    moment = find_date_published(
        meta, _stated_moments(found, meta), [*reversed(found.head), *found.foot], root, page.url
    )
    moments = [moment, *meta.modified[:1]]
    country = (found.profile.country if found.profile else None) or country_of_host(page.url or meta.canonical_url)
    country = country or country_of_host(f"//{publisher}" if publisher and " " not in publisher else None)
    country = country or country_of_locale(meta.language)
    if country is None and any(m is not None and m.clock and not m.offset for m in moments):
        country = country_of_text(text, publisher)
    return Article(
        url=page.url,
        canonical_url=meta.canonical_url,
        publisher=publisher,
        title=title,
        lead=found.lead,
        authors=find_authors(meta, found.head, found.foot, title, publisher),
        published_at=published_at or (moment.iso(country) if moment else None),
        modified_at=meta.modified[0].iso(country) if meta.modified else None,
        language=language or detect_language(text, meta.language),
        section=found.section or meta.section,
        tags=tuple(meta.tags[:30]),
        text=text,
        blocks=blocks,
    )


def _unsigned(parts: Sequence[Part], publisher: str | None) -> Sequence[Part]:
    """The blocks without a last line that only names the medium: «Агентство «Вестник»»."""
    if publisher and parts and words_of(parts[-1][1]) == words_of(publisher):
        return parts[:-1]
    return parts


def _stated_moments(found: Body, meta: Metadata) -> list[Moment]:
    """Dates where the site profile says they are."""
    anchor = next(iter(meta.published), None) or next(iter(meta.modified), None)
    return [m for text in found.dates if (m := parse_stamp(text) or parse_visible(text, anchor))]
