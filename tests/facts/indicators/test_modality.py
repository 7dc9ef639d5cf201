"""Every line of tests/rules/status_ru.txt: how real each amount of the sentence is."""

from pathlib import Path

import pytest

from extractor import annotate
from extractor.clean.plain import article_from_text
from extractor.facts.amounts import find_amounts
from extractor.facts.modality import SHORT_TEXT, status_of, verdict
from extractor.facts.modality.features import features
from extractor.facts.modality.model import WEIGHED, status_trees, weighed
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


BUDGET = (
    "Правительство внесло проект бюджета на 2026 год. Доходы составят 36 трлн рублей, расходы вырастут до 42 трлн рублей. "
    "На ремонт дорог заложено 900 млрд рублей. В 2024 году на эти цели потратили 700 млрд рублей, построено 40 мостов. "
    "Министр поручил сдать ещё 12 мостов до конца года, а подрядчики обещают завершить работы раньше срока, если позволит погода."
)  # fmt: skip


def test_a_verdict_names_its_rule() -> None:
    doc = annotate.annotate(article_from_text("При плане 40 школ построили 22 школы.", language="ru"))
    assert [verdict(doc, a) for a in find_amounts(doc, (), ())] == [
        ("planned", "bound"),
        ("actual", "predicate:построили"),
    ]


def test_the_model_reads_as_many_features_as_there_are() -> None:
    doc = annotate.annotate(article_from_text(BUDGET, language="ru", published_at="2025-10-01"))
    amounts = find_amounts(doc, (), find_periods(doc))
    sizes = {len(features(doc, a)) for a in amounts}
    assert len(sizes) == 1
    assert all(t.features <= sizes.copy().pop() for t in status_trees().values())
    assert set(status_trees()) == set(WEIGHED)


def test_a_text_with_surroundings_is_weighed() -> None:
    doc = annotate.annotate(article_from_text(BUDGET, language="ru", published_at="2025-10-01"))
    amounts = find_amounts(doc, (), find_periods(doc))
    assert len(doc) >= SHORT_TEXT
    assert [status_of(doc, a) for a in amounts] == weighed(doc, amounts)
    assert [status_of(doc, a) for a in amounts] == [*["planned"] * 3, *["actual"] * 2, "required"]
