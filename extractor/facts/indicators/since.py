"""What a change is compared with: «на 7% больше, чем в 2023 году», «к прошлому году», «с начала года»."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Page, Site
from extractor.facts.lexicon import fold

Spot = tuple[int, int, PeriodMention]  # first token, token after the last, the mention

LEADS = frozenset({"чем", "к", "ко", "против", "сравнению", "отношению"})
SAYS = frozenset({"назад", "ранее", "раньше", "прошлогодний", "прошлогодним", "прошлогоднего", "прошлогоднему"})
LEAD_TOKENS = 3


def compared_with(page: Page, site: Site, spots: Sequence[Spot]) -> str | None:
    """The EDTF value of the period an amount that is a change is compared with; None where its sentence names none.

    Looked for after the amount up to the next amount, then before it from the sentence's beginning.
    """
    if site.amount.direction is None:
        return None
    first, last = site.start, site.end
    while first > site.block_start and not page.doc[first].is_sent_start:
        first -= 1
    while last < site.block_end and not page.doc[last].is_sent_start and last not in page.amount_tokens:
        last += 1
    compared = [s for s in spots if _compares(page.doc, s)]
    after = [s for s in compared if site.end <= s[0] < last]
    before = [s for s in compared if first <= s[0] < site.start]
    nearest = after[:1] or [s for s in before if not _amount_between(page, s, site)][-1:]
    return _value(nearest[0][2]) if nearest else None


def _compares(doc: Doc, spot: Spot) -> bool:
    start, end, mention = spot
    if mention.relation == "since":
        return True
    words = [fold(t.text) for t in doc[start:end]]
    if SAYS.intersection(words):
        return True
    before = doc[max(0, start - LEAD_TOKENS) : start]
    near = [fold(t.text) for t in before if not t.is_punct]
    return bool(LEADS.intersection(near[-LEAD_TOKENS:])) or words[0] in LEADS


def _amount_between(page: Page, spot: Spot, site: Site) -> bool:
    return any(i in page.amount_tokens for i in range(spot[1], site.start))


def _value(mention: PeriodMention) -> str | None:
    """The period; of «с начала года» its first day, month or year, which the change is counted from."""
    value = mention.value or ""
    return (value.split("/")[0] if mention.relation == "since" else value) or None
