"""No score on the gold corpus falls below its floor (corpora/gold/floors.toml); `make floors` raises them."""

import tomllib
from pathlib import Path

import pytest

from extractor.evaluate import ROWS, load_corpus
from extractor.evaluate.report import evaluate, table

GOLD = Path(__file__).parents[2] / "corpora" / "gold"
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
CASES = [(lang, part, row) for lang, parts in FLOORS.items() for part, rows in parts.items() for row in rows]


@pytest.fixture(scope="module")
def result():
    return evaluate(load_corpus(GOLD), source="pages")


@pytest.mark.parametrize(("language", "part", "row"), CASES)
def test_score_is_not_below_its_floor(result, language, part, row):
    score = result.f1()[language][part][row]
    assert score >= FLOORS[language][part][row], f"\n{table(result)}"


def test_every_row_of_russian_has_a_floor():
    assert {part: set(rows) for part, rows in FLOORS["ru"].items()} == {"tuning": set(ROWS), "reporting": set(ROWS)}


def test_a_language_without_a_model_invents_nothing(result):
    kazakh = [result.tallies["kk", part] for part in ("tuning", "reporting")]
    assert (
        sum(tally.counts[row]["found"] for tally in kazakh for row in ("people", "institutions", "amounts", "quotes"))
        == 0
    )
