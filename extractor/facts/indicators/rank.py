"""The period the ranker likes best for a figure; its trees are trained by corpora/training/rank_periods.py."""

from __future__ import annotations

import numpy as np

from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import Calendar, When, when_candidates
from extractor.facts.indicators.when_mentions import when_vectors
from extractor.facts.indicators.when_words import load_words, sorts_of, words_about
from extractor.facts.trees import Trees, load
from extractor.records import Status


def best_period(calendar: Calendar, site: Site, status: Status, trees: Trees | None = None) -> When:
    """The period the ranker likes best for a figure of that status."""
    found = when_candidates(calendar, site)
    sorts = sorts_of(words_about(calendar, site), load_words())
    rows = when_vectors(calendar, site, found, status, sorts)
    return found[int(np.argmax((trees or load("period_ranker")).score(rows)))]
