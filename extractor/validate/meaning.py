"""What no schema can say of a record: spans slice to their text, ids resolve, units fit kinds, periods are real.

Each check is a function from a record that its schema accepts to what is wrong with it; ``CHECKS`` runs top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from extractor import edtf
from extractor.validate.codes import currencies, is_ucum
from extractor.validate.keys import key_faults
from extractor.validate.schema import Wrong, pointer, shown

Value = dict[str, Any]
Path = tuple[str | int, ...]

ENTITIES = ("people", "institutions", "places")
FACTS = ("amounts", "periods", "indicators", "quotes")
_UNIT_OF = {"percent": "%", "percentage_point": "pp", "multiple": "{times}", "count": None, "fraction": None}


def faults(record: Value) -> Iterator[Wrong]:
    """Each fault of meaning of a record that its schema accepts."""
    if odd := list(offsets_are_whole(record)):  # the rest counts with them
        yield from odd
        return
    for check in CHECKS:
        yield from check(record)


def _items(record: Value, *lists: str) -> Iterator[tuple[Path, Value]]:
    for name in lists:
        for number, item in enumerate(record[name]):
            yield (name, number), item


def _spans(record: Value) -> Iterator[tuple[Path, Value]]:
    """Every span of the record that has a text."""
    for number, block in enumerate(record["article"]["blocks"]):
        if block["attribution"]:
            yield ("article", "blocks", number, "attribution"), block["attribution"]
    for path, entity in _items(record, *ENTITIES):
        for number, mention in enumerate(entity["mentions"]):
            yield (*path, "mentions", number), mention
    for path, person in _items(record, "people"):
        for number, role in enumerate(person["roles"]):
            yield (*path, "roles", number, "evidence"), role["evidence"]
    for path, fact in _items(record, *FACTS):
        yield (*path, "evidence"), fact["evidence"]


def offsets_are_whole(record: Value) -> Iterator[Wrong]:
    """No offset is 5.0, which JSON Schema takes for a whole number."""
    spans = [
        *_spans(record),
        *((("article", "blocks", n), block) for n, block in enumerate(record["article"]["blocks"])),
    ]
    for path, span in spans:
        for name in ("start", "end"):
            if not isinstance(span[name], int):
                yield Wrong(pointer((*path, name)), f"is {shown(span[name])}", "should be a whole number")


def spans_slice_to_their_text(record: Value) -> Iterator[Wrong]:
    """``article.text[start:end] == text``."""
    text: str = record["article"]["text"]
    for path, span in _spans(record):
        start, end, words = span["start"], span["end"], span["text"]
        if not words or end - start != len(words) or text[start:end] != words:
            there = shown(text[start : min(end, start + 80)])
            yield Wrong(pointer(path), f"[{start}:{end}] is {there}", _place_of(words, text, start))


def _place_of(words: str, text: str, near: int) -> str:
    if not words:
        return "should hold at least one character"
    at = text.find(words, max(0, near - 50))
    at = at if at >= 0 else text.find(words)
    if at < 0:
        return f"should be {shown(words)}, which article.text does not hold"
    return f"should be {shown(words)}, which stands at [{at}:{at + len(words)}]"


def blocks_follow_each_other(record: Value) -> Iterator[Wrong]:
    """Blocks lie within the text, in order, apart from each other and from attribution lines."""
    size, free_from = len(record["article"]["text"]), 0
    for number, block in enumerate(record["article"]["blocks"]):
        path = pointer(("article", "blocks", number))
        if not block["start"] < block["end"] <= size:
            yield Wrong(
                path, f"is [{block['start']}:{block['end']}]", f"should lie within the text's {size} code points"
            )
            continue
        if block["start"] < free_from:
            yield Wrong(
                f"{path}/start", f"is {block['start']}", f"should be {free_from} or more, where the last block ends"
            )
        line = block["attribution"]
        if line and line["start"] < block["end"]:
            right = f"should be {block['end']} or more: the line stands after its block"
            yield Wrong(f"{path}/attribution/start", f"is {line['start']}", right)
        free_from = max(free_from, block["end"], line["end"] if line else 0)


def ids_are_unique(record: Value) -> Iterator[Wrong]:
    """No two entities or facts have the same id."""
    seen: dict[str, Path] = {}
    for path, item in _items(record, *ENTITIES, *FACTS):
        if item["id"] in seen:
            right = f"should differ from that of {pointer(seen[item['id']])}"
            yield Wrong(pointer((*path, "id")), f"is {shown(item['id'])}", right)
        seen.setdefault(item["id"], path)


def _references(record: Value) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every id that stands for another item: where, which, and in which lists it may be."""
    for path, person in _items(record, "people"):
        for number, role in enumerate(person["roles"]):
            for name in ("institution", "place"):
                if role[name] is not None:
                    yield (*path, "roles", number, name), role[name], (f"{name}s",)
    single: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("institutions", "place", ("places",)),
        ("amounts", "equivalent_to", ("amounts",)),
        ("indicators", "amount", ("amounts",)),
        ("indicators", "period_ref", ("periods",)),
        ("indicators", "attributed_to", ("people", "institutions")),
        ("quotes", "speaker", ("people", "institutions")),
    )
    for owner, name, lists in single:
        for path, item in _items(record, owner):
            if item[name] is not None:
                yield (*path, name), item[name], lists
    for path, indicator in _items(record, "indicators"):
        for number, about in enumerate(indicator["about"]):
            yield (*path, "about", number), about, ENTITIES
        if indicator["change"] and indicator["change"]["from_amount"] is not None:
            yield (*path, "change", "from_amount"), indicator["change"]["from_amount"], ("amounts",)


