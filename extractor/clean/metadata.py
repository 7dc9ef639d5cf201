"""What a page's markup says of its article: JSON-LD, meta tags and microdata read into one value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from extractor.clean import linkeddata
from extractor.clean.dates import Moment, parse_stamp
from extractor.clean.linkeddata import as_text, item_value
from extractor.clean.tree import squeeze, text_of

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "published_time",
    "datepublished",
    "date_published",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "published",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date.issued",
    "parsely-pub-date",
    "sailthru.date",
    "article_date_original",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "mediator_published_time",
    "article:create_at",
    "date",
    "analytics-date",
    "og:pubdate",
    "article-published",
    "rbc:published",
)
_MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "article:modified",
    "dcterms.modified",
    "mediator_modified_time",
)
_AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "mediator_author",
    "byl",
    "cxenseparse:author",
)
_SECTION = (
    "article:section",
    "og:article:section",
    "parsely-section",
    "section",
    "mediator_theme",
    "cxenseparse:recs:category",
)
_SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "copyright")
_TITLE = ("og:title", "twitter:title", "title", "dc.title", "mediator:title", "sailthru.title", "parsely-title")


@dataclass(slots=True)
class Metadata:
    """Facts a page's markup states, not yet compared with what readers see.

    bylines are as written, one list a source (JSON-LD, meta tags, microdata, rel=author links), the most credible first;
    dates and titles are in the order they are to be believed. body_text is articleBody of JSON-LD.
    """

    titles: list[str] = field(default_factory=list)
    page_title: str | None = None
    publisher: str | None = None
    bylines: list[list[str]] = field(default_factory=list)
    published: list[Moment] = field(default_factory=list)
    modified: list[Moment] = field(default_factory=list)
    section: str | None = None
    tags: list[str] = field(default_factory=list)
    language: str | None = None
    canonical_url: str | None = None
    descriptions: list[str] = field(default_factory=list)
    body_text: str | None = None
    times: list[str] = field(default_factory=list)
    home_link: str | None = None


def read_metadata(root: html.HtmlElement, url: str | None) -> Metadata:
    """All that JSON-LD, meta tags, link tags and microdata of a page state."""
    metas = _metas(root)
    title = root.find(".//title")
    page_title = squeeze(title.text_content()) if title is not None else None
    node, nodes = linkeddata.article_node(root, url, page_title)
    items = linkeddata.itemprops(root)
    found = Metadata(page_title=page_title or None)
    _from_json_ld(found, node, nodes)
    _from_metas(found, metas)
    _from_microdata(found, items)
    _from_links(found, root, url, metas, node)
    return found


def _metas(root: html.HtmlElement) -> dict[str, list[str]]:
    """Contents of meta tags by lower-case name, property or http-equiv."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = squeeze(meta.get("content"))
        name = meta.get("property") or meta.get("name") or meta.get("http-equiv")
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _from_json_ld(found: Metadata, node: dict[str, Any], nodes: list[dict[str, Any]]) -> None:
    if not node:
        _section_of_breadcrumbs(found, nodes)
        return
    _add(found.titles, as_text(node.get("headline") or node.get("name")))
    _add_moment(found.published, as_text(node.get("datePublished") or node.get("dateCreated")))
    _add_moment(found.modified, as_text(node.get("dateModified")))
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and "name" in n}
    names: list[str] = []
    for key in ("author", "creator"):
        value = node.get(key)
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict) and "name" not in entry:
                entry = by_id.get(str(entry.get("@id")), entry)
            name = as_text(entry.get("name") if isinstance(entry, dict) else entry)
            organisation = isinstance(entry, dict) and any("Organization" in t for t in linkeddata.types_of(entry))
            if name and not organisation and not name.startswith("http"):
                _add(names, name)
    found.bylines.append(names)
    publisher = node.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher:
        publisher = by_id.get(str(publisher.get("@id")))
    found.publisher = as_text(publisher)
    _add(found.descriptions, as_text(node.get("description")))
    found.section = as_text(node.get("articleSection"))
    keywords = node.get("keywords")
    for keyword in keywords if isinstance(keywords, list) else str(keywords or "").split(","):
        _add(found.tags, as_text(keyword))
    found.language = as_text(node.get("inLanguage"))
    body = node.get("articleBody") or node.get("text")
    if isinstance(body, str) and len(body) > 100:
        found.body_text = body
    found.canonical_url = _address(node.get("mainEntityOfPage")) or _address(node.get("url"))
    _section_of_breadcrumbs(found, nodes)


def _section_of_breadcrumbs(found: Metadata, nodes: list[dict[str, Any]]) -> None:
    """The last breadcrumb that is not the article itself."""
    for node in nodes:
        items = node.get("itemListElement")
        if found.section is None and "BreadcrumbList" in linkeddata.types_of(node) and isinstance(items, list):
            names = [as_text(i.get("name") or i.get("item")) for i in items if isinstance(i, dict)]
            names = [n for n in names[1:] if n and not n.startswith("http") and n not in found.titles and len(n) < 40]
            found.section = names[-1] if names else None


