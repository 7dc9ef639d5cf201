"""First version of the store: tables, full-text search, views."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from extractor.store.migrations.statements import add_search, run_script

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables in an empty database."""
    op.create_table(
        "entities",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("kind", sa.Text(), nullable=False, comment="person, institution or place"),
        sa.Column("key", sa.Text(), nullable=False, comment="the entity's key in records"),
        sa.Column("name", sa.Text(), nullable=False, comment="the longest name any article gives"),
        sa.Column(
            "type", sa.Text(), nullable=False, comment="kind of institution or place; other where articles say no more"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("extractor", sa.Text(), nullable=False, comment="version of extractor"),
        sa.Column("schema_version", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False, comment="JSON object: name and version of each model"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        comment="each combination of versions that made records",
    )
    op.create_table(
        "articles",
        sa.Column(
            "seq",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="number of the row in this database only",
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("run_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("lead", sa.Text(), nullable=True),
        sa.Column("authors", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("published_at", sa.Text(), nullable=True, comment="ISO 8601, with the offset where it is known"),
        sa.Column("published_on", sa.Date(), nullable=True, comment="the day of published_at, local to the medium"),
        sa.Column("modified_at", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lemmas", sa.Text(), nullable=False, comment="dictionary forms of the words of text, for search"),
        sa.Column("warnings", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("record", sa.Text(), nullable=False, comment="the record as it was stored, JSON"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_articles_run_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_published_on"), "articles", ["published_on"], unique=False)
    op.create_index(op.f("ix_articles_run_id"), "articles", ["run_id"], unique=False)
    op.create_table(
        "amounts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("local_id", sa.Text(), nullable=False, comment="id within the record"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True, comment="exact decimal in base units, n/d for a fraction"),
        sa.Column("number", sa.Numeric(), nullable=True, comment="value as a number"),
        sa.Column("low", sa.Text(), nullable=True),
        sa.Column("low_number", sa.Numeric(), nullable=True),
        sa.Column("high", sa.Text(), nullable=True),
        sa.Column("high_number", sa.Numeric(), nullable=True),
        sa.Column("comparator", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_text", sa.Text(), nullable=True),
        sa.Column("per_value", sa.Text(), nullable=True),
        sa.Column("per_number", sa.Numeric(), nullable=True),
        sa.Column("per_unit", sa.Text(), nullable=True),
        sa.Column("per_unit_text", sa.Text(), nullable=True),
        sa.Column("equivalent_to", sa.Text(), nullable=True, comment="id of the amount this one restates"),
        sa.Column(
            "start_char",
            sa.Integer(),
            nullable=False,
            comment="first code point of the evidence, counted from 0",
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="code point after the last one of the evidence"),
        sa.Column("evidence", sa.Text(), nullable=False, comment="the words that state the fact"),
        sa.Column("rule", sa.Text(), nullable=False, comment="the rule that read them"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_amounts_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amounts")),
    )
    op.create_index(op.f("ix_amounts_article_id"), "amounts", ["article_id"], unique=False)
    op.create_table(
        "appearances",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("local_id", sa.Text(), nullable=False, comment="id within the record"),
        sa.Column("name", sa.Text(), nullable=False, comment="name as this article has it, nominative"),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("patronymic", sa.Text(), nullable=True),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True, comment="kind of institution or place as this article has it"),
        sa.Column("aliases", sa.Text(), nullable=False, comment="JSON list"),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_appearances_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_appearances_entity_id")),
        sa.ForeignKeyConstraint(["place_id"], ["entities.id"], name=op.f("fk_appearances_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appearances")),
        comment="what one article calls an entity",
    )
    op.create_index(op.f("ix_appearances_article_id"), "appearances", ["article_id"], unique=False)
    op.create_index(op.f("ix_appearances_entity_id"), "appearances", ["entity_id"], unique=False)
    op.create_index(op.f("ix_appearances_place_id"), "appearances", ["place_id"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_mentions_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_mentions_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentions")),
    )
    op.create_index(op.f("ix_mentions_article_id"), "mentions", ["article_id"], unique=False)
    op.create_index(op.f("ix_mentions_entity_id"), "mentions", ["entity_id"], unique=False)
    op.create_table(
        "periods",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("local_id", sa.Text(), nullable=False, comment="id within the record"),
        sa.Column("value", sa.Text(), nullable=True, comment="EDTF"),
        sa.Column("first_day", sa.Date(), nullable=True, comment="first day of the period"),
        sa.Column("last_day", sa.Date(), nullable=True, comment="last day of the period"),
        sa.Column(
            "start_char",
            sa.Integer(),
            nullable=False,
            comment="first code point of the evidence, counted from 0",
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="code point after the last one of the evidence"),
        sa.Column("evidence", sa.Text(), nullable=False, comment="the words that state the fact"),
        sa.Column("rule", sa.Text(), nullable=False, comment="the rule that read them"),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_periods_article_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_periods")),
    )
    op.create_index(op.f("ix_periods_article_id"), "periods", ["article_id"], unique=False)
    op.create_table(
        "quotes",
        sa.Column(
            "seq",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="number of the row in this database only",
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("local_id", sa.Text(), nullable=False, comment="id within the record"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("lemmas", sa.Text(), nullable=False, comment="dictionary forms of the words of text, for search"),
        sa.Column("speaker_id", sa.Text(), nullable=True),
        sa.Column(
            "start_char",
            sa.Integer(),
            nullable=False,
            comment="first code point of the evidence, counted from 0",
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="code point after the last one of the evidence"),
        sa.Column("evidence", sa.Text(), nullable=False, comment="the words that state the fact"),
        sa.Column("rule", sa.Text(), nullable=False, comment="the rule that read them"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_quotes_article_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["speaker_id"], ["entities.id"], name=op.f("fk_quotes_speaker_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_quotes")),
        sa.UniqueConstraint("id", name=op.f("uq_quotes_id")),
    )
    op.create_index(op.f("ix_quotes_article_id"), "quotes", ["article_id"], unique=False)
    op.create_index(op.f("ix_quotes_speaker_id"), "quotes", ["speaker_id"], unique=False)
    op.create_table(
        "roles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="0 for the most specific role the article gives the person",
        ),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("institution_id", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Text(), nullable=True),
        sa.Column("of_text", sa.Text(), nullable=True),
        sa.Column("former", sa.Boolean(), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column(
            "start_char",
            sa.Integer(),
            nullable=False,
            comment="first code point of the evidence, counted from 0",
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="code point after the last one of the evidence"),
        sa.Column("evidence", sa.Text(), nullable=False, comment="the words that state the fact"),
        sa.Column("rule", sa.Text(), nullable=False, comment="the rule that read them"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_roles_article_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["institution_id"], ["entities.id"], name=op.f("fk_roles_institution_id")),
        sa.ForeignKeyConstraint(["person_id"], ["entities.id"], name=op.f("fk_roles_person_id")),
        sa.ForeignKeyConstraint(["place_id"], ["entities.id"], name=op.f("fk_roles_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    op.create_index(op.f("ix_roles_article_id"), "roles", ["article_id"], unique=False)
    op.create_index(op.f("ix_roles_institution_id"), "roles", ["institution_id"], unique=False)
    op.create_index(op.f("ix_roles_person_id"), "roles", ["person_id"], unique=False)
    op.create_index(op.f("ix_roles_place_id"), "roles", ["place_id"], unique=False)
    op.create_table(
        "indicators",
        sa.Column(
            "seq",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="number of the row in this database only",
        ),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("local_id", sa.Text(), nullable=False, comment="id within the record"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "lemmas", sa.Text(), nullable=False, comment="dictionary forms of the words of name and base, for search"
        ),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("amount_id", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=True, comment="EDTF"),
        sa.Column("first_day", sa.Date(), nullable=True, comment="first day of the period"),
        sa.Column("last_day", sa.Date(), nullable=True, comment="last day of the period"),
        sa.Column("period_id", sa.Text(), nullable=True),
        sa.Column("period_relation", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column(
            "change", sa.Text(), nullable=True, comment="increase or decrease where the amount is the size of a change"
        ),
        sa.Column("change_from", sa.Text(), nullable=True, comment="id of the amount it changed from"),
        sa.Column("change_since", sa.Text(), nullable=True, comment="EDTF"),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.Column(
            "start_char",
            sa.Integer(),
            nullable=False,
            comment="first code point of the evidence, counted from 0",
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="code point after the last one of the evidence"),
        sa.Column("evidence", sa.Text(), nullable=False, comment="the words that state the fact"),
        sa.Column("rule", sa.Text(), nullable=False, comment="the rule that read them"),
        sa.ForeignKeyConstraint(["amount_id"], ["amounts.id"], name=op.f("fk_indicators_amount_id")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_indicators_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["attributed_to"], ["entities.id"], name=op.f("fk_indicators_attributed_to")),
        sa.ForeignKeyConstraint(["period_id"], ["periods.id"], name=op.f("fk_indicators_period_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_indicators")),
        sa.UniqueConstraint("id", name=op.f("uq_indicators_id")),
    )
    op.create_index(op.f("ix_indicators_amount_id"), "indicators", ["amount_id"], unique=False)
    op.create_index(op.f("ix_indicators_article_id"), "indicators", ["article_id"], unique=False)
    op.create_index(op.f("ix_indicators_attributed_to"), "indicators", ["attributed_to"], unique=False)
    op.create_index(op.f("ix_indicators_period_id"), "indicators", ["period_id"], unique=False)
    op.create_table(
        "indicator_about",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="hash of the row's content"),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_indicator_about_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"], name=op.f("fk_indicator_about_entity_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_indicator_about_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_about")),
        comment="what an indicator holds for",
    )
    op.create_index(op.f("ix_indicator_about_article_id"), "indicator_about", ["article_id"], unique=False)
    op.create_index(op.f("ix_indicator_about_entity_id"), "indicator_about", ["entity_id"], unique=False)
    op.create_index(op.f("ix_indicator_about_indicator_id"), "indicator_about", ["indicator_id"], unique=False)
    for table in ("articles", "indicators", "quotes"):
        add_search(table)
    run_script("views_0001.sql")
