"""Chosen segments -> typed parts of an article: quotes with their authors, captions, lists, tables, headings."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from lxml import html

from extractor.clean.furniture import credit
from extractor.clean.segments import Segment
from extractor.records import BlockKind

Part = tuple[BlockKind, str, str | None]

_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "list_item": "list_item",
    "table_row": "table_row",
    "quote": "quote",
    "caption": "caption",
    "paragraph": "paragraph",
}
_BULLETS = "•·▪●◦‣–—-*✔✅➡▶►🔹 "
_SPEECH = ("—", "–", "-")


def parts(segments: Sequence[Segment]) -> list[Part]:
    """Kind, words and attribution of each block, in order."""
    out: list[Part] = []
    slanted = _italic_quotes(segments)
    listed = _broken_lists(segments)
    for index, segment in enumerate(segments):
        before = segments[index - 1] if index else None
        if out and before is not None and _is_attribution(segment, before):
            kind, words, author = out[-1]
            if author is None:
                out[-1] = ("quote", words, clean_attribution(segment.text))
                continue
        kind = "list_item" if index in listed and not segment.bold else _kind(segment)
        kind = "quote" if index in slanted else kind
        out.append((kind, _words(segment), None))
    return [p for p in out if p[1]]


def _others(segments: Sequence[Segment], run: Sequence[int], apart: set[html.HtmlElement]) -> bool:
    """The element that holds a run of lines has paragraphs set apart by two breaks as well, next to the run."""
    element = segments[run[0]].element
    before = segments[run[0] - 1] if run[0] else None
    after = segments[run[-1] + 1] if run[-1] + 1 < len(segments) else None
    return any(s is not None and s.element is element for s in (before, after)) and element in apart


def _italic_quotes(segments: Sequence[Segment]) -> set[int]:
    """Indices of paragraphs all in italics, on a page that sets at least one quote with its author so."""
    named = any(_is_attribution(b, a) and b.quote is None for a, b in itertools.pairwise(segments))
    return {i for i, s in enumerate(segments) if named and s.italic and s.kind == "paragraph" and not s.small}


def _broken_lists(segments: Sequence[Segment]) -> set[int]:
    """Indices of list items written as lines: ended by semicolons, or tied by single breaks where paragraphs have two."""
    found: set[int] = set()
    apart = {s.element for s in segments if not s.tied}
    run: list[int] = []
    for index, segment in enumerate([*segments, None]):
        if (
            segment is not None
            and run
            and segment.tied
            and segment.element is segments[run[-1]].element
            and len(segment.text) < 300
        ):
            run.append(index)
            continue
        if len(run) >= 2:
            semicolons = any(segments[i].text.endswith(";") for i in run)
            if semicolons or (len(run) >= 3 and _others(segments, run, apart)):
                found.update(run)
        run = [] if segment is None else [index]
    for index, segment in enumerate(segments):
        if segment.text.endswith(";") and segment.kind == "paragraph" and len(segment.text) < 300:
            after = segments[index + 1] if index + 1 < len(segments) else None
            if (index and index - 1 in found) or (after is not None and after.text.endswith(";")):
                found.update(
                    {index}
                    | (
                        {index + 1}
                        if after is not None and after.kind == "paragraph" and len(after.text) < 300
                        else set()
                    )
                )
    return found


def _kind(segment: Segment) -> BlockKind:
    kind = _KINDS.get(segment.kind, "paragraph")
    if kind == "paragraph" and segment.bold and len(segment.text) <= 120 and segment.text[-1] not in ".!…;,:»":
        return "heading"
    if kind == "paragraph" and segment.text.startswith(("• ", "▪ ", "● ", "· ", "✅", "✔", "🔹")):
        return "list_item"
    return kind


def _words(segment: Segment) -> str:
    text = segment.text
    if segment.kind == "list_item" or text.startswith(("• ", "▪ ", "● ", "· ")):
        stripped = text.lstrip("•·▪●◦‣ ")
        return stripped or text
    return text


def _is_attribution(segment: Segment, before: Segment) -> bool:
    """The segment names the author of the quote before it.

    Within one block quote: marked so, or a short last line without an end. Outside: small print after a paragraph all
    in italics.
    """
    text = segment.text
    if len(text) > 200 or credit(segment):
        return False
    if segment.quote is not None and segment.quote is before.quote:
        if segment.author:
            return True
        return (
            len(text) <= 120
            and text[-1] not in ".!?…;,»"
            and (text[:1].isupper() or text.startswith(_SPEECH))
            and not segment.linked
        )
    return (
        before.italic
        and segment.small
        and not segment.italic
        and segment.kind == "paragraph"
        and text[-1] not in ".!?"
        and len(before.text) > 30
    )


def clean_attribution(text: str) -> str:
    """«— Ералы Тугжанов» without the dash."""
    return text.lstrip("—–- ").strip() or text
