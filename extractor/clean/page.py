"""The room's one door: a page's bytes in, an Article and the name of the path that found its body out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import html

from extractor.clean import appdata
from extractor.clean.body import Part, parts
from extractor.clean.choose import KEPT, Choice, choose, is_prose
from extractor.clean.dates import country_of_host, country_of_text
from extractor.clean.decode import decode
from extractor.clean.language import detect_language
from extractor.clean.metadata import Metadata, read_metadata
from extractor.clean.plain import article_from_text, lay_out
from extractor.clean.segments import Segment, segments
from extractor.clean.tree import parse
from extractor.clean.visible import find_authors, find_date_published, find_publisher, find_title
from extractor.clean.votes import Reference, trafilatura_lines, vote
from extractor.documents import Page
from extractor.errors import PageError
from extractor.records import Article

MIN_BODY = 60
"""Fewest characters of text that make an article."""


@dataclass(slots=True)
class _Body:
    """An article's parts, how they were found, and the page's segments around them."""

    path: str
    parts: list[Part]
    lead: str | None = None
    head: Sequence[Segment] = field(default_factory=tuple)
    foot: Sequence[Segment] = field(default_factory=tuple)


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
    found = _find_body(root, every, meta, title, page.url)
    if found is None:
        raise PageError("the page holds no article: give the address of the article itself, not of a list, a video or a login page")
    return _article(page, root, meta, every, title, found, language, published_at), found.path


def _is_plain(page: Page, text: str) -> bool:
    if (page.content_type or "").startswith("text/plain") or (page.source or page.url or "").lower().endswith(".txt"):
        return True
    return "<" not in text[:20_000] or "</" not in text and "<p" not in text.lower() and "<br" not in text.lower()


def _plain_article(page: Page, text: str, language: str | None, published_at: str | None) -> Article:
    if not any(c.isalpha() for c in text):
        raise PageError("the text holds no words: give an article")
    return article_from_text(text, language=language or detect_language(text), published_at=published_at, url=page.url)


def _find_body(root: html.HtmlElement, every: list[Segment], meta: Metadata, title: str | None, url: str | None) -> _Body | None:
    """The first path that gives an article."""
    lines = trafilatura_lines(root, url)
    vote(every, Reference(lines))
    path = "trafilatura"
    in_json = _from_json(root, meta, every)
    if in_json is not None:
        return in_json
    if sum(len(s.text) for s in every if s.vote >= KEPT) < MIN_BODY:
        _vote_by_density(every)
        path = "last-resort"
    container = _declared_container(root, every)
    if container is not None:
        path = "microdata"
    found = _of_choice(choose(every, root, title, meta.descriptions, container), path)
    if found is None or sum(len(words) for _, words, _ in found.parts) + len(found.lead or "") < 200:
        return _of_lines(lines, title) or found
    return found


def _of_lines(lines: Sequence[str], title: str | None) -> _Body | None:
    """trafilatura's own text, where hardly any of it is found again among the segments of the page."""
    kept = [line for line in appdata.lines_of("\n".join(lines)) if line[1] != title]
    return _Body("trafilatura", kept) if sum(len(words) for _, words, _ in kept) >= 400 else None


def _of_choice(choice: Choice, path: str) -> _Body | None:
    made = parts(choice.body)
    lead = choice.lead[0].text if choice.lead else None
    if sum(len(words) for _, words, _ in made) + len(lead or "") < MIN_BODY:
        return None
    return _Body(path, made, lead, choice.head, choice.foot)


def _from_json(root: html.HtmlElement, meta: Metadata, every: Sequence[Segment]) -> _Body | None:
    """The body from the page's JSON where the visible page lacks it."""
    body = appdata.from_article_body(meta.body_text) if meta.body_text else None
    visible = Reference(s.text for s in every if is_prose(s) or s.vote >= KEPT)
    prose = sum(len(s.text) for s in every if is_prose(s) and s.vote >= KEPT)
    if body is not None and visible.share(" ".join(words for _, words, _ in body.parts)) > 0.5:
        return None
    if body is None and prose >= 800:
        return None
    state = appdata.from_application_state(root)
    if state is not None and (body is None or state.size > 0.7 * body.size) and state.size > 1.5 * prose:
        return _Body("next-data", list(state.parts), state.lead or _lead_of(meta, state.parts))
    if body is not None and body.size > 1.2 * prose:
        return _Body("json-ld", list(body.parts), _lead_of(meta, body.parts))
    return None


def _lead_of(meta: Metadata, found: Sequence[Part]) -> str | None:
    return None


def _declared_container(root: html.HtmlElement, every: Sequence[Segment]) -> html.HtmlElement | None:
    """The element marked itemprop=articleBody, where there is one and it holds most of the voted text."""
    marked = root.xpath("//*[@itemprop='articleBody']")
    if len(marked) != 1:
        return None
    within = {id(e) for e in marked[0].iter()}
    total = sum(len(s.text) for s in every if s.vote >= KEPT)
    held = sum(len(s.text) for s in every if s.vote >= KEPT and id(s.element) in within)
    return marked[0] if held > 0.6 * total and held > 200 else None


def _vote_by_density(every: Sequence[Segment]) -> None:
    """Last resort: the element whose direct paragraphs hold most unlinked prose is the article."""
    held: dict[object, float] = {}
    for segment in every:
        if segment.furniture is None and is_prose(segment):
            element = segment.element
            for weight in (1.0, 0.9, 0.3):
                if element is None:
                    break
                held[element] = held.get(element, 0.0) + weight * len(segment.text)
                element = element.getparent()
    if not held:
        return
    best = max(held, key=lambda e: held[e])
    within = {id(e) for e in best.iter()}  # type: ignore[attr-defined]
    for segment in every:
        segment.vote = 1.0 if id(segment.element) in within and segment.furniture is None and is_prose(segment) else 0.0


def _article(
    page: Page, root: html.HtmlElement, meta: Metadata, every: Sequence[Segment], title: str | None, found: _Body,
    language: str | None, published_at: str | None,
) -> Article:
    publisher = find_publisher(meta, title)
    laid: list[Part] = [("title", title or "", None), ("lead", found.lead or "", None), *found.parts]
    text, blocks = lay_out(laid)
    near = [*reversed(found.head), *found.foot]
    moment = find_date_published(meta, near, root, page.url)
    moments = [moment, *meta.modified[:1]]
    country = country_of_host(page.url or meta.canonical_url)
    if country is None and any(m is not None and m.clock and not m.offset for m in moments):
        country = country_of_text(text)
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
        section=meta.section,
        tags=tuple(meta.tags[:30]),
        text=text,
        blocks=blocks,
    )
