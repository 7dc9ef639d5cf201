"""What a change is compared with: «на 7% больше, чем в 2023 году», «к прошлому году», «с начала года»."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Page, Site, sentence_end, sentence_start
from extractor.facts.indicators.when import compares
from extractor.facts.indicators.when_layout import Spot


def compared_with(page: Page, site: Site, spots: Sequence[Spot]) -> str | None:
    """The EDTF value of the period an amount that is a change is compared with; None where its sentence names none.

    Looked for after the amount up to the next amount, then before it from the sentence's beginning.
    """
    if site.amount.direction is None:
        return None
    first = sentence_start(page.words, site.start, site.block_start)
    last = sentence_end(page.words, site.end - 1, site.block_end)
    last = next((i for i in range(site.end, last) if i in page.amount_tokens), last)
    compared = [s for s in spots if s[2].relation == "since" or compares(page.words, s[0], s[1])]
    after = [s for s in compared if site.end <= s[0] < last]
    before = [s for s in compared if first <= s[0] < site.start]
    nearest = after[:1] or [s for s in before if not _amount_between(page, s, site)][-1:]
    return _value(nearest[0][2]) if nearest else None


def _amount_between(page: Page, spot: Spot, site: Site) -> bool:
    return any(i in page.amount_tokens for i in range(spot[1], site.start))


def _value(mention: PeriodMention) -> str | None:
    """The period; of «с начала года» its first day, month or year, which the change is counted from."""
    value = mention.value or ""
    return (value.split("/")[0] if mention.relation == "since" else value) or None