def ids_resolve(record: Value) -> Iterator[Wrong]:
    """Every id that stands for another item is that of one, of the right sort."""
    known = {name: {item["id"] for item in record[name]} for name in (*ENTITIES, *FACTS)}
    for path, ident, lists in _references(record):
        if not any(ident in known[name] for name in lists):
            right = f"should be an id in {' or '.join('/' + name for name in lists)}"
            yield Wrong(pointer(path), f"is {shown(ident)}, which is none", right)
    for path, amount in _items(record, "amounts"):
        if amount["equivalent_to"] == amount["id"]:
            yield Wrong(pointer((*path, "equivalent_to")), "is the amount itself", "should be another amount, or null")


def units_fit_kinds(record: Value) -> Iterator[Wrong]:
    """Money in ISO 4217, measures in UCUM, the other kinds in their own sign; rates over what is known."""
    for path, amount in _items(record, "amounts"):
        kind, unit = amount["kind"], amount["unit"]
        wrong = f"is {shown(unit)} for kind {kind}"
        where = pointer((*path, "unit"))
        if kind == "money" and unit not in currencies():
            yield Wrong(where, wrong, 'should be an ISO 4217 code: "KZT"')
        elif kind == "measure" and (unit is None or not is_ucum(unit)):
            yield Wrong(where, wrong, 'should be a UCUM code: "t", "m2", "kW.h"')
        elif kind in _UNIT_OF and unit != _UNIT_OF[kind]:
            yield Wrong(where, wrong, f"should be {shown(_UNIT_OF[kind])}")
        per = amount["per"]
        if per and per["unit"] is not None and per["unit"] not in currencies() and not is_ucum(per["unit"]):
            yield Wrong(pointer((*path, "per", "unit")), f"is {shown(per['unit'])}", "should be UCUM, ISO 4217 or null")
        if per and Decimal(per["value"]) <= 0:
            yield Wrong(pointer((*path, "per", "value")), f"is {shown(per['value'])}", "should be more than 0")


def values_fit_kinds(record: Value) -> Iterator[Wrong]:
    """A fraction is written n/d and nothing else is; low is not above high, nor the value outside the two."""
    for path, amount in _items(record, "amounts"):
        value, low, high = amount["value"], amount["low"], amount["high"]
        if value is not None and (amount["kind"] == "fraction") != ("/" in value):
            right = 'should be "n/d" for a fraction' if amount["kind"] == "fraction" else "should be an exact decimal"
            yield Wrong(pointer((*path, "value")), f"is {shown(value)} for kind {amount['kind']}", right)
            continue
        if low is not None and high is not None and Decimal(low) > Decimal(high):
            yield Wrong(pointer((*path, "low")), f"is {shown(low)}, above high {shown(high)}", "should be high or less")
        elif value is not None and "/" not in value:
            if low is not None and Decimal(value) < Decimal(low):
                yield Wrong(pointer((*path, "value")), f"is {shown(value)}", f"should be low {shown(low)} or more")
            if high is not None and Decimal(value) > Decimal(high):
                yield Wrong(pointer((*path, "value")), f"is {shown(value)}", f"should be high {shown(high)} or less")


def periods_are_edtf(record: Value) -> Iterator[Wrong]:
    """Every period is EDTF, as extractor.edtf reads it."""
    found: list[tuple[Path, str | None]] = [((*path, "value"), p["value"]) for path, p in _items(record, "periods")]
    for path, indicator in _items(record, "indicators"):
        found.append(((*path, "period"), indicator["period"]))
        if indicator["change"]:
            found.append(((*path, "change", "since"), indicator["change"]["since"]))
    for path, value in found:
        if value is not None and (reason := edtf.fault(value)):
            right = 'should be EDTF: "2023", "2023-06", "2021-01/2021-03"'
            yield Wrong(pointer(path), f"is {shown(value)}: {reason}", right)


def times_are_real(record: Value) -> Iterator[Wrong]:
    """Timestamps name a day and time that exist."""
    times: list[tuple[Path, str | None]] = [
        (("article", n), record["article"][n]) for n in ("published_at", "modified_at")
    ]
    times.append((("provenance", "fetched_at"), record["provenance"]["fetched_at"]))
    for path, value in times:
        if value is None:
            continue
        try:
            datetime.fromisoformat(value)
        except ValueError as error:
            yield Wrong(pointer(path), f"is {shown(value)}: {error}", "should be a time that exists, as ISO 8601")


def names_are_said(record: Value) -> Iterator[Wrong]:
    """Names, titles and what is measured hold words."""
    for path, item in _items(record, *ENTITIES, "indicators"):
        if not item["name"].strip():
            yield Wrong(pointer((*path, "name")), f"is {shown(item['name'])}", "should hold a name")
    for path, person in _items(record, "people"):
        for number, role in enumerate(person["roles"]):
            if not role["title"].strip():
                where = pointer((*path, "roles", number, "title"))
                yield Wrong(where, f"is {shown(role['title'])}", "should hold a position")


def keys_match_names(record: Value) -> Iterator[Wrong]:
    """Every entity's key is what resolve builds from a name."""
    for path, entity in _items(record, *ENTITIES):
        if fault := key_faults(str(path[0]), entity):
            yield Wrong(pointer((*path, "key")), f"is {shown(entity['key'])}", fault)


CHECKS: tuple[Callable[[Value], Iterator[Wrong]], ...] = (
    spans_slice_to_their_text,
    blocks_follow_each_other,
    ids_are_unique,
    ids_resolve,
    units_fit_kinds,
    values_fit_kinds,
    periods_are_edtf,
    times_are_real,
    names_are_said,
    keys_match_names,
)
