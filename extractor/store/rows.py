"""Record -> rows of the store's tables. Pure: the same record gives the same rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.edtf import first_and_last_day
from extractor.errors import StoreError
from extractor.records import Amount, Evidence, Indicator, Institution, Person, Place, Provenance, Record
from extractor.store.lemmas import lemmas

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]

_FETCH_ONLY = {"fetched_at", "source", "html_sha256"}  # they change with every fetch and say nothing of the article
_LONGEST_NUMBER = 100


def digest(*parts: object) -> str:
    """96 bits of BLAKE2, hexadecimal, of the parts in order and by type."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def content_hash(record: Record) -> str:
    """Hash of all a record says, without when and from where its page was fetched and that page's own hash."""
    text = record.model_dump_json(exclude={"provenance": _FETCH_ONLY | {"models"}})
    return digest(text, _json(record.provenance.models))


def entity_id(kind: str, key: str) -> str:
    """The same for the same key in every database."""
    return digest("entity", kind, key)


def run_id(provenance: Provenance, schema_version: str) -> str:
    """The same for the same versions of extractor, schema and models."""
    return digest("run", provenance.extractor, schema_version, _json(provenance.models))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record as the store writes it; can be pickled, so that other processes than the one that writes make it."""

    id: str
    hash: str
    rows: Rows


def prepare(record: Record) -> Prepared:
    """All the work on a record that needs no database. Raises StoreError where it names an entity it does not hold."""
    hash_ = content_hash(record)
    try:
        return Prepared(record.id, hash_, rows_of(record, hash_))
    except KeyError as error:
        raise StoreError(
            f"record {record.id} names {error.args[0]}, which it does not hold: run extractor validate on it"
        ) from error


def rows_of(record: Record, hash_: str | None = None) -> Rows:
    """All rows of one record by table name, each as a tuple in the order of ``tables.columns``."""
    return _Builder(record, hash_ or content_hash(record)).rows


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _storable(value: object) -> object:
    """A value as both databases take it: dates and numbers as text, no NUL (one mark for one, so offsets hold)."""
    if isinstance(value, str):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if "\0" in value else value
    return str(value) if isinstance(value, date) else value


def _number(text: str | None) -> str | None:
    """An exact decimal for the database's NUMERIC; a fraction n/d to 12 places; None where there is none."""
    if text is None or len(text) > _LONGEST_NUMBER:
        return None
    if "/" in text:
        above, below = map(Decimal, text.split("/"))
        return f"{round(above / below, 12):f}"
    return text


def _evidence(evidence: Evidence) -> Row:
    return evidence.start, evidence.end, evidence.text, evidence.rule


