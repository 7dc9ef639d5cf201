"""Clock times that head the entries of a live report: «07:20» between two paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.clean.furniture import clock_or_date, furniture_rule, is_clock
from extractor.clean.lines import ENDS, place_of
from extractor.clean.segments import Segment

_BETWEEN = 4
"""Most lines of adverts and links between a clock time and its entry."""


def mark_clock_headings(segments: Sequence[Segment], kept: float) -> None:
    """Set ``clock`` and the kind heading on the bare clock times over entries of the article, voted for by ``kept``.

    There are at least two of them, set alike; or one alone, set as a heading, with an entry before it too. A clock time
    beside a date belongs to the page.
    """
    found = [i for i, s in enumerate(segments) if _may_head(segments, i) and _entry_follows(segments, i, kept)]
    alike = Counter(_look(segments[i]) for i in found)
    first = next((i for i, s in enumerate(segments) if _is_entry(s, kept)), len(segments))
    for index in found:
        segment = segments[index]
        alone = (segment.kind == "heading" or segment.bold) and index > first
        if alike[_look(segment)] > 1 or alone:
            segment.clock, segment.kind = True, "heading"


def _look(segment: Segment) -> tuple[str, ...]:
    return (*place_of(segment), segment.kind, str(segment.bold))


def _may_head(segments: Sequence[Segment], index: int) -> bool:
    """An unlinked clock time with no date beside it."""
    segment = segments[index]
    if not is_clock(segment.text) or segment.linked or segment.kind not in ("paragraph", "heading"):
        return False
    beside = [*segments[max(0, index - 1) : index], *segments[index + 1 : index + 2]]
    return not any(clock_or_date(s) for s in beside)


def _entry_follows(segments: Sequence[Segment], index: int, kept: float) -> bool:
    """A sentence of the article comes next, adverts and links aside."""
    for segment in segments[index + 1 : index + 2 + _BETWEEN]:
        if is_clock(segment.text):
            return False
        if _is_entry(segment, kept):
            return True
        if segment.vote >= kept and furniture_rule(segment) is None:
            return False
    return False


def _is_entry(segment: Segment, kept: float) -> bool:
    loose = segment.linked * 10 < len(segment.text) * 4
    return segment.vote >= kept and loose and segment.text.endswith(ENDS) and furniture_rule(segment) is None
