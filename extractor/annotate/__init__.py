"""Article -> spaCy Doc: tokens, sentences, morphology, lemmas, syntax and names. Holds the models.

What the rest of the code may rely on, whatever the language and whatever made it:

* ``doc.text == article.text``; ``doc._.article`` is the article.
* Blank lines between blocks are tokens with ``is_space``; every other token lies within one block.
* ``doc.spans["blocks"]`` has one Span a block, in order, its ``label_`` the block's kind;
  ``doc.spans["attributions"]`` has one Span for each quote's attribution line.
* ``doc.sents`` never cross a block; each is one tree, and its root is the one token that is its own head.
  ``token.pos_``, ``token.morph`` are Universal Dependencies; ``token.lemma_`` is the dictionary form in lower case, е
  for ё, the infinitive for participles (morphology.nominative_singular gives their nominative); ``token.dep_`` and
  ``token.head`` are UD syntax. White space hangs on the token before it and has no lemma.
* ``doc.ents`` are PER, LOC and ORG; none crosses a block or a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from extractor.annotate import english, russian
from extractor.annotate.tokens import article_doc
from extractor.records import Article


@dataclass(frozen=True)
class Pipeline:
    """How a language is annotated: ``build`` makes its spaCy Language (steps that work on Docs with tokens, sentences
    and blocks), ``models`` names what it uses and its version, ``names`` is false where its Docs have tokens and
    sentences only, no morphology, syntax or names.
    """

    build: Callable[[], Language]
    models: Callable[[], dict[str, str]]
    names: bool = True


# The place where another language's pipeline plugs in, by ISO 639-1 code. Its Docs come from tokens.article_doc, whose
# tokens and sentences do for any language with spaces between words; its steps are what its module's build adds.
PIPELINES = {
    "ru": Pipeline(russian.build, russian.models),
    "en": Pipeline(english.build, english.models, names=False),
}

_loaded: dict[str, Language] = {}


def has_model(language: str | None) -> bool:
    """True where articles in ``language`` (ISO 639-1) can be annotated."""
    return language in PIPELINES


def has_names(language: str | None) -> bool:
    """True where a language's Docs have names, morphology and syntax; else only amounts and periods are found."""
    return language in PIPELINES and PIPELINES[language].names


def load(language: str) -> Language:
    """The spaCy pipeline of a language, built once a process. Raises KeyError where there is none."""
    if language not in _loaded:
        _loaded[language] = PIPELINES[language].build()
    return _loaded[language]


def annotate(article: Article) -> Doc:
    """One article annotated; see the module's text for what the Doc holds. KeyError for a language without a model."""
    return next(pipe([article]))


def pipe(articles: Iterable[Article], batch_size: int = 16) -> Iterator[Doc]:
    """Articles annotated, in order and in batches. One without a language is read as Russian; KeyError as for load."""
    for language, run in groupby(articles, key=lambda article: article.language or "ru"):
        nlp = load(language)
        yield from nlp.pipe((article_doc(nlp.vocab, article) for article in run), batch_size=batch_size)


def models(language: str | None) -> dict[str, str]:
    """Name and version of each model that annotates a language, for provenance; none for a language without one."""
    return PIPELINES[language].models() if language in PIPELINES else {}
