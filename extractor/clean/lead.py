"""The standfirst of an article."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.clean.captions import mark_caption
from extractor.clean.furniture import furniture_rule
from extractor.clean.lines import ENDS, place_of
from extractor.clean.segments import Segment
from extractor.clean.votes import Reference
from extractor.clean.wordlists import class_tokens, tokens_of

SHORTEST_CALLED, SHORTEST, SHORTEST_BOLD = 15, 30, 55  # characters


def find_lead(before: Sequence[Segment], body: list[Segment], descriptions: Sequence[str]) -> list[Segment]:
    """The standfirst: over the body and called so by its class or by the page's description, or the first body
    paragraph where all of it is bold or its class says so.
    """
    reference = Reference(descriptions)
    for segment in before:
        mark_caption(segment)
        if (
            segment.kind == "caption"
            or furniture_rule(segment)
            or segment.linked * 2 > len(segment.text)
            or len(segment.text) < (SHORTEST_CALLED if _called_lead(segment) else SHORTEST)
        ):
            continue
        if _called_lead(segment) or reference.share(segment.text) > 0.8 or _stands_out(segment, body):
            return [segment]
    if len(body) > 2:
        first = body[0]
        apart = place_of(first) != place_of(body[1]) or first.bold
        marked = "lead" in first.marks and "lead" not in body[2].marks
        third = _third(body)
        if (
            first.kind in ("paragraph", "heading")
            and len(first.text) >= SHORTEST_BOLD
            and (first.text.endswith(ENDS) or (first.bold and not first.text.endswith(("?", ":"))))
            and ((first.bold and not third.bold) or (marked and apart))
        ):
            return [first]
    return []


def _stands_out(segment: Segment, body: Sequence[Segment]) -> bool:
    """A long bold line over a body that is not bold: «Исследование центра: бумага держится, аудио догоняет»."""
    alone = segment.bold and not any(s.bold for s in body[:2])
    return alone and len(segment.text) >= SHORTEST_BOLD and not segment.text.endswith(("?", ":"))


def _third(body: Sequence[Segment]) -> Segment:
    """The third of the body's segments, captions and headings after the first left out: an interview sets its questions
    in bold, so a bold question there means that the first is no standfirst.
    """
    told = [s for s in body[1:] if s.kind not in ("caption", "heading") and not (s.bold and not _ends(s))]
    return told[1] if len(told) > 1 else body[2]


def _ends(segment: Segment) -> bool:
    return segment.text.endswith(ENDS) or len(segment.text) > 120


def _called_lead(segment: Segment) -> bool:
    """The class of the segment's element, or of the one around it, names a standfirst."""
    parent = segment.element.getparent()
    around = (segment.element, parent) if parent is not None else (segment.element,)
    named = any(
        tokens_of(name) & class_tokens("lead")
        for e in around
        for name in (e.get("class") or e.get("itemprop") or "").split()
    )
    return named and "lead" in segment.marks and not segment.marks & {"gallery", "byline"}
