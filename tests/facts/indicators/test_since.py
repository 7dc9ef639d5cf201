"""The period that the size of a change is compared with."""

import pytest

from extractor import annotate, facts
from extractor.clean.plain import article_from_text


def since(text: str) -> list[str | None]:
    article = article_from_text(text, language="ru", published_at="2025-03-03")
    return [i.since for i in facts.find(annotate.annotate(article)).indicators]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Экспорт угля в 2024 году вырос на 7% по сравнению с 2023 годом.", ["2023"]),
        ("По сравнению с 2023 годом экспорт угля вырос на 7%.", ["2023"]),
        ("Добыча золота на 12% больше, чем в 2022 году.", ["2022"]),
        ("Выручка завода к 2021 году упала на треть.", ["2021"]),
        ("Экспорт угля вырос на 7%.", [None]),
        ("Добыча золота в 2024 году выросла на 12%.", [None]),
        ("Добыча золота в 2024 году достигла 12 тонн против 11 тонн в 2023 году.", [None, None]),
    ],
)
def test_what_a_change_is_compared_with(text: str, expected: list[str | None]) -> None:
    assert since(text) == expected


def test_the_year_before_counts_from_the_figures_own_year() -> None:
    assert since("Годом ранее добыча угля выросла на 5%.") == ["2024"]
