"""The values a period may give a figure, and the places that are no figure's."""

import pytest

from extractor import annotate, facts
from extractor.clean.plain import article_from_text
from extractor.documents import PeriodMention
from extractor.facts.indicators.when import readings


@pytest.mark.parametrize(
    ("value", "given"),
    [
        ("2024", ["2024"]),
        ("2025-10-01/..", ["2025-10-01"]),
        ("2025-12-31", ["2025", "2025-12"]),
        ("2025-01-01/2025-07-18", ["2025-01/2025-07", "2025", "2025-01/2025-06"]),
        ("2019/2024", ["2019/2024", "2019", "2024"]),
    ],
)
def test_the_values_a_mention_may_give(value: str, given: list[str]) -> None:
    assert [v for v, _, _ in readings(PeriodMention(0, 1, "x", "gold", value=value))] == given


def places_in(text: str) -> list[list[str]]:
    article = article_from_text(text, language="ru", published_at="2025-03-03")
    return [[n.text for n in i.about] for i in facts.find(annotate.annotate(article)).indicators]


def test_the_country_of_a_currency_is_no_place() -> None:
    assert places_in("Экспорт Таджикистана составил 2 млрд долларов США.") == [["Таджикистана"]]


def test_the_adjective_of_a_body_is_no_place_of_the_clause() -> None:
    found = places_in("Экспорт Казахстана вырос.\n\nВ Казахстане сингапурский фонд купил 40 заводов.")
    assert found == [["Казахстане"]]
