"""Every line of tests/rules/indicators_ru.txt gives the indicators it names; what all indicators keep to."""

from pathlib import Path

import pytest

from extractor import annotate, facts
from extractor.clean.plain import article_from_text
from extractor.documents import Facts

LINES = Path(__file__).parents[2] / "rules" / "indicators_ru.txt"
CASES = [
    line.split("=>") for line in LINES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


def found_in(text: str) -> Facts:
    return facts.find(annotate.annotate(article_from_text(text.strip(), language="ru", published_at="2025-03-03")))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_indicators_of_a_line(text: str, expected: str) -> None:
    wanted = [[w.strip() for w in part.split("|")] for part in expected.split(";")]
    found = found_in(text).indicators
    said = [(i.amount.text.removeprefix("на ").removeprefix("до "), i.status) for i in found]
    assert said == [(amount, status) for amount, _, status in wanted]
    for indicator, (_, names, _) in zip(found, wanted, strict=True):
        assert indicator.name in names.split(" / ")


def test_a_people_gives_its_country_and_only_names_of_the_record_are_used() -> None:
    found = found_in("Доходы россиян в 2024 году выросли на 7%.")
    assert [n.name for i in found.indicators for n in i.about] == ["Россия"]
    assert all(n in found.names for i in found.indicators for n in i.about)


def test_the_place_of_the_clause_comes_before_the_place_of_the_article() -> None:
    found = found_in("Износ сетей в Казахстане вырос.\n\nИзнос сетей в Риддере достиг 79%.")
    assert [n.text for i in found.indicators for n in i.about] == ["Риддере"]


def test_the_source_of_a_figure_is_the_person_who_speaks() -> None:
    found = found_in("«Мы построили 40 школ», — сказал министр Сергей Иванов.")
    assert [i.attributed_to.text for i in found.indicators if i.attributed_to] == ["Сергей Иванов"]


def test_every_amount_has_at_most_one_indicator() -> None:
    found = found_in("Доходы бюджета составили 18,9 трлн тенге (102,4% к плану), из них налоговые — 14,7 трлн.")
    assert len({i.amount for i in found.indicators}) == len(found.indicators) == len(found.amounts)
