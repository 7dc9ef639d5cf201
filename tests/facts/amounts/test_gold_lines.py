"""Every amount gold line of tests/rules holds: tests/rules/amounts_*.txt (Russian), english_amounts.txt."""

from __future__ import annotations

import pytest

from tests.facts.gold_lines import amount_line, cases, found

RUSSIAN = cases("amounts_*.txt")
ENGLISH = cases("english_amounts.txt")


def lines(gold, language):
    return {
        text: [amount_line(a) for a in amounts]
        for (_, text, _), (_, amounts, _) in zip(gold, found([t for _, t, _ in gold], language), strict=True)
    }


@pytest.fixture(scope="module")
def russian():
    return lines(RUSSIAN, "ru")


@pytest.fixture(scope="module")
def english():
    return lines(ENGLISH, "en")


def test_there_are_at_least_four_hundred():
    assert len(RUSSIAN) >= 400


@pytest.mark.parametrize(("where", "text", "expected"), RUSSIAN, ids=[w for w, _, _ in RUSSIAN])
def test_russian(russian, where, text, expected):
    assert russian[text] == expected, where


@pytest.mark.parametrize(("where", "text", "expected"), ENGLISH, ids=[w for w, _, _ in ENGLISH])
def test_english(english, where, text, expected):
    assert english[text] == expected, where
