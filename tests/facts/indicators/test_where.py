"""Gold lines of places: text => the place of each figure, «-» for none; then how places are read and chosen."""

import pytest

from extractor import annotate, facts
from extractor.clean.plain import article_from_text, lay_out
from extractor.documents import IndicatorMention
from extractor.facts.indicators.scope import currency_country, published_in
from extractor.facts.indicators.where_profile import is_company
from extractor.records import Article

LINES = """
В Риддере износ сетей достиг 79%. => Риддере
Население Узбекистана превысило 37 млн человек. => Узбекистана
Доходы россиян выросли на 7%. => россиян
Экспорт Таджикистана составил 2 млрд долларов США. => Таджикистана
В Кокшетау построили 12 школ. // Детские сады в Кокшетау посещают 9 тысяч детей. => Кокшетау; Кокшетау
Добыча нефти в Казахстане выросла на 3%. // В Атырауской области добыли 20 млн тонн. => Казахстане; Атырауской области
Стартап «Нота» привлёк 3 млн долларов. Выручка компании выросла вдвое. => -; -
"""
CASES = [tuple(part.strip() for part in line.split("=>")) for line in LINES.strip().splitlines()]


def found_in(text: str) -> tuple[IndicatorMention, ...]:
    laid, blocks = lay_out([("paragraph", part.strip(), None) for part in text.split("//")])
    article = Article(text=laid, blocks=blocks, language="ru", published_at="2025-03-03")
    return facts.find(annotate.annotate(article)).indicators


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_places_of_a_line(text: str, expected: str) -> None:
    given = [", ".join(n.text for n in i.about) or "-" for i in found_in(text)]
    assert given == [e.strip() for e in expected.split(";")]


@pytest.mark.parametrize(
    ("name", "company"),
    [("ТОО «Ромашка»", True), ("АО Казпочта", True), ("Nvidia", True), ("Министерство энергетики", False)],
)
def test_what_looks_like_a_company(name: str, company: bool) -> None:
    assert is_company(name) is company


@pytest.mark.parametrize(
    ("url", "publisher", "country"),
    [
        ("https://news.kz/1", None, "Казахстан"),
        ("https://news.example/1", "Душанбе-Пресс", "Таджикистан"),
        ("https://news.example/1", "Грузия сегодня", "Грузия"),
        (None, "Вечерний вестник", None),
    ],
)
def test_the_country_of_a_publisher(url: str | None, publisher: str | None, country: str | None) -> None:
    doc = annotate.annotate(Article(text="Да.", language="ru", url=url, publisher=publisher))
    assert published_in(doc) == country


def test_the_country_of_a_currency() -> None:
    assert currency_country("KZT") == "Казахстан"
    assert currency_country("USD") is None


def test_a_street_is_no_place_of_a_figure() -> None:
    assert [i.about for i in found_in("На улице Панфилова открыли 12 магазинов.")] == [()]


def test_an_article_calls_a_country_by_one_name() -> None:
    found = found_in("Экспорт Белоруссии вырос на 5%. Белорусское молоко подорожало на 3%.")
    assert {n.name or "Белоруссия" for i in found for n in i.about} == {"Белоруссия"}


def test_many_places_and_figures_are_read_in_little_time() -> None:
    text = "В Риддере построили 12 школ, в Омске 13 домов. " * 60
    article = article_from_text(text, language="ru")
    assert len(facts.find(annotate.annotate(article)).indicators) > 60
