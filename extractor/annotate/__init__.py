"""Article -> spaCy Doc: tokens, sentences, morphology, lemmas, syntax and names. Holds the models.

What the rest of the code may rely on, whatever the language and whatever made it:

* ``doc.text == article.text``; ``doc._.article`` is the article.
* Blank lines between blocks are tokens with ``is_space``; every other token lies within one block.
* ``doc.spans["blocks"]`` has one Span a block, in order, its ``label_`` the block's kind;
  ``doc.spans["attributions"]`` has one Span for each quote's attribution line.
* ``doc.sents`` never cross a block. ``token.pos_``, ``token.morph`` are Universal Dependencies;
  ``token.lemma_`` is the dictionary form in lower case; ``token.dep_`` and ``token.head`` are UD syntax.
* ``doc.ents`` are PER, LOC and ORG.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from extractor.annotate import russian
from extractor.records import Article

# The place where another language's pipeline plugs in: ISO 639-1 code -> a function that builds its Language.
PIPELINES = {"ru": russian.build}

_loaded: dict[str, Language] = {}


def has_model(language: str | None) -> bool:
    """True where articles in ``language`` (ISO 639-1) can be annotated."""
    return language in PIPELINES


def load(language: str) -> Language:
    """The spaCy pipeline of a language, built once a process. Raises KeyError where there is none."""
    if language not in _loaded:
        _loaded[language] = PIPELINES[language]()
    return _loaded[language]


def annotate(article: Article) -> Doc:
    """One article annotated; see the module's text for what the Doc holds."""
    return next(iter(pipe([article])))


def pipe(articles: Iterable[Article], batch_size: int = 16) -> Iterator[Doc]:
    """Articles, all of one language that has a model, annotated in order and in batches."""


    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return
    nlp = load(first.language or "ru")
    docs = (russian.blank_doc(nlp, article) for article in itertools.chain([first], articles))
    yield from nlp.pipe(docs, batch_size=batch_size)


def models(language: str | None) -> dict[str, str]:
    """Name and version of each model that annotates a language, for provenance."""
    return {"slovnet": "0.6.0"} if language == "ru" else {}
