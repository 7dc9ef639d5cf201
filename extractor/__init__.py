"""extractor: news pages in, structured records out.

>>> import extractor
>>> record = extractor.extract(html, url="https://…")           # doctest: +SKIP
>>> record = extractor.extract_text("Экспорт вырос на 5%.")     # doctest: +SKIP
>>> for record in extractor.Pipeline().pipe(pages): ...         # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Page", "Pipeline", "Record", "__version__", "extract", "extract_text"]

if TYPE_CHECKING:
    from extractor.documents import Page
    from extractor.pipeline import Pipeline, extract, extract_text
    from extractor.records import Record

_HOMES = {
    "Page": "extractor.documents",
    "Pipeline": "extractor.pipeline",
    "Record": "extractor.records",
    "extract": "extractor.pipeline",
    "extract_text": "extractor.pipeline",
}


def __getattr__(name: str) -> object:
    """Import on first use: spaCy and the models cost two seconds that ``extractor --help`` need not pay."""
    if name not in _HOMES:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
