"""Addresses of one article, brought to one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.fetch.normalise import article_key, is_front_page, normalise

# Addresses on one line are one article; each line is an article of its own.
SAME_ARTICLE = """
https://lenta.ru/news/2024/01/02/x/ http://lenta.ru/news/2024/01/02/x https://m.lenta.ru/news/2024/01/02/x/?utm_source=tg&utm_medium=social https://lenta.ru/news/2024/01/02/x/amp/ https://lenta.ru/amp/news/2024/01/02/x/ https://lenta-ru.cdn.ampproject.org/c/s/lenta.ru/news/2024/01/02/x/amp/ https://www.google.com/amp/s/lenta.ru/news/2024/01/02/x/amp/ https://lenta.ru/news/2024/01/02/x/#comments
https://www.kommersant.ru/doc/6543210 https://www.kommersant.ru/doc/6543210?query=банк&sids=1,2 https://kommersant.ru/doc/6543210?from=main_1
https://www.zakon.kz/6001561-almaty.html https://zakon.kz/6001561-almaty.html?fbclid=IwAR0 https://WWW.ZAKON.KZ:443/6001561-almaty.html?yclid=1&_openstat=a
https://yandex.ru/turbo/site.kz/s/news/1 https://site-kz.turbopages.org/site.kz/s/s/news/1 https://site.kz/s/news/1
https://новости.рф/экономика/1 https://xn--b1amnebsh.xn--p1ai/%D1%8D%D0%BA%D0%BE%D0%BD%D0%BE%D0%BC%D0%B8%D0%BA%D0%B0/1 https://новости.рф/%d1%8dкономика/1
https://site.kz/?p=17 http://site.kz?p=17 https://site.kz/index.php?p=17
https://site.kz/?p=18
https://site.kz/view?id=1&page=2 https://site.kz/view?page=2&id=1 https://site.kz/view?id=1&page=2&amp=1
https://site.kz/view?id=1&page=3
https://site.kz/A
https://site.kz/a
https://news.site.kz/a
https://site.kz:8080/a
https://m.co.uk/a
https://site.kz/camp
""".strip().splitlines()


@pytest.mark.parametrize("line", SAME_ARTICLE)
def test_addresses_of_one_article_share_a_key(line):
    assert len({article_key(url) for url in line.split()}) == 1, [article_key(url) for url in line.split()]


def test_other_articles_have_other_keys():
    assert len({article_key(line.split()[0]) for line in SAME_ARTICLE}) == len(SAME_ARTICLE)


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


@pytest.mark.parametrize("url", ["https://site.kz/", "http://www.site.kz", "https://m.site.kz/index.html", "https://site.kz/?utm_source=a"])
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
