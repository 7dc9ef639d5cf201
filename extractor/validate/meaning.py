"""What no schema can say of a record: spans slice to their text, ids resolve, units fit kinds, periods are real.

Each check is a function from a record to what is wrong with it; ``CHECKS`` runs top to bottom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from extractor import edtf
from extractor.records import Amount, Indicator, Institution, Period, Person, Place, Quote, Record, Span
from extractor.validate.codes import currencies, is_ucum
from extractor.validate.keys import key_fault
from extractor.validate.schema import Wrong, pointer, shown

Path = tuple[str | int, ...]
Entity = Person | Institution | Place
Fact = Amount | Period | Indicator | Quote

ENTITIES = ("people", "institutions", "places")
FACTS = ("amounts", "periods", "indicators", "quotes")
_UNIT_OF = {"percent": "%", "percentage_point": "pp", "multiple": "{times}", "count": None, "fraction": None}


def faults(record: Record) -> Iterator[Wrong]:
    """Each fault of meaning of a record."""
    for check in CHECKS:
        yield from check(record)


def _entities(record: Record) -> Iterator[tuple[Path, Entity]]:
    for name in ENTITIES:
        for number, entity in enumerate(getattr(record, name)):
            yield (name, number), entity


def _facts(record: Record) -> Iterator[tuple[Path, Fact]]:
    for name in FACTS:
        for number, fact in enumerate(getattr(record, name)):
            yield (name, number), fact


def _spans(record: Record) -> Iterator[tuple[Path, Span]]:
    """Every span of the record that has a text."""
    for number, block in enumerate(record.article.blocks):
        if block.attribution:
            yield ("article", "blocks", number, "attribution"), block.attribution
    for path, entity in _entities(record):
        for number, mention in enumerate(entity.mentions):
            yield (*path, "mentions", number), mention
    for n, person in enumerate(record.people):
        for number, role in enumerate(person.roles):
            yield ("people", n, "roles", number, "evidence"), role.evidence
    for path, fact in _facts(record):
        yield (*path, "evidence"), fact.evidence


def spans_slice_to_their_text(record: Record) -> Iterator[Wrong]:
    """``article.text[start:end] == text``."""
    text: str = record.article.text
    for path, span in _spans(record):
        start, end, words = span.start, span.end, span.text
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


def blocks_follow_each_other(record: Record) -> Iterator[Wrong]:
    """Blocks lie within the text, in order, apart from each other and from attribution lines."""
    size, free_from = len(record.article.text), 0
    for number, block in enumerate(record.article.blocks):
        path = pointer(("article", "blocks", number))
        if not block.start < block.end <= size:
            yield Wrong(path, f"is [{block.start}:{block.end}]", f"should lie within the text's {size} code points")
            continue
        if block.start < free_from:
            right = f"should be {free_from} or more, where the last block ends"
            yield Wrong(f"{path}/start", f"is {block.start}", right)
        line = block.attribution
        if line and line.start < block.end:
            right = f"should be {block.end} or more: the line stands after its block"
            yield Wrong(f"{path}/attribution/start", f"is {line.start}", right)
        free_from = max(free_from, block.end, line.end if line else 0)


def ids_are_unique(record: Record) -> Iterator[Wrong]:
    """No two entities or facts have the same id."""
    seen: dict[str, Path] = {}
    for path, item in (*_entities(record), *_facts(record)):
        if item.id in seen:
            right = f"should differ from that of {pointer(seen[item.id])}"
            yield Wrong(pointer((*path, "id")), f"is {shown(item.id)}", right)
        seen.setdefault(item.id, path)


def _references(record: Record) -> Iterator[tuple[Path, str | None, tuple[str, ...]]]:
    """Every place for the id of another item: where, the id, and in which lists it may be."""
    for n, person in enumerate(record.people):
        for number, role in enumerate(person.roles):
            yield ("people", n, "roles", number, "institution"), role.institution, ("institutions",)
            yield ("people", n, "roles", number, "place"), role.place, ("places",)
    for n, body in enumerate(record.institutions):
        yield ("institutions", n, "place"), body.place, ("places",)
    for n, amount in enumerate(record.amounts):
        yield ("amounts", n, "equivalent_to"), amount.equivalent_to, ("amounts",)
    for n, quote in enumerate(record.quotes):
        yield ("quotes", n, "speaker"), quote.speaker, ("people", "institutions")
    for n, indicator in enumerate(record.indicators):
        yield ("indicators", n, "amount"), indicator.amount, ("amounts",)
        yield ("indicators", n, "period_ref"), indicator.period_ref, ("periods",)
        yield ("indicators", n, "attributed_to"), indicator.attributed_to, ("people", "institutions")
        for number, about in enumerate(indicator.about):
            yield ("indicators", n, "about", number), about, ENTITIES
        if indicator.change:
            yield ("indicators", n, "change", "from_amount"), indicator.change.from_amount, ("amounts",)


def ids_resolve(record: Record) -> Iterator[Wrong]:
    """Every id that stands for another item is that of one, of the right sort."""
    known = {name: {item.id for item in getattr(record, name)} for name in (*ENTITIES, *FACTS)}
    for path, ident, lists in _references(record):
        if ident is not None and not any(ident in known[name] for name in lists):
            right = f"should be an id in {' or '.join('/' + name for name in lists)}"
            yield Wrong(pointer(path), f"is {shown(ident)}, which is none", right)
    for n, amount in enumerate(record.amounts):
        if amount.equivalent_to == amount.id:
            where = pointer(("amounts", n, "equivalent_to"))
            yield Wrong(where, "is the amount itself", "should be another amount, or null")


def units_fit_kinds(record: Record) -> Iterator[Wrong]:
    """Money in ISO 4217, measures in UCUM, the other kinds in their own sign; rates over what is known."""
    for n, amount in enumerate(record.amounts):
        where, kind, unit = pointer(("amounts", n, "unit")), amount.kind, amount.unit
        wrong = f"is {shown(unit)} for kind {kind}"
        if kind == "money" and unit not in currencies():
            yield Wrong(where, wrong, 'should be an ISO 4217 code: "KZT"')
        elif kind == "measure" and not (is_ucum(unit) if unit is not None else amount.unit_text):
            yield Wrong(
                where, wrong, 'should be a UCUM code: "t", "m2", "kW.h"; null only beside a unit_text such as "МРП"'
            )
        elif kind in _UNIT_OF and unit != _UNIT_OF[kind]:
            yield Wrong(where, wrong, f"should be {shown(_UNIT_OF[kind])}")
        per, where = amount.per, pointer(("amounts", n, "per"))
        if per and per.unit is not None and per.unit not in currencies() and not is_ucum(per.unit):
            yield Wrong(f"{where}/unit", f"is {shown(per.unit)}", "should be UCUM, ISO 4217 or null")
        if per and Decimal(per.value) <= 0:
            yield Wrong(f"{where}/value", f"is {shown(per.value)}", "should be more than 0")


def values_fit_kinds(record: Record) -> Iterator[Wrong]:
    """A fraction is written n/d and nothing else is; low is not above high, nor the value outside the two."""
    for n, amount in enumerate(record.amounts):
        where, kind = pointer(("amounts", n)), amount.kind
        value, low, high = amount.value, amount.low, amount.high
        if value is not None and (kind == "fraction") != ("/" in value):
            right = 'should be "n/d" for a fraction' if kind == "fraction" else "should be an exact decimal"
            yield Wrong(f"{where}/value", f"is {shown(value)} for kind {kind}", right)
        elif low is not None and high is not None and Decimal(low) > Decimal(high):
            yield Wrong(f"{where}/low", f"is {shown(low)}, above high {shown(high)}", "should be high or less")
        elif value is not None and "/" not in value:
            if low is not None and Decimal(value) < Decimal(low):
                yield Wrong(f"{where}/value", f"is {shown(value)}", f"should be low {shown(low)} or more")
            if high is not None and Decimal(value) > Decimal(high):
                yield Wrong(f"{where}/value", f"is {shown(value)}", f"should be high {shown(high)} or less")


def periods_are_edtf(record: Record) -> Iterator[Wrong]:
    """Every period is EDTF, as extractor.edtf reads it."""
    found: list[tuple[Path, str | None]] = [(("periods", n, "value"), p.value) for n, p in enumerate(record.periods)]
    for n, indicator in enumerate(record.indicators):
        found.append((("indicators", n, "period"), indicator.period))
        if indicator.change:
            found.append((("indicators", n, "change", "since"), indicator.change.since))
    for path, value in found:
        if value is not None and (reason := edtf.fault(value)):
            right = 'should be EDTF: "2023", "2023-06", "2021-01/2021-03"'
            yield Wrong(pointer(path), f"is {shown(value)}: {reason}", right)


def times_are_real(record: Record) -> Iterator[Wrong]:
    """Timestamps name a day and time that exist."""
    times = (
        ("/article/published_at", record.article.published_at),
        ("/article/modified_at", record.article.modified_at),
        ("/provenance/fetched_at", record.provenance.fetched_at),
    )
    for where, value in times:
        try:
            datetime.fromisoformat(value or "2000-01-01")
        except ValueError as error:
            yield Wrong(where, f"is {shown(value)}: {error}", "should be a time that exists, as ISO 8601")


def names_are_said(record: Record) -> Iterator[Wrong]:
    """Names, positions and what is measured hold words."""
    named: list[tuple[Path, str]] = [((*path, "name"), entity.name) for path, entity in _entities(record)]
    named += [(("indicators", n, "name"), indicator.name) for n, indicator in enumerate(record.indicators)]
    for n, person in enumerate(record.people):
        named += [(("people", n, "roles", number, "title"), role.title) for number, role in enumerate(person.roles)]
    for path, name in named:
        if not name.strip():
            what = "a position" if path[-1] == "title" else "a name"
            yield Wrong(pointer(path), f"is {shown(name)}", f"should hold {what}")


def keys_match_names(record: Record) -> Iterator[Wrong]:
    """Every entity's key is what resolve builds from a name."""
    for path, entity in _entities(record):
        if right := key_fault(entity, record.places):
            yield Wrong(pointer((*path, "key")), f"is {shown(entity.key)}", right)


CHECKS: tuple[Callable[[Record], Iterator[Wrong]], ...] = (
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
