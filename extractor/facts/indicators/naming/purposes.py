"""Names of money by its purpose."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import Candidate, Named
from extractor.facts.indicators.phrase import is_noun, join, phrase
from extractor.facts.indicators.site import Page, Site


def purpose(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«11,3 млрд тенге направит на строительство ветки» -> средства на строительство ветки."""
    if site.amount.kind != "money":
        return
    verb = site.head.verb()
    owners = [
        site.head,
        site.noun,
        verb,
        *([t for t in verb.children if t.dep in ("xcomp", "csubj", "nsubj")] if verb else []),
    ]
    for owner in [o for o in owners if o is not None]:
        for t in owner.children:
            lead = next((c for c in t.children if c.dep == "case" and c.lemma in ("на", "для", "за")), None)
            if lead is None or page.masked(t) or not is_noun(t) or site.start <= t.i < site.end:
                continue
            words = join([lead, *(x for x in phrase(t, page.masked) if x.i != lead.i)])
            for noun in ("средства", "расходы"):
                yield Candidate(f"{noun} {words}", f"purpose_{noun}", t.i)
