"""The rendered gold pages: text, title, authors, encoding, and none of the furniture."""

import json
from pathlib import Path

import pytest

from extractor.clean import clean
from extractor.clean.decode import decode
from extractor.documents import Page

GOLD = Path(__file__).parents[2] / "corpora" / "gold"
ROWS = [line.split("\t") for line in (GOLD / "pages" / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]


@pytest.mark.parametrize(("ident", "name", "encoding"), [(r[0], r[1], r[3]) for r in ROWS], ids=[r[0] for r in ROWS])
def test_blocks_and_headline(ident: str, name: str, encoding: str) -> None:
    content = (GOLD / "pages" / name).read_bytes()
    gold = json.loads((GOLD / "articles" / f"{ident}.json").read_text(encoding="utf-8"))
    article, _ = clean(Page(content, url=gold["url"]))
    blocks = [article.text[b.start : b.end] for b in article.blocks if b.kind not in ("title", "lead")]
    assert decode(content) == content.decode(encoding)
    assert article.title == gold["title"]
    assert (article.lead or None) == (gold["lead"] or None)
    assert article.language == gold["lang"]
    assert blocks == [" ".join(b["text"].split()) for b in gold["blocks"]]
