"""Articles that stand only in a page's JSON: `__NEXT_DATA__` and its like, and articleBody of JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from extractor.clean.body import Part, parts
from extractor.clean.furniture import furniture_rule
from extractor.clean.linkeddata import as_text, load_json
from extractor.clean.segments import Segment, segments
from extractor.clean.tree import squeeze
from extractor.records import BlockKind

_TEXT_KEYS = ("html", "text", "content", "body", "value", "data", "paragraph", "children", "contentHtml", "bodyHtml")
_BODY_KEYS = frozenset(
    [
        "content",
        "body",
        "text",
        "html",
        "articlebody",
        "contenthtml",
        "bodyhtml",
        "blocks",
        "paragraphs",
        "fulltext",
        "full_text",
        "article_body",
        "content_html",
        "text_html",
        "detail_text",
        "story",
        "components",
        "elements",
        "description_full",
        "bodytext",
    ]
)
_OTHER_STORIES = frozenset(
    [
        "related",
        "popular",
        "comments",
        "recommended",
        "recommendations",
        "latest",
        "trending",
        "more",
        "similar",
        "readalso",
        "menu",
        "footer",
        "header",
        "banner",
        "banners",
        "ads",
        "sidebar",
        "widgets",
        "navigation",
        "translations",
        "messages",
        "i18n",
        "locale",
        "config",
    ]
)
_LEAD_KEYS = (
    "lead",
    "excerpt",
    "standfirst",
    "summary",
    "announce",
    "anons",
    "subtitle",
    "description",
    "preview_text",
)
_PUBLISHED_KEYS = ("publishedat", "datepublished", "publishdate", "publisheddate", "publicationdate", "pubdate", "date")
_BYLINE_KEYS = ("authors", "author", "byline")
_AUTHOR_KEYS = ("author", "speaker", "cite", "source", "caption", "name")
_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "header": "heading",
    "h2": "heading",
    "h3": "heading",
    "subtitle": "heading",
    "title": "heading",
    "list_item": "list_item",
    "listitem": "list_item",
    "li": "list_item",
    "quote": "quote",
    "blockquote": "quote",
    "citation": "quote",
    "caption": "caption",
    "image": "caption",
    "photo": "caption",
    "figure": "caption",
}
_LEFT_OUT = frozenset(
    [
        "readalso",
        "related",
        "banner",
        "ad",
        "ads",
        "advert",
        "embed",
        "incut_links",
        "promo",
        "subscribe",
        "gallery",
        "poll",
        "widget",
        "script",
        "social",
    ]
)
_MAX_VALUES = 200_000


@dataclass(frozen=True, slots=True)
class Found:
    """An article found in JSON: its lead, its parts, how many characters they have, its date and by-lines as stated."""

    lead: str | None
    parts: tuple[Part, ...]
    size: int
    published: str | None = None
    authors: tuple[str, ...] = ()


def from_application_state(root: html.HtmlElement) -> Found | None:
    """The longest article body in the page's JSON scripts (`<script type="application/json">`, `__NEXT_DATA__`)."""
    best: Found | None = None
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        if "json" not in kind or "ld+json" in kind or not script.text or len(script.text) < 300:
            continue
        for owner, key, value in _bodies(load_json(script.text)):
            made = tuple(p for p in _parts_of(value) if p[1])
            size = sum(len(words) for _, words, _ in made)
            if size >= 250 and (best is None or size > best.size):
                lead = next((t for k in _LEAD_KEYS if k != key and (t := _plain(owner.get(k)))), None)
                if lead and (len(lead) > 600 or any(lead == words for _, words, _ in made)):
                    lead = None
                best = Found(lead, made, size, _published(owner), _authors(owner))
    return best


