"""A SQLite store in the browser (extra ``[ui]``): Datasette with pages of our own for corpus, article and series."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.errors import StoreError
from extractor.store import open_store

PLUGINS = Path(__file__).parent / "plugins"
_FACETS = {
    "articles": ["publisher", "language", "section"],
    "indicator_series": ["indicator", "place", "status", "unit"],
}


def application(url: str) -> Any:
    """The Datasette instance that shows the store at ``url`` (sqlite:///file.db), read only. Raises StoreError."""
    try:
        from datasette.app import Datasette
    except ImportError as error:
        raise StoreError("extractor serve needs the package datasette: pip install 'extractor[ui]'") from error
    with open_store(url, read_only=True) as store:
        if store.engine.dialect.name != "sqlite" or not store.engine.url.database:
            raise StoreError("extractor serve shows SQLite stores: extractor export and load make one of any other")
        path = Path(store.engine.url.database)
    tables = {name: {"facets": facets} for name, facets in _FACETS.items()}
    metadata = {"title": "extractor", "databases": {path.stem: {"tables": tables}}}
    return Datasette([str(path)], plugins_dir=str(PLUGINS), metadata=metadata, settings={"sql_time_limit_ms": 5000})


def serve(url: str, host: str = "127.0.0.1", port: int = 8001) -> None:
    """Serve the store until interrupted; on the loopback address unless told otherwise. Raises StoreError."""
    app = application(url)
    import uvicorn

    uvicorn.run(app.app(), host=host, port=port, log_level="warning", lifespan="on")
