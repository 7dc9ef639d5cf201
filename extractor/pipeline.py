"""The six steps on one screen: Page -> Article -> Doc -> facts -> Record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor import annotate, facts, resolve
from extractor.documents import Facts
from extractor.records import Article, Provenance, Record


def records_of(articles: Iterable[Article], provenance: Provenance | None = None) -> Iterator[Record]:
    """Articles -> records (to be widened to pages)."""
    provenance = provenance or Provenance(extractor="0.1.0")
    for article in articles:
        if not annotate.has_model(article.language):
            warning = f"no model for language {article.language!r}: article only"
            yield resolve.to_record(article, None, Facts(), provenance, (warning,))
            continue
        doc = annotate.annotate(article)
        yield resolve.to_record(article, doc, facts.find(doc), provenance)
