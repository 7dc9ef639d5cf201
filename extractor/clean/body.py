"""Chosen segments -> typed parts of an article: quotes with their authors, captions, lists, tables, headings."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.clean.furniture import credit
from extractor.clean.segments import Segment
from extractor.records import BlockKind

Part = tuple[BlockKind, str, str | None]

_KINDS: dict[str, BlockKind] = {
    "heading": "heading", "list_item": "list_item", "table_row": "table_row", "quote": "quote", "caption": "caption", "paragraph": "paragraph",
}
_BULLETS = "•·▪●◦‣–—-*✔✅➡▶►🔹 "
_SPEECH = ("—", "–", "-")


def parts(segments: Sequence[Segment]) -> list[Part]:
    """Kind, words and attribution of each block, in order."""
    out: list[Part] = []
    for index, segment in enumerate(segments):
        before = segments[index - 1] if index else None
        if out and before is not None and _is_attribution(segment, before):
            kind, words, author = out[-1]
            if author is None:
                out[-1] = ("quote", words, clean_attribution(segment.text))
                continue
        out.append((_kind(segment), _words(segment), None))
    return [p for p in out if p[1]]


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
        return len(text) <= 120 and text[-1] not in ".!?…;,»" and (text[:1].isupper() or text.startswith(_SPEECH)) and not segment.linked
    return before.italic and segment.small and not segment.italic and segment.kind == "paragraph" and text[-1] not in ".!?" and len(before.text) > 30


def clean_attribution(text: str) -> str:
    """«— Ералы Тугжанов» without the dash."""
    return text.lstrip("—–- ").strip() or text
