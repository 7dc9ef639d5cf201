"""Every period gold line of tests/rules holds: tests/rules/periods_*.txt."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from tests.facts.gold_lines import cases, found, period_line

GOLD = cases("periods_*.txt")


@pytest.fixture(scope="module")
def periods():
    return {text: mentions for (_, text, _), (_, _, mentions) in zip(GOLD, found([t for _, t, _ in GOLD]), strict=True)}


@pytest.mark.parametrize(("where", "text", "expected"), GOLD, ids=[w for w, _, _ in GOLD])
def test_periods(periods, where, text, expected):
    assert [period_line(p) for p in periods[text]] == expected, where


def test_values_are_edtf(periods):
    for mentions in periods.values():
        for p in mentions:
            if p.value is not None:
                parse_edtf(p.value)
