"""Every line of tests/rules/status_ru.txt: how real each amount of the sentence is."""

from pathlib import Path

import pytest

from extractor import annotate
from extractor.clean.plain import article_from_text
from extractor.facts.amounts import find_amounts
from extractor.facts.modality import status_of
from extractor.facts.periods import find_periods

LINES = Path(__file__).parents[2] / "rules" / "status_ru.txt"
CASES = [
    [part.strip() for part in line.split("=>")]
    for line in LINES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_status_of_the_amounts_of_a_sentence(text: str, expected: str) -> None:
    doc = annotate.annotate(article_from_text(text, language="ru", published_at="2025-03-03"))
    amounts = find_amounts(doc, (), find_periods(doc))
    assert [status_of(doc, a) for a in amounts] == expected.split(" ; ")
