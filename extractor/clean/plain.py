"""Plain text -> Article: blocks split at blank lines. Also the one place where an article's text is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.records import Article, Block, BlockKind, Span


def lay_out(parts: Iterable[tuple[BlockKind, str, str | None]]) -> tuple[str, tuple[Block, ...]]:
    """An article's text and its blocks, from (kind, words, attribution line or None) in order.

    Blocks are joined by a blank line; a quote's attribution stands on the line after the quote, outside the block's
    own span. Empty parts are left out. Offsets count code points of the text returned.
    """
    text, blocks = "", []
    for kind, words, attribution in parts:
        words = words.strip()
        if not words:
            continue
        if text:
            text += "\n\n"
        start = len(text)
        text += words
        end, span = len(text), None
        if attribution and attribution.strip():
            line = attribution.strip()
            text += "\n" + line
            span = Span(start=end + 1, end=len(text), text=line)
        blocks.append(Block(kind=kind, start=start, end=end, attribution=span))
    return text, tuple(blocks)


def article_from_text(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    published_at: str | None = None,
    url: str | None = None,
) -> Article:
    """An Article of plain text: paragraphs split at blank lines, line breaks within one folded into spaces."""
    parts: list[tuple[BlockKind, str, str | None]] = [("title", title, None)] if title else []
    for paragraph in re.split(r"\n[ \t\r\f\v]*\n", text.replace("\r\n", "\n")):
        parts.append(("paragraph", re.sub(r"\s*\n\s*", " ", paragraph), None))
    body, blocks = lay_out(parts)
    return Article(url=url, title=title, language=language, published_at=published_at, text=body, blocks=blocks)
