"""Sitemaps: plain, news, index, gzip, text; hostile ones stay small."""

import asyncio
import gzip
import tracemalloc

import pytest
from server import Answer, FaultServer

from extractor.errors import FetchError
from extractor.fetch.client import Client
from extractor.fetch.sitemaps import Entry, Sitemap, entries_of
from extractor.settings import FetchSettings

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://site.kz/1?a=1&amp;b=2 </loc><news:news>
<news:publication_date>2026-01-02T10:00:00+05:00</news:publication_date><news:title>Экспорт</news:title></news:news><image:image><image:loc>https://site.kz/1.jpg</image:loc></image:image></url>
<url><loc><![CDATA[https://site.kz/2]]></loc><lastmod>2025-12-31</lastmod></url>
<url><lastmod>2025-12-31</lastmod></url>
</urlset>""".encode()
# content -> entries; None: no sitemap
VARIANTS = [
    (NEWS, [Entry("https://site.kz/1?a=1&b=2", "2026-01-02T10:00:00+05:00"), Entry("https://site.kz/2", "2025-12-31")]),
    (
        f"<sitemapindex {NS}><sitemap><loc>https://site.kz/s1.xml.gz</loc></sitemap></sitemapindex>".encode(),
        [Entry("https://site.kz/s1.xml.gz", None, True)],
    ),
    (b"<urlset><url><loc>https://site.kz/1</loc></url></urlset>", [Entry("https://site.kz/1")]),
    (b"\xef\xbb\xbf\n<urlset><url><loc>https://site.kz/1</loc></url>", [Entry("https://site.kz/1")]),
    (b"https://site.kz/1\r\nhttps://site.kz/2\n", [Entry("https://site.kz/1"), Entry("https://site.kz/2")]),
    (f"<urlset {NS}></urlset>".encode(), []),
    (b"<html><body><url><loc>https://site.kz/1</loc></url></body></html>", None),
    (b"", None),
    (b"not found", None),
    (b"<", None),
]


@pytest.mark.parametrize(("content", "entries"), VARIANTS)
def test_variant(content, entries):
    if entries is None:
        with pytest.raises(FetchError, match="no sitemap"):
            list(entries_of(content, "sitemap.xml"))
    else:
        assert list(entries_of(content, "sitemap.xml")) == entries


def test_entities_are_not_expanded_and_no_file_is_read():
    hostile = b"""<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "ha">]>
    <urlset><url><loc>https://site.kz/&x;&y;</loc></url></urlset>"""
    assert "root:" not in str(list(entries_of(hostile, "sitemap.xml")))


def test_large_sitemap_is_read_entry_by_entry():
    rows = b"".join(
        b"<url><loc>https://site.kz/news/%d</loc><lastmod>2026-01-02</lastmod></url>\n" % n for n in range(50_000)
    )
    content = b"<urlset>" + rows + b"</urlset>"
    tracemalloc.start()
    count = sum(1 for _ in entries_of(content, "sitemap.xml"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 50_000
    assert peak < len(content) / 2


def addresses(source: Sitemap, **settings: object) -> list[str]:
    async def go() -> list[str]:
        async with Client(FetchSettings(allow_private=True, requests_per_second=500, tries=1, **settings)) as client:
            return [target.address async for target in source.targets(client)]

    return asyncio.run(go())


def sitemap(*locations: str, index: bool = False, modified: str = "") -> bytes:
    outer, inner = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    last = f"<lastmod>{modified}</lastmod>" if modified else ""
    entries = "".join(f"<{inner}><loc>{place}</loc>{last}</{inner}>" for place in locations)
    return f"<{outer} {NS}>{entries}</{outer}>".encode()


def test_index_with_gzip_a_circle_and_a_broken_part():
    routes = {
        "/index.xml": Answer(sitemap("/a.xml.gz", "/index.xml", "/gone.xml", "/bad.xml", "/b.xml", index=True)),
        "/a.xml.gz": Answer(
            gzip.compress(sitemap("/article/1", "/article/2")), headers=(("Content-Type", "application/gzip"),)
        ),
        "/bad.xml": Answer(b"<html>"),
        "/b.xml": Answer(sitemap("/article/3", "mailto:a@b.kz")),
    }
    with FaultServer(routes=routes) as server:
        assert addresses(Sitemap(server.url("/index.xml"))) == [server.url(f"/article/{n}") for n in (1, 2, 3)]


def test_gzip_bomb_is_refused():
    routes = {"/bomb.xml.gz": Answer(gzip.compress(b"<urlset>" + b" " * 5_000_000))}
    with FaultServer(routes=routes) as server, pytest.raises(FetchError):
        addresses(Sitemap(server.url("/bomb.xml.gz")), max_sitemap_bytes=1_000_000)


def test_site_root_finds_its_sitemaps_in_robots_txt():
    with FaultServer(
        robots=b"Sitemap: /news.xml\nUser-agent: *\nAllow: /\n", routes={"/news.xml": Answer(sitemap("/article/1"))}
    ) as server:
        server.robots = f"Sitemap: {server.url('/news.xml')}\n".encode()
        assert addresses(Sitemap(server.url("/"))) == [server.url("/article/1")]


def test_site_root_without_any_named_tries_the_usual_place():
    with FaultServer(routes={"/sitemap.xml": Answer(sitemap("/article/1"))}) as server:
        assert addresses(Sitemap(server.url("/"))) == [server.url("/article/1")]


def test_since_leaves_out_what_says_it_is_older(tmp_path):
    (tmp_path / "a.xml").write_bytes(NEWS)
    assert addresses(Sitemap(str(tmp_path / "a.xml"), since="2026-01-01")) == ["https://site.kz/1?a=1&b=2"]
    assert len(addresses(Sitemap(str(tmp_path / "a.xml"), since="2025-12-31T00:00"))) == 2
