"""What a segment is, seen alone: prose, the headline again, a by-line, a loose line."""

from __future__ import annotations

import re

from extractor.clean.authors import people
from extractor.clean.furniture import clock_or_date
from extractor.clean.segments import Segment
from extractor.clean.votes import words_of

ENDS = (".", "!", "?", "…", "»", '"', "”", ":", ";", ")", "。", "！", "？", "」", "؟", "।", "။", "’", "'")
"""Signs that end a sentence or a paragraph."""

_SENTENCE_END = re.compile(r"[.!?…] (?=[^\W\d_])")
_IDEOGRAPHS = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_prose(segment: Segment) -> bool:
    """A sentence or more, not mostly linked."""
    text = segment.text
    long = len(text) >= 60 or (len(text) >= 20 and len(_IDEOGRAPHS.findall(text)) * 2 > len(text))
    return long and segment.linked * 10 < len(text) * 4 and text.endswith(ENDS)


def tells(segment: Segment) -> bool:
    """A caption that reports: its first sentence gives a figure in eight words or more («Печь вмещает 410 тонн …»)."""
    first = _SENTENCE_END.split(segment.text, maxsplit=1)[0]
    return len(first) < len(segment.text) and len(first.split()) >= 8 and any(c.isdigit() for c in first)


def is_headline(segment: Segment, title: str | None) -> bool:
    """The segment repeats the article's headline."""
    return bool(title) and words_of(segment.text) == words_of(title or "") and len(segment.text) > 5


def place_of(segment: Segment) -> tuple[str, ...]:
    """Tag and class of the segment's element and of the one around it: equal for paragraphs of one article."""
    element = segment.element
    parent = element.getparent()
    return (
        str(element.tag),
        element.get("class") or "",
        str(parent.tag) if parent is not None else "",
        (parent.get("class") or "") if parent is not None else "",
    )


def loose_at_start(segment: Segment) -> bool:
    """A caption, date, by-line or unfinished line: no beginning of an article."""
    if segment.clock:
        return False
    if segment.kind == "caption":
        return not tells(segment)
    if clock_or_date(segment):
        return True
    if segment.kind in ("heading", "list_item", "table_row", "quote"):
        return False
    return (len(segment.text) < 80 and not segment.text.endswith(ENDS)) or is_byline(segment)


def loose_at_end(segment: Segment) -> bool:
    """A heading, by-line or unfinished line: no end of an article."""
    if segment.kind == "heading":
        return True
    if segment.kind in ("list_item", "table_row", "quote", "caption") or segment.author:
        return False
    return (len(segment.text) < 160 and not segment.text.endswith(ENDS)) or is_byline(segment)


def is_byline(segment: Segment) -> bool:
    """A short line of people's names, or one whose class says so."""
    return (len(segment.text) < 90 and bool(people([segment.text])) and not segment.text.endswith((".", "!", "?"))) or (
        "byline" in segment.marks and len(segment.text) < 120 and segment.quote is None
    )