class _Builder:
    """Collects the rows of one record; ids local to the record become the ids of rows."""

    def __init__(self, record: Record, hash_: str) -> None:
        self.record = record
        self.rows: Rows = {}
        self._seen: dict[str, int] = {}
        self.entities: dict[str, str] = {
            **{x.id: entity_id("person", x.key) for x in record.people},
            **{x.id: entity_id("institution", x.key) for x in record.institutions},
            **{x.id: entity_id("place", x.key) for x in record.places},
        }
        self._article(hash_)
        for person in record.people:
            self._person(person)
        for body in record.institutions:
            self._entity("institution", body, body.kind, _json(body.aliases), self._entity_of(body.place))
        for place in record.places:
            self._entity("place", place, place.kind, "[]", None)
        self.amounts = {a.id: self._fact_id("amounts", a.evidence) for a in record.amounts}
        self.periods = {p.id: self._fact_id("periods", p.evidence) for p in record.periods}
        for amount in record.amounts:
            self._amount(amount)
        for period in record.periods:
            days = first_and_last_day(period.value)
            self._owned("periods", self.periods[period.id], period.id, period.value, *days, *_evidence(period.evidence))
        for indicator in record.indicators:
            self._indicator(indicator)
        for quote in record.quotes:
            ident = self._fact_id("quotes", quote.evidence)
            speaker = self._entity_of(quote.speaker)
            fields = (quote.id, quote.kind, quote.text, lemmas(quote.text), speaker)
            self._owned("quotes", ident, *fields, *_evidence(quote.evidence))

    def _id(self, *parts: object) -> str:
        """Id of a row; the second row of the same name has its own."""
        name = digest(*parts)
        count = self._seen[name] = self._seen.get(name, 0) + 1
        return name if count == 1 else digest(name, count)

    def _fact_id(self, table: str, evidence: Evidence, *parts: object) -> str:
        return self._id(table, self.record.id, evidence.start, evidence.end, evidence.text, *parts)

    def _add(self, table: str, ident: str, *values: object) -> None:
        row = tuple(map(_storable, values))
        self.rows.setdefault(table, []).append((ident, digest(*row), *row))

    def _owned(self, table: str, ident: str, *values: object) -> None:
        self._add(table, ident, self.record.id, *values)

    def _entity_of(self, local: str | None) -> str | None:
        return self.entities.get(local) if local else None

    def _article(self, hash_: str) -> None:
        record, article = self.record, self.record.article
        run = run_id(record.provenance, record.schema_version)
        models = _json(record.provenance.models)
        self._add("runs", run, record.provenance.extractor, record.schema_version, models)
        row = (
            record.id, hash_, run, article.url, article.canonical_url, article.publisher, article.title, article.lead,
            _json(article.authors), article.published_at, _day(article.published_at), article.modified_at,
            article.language, article.section, _json(article.tags), article.text, lemmas(article.text),
            _json(record.warnings), record.model_dump_json(),
        )  # fmt: skip
        self.rows["articles"] = [tuple(map(_storable, row))]

    def _entity(
        self, kind: str, entity: Person | Institution | Place, type_: str, aliases: str, place: str | None
    ) -> None:
        ident = self.entities[entity.id]
        parts = (entity.given, entity.patronymic, entity.family) if isinstance(entity, Person) else (None, None, None)
        self._add("entities", ident, kind, entity.key, entity.name, type_)
        appearance = self._id("appearances", self.record.id, ident)
        self._owned("appearances", appearance, ident, entity.id, entity.name, *parts, type_, aliases, place)
        for span in entity.mentions:
            mention = self._id("mentions", self.record.id, ident, span.start, span.end)
            self._owned("mentions", mention, ident, span.start, span.end, span.text)

    def _person(self, person: Person) -> None:
        self._entity("person", person, "person", "[]", None)
        owner = self.entities[person.id]
        for position, role in enumerate(person.roles):
            ident = self._fact_id("roles", role.evidence, owner, role.title)
            bodies = (self._entity_of(role.institution), self._entity_of(role.place), role.of_text)
            flags = (role.former, role.acting)
            self._owned("roles", ident, owner, position, role.title, *bodies, *flags, *_evidence(role.evidence))

    def _amount(self, a: Amount) -> None:
        per = (a.per.value, _number(a.per.value), a.per.unit, a.per.unit_text) if a.per else (None,) * 4
        numbers = (a.value, _number(a.value), a.low, _number(a.low), a.high, _number(a.high))
        equivalent = self.amounts.get(a.equivalent_to) if a.equivalent_to else None
        fields = (a.id, a.kind, *numbers, a.comparator, a.unit, a.unit_text, *per, equivalent)
        self._owned("amounts", self.amounts[a.id], *fields, *_evidence(a.evidence))

    def _indicator(self, i: Indicator) -> None:
        amount = self.amounts[i.amount]
        ident = self._fact_id("indicators", i.evidence, amount)
        period = self.periods.get(i.period_ref) if i.period_ref else None
        change: Row = (None, None, None)
        if i.change:
            before = self.amounts.get(i.change.from_amount) if i.change.from_amount else None
            change = (i.change.direction, before, i.change.since)
        fields = (i.id, i.name, lemmas(f"{i.name} {i.base or ''}"), i.base, amount)
        when = (i.period, *first_and_last_day(i.period), period, i.period_relation)
        said = (i.status, *change, self._entity_of(i.attributed_to))
        self._owned("indicators", ident, *fields, *when, *said, *_evidence(i.evidence))
        for position, local in enumerate(i.about):
            if entity := self._entity_of(local):
                about = self._id("indicator_about", ident, entity)
                self._owned("indicator_about", about, ident, entity, position)


def _day(timestamp: str | None) -> Any:
    return first_and_last_day(timestamp[:10])[0] if timestamp else None


def merged(batches: Iterable[Rows]) -> Rows:
    """The rows of many records together."""
    together: Rows = {}
    for rows in batches:
        for table, more in rows.items():
            together.setdefault(table, []).extend(more)
    return together
