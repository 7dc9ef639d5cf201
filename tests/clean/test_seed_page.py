"""The seed page in both of its encodings, where the shared data is at hand."""

from functools import cache
from pathlib import Path

import pytest

from extractor.clean import clean
from extractor.documents import Page
from extractor.records import Article

SEED = Path(__file__).parents[3] / "shared" / "seed"
NAMES = ("page.html", "page.windows-1251.html")
pytestmark = pytest.mark.skipif(not all((SEED / n).exists() for n in NAMES), reason="the shared seed page is absent")


@cache
def _article(name: str) -> Article:
    return clean(Page((SEED / name).read_bytes()))[0]


def test_both_encodings_give_one_article() -> None:
    assert _article(NAMES[0]) == _article(NAMES[1])


@pytest.mark.parametrize("name", NAMES)
def test_title_date_and_lead(name: str) -> None:
    article = _article(name)
    assert article.publisher == "Zakon.kz"
    assert article.published_at == "2021-11-03T16:05:00+06:00"
    assert article.language == "ru"
    assert article.authors == ()
    assert [b.kind for b in article.blocks[:2]] == ["title", "lead"]
    assert article.lead is not None
    assert article.lead.startswith("В рамках официального открытия")


def test_three_quotes_with_their_authors() -> None:
    quotes = [b for b in _article(NAMES[0]).blocks if b.kind == "quote"]
    assert [b.attribution.text for b in quotes if b.attribution] == [
        "Заместитель премьер-министра РК Ералы Тугжанов",
        "Ералы Тугжанов",
        "Аким Алматы Бакытжан Сагинтаев",
    ]


@pytest.mark.parametrize(
    "words", ["Лента новостей", "Следите за", "Поделиться", "JavaScript", "уведомления", "Фото:", "Ошибка в тексте"]
)
def test_no_furniture(words: str) -> None:
    assert words not in _article(NAMES[0]).text
