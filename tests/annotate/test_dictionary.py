"""The faster look-ups answer as pymorphy2 does, and the words added are declined like their models."""

import inspect
import re
from pathlib import Path

import pymorphy2
import pytest

from extractor.annotate import dictionary
from extractor.evaluate import load_corpus

GOLD = Path(__file__).parents[2] / "corpora" / "gold"


def test_same_parses_as_pymorphy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect, "getargspec", dictionary._getargspec, raising=False)
    plain, fast = pymorphy2.MorphAnalyzer(result_type=None), dictionary.analyzer()
    texts = [a.article().text for a in load_corpus(GOLD) if int(a.id.split("-")[1]) % 3]
    words = sorted({word for text in texts for word in re.findall(r"\w[\w-]*", text)})[::4]
    words += [word[::-1] for word in words[:200]] + [
        "ёжик",
        "ежик",
        "все",
        "елка",
        "кто-то",
        "2020-го",
        "А",
        "Ивановна",
    ]
    for word in words:
        expected = [(w, str(tag), lemma, score) for w, tag, lemma, score, _ in plain.parse(word)]
        found = [(w, str(tag), lemma, score) for w, tag, lemma, score, _ in fast.parse(word)]
        assert found == pytest.approx(expected) if not expected else [f[:3] for f in found] == [e[:3] for e in expected]
        assert [f[3] for f in found] == pytest.approx([e[3] for e in expected])


def test_added_words() -> None:
    (parse, *_) = dictionary.parses("Шымкента")
    assert (parse.lemma, parse.known, parse.feats["Case"]) == ("шымкент", True, "Gen")
    assert parse.form("ablt") == "шымкентом"


def test_best_parse_follows_the_tagger() -> None:
    assert dictionary.best_parse("данных", "NOUN", "Case=Gen|Number=Plur").lemma == "данные"
    assert dictionary.best_parse("данных", "VERB", "Case=Gen|Number=Plur|VerbForm=Part").lemma == "дать"
    assert dictionary.best_parse("Brent") is None
