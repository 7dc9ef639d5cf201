"""RSS and Atom feeds."""

import asyncio

import pytest
from server import Answer, FaultServer

from extractor.errors import FetchError
from extractor.fetch.client import Client
from extractor.fetch.feeds import Feed, links_of
from extractor.settings import FetchSettings

BASE = "https://site.kz/rss.xml"
RSS = """<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Новости</title>
<item><title>Первая</title><link>https://site.kz/1</link><guid isPermaLink="false">7</guid></item>
<item><title>Вторая</title><link>/2?a=1&amp;b=2</link></item>
<item><title>Без адреса</title></item>
<item><title>Не туда</title><link>javascript:alert(1)</link></item>
</channel></rss>""".encode("cp1251")
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title><link rel="next" href="/atom?page=2"/>
<entry><title>A</title><link rel="alternate" href="https://site.kz/a"/></entry></feed>"""
# no feed at all, or one with trouble -> links, or None where it is an error
ODD = [
    (b"<rss version='2.0'><channel></channel></rss>", []),
    (b"<rss version='2.0'><channel><item><link>https://site.kz/1</link></item>", ["https://site.kz/1"]),
    (b"<html><body>no feed</body></html>", None),
    (b"", None),
    (b"\x00\xff\xfe", None),
]


def test_rss_in_its_own_charset():
    assert links_of(RSS, BASE) == (["https://site.kz/1", "https://site.kz/2?a=1&b=2"], None)


def test_atom_with_a_next_page():
    assert links_of(ATOM, BASE) == (["https://site.kz/a"], "https://site.kz/atom?page=2")


@pytest.mark.parametrize(("content", "links"), ODD)
def test_odd_feed(content, links):
    if links is None:
        with pytest.raises(FetchError, match="no RSS or Atom feed"):
            links_of(content, BASE)
    else:
        assert links_of(content, BASE)[0] == links


def test_entities_that_unfold_are_no_danger():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]><rss version="2.0"><channel><item><link>https://a.kz/&e11;</link></item></channel></rss>'
    try:
        links, _ = links_of(bomb.encode(), BASE)
    except FetchError:
        return
    assert sum(map(len, links)) < 10_000


def test_feed_is_fetched_page_by_page():
    def atom(number: int, following: str) -> Answer:
        entry = f'<entry><link href="/article/{number}"/></entry>'
        return Answer(f'<feed xmlns="http://www.w3.org/2005/Atom">{following}{entry}</feed>'.encode())

    routes = {
        "/atom": atom(1, '<link rel="next" href="/atom2"/>'),
        "/atom2": atom(2, '<link rel="next" href="/atom"/>'),
    }
    with FaultServer(routes=routes) as server:

        async def go() -> list[str]:
            async with Client(FetchSettings(allow_private=True, requests_per_second=200)) as client:
                return [target.address async for target in Feed(server.url("/atom")).targets(client)]

        assert asyncio.run(go()) == [server.url("/article/1"), server.url("/article/2")]
