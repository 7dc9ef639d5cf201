"""The tuning part of the gold corpus, annotated, with an amount at each gold surface: what the rankers learn from."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from extractor import annotate  # noqa: E402
from extractor.clean.plain import lay_out  # noqa: E402
from extractor.documents import AmountMention, NameMention, RoleMention  # noqa: E402
from extractor.edtf import first_and_last_day  # noqa: E402
from extractor.facts.indicators.scope import implied_countries  # noqa: E402
from extractor.facts.indicators.site import Page, read_page  # noqa: E402
from extractor.facts.indicators.when import Calendar, read_calendar  # noqa: E402
from extractor.facts.names import find_names  # noqa: E402
from extractor.facts.periods import find_periods  # noqa: E402
from extractor.facts.roles import find_roles  # noqa: E402
from extractor.records import Article  # noqa: E402

GOLD = ROOT / "corpora" / "gold"
FOLDS = 5
STOP = frozenset(
    ["в", "во", "на", "по", "за", "из", "от", "до", "к", "ко", "с", "со", "у", "о", "об", "и", "а", "для", "при"]
)
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


def stems(phrase: str) -> Counter[str]:
    words = re.findall(r"[^\W_]+", phrase.lower().replace("ё", "е"))
    return Counter(w[:5] for w in words if w not in STOP)


def overlap(gold: str, name: str) -> float:
    """Token F1 of two phrases on five-letter stems, as the scorer counts it."""
    a, b = stems(gold), stems(name)
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def same_period(gold: str | None, value: str | None) -> bool:
    if not gold or not value:
        return not gold and not value
    return gold == value or (first_and_last_day(gold) == first_and_last_day(value) != (None, None))


def article_of(path: Path) -> Article:
    a = json.loads(path.read_text(encoding="utf-8"))
    parts = [("title", a["title"], None), ("lead", a["lead"] or "", None)]
    text, blocks = lay_out(parts + [(b["kind"], b["text"], b.get("speaker")) for b in a["blocks"]])
    return Article(
        url=a["url"], publisher=a["publisher"], title=a["title"], published_at=a["published"], language=a["lang"],
        text=text, blocks=blocks,
    )  # fmt: skip


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
    gold = {}
    for line in (GOLD / "gold_ru.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if int(record["id"].split("-")[1]) % 3:
            gold[record["id"]] = record
    idents = sorted(gold)
    articles = [article_of(GOLD / "articles" / f"{i}.json") for i in idents]
    return [
        _sample(ident, article, doc, gold[ident]["facts"])
        for ident, article, doc in zip(idents, articles, annotate.pipe(articles), strict=True)
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
