"""How the words about a figure speak of time: a linear model trained by corpora/training/period_words.py."""

from __future__ import annotations

from functools import cache

import numpy as np

from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import Calendar
from extractor.facts.indicators.when_features import morph
from extractor.facts.indicators.when_layout import Layout
from extractor.facts.text import Word
from extractor.facts.vectors import Floats, shipped

Weights = dict[str, Floats]
# no period; one named in the sentence; the day, month or year of publication; one named elsewhere
SORTS = ("none", "sentence", "published", "elsewhere")
BEFORE, AFTER, BESIDE, ABOVE = 12, 8, 4, 3  # tokens, tokens, tokens, arcs
MORPH = ("Aspect", "Tense", "VerbForm", "Voice")


def words_about(calendar: Calendar, site: Site) -> frozenset[str]:
    """The lemmas near a figure, those beside it, over it in the tree, its verb, noun and unit, each marked as such."""
    layout = calendar.layout
    own = layout.sentence[site.start]
    start, end = max(layout.starts[own], site.start - BEFORE), min(layout.ends[own], site.end + AFTER)
    found = {f"u:{site.amount.unit}", f"k:{site.amount.kind}"}
    for token in calendar.page.words[start:end]:
        lemma = _lemma(calendar, site, token)
        if lemma:
            found.add(f"w:{lemma}")
            if abs(token.i - site.start) <= BESIDE:
                found.add(f"{'b' if token.i < site.start else 'a'}:{lemma}")
    return frozenset(found | _over(layout, site))


def _lemma(calendar: Calendar, site: Site, token: Word) -> str:
    """«#» for a word of another amount; "" for blanks, marks and numbers."""
    if token.is_space or token.is_punct:
        return ""
    if token.i in calendar.page.amount_tokens and not site.start <= token.i < site.end:
        return "#"
    lemma = calendar.layout.lemmas[token.i]
    return "" if any(c.isdigit() for c in lemma) else lemma


def _over(layout: Layout, site: Site) -> set[str]:
    found: set[str] = set()
    verb, at = site.head.verb(), site.head
    if verb is not None:
        found.add(f"v:{layout.lemmas[verb.i]}")
        found.add("m:" + "".join(morph(verb, name) for name in MORPH))
    if site.noun is not None:
        found.add(f"n:{layout.lemmas[site.noun.i]}")
    for n in range(ABOVE):
        at = at.head
        found |= {f"h:{layout.lemmas[at.i]}", f"h{n}:{layout.lemmas[at.i]}"}
    return found


def sorts_of(words: frozenset[str], weights: Weights) -> list[float]:
    """How likely each of SORTS is; ``weights`` has a row for each word and, under "", the level without any."""
    known = [weights[w] for w in sorted(words) if w in weights]
    scores = np.sum([weights[""], *known], axis=0)
    raised = np.exp(scores - scores.max())
    return [float(x) for x in raised / raised.sum()]


@cache
def load_words() -> Weights:
    """The shipped weights ``data/period_words.json``."""
    return {word: np.asarray(row, dtype=np.float64) for word, row in shipped("period_words").items()}
