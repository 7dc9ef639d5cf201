"""The store as FollowTheMoney entities, one JSON object a line, for those who keep their investigations there.

Schemata: Person; PublicBody, Company or Organization; Article; Mention (an entity in an article); Employment (a
position in a body of the store); Position and Occupancy (any other position). https://followthemoney.tech/explorer/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from extractor.store.database import Store
from extractor.store.engine import reading
from extractor.store.rows import digest

Row = Any
Entity = dict[str, Any]

_SCHEMATA = {"government": "PublicBody", "court": "PublicBody", "company": "Company"}
_LANGUAGES = {"ru": "rus", "kk": "kaz", "en": "eng", "uz": "uzb", "ky": "kir", "uk": "ukr", "be": "bel"}

_ARTICLES = "SELECT * FROM articles ORDER BY id"
_ENTITIES = (
    "SELECT e.id, e.kind, e.name, e.type, a.name AS called, a.given, a.patronymic, a.family, a.aliases, a.article_id "
    "FROM entities e JOIN appearances a ON a.entity_id = e.id WHERE e.kind <> 'place' ORDER BY e.id, a.article_id, a.id"
)
_ROLES = (
    "SELECT o.*, coalesce(b.name, l.name, o.of_text) AS body, r.published_on, r.url, r.publisher "
    "FROM roles o JOIN articles r ON r.id = o.article_id LEFT JOIN entities b ON b.id = o.institution_id "
    "LEFT JOIN entities l ON l.id = o.place_id ORDER BY o.id"
)


def ftm_entities(store: Store) -> Iterator[Entity]:
    """Everything the store knows that FollowTheMoney has a word for, in an order that does not change."""
    with reading(store.engine) as connection:
        for row in _rows(connection, _ARTICLES):
            yield _article(row)
        seen: list[Row] = []
        for row in _rows(connection, _ENTITIES):
            if seen and seen[0].id != row.id:
                yield _party(seen)
                seen = []
            seen.append(row)
            yield _mention(row)
        if seen:
            yield _party(seen)
        for row in _rows(connection, _ROLES):
            yield from _position(row)


def _rows(connection: Connection, query: str) -> Iterator[Row]:
    yield from connection.execution_options(stream_results=True, yield_per=500).execute(text(query))


def _entity(ident: str, schema: str, **properties: Any) -> Entity:
    """An entity as FollowTheMoney writes it: every property a list of texts, empty ones left out."""
    lists = {
        name: list(dict.fromkeys(str(value) for value in (values if isinstance(values, list) else [values]) if value))
        for name, values in properties.items()
    }
    return {"id": f"extractor-{ident}", "schema": schema, "properties": {n: v for n, v in lists.items() if v}}


def _article(row: Row) -> Entity:
    return _entity(
        row.id,
        "Article",
        title=row.title,
        author=json.loads(row.authors),
        publisher=row.publisher,
        publishedAt=row.published_on,
        sourceUrl=row.canonical_url or row.url,
        language=_LANGUAGES.get(row.language or ""),
        keywords=json.loads(row.tags),
        bodyText=row.text,
    )


def _party(rows: list[Row]) -> Entity:
    """A person or body, of all the articles it appears in."""
    first = rows[0]
    names = [first.name, *(row.called for row in rows)]
    if first.kind == "institution":
        aliases = [alias for row in rows for alias in json.loads(row.aliases)]
        return _entity(first.id, _SCHEMATA.get(first.type, "Organization"), name=first.name, alias=names[1:] + aliases)
    parts = {"firstName": "given", "fatherName": "patronymic", "lastName": "family"}
    named = {there: [getattr(row, here) for row in rows] for there, here in parts.items()}
    return _entity(first.id, "Person", name=names, **named)


def _mention(row: Row) -> Entity:
    schema = "Person" if row.kind == "person" else _SCHEMATA.get(row.type, "Organization")
    return _entity(
        digest("mention", row.article_id, row.id),
        "Mention",
        name=row.called,
        document=f"extractor-{row.article_id}",
        resolved=f"extractor-{row.id}",
        detectedSchema=schema,
    )


def _position(row: Row) -> Iterator[Entity]:
    source = {"sourceUrl": row.url, "publisher": row.publisher, "date": row.published_on}
    status = ["former" if row.former else None, "acting" if row.acting else None]
    person = f"extractor-{row.person_id}"
    if row.institution_id:
        body = f"extractor-{row.institution_id}"
        yield _entity(row.id, "Employment", employer=body, employee=person, role=row.title, status=status, **source)
        return
    name = f"{row.title}, {row.body}" if row.body else row.title
    post = digest("position", name)
    yield _entity(post, "Position", name=name)
    held = {"holder": person, "post": f"extractor-{post}"}
    yield _entity(row.id, "Occupancy", status=status, **held, **source)
