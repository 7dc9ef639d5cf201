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
            if (
                around is None
                or around.tag == "body"
                or sum(len(t) for t in around.itertext()) > 400
                or _paragraphs(around, 3)
            ):
                break
            if _holds_picture(around):
                segment.kind = "caption"
                return
            around = around.getparent()
    before = element.getprevious()
    if segment.soft and before is not None and _holds_picture(before) and not (before.text_content() or "").strip():
        segment.kind = "caption"


def _holds_picture(element: html.HtmlElement) -> bool:
    return element.tag in ("img", "figure", "amp-img", "picture") or any(True for _ in element.iter("img", "amp-img"))


def _paragraphs(element: html.HtmlElement, many: int) -> bool:
    return sum(1 for _ in element.iter("p")) >= many
