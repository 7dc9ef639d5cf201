"""Element tree -> segments: the stretches of text between block boundaries, with what their markup says of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from extractor.clean.tables import is_data_table, table_rows
from extractor.clean.tags import HEADINGS, INLINE, SKIPPED
from extractor.clean.tree import squeeze
from extractor.clean.wordlists import class_tokens, tokens_of

_BULLETS = ("—", "–", "-", "•", "·", "▪", "●", "*", "✔", "✅", "🔹", "▶")
_ENDS = (".", "!", "?", ":", ";", "…", "»", '"', "”", ")")


@dataclass(slots=True, eq=False)
class Segment:
    """A stretch of text between two block boundaries of the page.

    element   the innermost block element that holds it
    text      its words, white space squeezed
    kind      heading, list_item, table_row, quote, caption or paragraph, as the markup says
    linked    characters within links; bold, italic, small: all of it is set so; soft: small or italic
    furniture outermost ancestor whose class says that it is no article text, else None
    figure    the figure it belongs to, quote the block quote, table the data table, list the list: elements or None
    author    it stands in the part of a quote that names its author
    marks     what classes of its ancestors say it is: byline, date, lead, picture, gallery
    byline    those of its words that a class calls the author's
    tied      a single line break stands between it and the segment before
    vote      share of it that the body finder took for the article
    clock     it is a bare clock time that heads an entry of a live report
    """

    element: html.HtmlElement
    text: str
    kind: str
    linked: int = 0
    bold: bool = False
    italic: bool = False
    small: bool = False
    soft: bool = False
    furniture: html.HtmlElement | None = None
    figure: html.HtmlElement | None = None
    quote: html.HtmlElement | None = None
    table: html.HtmlElement | None = None
    list: html.HtmlElement | None = None
    author: bool = False
    marks: frozenset[str] = frozenset()
    tied: bool = False
    byline: str = ""
    vote: float = 0.0
    clock: bool = False


@dataclass(slots=True)
class _Context:
    """What holds for everything within an element."""

    block: html.HtmlElement
    kind: str = "paragraph"
    link: bool = False
    bold: bool = False
    italic: bool = False
    small: bool = False
    furniture: html.HtmlElement | None = None
    figure: html.HtmlElement | None = None
    quote: html.HtmlElement | None = None
    list: html.HtmlElement | None = None
    author: bool = False
    marks: frozenset[str] = frozenset()
    is_block: bool = True


@dataclass(slots=True)
class _Buffer:
    """Text pieces of the segment being read; a piece None is a line break."""

    pieces: list[tuple[str, _Context] | None] = field(default_factory=list)


def segments(root: html.HtmlElement) -> list[Segment]:
    """The segments below an element, in page order. Walks without recursion."""
    out: list[Segment] = []
    buffer: list[tuple[str, _Context] | None] = []
    base = _Context(block=root)
    if root.text:
        buffer.append((root.text, base))
    stack: list[tuple[html.HtmlElement, Iterator[html.HtmlElement], _Context]] = [(root, iter(root), base)]
    while stack:
        element, children, context = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if context.is_block:
                _flush(buffer, out)
            if stack and element.tail:
                buffer.append((element.tail, stack[-1][2]))
            continue
        tag = child.tag
        if tag == "br":
            buffer.append(None)
        elif tag == "hr":
            _flush(buffer, out)
        elif not isinstance(tag, str) or tag in SKIPPED or _hidden(child):
            pass
        elif tag == "table" and is_data_table(child):
            _flush(buffer, out)
            out.extend(_rows(child, _enter(child, context)))
        else:
            inner = _enter(child, context)
            if inner.is_block:
                _flush(buffer, out)
            elif _runs_on(buffer, child):
                buffer.append(None)
            if child.text:
                buffer.append((child.text, inner))
            stack.append((child, iter(child), inner))
            continue
        if child.tail:
            buffer.append((child.tail, context))
    _flush(buffer, out)
    return out


def _hidden(element: html.HtmlElement) -> bool:
    style = element.get("style")
    if style and "none" in style and "display:none" in style.replace(" ", "").lower():
        return True
    return element.get("hidden") is not None and element.get("hidden") != "until-found"


def _enter(element: html.HtmlElement, outer: _Context) -> _Context:
    """The context within an element, from its tag and its class."""
    tag = element.tag
    inner = _Context(
        block=outer.block,
        kind=outer.kind,
        link=outer.link,
        bold=outer.bold,
        italic=outer.italic,
        small=outer.small,
        furniture=outer.furniture,
        figure=outer.figure,
        quote=outer.quote,
        list=outer.list,
        author=outer.author,
        marks=outer.marks,
        is_block=tag not in INLINE,
    )
    names = _names(element)
    if names:
        _read_class(element, names, inner)
    if tag == "a":
        inner.link = inner.link or element.get("href") is not None
    elif tag in ("b", "strong"):
        inner.bold = True
    elif tag in ("i", "em"):
        inner.italic = True
    elif tag == "small" or (tag == "font" and element.get("size") in ("1", "-1", "-2")):
        inner.small = True
    elif tag in HEADINGS:
        inner.kind = "heading"
    elif tag in ("li", "dd", "dt"):
        inner.kind, inner.list = "list_item", element.getparent()
    elif tag == "blockquote":
        inner.kind, inner.quote = "quote", element
    elif tag == "figcaption":
        inner.kind = "caption"
    elif tag == "figure":
        inner.figure = element
    elif (tag == "aside" and inner.furniture is None) or (
        tag == "footer" and outer.quote is None and inner.furniture is None
    ):
        inner.furniture = element
    if outer.quote is not None and (tag in ("cite", "footer") or (names and names & class_tokens("attribution"))):
        inner.author, inner.is_block = True, True
    if inner.is_block:
        inner.block = element
    return inner


def _names(element: html.HtmlElement) -> frozenset[str]:
    """Words of an element's class, id, role and itemprop."""
    found: frozenset[str] = frozenset()
    for attribute in ("class", "id", "itemprop", "data-type", "data-kind"):
        value = element.get(attribute)
        if value and len(value) < 400:
            for name in value.split():
                found |= tokens_of(name)
    return found


