"""Periods: which texts are EDTF and which days they cover; the package edtf is a second opinion."""

import random
import time

import pytest

from extractor.edtf import fault, first_and_last_day

COVERED = [
    ("2023", "2023-01-01", "2023-12-31"),
    ("2023-06", "2023-06-01", "2023-06-30"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("1900-02", "1900-02-01", "1900-02-28"),
    ("2023-06-15", "2023-06-15", "2023-06-15"),
    ("2023-06-15T10:00:00+06:00", "2023-06-15", "2023-06-15"),
    ("2021-01/2021-03", "2021-01-01", "2021-03-31"),
    ("2011/2021", "2011-01-01", "2021-12-31"),
    ("2023-12-30/2024-01-02", "2023-12-30", "2024-01-02"),
    ("2023-33", "2023-01-01", "2023-03-31"),
    ("2023-36", "2023-10-01", "2023-12-31"),
    ("2023-41", "2023-07-01", "2023-12-31"),
    ("2023-21", "2023-03-01", "2023-05-31"),
    ("2023-24", "2023-12-01", "2024-02-29"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("19XX", "1900-01-01", "1999-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("2023~", "2023-01-01", "2023-12-31"),
    ("2023-06?", "2023-06-01", "2023-06-30"),
    ("2023/..", "2023-01-01", "None"),
    ("../2029", "None", "2029-12-31"),
    ("2023/", "2023-01-01", "None"),
    ("-0044-03-15", "None", "None"),
]


@pytest.mark.parametrize(("text", "first", "last"), COVERED)
def test_days_covered(text, first, last):
    assert fault(text) is None
    assert tuple(map(str, first_and_last_day(text))) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "/", "../..", "23", "2023-1", "2023-00", "2023-13", "2023-20", "2023-42", "2023-02-29", "2023-04-31",
     "2023-06-00",
     "2024/2023", "2023/2024/2025", "2023 ", "２０２３", "X023", "2X23", "202X-06", "2004-XX-05", "2023-06-15T25:00",
     "2023-6-5", "1 квартал", "Q1 2023", "2023-Q1", "20230615", "2023-21-05", "y2023", "2023??", "9" * 100],
)  # fmt: skip
def test_no_edtf(text):
    assert fault(text)
    assert first_and_last_day(text) == (None, None)


def test_the_package_edtf_agrees():
    edtf = pytest.importorskip("edtf")
    for text, _, _ in COVERED:
        if "/" not in text or not text.endswith("/"):
            edtf.parse_edtf(text)
    for text in ("2023-00", "2023-13", "23", "1 квартал", "2023-06-31", "/"):
        with pytest.raises(edtf.EDTFParseException):
            edtf.parse_edtf(text)


def test_any_text_is_answered_at_once():
    pick = random.Random(5)
    start = time.perf_counter()
    for _ in range(5000):
        text = "".join(pick.choices("0129X/-.?~%TZ:+Yя ", k=pick.randint(0, 90)))
        assert (fault(text) is None) or first_and_last_day(text) == (None, None)
    fault("2" * 10**6)
    fault("X" * 10**6 + "/" * 10**6)
    assert time.perf_counter() - start < 5
