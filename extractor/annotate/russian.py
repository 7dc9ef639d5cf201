"""The Russian pipeline: razdel's tokens, slovnet's networks, pymorphy's dictionary, as spaCy components."""

from __future__ import annotations

from importlib.metadata import version

import spacy
from spacy.language import Language

from extractor.annotate import components, tokens, weights


def build() -> Language:
    """A spaCy Language with the steps of this package."""
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": tokens.TOKENIZER}}})
    for step in components.STEPS:
        nlp.add_pipe(step)
    return nlp


def models() -> dict[str, str]:
    """Names and versions of what annotates Russian, for a record's provenance."""
    return {**weights.versions(), **{name: version(name) for name in ("razdel", "pymorphy2", "pymorphy2-dicts-ru")}}
