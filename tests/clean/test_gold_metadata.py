"""Title, publication time and authors of all rendered gold pages.

A page of some templates shows a local time without its offset from UTC. It is then that of the address, the name
of the medium, the dateline or the country the article names; for a story from abroad the page says nothing, and such a guess may miss. The local time
itself is right on every page.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from extractor.clean import clean
from extractor.clean.authors import people
from extractor.clean.dates import country_of_text
from extractor.documents import Page
from extractor.records import Article

GOLD = Path(__file__).parents[2] / "corpora" / "gold"
PAGES = [line.split("\t")[:2] for line in (GOLD / "pages" / "index.tsv").read_text(encoding="utf-8").splitlines()[1:]]
# Of 404 pages. Foreign news of media that name no country, and media whose clock is not that of their name or dateline.
MOST_GUESSES_WRONG = 19


@cache
def _pairs() -> list[tuple[dict[str, Any], Article, str]]:
    """Gold article, cleaned article, and the page's markup."""
    pairs = []
    for ident, name in PAGES:
        gold = json.loads((GOLD / "articles" / f"{ident}.json").read_text(encoding="utf-8"))
        content = (GOLD / "pages" / name).read_bytes()
        pairs.append((gold, clean(Page(content, url=gold["url"]))[0], content.decode("latin-1")))
    return pairs


def test_title_on_every_page() -> None:
    assert [g["id"] for g, article, _ in _pairs() if article.title != g["title"]] == []


def test_authors_on_every_page() -> None:
    """A desk («Отдел статистики») is no author."""
    rows = [(g["id"], people(g["authors"]), a.authors) for g, a, _ in _pairs()]
    assert [row for row in rows if row[1] != row[2]] == []


def test_local_time_on_every_page() -> None:
    assert [g["id"] for g, a, _ in _pairs() if str(a.published_at)[:16] != str(g["published"])[:16]] == []


def test_offset_wherever_the_page_states_it() -> None:
    stated = [(g, a) for g, a, markup in _pairs() if str(g["published"]) in markup]
    assert len(stated) > 60
    assert [g["id"] for g, a in stated if a.published_at != g["published"]] == []


def test_offset_where_it_is_guessed() -> None:
    wrong = [g["id"] for g, a, _ in _pairs() if a.published_at != g["published"]]
    assert len(wrong) <= MOST_GUESSES_WRONG


@pytest.mark.parametrize(
    ("address", "dateline", "lang", "published"),
    [
        ("https://portal.kz/a", "", "ru", "2024-05-14T09:30:00+05:00"),
        ("https://portal.ru/a", "", "ru", "2024-05-14T09:30:00+03:00"),
        ("https://portal.ru/a", "БИШКЕК, 14 мая — ", "ru", "2024-05-14T09:30:00+03:00"),
        ("https://portal.ua/a", "", "ru", "2024-05-14T09:30:00+03:00"),
        ("https://portal.example/a", "БИШКЕК, 14 мая — ", "ru", "2024-05-14T09:30:00+06:00"),
        ("https://portal.example/a", "", "ru-KZ", "2024-05-14T09:30:00+05:00"),
        ("https://portal.example/a", "", "ru", "2024-05-14T09:30:00"),
    ],
)
def test_where_the_offset_comes_from(address: str, dateline: str, lang: str, published: str) -> None:
    sentence = "Завод увеличил выпуск кирпича на 12 процентов, сообщил директор предприятия Пётр Зайцев."
    page = f"""<html lang="{lang}"><head><title>Завод увеличил выпуск кирпича</title></head><body><article>
    <h1>Завод увеличил выпуск кирпича</h1><div class="date">14 мая 2024, 09:30</div><p>{dateline}{sentence}</p>
    <p>В прошлом году здесь выпустили 14 миллионов штук, а нынешней осенью запустят вторую печь.</p>
    <p>Работу получат ещё 40 человек, большинство из них живёт в соседнем посёлке.</p></article></body></html>"""
    assert clean(Page(page.encode(), url=address))[0].published_at == published


@pytest.mark.parametrize(
    ("publisher", "text", "country"),
    [
        ("Ереванский курс", "Парламент принял бюджет.", "am"),
        ("Тбилисский вечер", "БАКУ, 3 мая — Порт принял паром.", "ge"),
        ("Минский огород", "Парламент принял бюджет.", "by"),
        ("Вечерний тракт", "БИШКЕК, 3 мая — Парламент принял бюджет.", "kg"),
        ("Якутский зимник", "Мост через Лену откроют осенью.", "ru-09"),
        ("Уральский резец", "Цех выпустил 40 станков.", "ru-05"),
        ("Вечерний тракт", "Дорогу открыли в Иркутске. В Иркутске ждут гостей. Россия платит. Россия ждёт.", "ru"),
        ("Вечерний тракт", "Билет стоит 40 лари, детский — 20 лари.", "ge"),
        ("Вечерний тракт", "Долг достиг 500 млрд драмов, купон — 40 млн драмов.", "am"),
        ("Вечерний тракт", "Порт Баку принял паром. Азербайджан строит второй.", "az"),
        ("Вечерний тракт", "Мост открыли осенью.", None),
    ],
)
def test_country_of_text(publisher: str, text: str, country: str | None) -> None:
    """The medium's own name goes before the dateline, and that before the countries named."""
    assert country_of_text(text, publisher) == country
