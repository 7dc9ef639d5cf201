"""Pages of many builds: exactly the article's blocks come out.

varied/<name>.html is a page of our own writing, varied/<name>.txt its article: one block a line, kind before the first
bar, an attribution of a quote after the last; then authors and publication time where the page tells them. The caption
of the picture over the text is no block of the article.
"""

from pathlib import Path

import pytest

from extractor.clean import clean
from extractor.documents import Page
from extractor.records import Article

PAGES = sorted((Path(__file__).parent / "varied").glob("*.html"))


def _lines(article: Article) -> list[str]:
    """The article in the form of the gold files."""
    lines = []
    for block in article.blocks:
        tail = f" | {block.attribution.text}" if block.attribution else ""
        lines.append(f"{block.kind} | {article.text[block.start : block.end]}{tail}")
    lines += [f"authors | {'; '.join(article.authors)}"] if article.authors else []
    return lines + ([f"published | {article.published_at}"] if article.published_at else [])


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_article(page: Path) -> None:
    article, _ = clean(Page(page.read_bytes()))
    assert _lines(article) == page.with_suffix(".txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "utf-16"])
@pytest.mark.parametrize(
    "page", [p for p in PAGES if p.stem in ("breaks", "nested_tables", "lists")], ids=lambda p: p.stem
)
def test_a_wrong_charset_changes_nothing(page: Path, encoding: str) -> None:
    """The page calls itself UTF-8 and is not; signs the code page lacks are kept as character references."""
    content = page.read_text(encoding="utf-8").encode(encoding, "xmlcharrefreplace")
    assert clean(Page(content)) == clean(Page(page.read_bytes()))
