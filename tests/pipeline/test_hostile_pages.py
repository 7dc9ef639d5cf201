"""Mutated pages: no crash, no hang, every record valid. A small share of what `make fuzz` does."""

import random

import pytest

from benchmarks.fuzz import GOLD, MUTATIONS, faults_of
from extractor.evaluate import load_corpus
from extractor.pipeline import Pipeline, extract_text
from extractor.validate import check

PAGES = [article.page() for article in load_corpus(GOLD)]
PIPELINE = Pipeline()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.__name__)
@pytest.mark.parametrize("seed", range(6))
def test_a_mutated_page(mutation, seed):
    rng = random.Random(seed)
    page = rng.choice(PAGES)
    assert faults_of(PIPELINE, mutation(rng, page.content), page.url) is None


@pytest.mark.parametrize(
    "text",
    [
        "до " * 20_000,
        "стр. " + "1 " * 20_000,
        "на " + "9" * 100_000,
        "«" * 5_000 + "слово" + "»" * 5_000,
        "и. о. министра " * 3_000,
        "Иванов Иван Иванович, " * 2_000,
        "а" * 200_000,
        "— сказал он. " * 3_000,
        "рост " + "5% 5% 5% " * 3_000,
        "АО «" * 3_000,
        "\u0301" * 1_000 + " млрд тенге",
        "т.е. и т.д. и т.п. " * 2_000,
    ],
    ids=lambda text: text[:12],
)
def test_a_hostile_text_is_read_in_bounded_time(text):
    record = extract_text(text, language="ru", published_at="2024-01-01")
    assert check(record.model_dump(mode="json")) == []
