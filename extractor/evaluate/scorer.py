"""Counts of one record against one gold article.

====================  =====================================================================================
people                one entry a person; found = family name and given name (or initial) agree
.name                 of those found: the name is the gold nominative to the letter (ё = е)
.role .of             of those found with a gold role / body: it agrees (token F1 >= 0.5)
institutions          one entry a body; found = its name or an alias agrees (token F1 >= 0.6)
amounts               a number with its unit: value, upper bound and unit are equal
facts                 an amount whose indicator's name agrees too (token F1 >= 0.5)
full                  a fact whose comparator, period, place, status and change agree too
quotes                the speaker and the quote's first words agree
====================  =====================================================================================
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractor.evaluate.matching import (
    name_words,
    number,
    overlap,
    pair,
    same_period,
    same_person,
    same_unit,
    unit_symbol,
)

Json = Mapping[str, Any]
ROWS = (
    "people", "people.name", "people.role", "people.of", "institutions", "amounts", "amounts.comparator", "facts",
    "facts.period", "facts.place", "facts.status", "facts.change", "full", "quotes",
)  # fmt: skip
NAME_AGREES, BODY_AGREES, FIRST_WORDS, FIRST_LETTERS = 0.5, 0.6, 4, 18
COARSE_STATUS = {"target": "planned", "limit": "required"}  # the gold knows four


@dataclass
class Tally:
    """Sums of true positives, predictions and gold items by row; tallies of articles add up."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, row: str, tp: int, found: int, gold: int) -> None:
        """Add true positives, predictions and gold items to a row."""
        self.counts[row].update(tp=int(tp), found=int(found), gold=gold)

    def __iadd__(self, other: Tally) -> Tally:
        for row, counter in other.counts.items():
            self.counts[row].update(counter)
        return self

    def scores(self, row: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of a row, each 0 where nothing was there to count."""
        c = self.counts[row]
        precision = c["tp"] / c["found"] if c["found"] else 0.0
        recall = c["tp"] / c["gold"] if c["gold"] else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0

    def gold(self, row: str) -> int:
        """How many gold items the row has."""
        return self.counts[row]["gold"]


@dataclass
class _Scoring:
    """One article under way: gold, record, counts and misses."""

    gold: Json
    record: Json
    tally: Tally = field(default_factory=Tally)
    misses: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        kinds = ("people", "institutions", "places", "amounts")
        self.by_id = {item["id"]: item for kind in kinds for item in self.record.get(kind, ())}

    def name_of(self, ref: str | None) -> str | None:
        return (self.by_id.get(ref) or {}).get("name") if ref else None

    def miss(self, what: str, words: str) -> None:
        self.misses.append(f"{self.gold['id']}\t{what}\t{words}")

    def unpaired(self, what: str, gold: list[str], found: list[str], pairs: list[tuple[int, int]]) -> None:
        for i in sorted(set(range(len(gold))) - {i for i, _ in pairs}):
            self.miss(f"{what} missed", gold[i])
        for j in sorted(set(range(len(found))) - {j for _, j in pairs}):
            self.miss(f"{what} invented", found[j])


def score_article(gold: Json, record: Json) -> tuple[Tally, list[str]]:
    """Counts of a record (as JSON; empty for a missing one) against a gold article, and its misses as lines of text."""
    scoring = _Scoring(gold, record)
    for part in (_people, _institutions, _facts, _quotes):
        part(scoring)
    return scoring.tally, scoring.misses


def _people(s: _Scoring) -> None:
    gold, found = s.gold["people"], s.record.get("people", [])
    pairs = pair(
        gold,
        found,
        lambda g, p: 1.0 + overlap(g["name"], p["name"]) if same_person(g["name"], p["name"]) else 0.0,
        NAME_AGREES,
    )
    s.tally.add("people", len(pairs), len(found), len(gold))
    for i, j in pairs:
        _person(s, gold[i], found[j])
    s.unpaired("person", [g["name"] for g in gold], [p["name"] for p in found], pairs)


def _person(s: _Scoring, gold: Json, found: Json) -> None:
    right = name_words(gold["name"]) == name_words(found["name"])
    s.tally.add("people.name", right, 1, 1)
    if not right:
        s.miss("name", f"{gold['name']} <> {found['name']}")
    roles = found.get("roles", [])
    titles = [role.get("title") for role in roles]
    bodies = [
        b for r in roles for b in (s.name_of(r.get("institution")), s.name_of(r.get("place")), r.get("of_text")) if b
    ]
    if gold.get("role"):
        right = max((overlap(gold["role"], title) for title in titles), default=0.0) >= NAME_AGREES
        s.tally.add("people.role", right, bool(roles), 1)
        if not right:
            s.miss("role", f"{gold['name']}: {gold['role']} <> {titles}")
    elif roles:
        s.tally.add("people.role", 0, 1, 0)
        s.miss("role invented", f"{gold['name']}: {titles}")
    if gold.get("of"):
        right = max((overlap(gold["of"], body) for body in bodies), default=0.0) >= NAME_AGREES
        s.tally.add("people.of", right, bool(bodies), 1)
        if not right:
            s.miss("of", f"{gold['name']}: {gold['of']} <> {bodies}")


def _institutions(s: _Scoring) -> None:
    gold, found = s.gold["institutions"], s.record.get("institutions", [])
    pairs = pair(
        gold, found, lambda g, p: max(overlap(g["name"], n) for n in [p["name"], *p.get("aliases", ())]), BODY_AGREES
    )
    s.tally.add("institutions", len(pairs), len(found), len(gold))
    s.unpaired("institution", [g["name"] for g in gold], [p["name"] for p in found], pairs)


def _as_percent(amount: Json, unit: str) -> Json:
    """A fraction n/d against the gold's percent, rounded as the gold rounds."""
    value = str(amount.get("value") or "")
    if "/" not in value or unit_symbol(unit) != "%":
        return amount
    part, whole = value.split("/", 1)
    return {**amount, "value": str(round(Decimal(100) * Decimal(part) / Decimal(whole), 2)), "unit": "%"}


def _amount_score(about: Mapping[str, list[Json]]) -> Callable[[Json, Json], float]:
    """0 where number or unit differ; else 1 and more the better the place in the text and the indicator agree."""

    def score(gold: Json, amount: Json) -> float:
        plain = _as_percent(amount, gold["unit"])
        low = plain.get("low") if plain.get("value") is None else plain.get("value")
        high = plain.get("high") if plain.get("low") is not None else None
        if number(gold["value"]) != number(low) or number(gold.get("high")) != number(high):
            return 0.0
        if not same_unit(gold["unit"], plain.get("unit"), plain.get("unit_text")):
            return 0.0
        words = (amount.get("evidence") or {}).get("text", "")
        near = 0.5 if words and (words in gold["surface"] or gold["surface"] in words) else 0.0
        named = max((overlap(gold["indicator"], i.get("name")) for i in about.get(amount["id"], ())), default=0.0)
        return 1.0 + near + named

    return score


def _facts(s: _Scoring) -> None:
    gold, amounts = s.gold["facts"], s.record.get("amounts", [])
    about: dict[str, list[Json]] = defaultdict(list)
    for indicator in s.record.get("indicators", []):
        about[indicator.get("amount")].append(indicator)
    score = _amount_score(about)
    pairs = pair(gold, amounts, score, 1.0)
    hit = {j for _, j in pairs}
    # repeats of one number in the text are one gold fact
    repeats = {j for j, a in enumerate(amounts) if j not in hit and any(score(g, a) >= 1.0 for g in gold)}
    s.tally.add("amounts", len(pairs), len(amounts) - len(repeats), len(gold))
    predicted = sum(1 for j, amount in enumerate(amounts) if j not in repeats and about.get(amount["id"]))
    facts = full = 0
    for i, j in pairs:
        right, whole = _fact(s, gold[i], amounts[j], about.get(amounts[j]["id"], []))
        facts, full = facts + right, full + whole
    s.tally.add("facts", facts, predicted, len(gold))
    s.tally.add("full", full, predicted, len(gold))
    s.unpaired(
        "amount",
        [f"{g['surface']} = {g['value']} {g['unit']}" for g in gold],
        [
            f"{(a.get('evidence') or {}).get('text')} = {a.get('value')} {a.get('unit') or a.get('unit_text')}"
            for a in amounts
        ],
        pairs + [(-1, j) for j in repeats],
    )


def _fact(s: _Scoring, gold: Json, amount: Json, indicators: list[Json]) -> tuple[bool, bool]:
    """Whether the indicator's name agrees, and whether all the rest does too."""
    asked, given = gold.get("op") or "=", amount.get("comparator") or "="
    s.tally.add("amounts.comparator", asked.rstrip("=") == given.rstrip("="), 1, 1)
    if not indicators:
        s.miss("fact missed", f"{gold['surface']}: {gold['indicator']} <> no indicator")
        return False, False
    best = max(indicators, key=lambda i: overlap(gold["indicator"], i.get("name")))
    if overlap(gold["indicator"], best.get("name")) < NAME_AGREES:
        s.miss("indicator", f"{gold['surface']}: {gold['indicator']} <> {best.get('name')}")
        return False, False
    refs = best.get("about", [])
    places = "; ".join(name for name in (s.name_of(ref) or ref for ref in refs) if name)
    change = (best.get("change") or {}).get("direction")
    status = COARSE_STATUS.get(best.get("status", ""), best.get("status")) or "actual"
    no_place = not [ref for ref in refs if str(ref).startswith("l")]
    slots = {
        "comparator": (asked[0] == given[0], asked, given),
        "period": (same_period(gold.get("period"), best.get("period")), gold.get("period"), best.get("period")),
        "place": (
            overlap(gold["place"], places) >= NAME_AGREES if gold.get("place") else no_place,
            gold.get("place"),
            places,
        ),
        "status": ((gold.get("status") or "actual") == status, gold.get("status"), status),
        "change": (gold.get("change") == change, gold.get("change"), change),
    }
    for slot, (right, wanted, got) in slots.items():
        s.tally.add(f"facts.{slot}", right, 1, 1)
        if not right:
            s.miss(slot, f"{gold['surface']}: {wanted} <> {got}")
    return True, all(right for right, _, _ in slots.values())


def _quotes(s: _Scoring) -> None:
    gold, found = s.gold.get("quotes", []), s.record.get("quotes", [])

    def start(quote: Json) -> str:
        return " ".join(name_words(quote.get("text") or quote.get("text_start") or "")[:FIRST_WORDS])[:FIRST_LETTERS]

    pairs = pair(gold, found, lambda g, p: float(start(g) == start(p)), NAME_AGREES)
    right = [
        (i, j) for i, j in pairs if same_person(gold[i]["speaker"] or "", s.name_of(found[j].get("speaker")) or "")
    ]
    s.tally.add("quotes", len(right), len(found), len(gold))
    for i, j in pairs:
        if (i, j) not in right:
            s.miss("speaker", f"{gold[i]['speaker']} <> {s.name_of(found[j].get('speaker'))}: {start(gold[i])}")
    s.unpaired("quote", [f"{g['speaker']}: {start(g)}" for g in gold], [start(p) for p in found], pairs)
