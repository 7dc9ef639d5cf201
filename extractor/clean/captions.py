"""Captions that no tag calls so: short texts beside a picture."""

from __future__ import annotations

from lxml import html

from extractor.clean.segments import Segment


def mark_caption(segment: Segment) -> None:
    """Set kind to caption where a short text stands beside a picture."""
    if segment.kind == "caption":
        if len(segment.text) > 400:
            segment.kind = "paragraph"
        return
    if len(segment.text) > 300 or segment.kind in ("heading", "table_row", "list_item") or segment.quote is not None:
        return
    element = segment.element
    if segment.figure is not None:
        segment.kind = "caption"
        return
    if segment.soft or "picture" in segment.marks:
        around: html.HtmlElement | None = element
        for _ in range(4):
            if around is None or around.tag == "body" or not _small(around):
                break
            if _holds_picture(around):
                segment.kind = "caption"
                return
            around = around.getparent()
    before = element.getprevious()
    if segment.soft and before is not None and _small(before) and _holds_picture(before) and not _words(before):
        segment.kind = "caption"


def _small(element: html.HtmlElement) -> bool:
    """At most 400 characters, two paragraphs and 200 elements; looks no further than that."""
    characters = paragraphs = 0
    for index, part in enumerate(element.iter()):
        characters += len(part.text or "") + len(part.tail or "")
        paragraphs += part.tag == "p"
        if characters > 400 + len(element.tail or "") or paragraphs > 2 or index > 200:
            return False
    return True


def _words(element: html.HtmlElement) -> str:
    return "".join(element.itertext()).strip()


def _holds_picture(element: html.HtmlElement) -> bool:
    return element.tag in ("img", "figure", "amp-img", "picture") or any(True for _ in element.iter("img", "amp-img"))
