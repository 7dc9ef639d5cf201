"""Reads the gold lines of tests/rules and runs the amount and period finders over their texts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from extractor import annotate
from extractor.clean.plain import lay_out
from extractor.documents import AmountMention, PeriodMention
from extractor.facts.amounts import find_amounts
from extractor.facts.periods import find_periods
from extractor.records import Article
from extractor.resolve import exact

RULES = Path(__file__).parents[1] / "rules"
Case = tuple[str, str, list[str]]


def cases(pattern: str) -> list[Case]:
    """(file and line, text, expected) of every gold line in the files that match."""
    found = []
    for path in sorted(RULES.glob(pattern)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                text, _, expected = line.partition("=>")
                found.append(
                    (f"{path.name}:{number}", text.strip(), [e.strip() for e in expected.split(";") if e.strip()])
                )
    return found


def articles(texts: list[str], published_at: str = "2021-11-18", language: str = "ru") -> list[Article]:
    """An article of one text each; « // » parts its paragraphs."""
    made = []
    for text in texts:
        laid, blocks = lay_out([("paragraph", part, None) for part in text.split(" // ")])
        made.append(Article(text=laid, blocks=blocks, language=language, published_at=published_at))
    return made


def found(
    texts: list[str], language: str = "ru"
) -> Iterator[tuple[str, tuple[AmountMention, ...], tuple[PeriodMention, ...]]]:
    """The text, amounts and periods of each text, annotated together."""
    for doc in annotate.pipe(articles(texts, language=language)):
        periods = find_periods(doc)
        yield doc.text, find_amounts(doc, (), periods), periods


def amount_line(a: AmountMention) -> str:
    """An amount in the notation of the gold lines."""
    if a.fraction is not None:
        number = f"{a.fraction[0]}/{a.fraction[1]}"
    elif a.low is not None:
        number = f"{exact(a.low)}..{exact(a.high)}"
    else:
        number = exact(a.value) or "?"
    unit = a.unit or (a.unit_text or "").replace(" ", "_")
    parts = [("" if a.comparator == "=" else a.comparator) + ("x" if a.kind == "multiple" else "") + number]
    if a.kind not in ("multiple", "fraction"):
        parts.append(unit)
    if a.direction:
        parts.append("up" if a.direction == "increase" else "down")
    if a.per:
        parts += ["per", exact(a.per.value) or "1", a.per.unit or (a.per.unit_text or "").replace(" ", "_")]
    return " ".join(parts)


def period_line(p: PeriodMention) -> str:
    """A period in the notation of the gold lines."""
    return (p.value or "-") + ("" if p.relation == "in" else f" {p.relation}")


def plain(number: Decimal) -> str:
    """A Decimal without exponent."""
    return f"{number:f}"
