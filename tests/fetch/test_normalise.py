"""Addresses of one article, brought to one form."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.fetch.normalise import article_key, identity, is_front_page, normalise

GOLD = Path(__file__).with_name("same_article.txt").read_text(encoding="utf-8")
SAME_ARTICLE = [block.split() for block in GOLD.split("\n\n")[1:]]


@pytest.mark.parametrize("addresses", SAME_ARTICLE, ids=lambda addresses: addresses[0])
def test_addresses_of_one_article_share_a_key(addresses):
    assert {url: article_key(url) for url in addresses} == dict.fromkeys(addresses, article_key(addresses[0]))


def test_other_articles_have_other_keys():
    assert len({article_key(addresses[0]) for addresses in SAME_ARTICLE}) == len(SAME_ARTICLE)


# as given -> usual spelling
SPELLINGS = {
    "HTTPS://Lenta.RU:443/a/./b/../c?x=1#top": "https://lenta.ru/a/c?x=1",
    "http://site.kz": "http://site.kz/",
    "http://site.kz:80/%7Euser/%d0%b0": "http://site.kz/~user/%D0%B0",
    "http://site.kz:8080/": "http://site.kz:8080/",
    "http://site.kz/a b": "http://site.kz/a%20b",
    "https://site.kz/?utm_source=a&utm_medium=b": "https://site.kz/",
    "https://site.kz/?id=7&UTM_Source=a&ysclid=x": "https://site.kz/?id=7",
    "https://site.kz/?q=%D0%B0+b&c=%2B": "https://site.kz/?q=%D0%B0%20b&c=%2B",
    "http://[::1]:80/x": "http://[::1]/x",
    "https://site.kz/a/..": "https://site.kz/",
    "mailto:a@b.kz": "mailto:a@b.kz",
    "http://[broken": "http://[broken",
    "http://site.kz:port/": "http://site.kz:port/",
}


@pytest.mark.parametrize(("given_url", "usual"), SPELLINGS.items())
def test_spelling(given_url, usual):
    assert normalise(given_url) == usual


@pytest.mark.parametrize(
    "url", ["https://site.kz/", "http://www.site.kz", "https://m.site.kz/index.html", "https://site.kz/?utm_source=a"]
)
def test_front_page(url):
    assert is_front_page(url)


@pytest.mark.parametrize("url", ["https://site.kz/a", "https://site.kz/?p=17"])
def test_no_front_page(url):
    assert not is_front_page(url)


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_twice_is_once(text):
    for url in (text, f"https://site.kz/{text}", f"https://site.kz/?{text}", f"https://{text}/a"):
        once = normalise(url)
        assert normalise(once) == once
        article_key(url)


# canonical address, address -> identity
IDENTITIES = [
    ("https://site.kz/a", "https://m.site.kz/b?x=1", "site.kz/a"),
    (None, "https://m.site.kz/b", "site.kz/b"),
    ("https://site.kz/", "https://site.kz/b", "site.kz/b"),
    ("https://site.kz/", "https://site.kz/", "site.kz"),
    ("https://site.kz/a", None, "site.kz/a"),
    ("", None, None),
]


@pytest.mark.parametrize(("canonical", "url", "key"), IDENTITIES)
def test_identity(canonical, url, key):
    assert identity(canonical, url) == key
