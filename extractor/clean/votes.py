"""What trafilatura takes for the article, as a vote on each segment of the page."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

from lxml import html
from trafilatura import bare_extraction

from extractor.clean.segments import Segment

_WORD = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
"""A word; in scripts written without spaces, a letter."""
_SHINGLE = 4
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def trafilatura_lines(root: html.HtmlElement, url: str | None) -> list[str]:
    """The body that trafilatura (fast mode) finds, one line a block; empty where it finds none or fails."""
    try:
        document = bare_extraction(
            root, url=url, fast=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:
        return []
    if document is None or isinstance(document, dict) or not document.text:
        return []
    return [line for line in document.text.split("\n") if line.strip()]


class Reference:
    """A text that segments are compared with: its lines, and its runs of four words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines: set[tuple[str, ...]] = set()
        self.shingles: set[tuple[str, ...]] = set()
        self.words = 0
        for line in lines:
            found = words_of(line)
            self.words += len(found)
            self.lines.add(found)
            self.shingles.update(found[i : i + _SHINGLE] for i in range(len(found) - _SHINGLE + 1))

    def share(self, text: str) -> float:
        """How much of a text stands in the reference, 0 to 1; a text under five words must be a line of it."""
        found = words_of(text)
        if not found:
            return 0.0
        if found in self.lines:
            return 1.0
        if len(found) <= _SHINGLE:
            return 1.0 if len(found) == _SHINGLE and found in self.shingles else 0.0
        runs = [found[i : i + _SHINGLE] for i in range(len(found) - _SHINGLE + 1)]
        return sum(run in self.shingles for run in runs) / len(runs)


def words_of(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def vote(segments: Iterable[Segment], reference: Reference) -> None:
    """Write each segment's share into its ``vote``."""
    for segment in segments:
        segment.vote = reference.share(segment.text)
