"""Scores of records against gold: precision, recall and F1 of people, roles, institutions, amounts, facts, quotes.

Matching rules live in ``matching``, the count of one article in ``scorer``, the gold corpus in ``gold``; scores are sums
of true positives, predictions and gold items, so they add up over articles.
"""

from __future__ import annotations

from extractor.evaluate.gold import Corpus, GoldArticle, load_corpus
from extractor.evaluate.scorer import ROWS, Tally, score_article

__all__ = ["ROWS", "Corpus", "GoldArticle", "Tally", "load_corpus", "score_article"]
