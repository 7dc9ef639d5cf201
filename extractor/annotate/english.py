"""The English pipeline: tokens, sentences and blocks only. Amounts and periods need no more; names need a model."""

from __future__ import annotations

import spacy
from spacy.language import Language


def build() -> Language:
    """A blank English Language; Docs come from ``tokens.article_doc`` with their sentences set."""
    return spacy.blank("en")


def models() -> dict[str, str]:
    """No model is used."""
    return {}
