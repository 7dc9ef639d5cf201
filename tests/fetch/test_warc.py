"""WARC files: only article-like answers come out, and what was saved comes back."""

import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractor.documents import Page
from extractor.errors import FetchError
from extractor.fetch.warc import Warc, WarcSaver, dechunk

LIMIT = 100_000
TYPE = {"Content-Type": "text/html"}
GZIP, CHUNKS = TYPE | {"Content-Encoding": "gzip"}, TYPE | {"Transfer-Encoding": "chunked"}
HTML = "<p>Экспорт вырос</p>".encode("cp1251")
IN_CHUNKS = b"4\r\n" + HTML[:4] + b"\r\n%X;x=1\r\n" % len(HTML[4:]) + HTML[4:] + b"\r\n0\r\n\r\n"
# address, status, headers, body, whether it is a page
ANSWERS = [
    ("https://site.kz/1", "200 OK", {"Content-Type": "text/html; charset=windows-1251"}, HTML, True),
    ("https://site.kz/2", "404 Not Found", {"Content-Type": "text/html"}, HTML, False),
    ("https://site.kz/3.jpg", "200 OK", {"Content-Type": "image/jpeg"}, b"\xff\xd8\xff", False),
    ("https://site.kz/4", "200 OK", {"Content-Type": "application/xhtml+xml"}, HTML, True),
    ("https://site.kz/5", "301 Moved", {"Content-Type": "text/html", "Location": "/1"}, b"", False),
    ("https://site.kz/6", "200 OK", GZIP, gzip.compress(HTML), True),
    ("https://site.kz/7", "200 OK", CHUNKS, IN_CHUNKS, True),
    ("https://site.kz/8", "200 OK", GZIP, gzip.compress(b"\0" * 5_000_000), False),
    ("https://site.kz/9", "200 OK", {"Content-Type": "text/html"}, b"x" * (LIMIT + 1), False),
    ("dns:site.kz", "200 OK", {"Content-Type": "text/dns"}, b"1.2.3.4", False),
]  # fmt: skip


def write(path, packed):
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for url, status, headers, body, _ in ANSWERS:
            http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "request", http_headers=http))
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http
                )
            )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_only_pages_come_out_decoded_and_in_order(tmp_path, name):
    write(tmp_path / name, packed=name.endswith(".gz"))
    pages = list(Warc(tmp_path / name).pages(LIMIT))
    assert [page.url for page in pages] == [url for url, *_, is_page in ANSWERS if is_page]
    assert {page.content for page in pages} == {HTML}
    assert pages[0].content_type == "text/html; charset=windows-1251"
    assert all(page.fetched_at for page in pages)


def test_file_cut_short_gives_what_is_whole(tmp_path):
    write(tmp_path / "a.warc.gz", packed=True)
    data = (tmp_path / "a.warc.gz").read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(data[: len(data) // 2])
    pages = list(Warc(tmp_path / "cut.warc.gz").pages(LIMIT))
    assert pages
    assert all(page.content == HTML for page in pages)


@pytest.mark.parametrize("content", [b"", b"no WARC at all", b"\x1f\x8bnot gzip", gzip.compress(b"<html>")])
def test_what_is_no_warc(tmp_path, content):
    (tmp_path / "a.warc.gz").write_bytes(content)
    with pytest.raises(FetchError):
        list(Warc(tmp_path / "a.warc.gz").pages(LIMIT))


def test_saved_pages_come_back_and_each_run_has_its_file(tmp_path):
    pages = [
        Page(HTML, f"https://site.kz/{n}", "text/html; charset=windows-1251", fetched_at="2026-01-02T03:04:05Z")
        for n in range(3)
    ]
    for page in pages:
        with WarcSaver(tmp_path / "saved") as saver:
            saver.save(page)
    files = sorted((tmp_path / "saved").iterdir())
    assert [file.name for file in files] == [f"pages-0000{n}.warc.gz" for n in (1, 2, 3)]
    back = [page for file in files for page in Warc(file).pages(LIMIT)]
    assert [(page.content, page.url, page.content_type, page.fetched_at) for page in back] == [
        (page.content, page.url, page.content_type, page.fetched_at) for page in pages
    ]


# a chunked body, and what it holds
CHUNKED = [
    (b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
    (b"3\r\nab", b"ab"),
    (b"abc", b"abc"),
    (b"", b""),
    (b"zz\r\nabc", b"zz\r\nabc"),
    (b"-3\r\nabc\r\n", b"-3\r\nabc\r\n"),
]


@pytest.mark.parametrize(("body", "inner"), CHUNKED)
def test_dechunk(body, inner):
    assert dechunk(body) == inner
