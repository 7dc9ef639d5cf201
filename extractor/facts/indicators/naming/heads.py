"""Head nouns the text leaves out: they wait for a phrase of the sentence to be joined to them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import Candidate, Named, quantities
from extractor.facts.indicators.site import Page, Site
from extractor.facts.lexicon import table


def head_noun(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«предыдущую ветку, всего 146 км» -> протяжённость; «в Чунцине за сыворотку дают 1 050 долларов» -> цена."""
    nouns = quantities(site) if site.amount.kind == "measure" else []
    for row in table("head_nouns"):
        if row[0] == site.amount.kind:
            nouns += row[1:]
    for noun in nouns:
        yield Candidate(noun, "head_noun", -1)
