"""The store's tables, one definition for SQLite and PostgreSQL; docs of each column stand in its comment.

``id`` is a hash of what names the row (for a fact: its article, its table and the words that state it), so the same
fact has the same id in every run and every database. ``hash`` is a hash of the whole row: equal hash, nothing to write.
A mention is evidence (``mentions``, ``appearances`` and the facts, all owned by one article); an entity is a judgement
that stands over many articles (``entities``, owned by none). No text is indexed as it is: PostgreSQL refuses a long
value in an index, and a page may hold any length of anything.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Date, ForeignKey, Identity, Integer, MetaData, Numeric, Table, Text

HEAD = "0001"  # newest migration; a test holds it to what migrations/ has
SCHEMA_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=SCHEMA_NAMES)


def _row_number() -> Column[Any]:
    """A stable integer for SQLite's full-text index, which knows rows by number only."""
    return Column("seq", Integer, Identity(), primary_key=True, comment="number of the row in this database only")


def _id(primary_key: bool = True) -> Column[Any]:
    return Column("id", Text, primary_key=primary_key, unique=not primary_key or None, nullable=False)


def _hash() -> Column[Any]:
    return Column("hash", Text, nullable=False, comment="hash of the row's content")


def _article() -> Column[Any]:
    return Column("article_id", Text, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, index=True)


def _to(name: str, target: str, nullable: bool = True) -> Column[Any]:
    return Column(name, Text, ForeignKey(target), nullable=nullable, index=True)


def _evidence() -> list[Column[Any]]:
    return [
        Column("start_char", Integer, nullable=False, comment="first code point of the evidence, counted from 0"),
        Column("end_char", Integer, nullable=False, comment="code point after the last one of the evidence"),
        Column("evidence", Text, nullable=False, comment="the words that state the fact"),
        Column("rule", Text, nullable=False, comment="the rule that read them"),
    ]


def _days() -> list[Column[Any]]:
    return [
        Column("first_day", Date, comment="first day of the period"),
        Column("last_day", Date, comment="last day of the period"),
    ]


runs = Table(
    "runs",
    metadata,
    _id(),
    _hash(),
    Column("extractor", Text, nullable=False, comment="version of extractor"),
    Column("schema_version", Text, nullable=False),
    Column("models", Text, nullable=False, comment="JSON object: name and version of each model"),
    comment="each combination of versions that made records",
)

articles = Table(
    "articles",
    metadata,
    _row_number(),
    _id(primary_key=False),
    _hash(),
    _to("run_id", "runs.id", nullable=False),
    Column("url", Text),
    Column("canonical_url", Text),
    Column("publisher", Text),
    Column("title", Text),
    Column("lead", Text),
    Column("authors", Text, nullable=False, comment="JSON list"),
    Column("published_at", Text, comment="ISO 8601, with the offset where it is known"),
    Column("published_on", Date, index=True, comment="the day of published_at, local to the medium"),
    Column("modified_at", Text),
    Column("language", Text),
    Column("section", Text),
    Column("tags", Text, nullable=False, comment="JSON list"),
    Column("text", Text, nullable=False),
    Column("lemmas", Text, nullable=False, comment="dictionary forms of the words of text, for search"),
    Column("warnings", Text, nullable=False, comment="JSON list"),
    Column("record", Text, nullable=False, comment="the record as it was stored, JSON"),
)

entities = Table(
    "entities",
    metadata,
    _id(),
    _hash(),
    Column("kind", Text, nullable=False, comment="person, institution or place"),
    Column("key", Text, nullable=False, comment="the entity's key in records"),
    Column("name", Text, nullable=False, comment="the longest name any article gives"),
    Column("type", Text, nullable=False, comment="kind of institution or place; other where articles say no more"),
)

