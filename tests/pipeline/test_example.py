"""The example article of the mission, from page to scores; skipped where ../shared is absent (its text is not ours)."""

import json
from pathlib import Path

import pytest

import extractor
from extractor.evaluate import Tally, score_article

SEED = Path(__file__).parents[2].parent / "shared" / "seed"
URL = "https://www.zakon.kz/6001561-almaty-nazvali-gorodom-lokomotivom-razvitiia-kreativnykh-industrii.html"
LEAST = {
    "people": 1.0, "people.name": 1.0, "people.role": 1.0, "people.of": 1.0, "institutions": 0.92, "amounts": 0.90,
    "facts": 0.70, "quotes": 0.60,
}  # fmt: skip
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seed is absent")


@pytest.fixture(scope="module")
def record():
    return extractor.extract((SEED / "page.html").read_bytes(), url=URL)


@pytest.fixture(scope="module")
def tally(record) -> Tally:
    gold = json.loads((SEED / "gold.jsonl").read_text(encoding="utf-8"))
    return score_article(gold, record.model_dump(mode="json"))[0]


@pytest.mark.parametrize("row", LEAST)
def test_score(tally, row):
    assert tally.scores(row)[2] >= LEAST[row]


def test_the_three_block_quotes_have_their_speakers(record):
    names = {person.id: person.name for person in record.people}
    blocks = [
        q
        for q in record.quotes
        if any(b.kind == "quote" and b.start <= q.evidence.start < b.end for b in record.article.blocks)
    ]
    assert [names[q.speaker] for q in blocks] == ["Ералы Тугжанов", "Ералы Тугжанов", "Бакытжан Сагинтаев"]


@pytest.mark.parametrize(
    "furniture", ["Читайте также", "427,95", "JavaScript", "Будьте в тренде", "увеличил экспорт муки", "250-50-50"]
)
def test_no_furniture_is_in_the_text(record, furniture):
    assert furniture not in record.article.text


def test_another_encoding_gives_the_same_record(record):
    other = extractor.extract((SEED / "page.windows-1251.html").read_bytes(), url=URL)
    assert other.provenance.html_sha256 != record.provenance.html_sha256
    assert other.model_dump(exclude={"provenance"}) == record.model_dump(exclude={"provenance"})
