"""Input that holds no article: one line that says why."""

import time

import pytest

from extractor.clean import clean
from extractor.documents import Page
from extractor.errors import PageError

SENTENCE = "<p>Комитет по статистике сообщил, что объём производства вырос на 9,2 процента за год.</p>"
BAD = {
    "empty": b"",
    "pdf": b"%PDF-1.7 x",
    "image": b"\x89PNG\r\n\x1a\n",
    "no article": b"<html><body><nav><a href='/'>x</a></nav></body></html>",
    "no charset": bytes(range(128, 256)) * 20,
    "deep": b"<html><body>" + b"<div>" * 100_000 + b"x",
    "large": b"<p>x</p>" * 7_000_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_one_line_reason(content: bytes) -> None:
    with pytest.raises(PageError) as caught:
        clean(Page(content))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251", "koi8-r", "cp866"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251"])
def test_a_wrong_declaration_loses(encoding: str, declared: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><h1>Заголовок новости</h1>{SENTENCE * 3}</body></html>"
    article, _ = clean(Page(page.encode(encoding)))
    assert "Комитет по статистике сообщил" in article.text


def test_many_short_lines_beside_a_picture_take_linear_time() -> None:
    """Each line asks whether a picture is near; none may read the whole box for it."""
    lines = "".join(f"<i>{i} слово дня</i><br>" for i in range(6_000))
    page = f"<html><body><h1>Заголовок новости</h1><div><img src=a>{lines}</div>{SENTENCE * 3}</body></html>"
    start = time.process_time()
    clean(Page(page.encode()))
    assert time.process_time() - start < 15
