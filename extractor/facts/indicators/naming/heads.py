"""Head nouns the text leaves out: they wait for a phrase of the sentence to be joined to them."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import Candidate, Named, lemma_of, quantities
from extractor.facts.indicators.site import Page, Site
from extractor.facts.wordlists import fold, rows

SIDE = 12  # tokens around the clause in which a noun that is said needs no adding


def head_noun(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«предыдущую ветку, всего 146 км» -> протяжённость; «в Чунцине за сыворотку дают 1 050 долларов» -> цена."""
    nouns = quantities(site) if site.amount.kind == "measure" else []
    sort = site.amount.kind if site.amount.direction is None else f"{site.amount.kind} change"
    for row in rows("head_nouns"):
        if row[0] == sort:
            nouns += row[1:]
    said = {
        lemma_of(t)
        for t in page.words[max(site.block_start, site.left - SIDE) : min(site.block_end, site.right + SIDE)]
    }
    for noun in nouns:
        if fold(noun.split()[0]) not in said:
            yield Candidate(noun, "head_noun", -1)
