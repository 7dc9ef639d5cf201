"""The tuning part of the gold corpus, annotated, with an amount at each gold surface: what the rankers learn from."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from extractor import annotate  # noqa: E402
from extractor.documents import AmountMention, NameMention, RoleMention  # noqa: E402
from extractor.evaluate import load_corpus  # noqa: E402
from extractor.facts.indicators.scope import implied_countries  # noqa: E402
from extractor.facts.indicators.site import Page, read_page  # noqa: E402
from extractor.facts.indicators.when import Calendar, read_calendar  # noqa: E402
from extractor.facts.names import find_names  # noqa: E402
from extractor.facts.periods import find_periods  # noqa: E402
from extractor.facts.roles import find_roles  # noqa: E402
from extractor.records import Article  # noqa: E402

FOLDS = 5
UCUM = {"ha": "har", "year": "a", "month": "mo", "week": "wk", "day": "d", "kWh": "kW.h", "l": "L"}


@dataclass
class Sample:
    """One gold article: its page, its calendar, its names and roles, and for each site the gold fact."""

    ident: str
    page: Page
    calendar: Calendar
    names: tuple[NameMention, ...]
    roles: tuple[RoleMention, ...]
    facts: list[dict[str, Any]]


def gold_amounts(article: Article, facts: list[dict[str, Any]]) -> list[tuple[dict[str, Any], AmountMention]]:
    """Each gold fact with an amount at its surface; surfaces of a block are met in the gold's order."""
    body = [b for b in article.blocks if b.kind not in ("title", "lead")]
    lead = next((b for b in article.blocks if b.kind == "lead"), None)
    after: dict[int, int] = {}
    out = []
    for f in facts:
        block = lead if f["block"] < 0 else body[f["block"]]
        if block is None:
            continue
        words = re.compile(rf"(?<!\w)(?<!\d,){re.escape(f['surface'])}(?!\w)")
        found = words.search(article.text, after.get(block.start, block.start), block.end)
        found = found or words.search(article.text, block.start, block.end)
        if found is None:
            continue
        after[block.start] = found.start() + 1
        kind, unit = f["kind"], f["unit"]
        low, high = Decimal(f["value"]), f["high"]
        out.append((f, AmountMention(
            found.start(), found.end(), f["surface"], "gold", kind=kind, value=None if high else low,
            low=low if high else None, high=Decimal(high) if high else None,
            unit={"count": None, "multiple": "{times}"}.get(kind, UCUM.get(unit, unit)),
            unit_text=unit if kind == "count" else None, direction=f["change"],
        )))  # fmt: skip
    return out


def samples() -> list[Sample]:
    """The tuning part (articles whose number is not divisible by three), annotated, in the order of the ids."""
    tuning = [a for a in load_corpus(ROOT / "corpora" / "gold") if a.language == "ru" and a.part == "tuning"]
    articles = [a.article() for a in tuning]
    return [
        _sample(a.id, article, doc, a.gold["facts"])
        for a, article, doc in zip(tuning, articles, annotate.pipe(articles), strict=True)
    ]


def _sample(ident: str, article: Article, doc: Any, facts: list[dict[str, Any]]) -> Sample:
    names, roles = find_roles(doc, find_names(doc))
    pairs = gold_amounts(article, facts)
    fact_of = {id(a): f for f, a in pairs}
    periods = tuple(find_periods(doc))
    amounts = tuple(a for _, a in pairs)
    names = (*names, *implied_countries(doc, names, amounts))
    page = read_page(doc, names, amounts, periods)
    return Sample(ident, page, read_calendar(page, periods), names, roles, [fact_of[id(s.amount)] for s in page.sites])


def folds(count: int) -> list[tuple[list[int], list[int]]]:
    """Pairs of article numbers to train on and to test on."""
    every = range(count)
    return [([i for i in every if i % FOLDS != k], [i for i in every if i % FOLDS == k]) for k in range(FOLDS)]