appearances = Table(
    "appearances",
    metadata,
    _id(),
    _hash(),
    _article(),
    _to("entity_id", "entities.id", nullable=False),
    Column("local_id", Text, nullable=False, comment="id within the record"),
    Column("name", Text, nullable=False, comment="name as this article has it, nominative"),
    Column("given", Text),
    Column("patronymic", Text),
    Column("family", Text),
    Column("type", Text, comment="kind of institution or place as this article has it"),
    Column("aliases", Text, nullable=False, comment="JSON list"),
    _to("place_id", "entities.id"),
    comment="what one article calls an entity",
)

mentions = Table(
    "mentions",
    metadata,
    _id(),
    _hash(),
    _article(),
    _to("entity_id", "entities.id", nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

roles = Table(
    "roles",
    metadata,
    _id(),
    _hash(),
    _article(),
    _to("person_id", "entities.id", nullable=False),
    Column("position", Integer, nullable=False, comment="0 for the most specific role the article gives the person"),
    Column("title", Text, nullable=False),
    _to("institution_id", "entities.id"),
    _to("place_id", "entities.id"),
    Column("of_text", Text),
    Column("former", Boolean, nullable=False),
    Column("acting", Boolean, nullable=False),
    *_evidence(),
)

amounts = Table(
    "amounts",
    metadata,
    _id(),
    _hash(),
    _article(),
    Column("local_id", Text, nullable=False, comment="id within the record"),
    Column("kind", Text, nullable=False),
    Column("value", Text, comment="exact decimal in base units, n/d for a fraction"),
    Column("number", Numeric, comment="value as a number"),
    Column("low", Text),
    Column("low_number", Numeric),
    Column("high", Text),
    Column("high_number", Numeric),
    Column("comparator", Text, nullable=False),
    Column("unit", Text),
    Column("unit_text", Text),
    Column("per_value", Text),
    Column("per_number", Numeric),
    Column("per_unit", Text),
    Column("per_unit_text", Text),
    Column("equivalent_to", Text, comment="id of the amount this one restates"),
    *_evidence(),
)

periods = Table(
    "periods",
    metadata,
    _id(),
    _hash(),
    _article(),
    Column("local_id", Text, nullable=False, comment="id within the record"),
    Column("value", Text, comment="EDTF"),
    *_days(),
    *_evidence(),
)

indicators = Table(
    "indicators",
    metadata,
    _row_number(),
    _id(primary_key=False),
    _hash(),
    _article(),
    Column("local_id", Text, nullable=False, comment="id within the record"),
    Column("name", Text, nullable=False),
    Column("lemmas", Text, nullable=False, comment="dictionary forms of the words of name and base, for search"),
    Column("base", Text),
    _to("amount_id", "amounts.id", nullable=False),
    Column("period", Text, comment="EDTF"),
    *_days(),
    _to("period_id", "periods.id"),
    Column("period_relation", Text),
    Column("status", Text, nullable=False),
    Column("change", Text, comment="increase or decrease where the amount is the size of a change"),
    Column("change_from", Text, comment="id of the amount it changed from"),
    Column("change_since", Text, comment="EDTF"),
    _to("attributed_to", "entities.id"),
    *_evidence(),
)

indicator_about = Table(
    "indicator_about",
    metadata,
    _id(),
    _hash(),
    _article(),
    _to("indicator_id", "indicators.id", nullable=False),
    _to("entity_id", "entities.id", nullable=False),
    Column("position", Integer, nullable=False),
    comment="what an indicator holds for",
)

quotes = Table(
    "quotes",
    metadata,
    _row_number(),
    _id(primary_key=False),
    _hash(),
    _article(),
    Column("local_id", Text, nullable=False, comment="id within the record"),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("lemmas", Text, nullable=False, comment="dictionary forms of the words of text, for search"),
    _to("speaker_id", "entities.id"),
    *_evidence(),
)

# Each row belongs to one article; in the order rows are written, which foreign keys ask for.
OWNED = (appearances, mentions, roles, amounts, periods, indicators, indicator_about, quotes)
WRITTEN = (runs, articles, entities, *OWNED)
SEARCHED = (articles, indicators, quotes)


def columns(table: Table) -> list[str]:
    """The columns a writer fills, in order: all but the database's own row number."""
    return [column.name for column in table.columns if column.name != "seq"]
