"""Plain text -> Article: blocks split at blank lines. Also the one place where an article's text is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.records import Article, Block, BlockKind, Span


def lay_out(parts: Iterable[tuple[BlockKind, str, str | None]]) -> tuple[str, tuple[Block, ...]]:
    """An article's text and its blocks, from (kind, words, attribution line or None) in order.

    Blocks are joined by a blank line; a quote's attribution stands on the line after the quote, outside the block's
    own span. Empty parts are left out. Offsets count code points of the text returned.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    for kind, words, attribution in parts:
        words = words.strip()
        if not words:
            continue
        start = at + 2 if blocks else at
        end, span = start + len(words), None
        pieces.append(("\n\n" if blocks else "") + words)
        at = end
        line = (attribution or "").strip()
        if line:
            pieces.append("\n" + line)
            at = end + 1 + len(line)
            span = Span(start=end + 1, end=at, text=line)
        blocks.append(Block(kind=kind, start=start, end=end, attribution=span))
    return "".join(pieces), tuple(blocks)


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
    parts.extend(("paragraph", paragraph, None) for paragraph in _paragraphs(text))
    body, blocks = lay_out(parts)
    return Article(url=url, title=title, language=language, published_at=published_at, text=body, blocks=blocks)


def _paragraphs(text: str) -> Iterator[str]:
    """Runs of lines between blank lines, each run one line."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield " ".join(lines)
            lines = []
    if lines:
        yield " ".join(lines)
