"""Tables of a page: those of data, told from those that lay out the page, and the words of their rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html

from extractor.clean.tree import squeeze


def is_data_table(table: html.HtmlElement) -> bool:
    """True for a table of short cells in two rows and columns or more, false for one that only lays out the page."""
    rows = cells = long_cells = images = 0
    in_row = widest = 0
    for element in table.iter("table", "tr", "td", "th", "img"):
        if element.tag == "table" and element is not table:
            return False
        images += element.tag == "img"
        if element.tag == "tr":
            rows += 1
            in_row = 0
        elif element.tag in ("td", "th"):
            cells += 1
            in_row += 1
            widest = max(widest, in_row)
            size = sum(len(t) for t in element.itertext())
            if size > 600 or len(element.findall("p")) > 3:
                return False
            long_cells += size > 250
    return rows >= 2 and widest >= 2 and long_cells * 4 <= cells and images * 2 < cells


def table_rows(table: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str, str]]:
    """Element, kind and words of each row, cells joined by " | "; a row of one cell is a list item."""
    for row in table.iter("tr", "caption"):
        if row.tag == "caption":
            if text := squeeze(" ".join(row.itertext())):
                yield row, "caption", text
            continue
        cells = [c for c in row if c.tag in ("td", "th")]
        texts = [t for c in cells if (t := squeeze(" ".join(_shown_text(c))))]
        if texts:
            yield row, "table_row" if len(texts) > 1 else "list_item", " | ".join(texts)


def _shown_text(cell: html.HtmlElement) -> Iterator[str]:
    if next(cell.iter("script", "style", "noscript"), None) is None:
        yield from cell.itertext()
        return
    for part in cell.iter():
        if part.tag not in ("script", "style", "noscript"):
            yield part.text or ""
        if part is not cell:
            yield part.tail or ""
