"""The steps between a page and its record, on one screen: clean -> annotate -> facts -> resolve."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from extractor import __version__, annotate, clean, facts, resolve
from extractor.clean.language import detect_language
from extractor.clean.plain import article_from_text
from extractor.documents import Facts, Page
from extractor.errors import ExtractorError, PageError
from extractor.records import Article, Provenance, Record

OnError = Callable[[Page, ExtractorError], None]
Cleaned = tuple[Article, Provenance]


class Pipeline:
    """Turns many pages into records; models are loaded once, on first use.

    >>> pipeline = Pipeline()
    >>> for record in pipeline.pipe(pages):            # doctest: +SKIP
    ...     print(record.article.title, len(record.indicators))

    language, published_at: what the caller knows of every page (ISO 639-1; ISO 8601); else read off the page.
    batch_size: how many articles are annotated together; more costs memory and saves little beyond 16.
    """

    def __init__(self, *, language: str | None = None, published_at: str | None = None, batch_size: int = 16) -> None:
        self.language, self.published_at, self.batch_size = language, published_at, batch_size

    def record(self, page: Page) -> Record:
        """The record of one page. Raises PageError where the page holds no article that can be read."""
        return next(self.records([self.clean(page)]))

    def pipe(self, pages: Iterable[Page], *, on_error: OnError | None = None) -> Iterator[Record]:
        """Records of pages, in order and in batches. A page without an article goes to ``on_error``; without one it raises."""
        yield from self.records(self._cleaned(pages, on_error))

    def clean(self, page: Page) -> Cleaned:
        """The article of one page and where it comes from."""
        article, path = clean.clean(page, language=self.language, published_at=self.published_at)
        provenance = Provenance(
            extractor=__version__,
            fetched_at=page.fetched_at,
            source=page.source or page.url,
            html_sha256=hashlib.sha256(page.content).hexdigest(),
            clean=path,
        )
        return article, provenance

    def records(self, cleaned: Iterable[Cleaned]) -> Iterator[Record]:
        """Records of articles, in order."""
        cleaned = iter(cleaned)
        while batch := list(islice(cleaned, self.batch_size)):
            readable = [article for article, _ in batch if annotate.has_model(article.language)]
            docs = annotate.pipe(readable, batch_size=self.batch_size)
            for article, provenance in batch:
                if annotate.has_model(article.language):
                    doc = next(docs)
                    provenance = provenance.model_copy(update={"models": annotate.models(article.language)})
                    warnings = () if annotate.has_names(article.language) else (_no_names(article.language),)
                    yield resolve.to_record(article, doc, facts.find(doc), provenance, warnings)
                else:
                    yield resolve.to_record(article, None, Facts(), provenance, (_no_model(article.language),))

    def _cleaned(self, pages: Iterable[Page], on_error: OnError | None) -> Iterator[Cleaned]:
        for page in pages:
            try:
                cleaned = self.clean(page)
            except ExtractorError as error:
                if on_error is None:
                    raise
                on_error(page, error)
            else:
                yield cleaned


def _no_names(language: str | None) -> str:
    return f"no names for language {language!r}: amounts and periods only; people, roles and indicators need a model"


def _no_model(language: str | None) -> str:
    return f"no model for language {language or 'unknown'}: the article only, no facts"


def extract(html: str | bytes, *, url: str | None = None, published_at: str | None = None) -> Record:
    """The record of one news page.

    html: the page, as received (bytes) or decoded (str). url: where it came from; it picks the site's profile and
    dates the page where nothing else does. published_at: ISO 8601, taken instead of the date the page states.
    Raises errors.PageError where the page holds no article.
    """
    content = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    charset = "text/html; charset=utf-8" if isinstance(html, str) else None
    return Pipeline(published_at=published_at).record(Page(content=content, url=url, content_type=charset, source=url))


def extract_text(
    text: str,
    *,
    title: str | None = None,
    language: str | None = None,
    published_at: str | None = None,
    url: str | None = None,
) -> Record:
    """The record of a plain text, its blocks split at blank lines. Raises errors.PageError where it is empty.

    language: ISO 639-1; found from the text where not given. published_at: ISO 8601; relative times («в прошлом
    году») stay unresolved without it.
    """
    if not any(letter.isalpha() for letter in text):
        raise PageError("the text holds no words: give an article")
    language = language or detect_language(text)
    article = article_from_text(text, title=title, language=language, published_at=published_at, url=url)
    provenance = Provenance(
        extractor=__version__,
        source=url,
        html_sha256=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        clean="text",
    )
    return next(Pipeline().records([(article, provenance)]))
