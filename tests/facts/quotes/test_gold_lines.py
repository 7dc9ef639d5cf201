"""Every line of tests/rules/quotes_ru.txt gives exactly the quotes it names."""

from pathlib import Path

import pytest

from extractor import annotate, facts
from extractor.clean.plain import article_from_text

LINES = Path(__file__).parents[2] / "rules" / "quotes_ru.txt"
CASES = [
    line.split("=>") for line in LINES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotes_of_a_line(text: str, expected: str) -> None:
    doc = annotate.annotate(article_from_text(text.strip(), language="ru", published_at="2025-03-03"))
    wanted = [part.strip() for part in expected.split(";") if part.strip()]
    found = facts.find(doc).quotes
    assert len(found) == len(wanted)
    for quote, want in zip(found, wanted, strict=True):
        kind = "indirect" if want.startswith("(indirect)") else "direct"
        speaker, words = (w.strip() for w in want.removeprefix("(indirect)").split("|"))
        assert quote.kind == kind
        assert quote.words.startswith(words)
        assert quote.speaker is not None
        assert quote.speaker.text.endswith(speaker)
        assert doc.text[quote.start : quote.end] == quote.text