def _stated(owner: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """The value of the first of the keys that an article's object has, whatever their case («published_at»)."""
    plain = {str(key).lower().replace("_", ""): value for key, value in owner.items()}
    return next((plain[key] for key in keys if plain.get(key)), None)


def _published(owner: dict[str, Any]) -> str | None:
    value = _stated(owner, _PUBLISHED_KEYS)
    return str(value) if isinstance(value, (str, int)) else None


def _authors(owner: dict[str, Any]) -> tuple[str, ...]:
    value = _stated(owner, _BYLINE_KEYS)
    return tuple(name for entry in (value if isinstance(value, list) else [value]) if (name := as_text(entry)))


def from_article_body(text: str) -> Found | None:
    """The parts of a JSON-LD articleBody: HTML, or paragraphs between line breaks."""
    made = tuple(_markup(text) if "</" in text or "<br" in text else lines_of(text))
    size = sum(len(words) for _, words, _ in made)
    return Found(None, made, size) if size >= 100 else None


def _bodies(data: Any) -> Iterator[tuple[dict[str, Any], str, Any]]:
    """(owner, key, value) of every value that may be an article's body; boxes of other stories are not entered."""
    waiting: list[Any] = [data]
    seen = 0
    while waiting and seen < _MAX_VALUES:
        value = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting.extend(v for v in reversed(value) if isinstance(v, (dict, list)))
        elif isinstance(value, dict):
            for key, inner in value.items():
                low = str(key).lower()
                if low in _OTHER_STORIES:
                    continue
                if low in _BODY_KEYS and isinstance(inner, (str, list, dict)):
                    yield value, key, inner
                if isinstance(inner, (dict, list)):
                    waiting.append(inner)


def _parts_of(value: Any) -> Iterator[Part]:
    """A body value: a string of HTML or text, or a list of blocks."""
    if isinstance(value, str):
        yield from _markup(value) if "<" in value and ">" in value else lines_of(value)
    elif isinstance(value, list):
        for block in value[:2000]:
            yield from _block(block)
    elif isinstance(value, dict):
        for key in ("blocks", "content", "elements", "html", "text"):
            if isinstance(value.get(key), (str, list)):
                yield from _parts_of(value[key])
                return


def _block(block: Any) -> Iterator[Part]:
    """One block of a block editor's list."""
    if isinstance(block, str):
        yield from _parts_of(block)
        return
    if not isinstance(block, dict):
        return
    kind = (
        str(block.get("type") or block.get("kind") or block.get("__typename") or block.get("name") or "")
        .lower()
        .replace("-", "_")
    )
    if kind.replace("_", "") in _LEFT_OUT or kind in _LEFT_OUT:
        return
    inner = next((block[k] for k in _TEXT_KEYS if isinstance(block.get(k), (str, list, dict)) and block.get(k)), None)
    if isinstance(inner, dict):
        inner = next(
            (inner[k] for k in (*_TEXT_KEYS, "items") if isinstance(inner.get(k), (str, list)) and inner.get(k)), None
        )
    if isinstance(inner, list):
        flat = [t for t in inner if isinstance(t, str)]
        if len(flat) == len(inner):
            yield from (("list_item", _plain(t) or "", None) for t in flat)
            return
        yield from _parts_of(inner)
        return
    if not isinstance(inner, str):
        return
    author = (
        next((t for k in _AUTHOR_KEYS if (t := _plain(block.get(k)))), None) if _KINDS.get(kind) == "quote" else None
    )
    made = list(_markup(inner) if "<" in inner else lines_of(inner))
    if kind in _KINDS:
        made = [(_KINDS[kind], words, None) for _, words, _ in made]
    for index, (named, words, attribution) in enumerate(made):
        yield named, words, author if author and index == len(made) - 1 else attribution


def _markup(text: str) -> Iterator[Part]:
    """Parts of a fragment of HTML."""
    try:
        fragment = html.fragment_fromstring(text, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return
    kept: list[Segment] = [s for s in segments(fragment) if s.furniture is None and furniture_rule(s) is None]
    yield from parts(kept)


def lines_of(text: str) -> Iterator[Part]:
    """Parts of plain text, a paragraph a line."""
    for line in text.replace("\r", "\n").split("\n"):
        words = squeeze(line)
        if words and furniture_rule(Segment(element=_NOWHERE, text=words, kind="paragraph")) is None:
            yield "paragraph", words, None


def _plain(value: Any) -> str | None:
    text = as_text(value) if not isinstance(value, (list,)) else None
    if text and "<" in text:
        text = " ".join(words for _, words, _ in _markup(text))
    return text or None


_NOWHERE: html.HtmlElement = html.Element("p")
