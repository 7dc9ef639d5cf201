"""Record -> JSONL, SQLite, PostgreSQL, Parquet."""
