"""Datasette's plug-in point: our pages under /-/corpus, /-/article/<id> and /-/series."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from extractor.serve import pages


@hookimpl  # type: ignore[untyped-decorator,unused-ignore]  # datasette ships no types
def register_routes() -> list[tuple[str, Any]]:
    """Addresses and the functions that answer them."""
    return [
        (r"^/-/corpus$", pages.corpus),
        (r"^/-/article/(?P<ident>[0-9A-Za-z_.-]+)$", pages.article),
        (r"^/-/series$", pages.series),
    ]


@hookimpl  # type: ignore[untyped-decorator,unused-ignore]  # datasette ships no types
def menu_links() -> list[dict[str, str]]:
    """Our pages in Datasette's menu."""
    return [{"href": "/-/corpus", "label": "Corpus"}, {"href": "/-/series", "label": "Series"}]
