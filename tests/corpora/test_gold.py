"""The gold corpus is sound: every surface and offset in it is right, and pages, articles and facts belong together."""

import csv
import importlib.util
import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from extractor.evaluate import load_corpus

GOLD = Path(__file__).parents[2] / "corpora" / "gold"
CORPUS = load_corpus(GOLD)
IDS = [article.id for article in CORPUS]
DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
EDTF = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")

SPEC = importlib.util.spec_from_file_location("build", GOLD / "authoring" / "build.py")
build = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(build)

each_article = pytest.mark.parametrize("gold", list(CORPUS), ids=IDS)


def words_of(gold):
    """The texts a surface may stand in: block index -> words, -1 the lead."""
    article = gold.article()
    blocks = [article.text[b.start : b.end] for b in article.blocks if b.kind not in ("title", "lead")]
    return {-1: article.lead or "", **dict(enumerate(blocks))}


def test_there_are_three_languages_and_both_parts():
    parts = defaultdict(int)
    for article in CORPUS:
        parts[article.language, article.part] += 1
    assert sum(parts.values()) == len(set(IDS)) >= 102
    assert min(parts[lang, part] for lang in ("ru", "kk", "en") for part in ("tuning", "reporting")) >= 2


@each_article
def test_blocks_slice_to_their_words(gold):
    article = gold.article()
    assert article.blocks
    for block in article.blocks:
        words = article.text[block.start : block.end]
        assert words == words.strip() != ""
        if block.attribution:
            a = block.attribution
            assert article.text[a.start : a.end] == a.text


@each_article
def test_every_fact_has_its_own_place_in_its_block(gold):
    words, taken = words_of(gold), defaultdict(list)
    for fact in gold.gold["facts"]:
        text, surface = words[fact["block"]], fact["surface"]
        starts = [m.start() for m in re.finditer(re.escape(surface), text)]
        free = [s for s in starts if not any(a < s + len(surface) and s < b for a, b in taken[fact["block"]])]
        assert free, f"«{surface}» is not free in block {fact['block']}"
        taken[fact["block"]].append((free[0], free[0] + len(surface)))


@each_article
def test_every_fact_is_well_formed(gold):
    for fact in gold.gold["facts"]:
        assert all(DECIMAL.fullmatch(v) for v in (fact["value"], fact["high"]) if v is not None), fact
        assert fact["unit"] and fact["indicator"], fact
        assert fact["kind"] != "money" or re.fullmatch("[A-Z]{3}", fact["unit"]), fact
        assert fact["period"] is None or EDTF.fullmatch(fact["period"]), fact


@each_article
def test_names_and_quotes_stand_in_the_text(gold):
    words, text = words_of(gold), gold.article().text
    for kind in ("people", "institutions"):
        names = [item["name"] for item in gold.gold[kind]]
        assert len(names) == len(set(names))
        assert [item["surface"] for item in gold.gold[kind] if item["surface"] not in text] == []
    assert [q["text"] for q in gold.gold["quotes"] if q["text"] not in words[q["block"]]] == []


def test_the_index_names_every_page_and_its_encoding():
    rows = list(csv.DictReader((GOLD / "pages" / "index.tsv").open(encoding="utf-8"), delimiter="\t"))
    assert sorted(row["id"] for row in rows) == sorted(IDS)
    for row in rows:
        (GOLD / "pages" / row["file"]).read_bytes().decode(row["encoding"])


def test_a_second_annotation_is_of_the_same_text_as_the_gold():
    gold = {p.stem: p.read_text(encoding="utf-8") for p in (GOLD / "articles").glob("ru-*.json")}
    sources = sorted((GOLD / "second").glob("*.txt"))
    assert len(sources) == 27
    faults = []
    for source in sources:
        for raw in build.parse(source):
            article, annotated = build.build(raw, faults)
            build.check(article, annotated, faults)
            assert article == json.loads(gold[raw["id"]])
    assert faults == []
