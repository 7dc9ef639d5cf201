"""Alembic's entry: runs migrations on the connection, and in the transaction, that schema.py hands over."""

from __future__ import annotations

from alembic import context

from extractor.store.schema import NOTE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=NOTE,
    transactional_ddl=True,
)
context.run_migrations()