def _from_metas(found: Metadata, metas: dict[str, list[str]]) -> None:
    for name in _TITLE:
        _add(found.titles, *metas.get(name, [])[:1])
    for name in _PUBLISHED:
        for value in metas.get(name, [])[:1]:
            _add_moment(found.published, value)
    for name in _MODIFIED:
        for value in metas.get(name, [])[:1]:
            _add_moment(found.modified, value)
    for name in _AUTHOR:
        found.bylines.append([v for v in metas.get(name, []) if not v.startswith(("http", "/", "@"))])
    found.section = found.section or next((metas[n][0] for n in _SECTION if n in metas), None)
    found.publisher = next((metas[n][0] for n in _SITE[:1] if n in metas), None) or found.publisher
    for value in metas.get("article:tag", []) + metas.get("og:article:tag", []):
        _add(found.tags, *value.split(","))
    for name in ("news_keywords", "keywords"):
        for value in metas.get(name, []):
            _add(found.tags, *value.split(","))
    for name in ("og:description", "description", "twitter:description"):
        _add(found.descriptions, *metas.get(name, [])[:1])
    found.language = found.language or next(
        (metas[n][0] for n in ("og:locale", "content-language", "language") if n in metas), None
    )


def _from_microdata(found: Metadata, items: dict[str, list[html.HtmlElement]]) -> None:
    for element in items.get("headline", [])[:1]:
        found.titles.insert(0, item_value(element) or "")
    for element in items.get("datePublished", [])[:1]:
        _add_moment(found.published, item_value(element))
    for element in items.get("dateModified", [])[:1]:
        _add_moment(found.modified, item_value(element))
    names: list[str] = []
    for element in items.get("author", [])[:6]:
        name = next((e for e in element.iter() if isinstance(e.tag, str) and e.get("itemprop") == "name"), None)
        _add(names, item_value(name if name is not None else element))
    found.bylines.append(names)
    for element in items.get("articleSection", [])[:1]:
        found.section = found.section or item_value(element)
    for element in items.get("keywords", [])[:20]:
        _add(found.tags, *(item_value(element) or "").split(","))
    for element in items.get("publisher", [])[:1]:
        name = next((e for e in element.iter() if isinstance(e.tag, str) and e.get("itemprop") == "name"), None)
        found.publisher = found.publisher or (item_value(name) if name is not None else None)
    crumbs = [
        item_value(e)
        for e in items.get("name", [])
        if any("BreadcrumbList" in (a.get("itemtype") or "") for a in e.iterancestors())
    ]
    if found.section is None and len(crumbs) > 1:
        found.section = crumbs[-1]


def _from_links(
    found: Metadata, root: html.HtmlElement, url: str | None, metas: dict[str, list[str]], node: dict[str, Any]
) -> None:
    base = url or ""
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.canonical_url = _absolute(base, link.get("href"))
            break
    else:
        found.canonical_url = _absolute(base, next(iter(metas.get("og:url", [])), None) or found.canonical_url)
    found.language = (
        squeeze(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")) or found.language
    )
    linked: list[str] = []
    for element in root.iter("a"):
        rel = element.get("rel") or ""
        if "tag" in rel.split() and len(found.tags) < 30:
            _add(found.tags, text_of(element))
        elif "author" in rel.split():
            _add(linked, text_of(element))
        if found.home_link is None and _leads_home(element.get("href"), base):
            name = text_of(element)
            found.home_link = (
                name
                if 2 < len(name) < 45 and name.lower() not in ("главная", "home", "басты бет", "на главную")
                else None
            )
    found.bylines.append(linked[:3])
    for element in root.iter("time"):
        if element.get("datetime"):
            found.times.append(element.get("datetime"))


def _leads_home(address: str | None, base: str) -> bool:
    """The link goes to the site's front page."""
    if not address:
        return False
    if address == "/":
        return True
    try:
        parts, own = urlsplit(address), urlsplit(base)
    except ValueError:
        return False
    return bool(own.netloc) and parts.netloc == own.netloc and parts.path in ("", "/") and not parts.query


def _absolute(base: str, address: str | None) -> str | None:
    if not address:
        return None
    try:
        whole = urljoin(base, address.strip())
        return whole if urlsplit(whole).scheme in ("http", "https") else None
    except ValueError:
        return None


def _address(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith("http") else None


def _add(listed: list[str], *values: str | None) -> None:
    for value in values:
        value = squeeze(value).strip(" #")
        if value and value not in listed and len(value) < 2000:
            listed.append(value)


def _add_moment(listed: list[Moment], value: str | None) -> None:
    moment = parse_stamp(value)
    if moment is not None:
        listed.append(moment)