def _read_class(element: html.HtmlElement, names: frozenset[str], inner: _Context) -> None:
    """Take over what a class says; marks gather the meanings of all ancestors."""
    if (
        inner.furniture is None
        and names & class_tokens("furniture")
        and element.tag not in ("body", "html", "main", "article")
    ):
        inner.furniture = element
    if inner.quote is None and names & class_tokens("quote") and element.tag != "q":
        inner.kind, inner.quote = "quote", element
    if inner.kind not in ("caption",) and names & class_tokens("caption"):
        inner.kind = "caption"
    for mark in ("byline", "date", "lead", "gallery", "picture"):
        if names & class_tokens(mark):
            inner.marks |= {mark}


def _runs_on(buffer: list[tuple[str, _Context] | None], child: html.HtmlElement) -> bool:
    """Two boxes set side by side without a space: `<span>Фото дня</span><span>Фото: ТАСС</span>`."""
    if child.tag != "span" or not buffer or buffer[-1] is None or not child.text:
        return False
    before, after = buffer[-1][0][-1:], child.text[:1]
    return (
        (before.islower() or before in _ENDS)
        and after.isupper()
        and bool(child.get("class") or child.getprevious() is not None)
    )


def _flush(buffer: list[tuple[str, _Context] | None], out: list[Segment]) -> None:
    """Turn the buffered pieces into segments, one a line or a paragraph between line breaks."""
    if not buffer:
        return
    lines: list[list[tuple[str, _Context]]] = [[]]
    gaps: list[int] = [0]
    for piece in buffer:
        if piece is None:
            if any(t.strip() for t, _ in lines[-1]):
                lines.append([])
                gaps.append(1)
            else:
                gaps[-1] += 1
        else:
            if _author_begins(lines[-1], piece):
                lines.append([])
                gaps.append(2)
            lines[-1].append(piece)
    buffer.clear()
    made: list[Segment] = []
    for line, gap in zip(lines, gaps, strict=True):
        segment = _segment(line)
        if segment is None:
            continue
        if made and gap == 1 and _goes_on(made[-1], segment):
            last = made[-1]
            last.text = f"{last.text} {segment.text}"
            last.linked += segment.linked
        else:
            segment.tied = bool(made) and gap == 1
            made.append(segment)
    out.extend(made)


def _author_begins(line: list[tuple[str, _Context]], piece: tuple[str, _Context]) -> bool:
    """Within a quote, words in italics or plain give way to a name in bold or small print: `<em>…</em><b>Имя</b>`."""
    if piece[1].quote is None or not piece[0].strip():
        return False
    last = next((c for t, c in reversed(line) if t.strip()), None)
    if last is None or last.bold or last.small or not (piece[1].bold or piece[1].small):
        return False
    return squeeze("".join(t for t, _ in line)).endswith(_ENDS) and len(piece[0]) < 120


def _goes_on(before: Segment, after: Segment) -> bool:
    """A single line break within a sentence: the line before has no end and the line after no beginning."""
    if (before.bold, before.italic, before.small) != (after.bold, after.italic, after.small):
        return False
    if before.text.endswith(_ENDS) or after.text.startswith(_BULLETS) or after.text[:1].isdigit():
        return False
    if len(before.text) < 30 or "|" in before.text or "|" in after.text:
        return False
    return after.text[:1].islower()


def _segment(pieces: list[tuple[str, _Context]]) -> Segment | None:
    text = squeeze("".join(t for t, _ in pieces))
    if not text:
        return None
    solid = [(t, c) for t, c in pieces if t.strip()]
    first = solid[0][1]
    heavy = [c for t, c in solid if any(ch.isalnum() for ch in t)] or [c for _, c in solid]
    segment = Segment(
        element=first.block,
        text=text,
        kind=first.kind,
        linked=sum(len(squeeze(t)) for t, c in solid if c.link),
        bold=all(c.bold for c in heavy),
        italic=all(c.italic for c in heavy),
        small=all(c.small for c in heavy),
        soft=all(c.small or c.italic for c in heavy),
        furniture=next((c.furniture for c in (heavy[0],) if c.furniture is not None), None),
        figure=first.figure,
        quote=first.quote,
        list=first.list,
        author=any(c.author for c in heavy),
        marks=first.marks,
    )
    segment.byline = squeeze(" ".join(t for t, c in solid if "byline" in c.marks))
    for context in heavy[1:]:
        segment.marks &= context.marks
        if context.kind != segment.kind and context.kind == "paragraph":
            segment.kind = "paragraph"
    return segment


def _rows(table: html.HtmlElement, context: _Context) -> Iterator[Segment]:
    """One segment a row of a data table."""
    for row, kind, text in table_rows(table):
        yield Segment(
            element=row,
            text=text,
            kind=kind,
            linked=sum(len(squeeze("".join(a.itertext()))) for a in row.iter("a")) if row.tag == "tr" else 0,
            table=table,
            furniture=context.furniture,
            marks=context.marks,
            list=context.list,
        )
