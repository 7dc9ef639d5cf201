"""Doc and its mentions -> what each amount measures: name, whose, when, whether it has happened, and who says so."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import (
    AmountMention,
    IndicatorMention,
    NameMention,
    PeriodMention,
    QuoteMention,
    RoleMention,
)
from extractor.facts.indicators.attribution import Attribution
from extractor.facts.indicators.names import best_name
from extractor.facts.indicators.naming import Candidate, Named
from extractor.facts.indicators.rank import best_period
from extractor.facts.indicators.since import compared_with
from extractor.facts.indicators.site import Page, Site, read_page
from extractor.facts.indicators.when import When, read_calendar
from extractor.facts.indicators.where import Where, read_map
from extractor.facts.indicators.where_rank import best_place
from extractor.facts.modality import statuses_of
from extractor.records import Status


def find_indicators(
    doc: Doc,
    names: tuple[NameMention, ...],
    roles: tuple[RoleMention, ...],
    amounts: tuple[AmountMention, ...],
    periods: tuple[PeriodMention, ...],
    quotes: tuple[QuoteMention, ...],
) -> tuple[IndicatorMention, ...]:
    """One indicator for each amount that measures something, in text order.

    ``about`` and ``attributed_to`` hold only mentions of ``names``; the change is the amount's own.
    """
    page = read_page(doc, names, amounts, periods)
    calendar, places = read_calendar(page, periods), read_map(page, names, roles)
    attribution = Attribution(doc, names, quotes)
    named: list[Named] = []
    found: list[IndicatorMention] = []
    statuses = statuses_of(doc, [s.amount for s in page.sites])
    for site, status in zip(page.sites, statuses, strict=True):
        name = best_name(page, site, named)
        if name is None:
            continue
        when = best_period(calendar, site, status)
        where = best_place(places, site, status)
        since = compared_with(page, site, calendar.spots)
        found.append(_indicator(page, site, name.candidate, when, where, status, since, attribution))
        named.append(name)
    return tuple(found)


def _indicator(
    page: Page,
    site: Site,
    candidate: Candidate,
    when: When,
    where: Where,
    status: Status,
    since: str | None,
    attribution: Attribution,
) -> IndicatorMention:
    """The indicator of one amount. Its evidence is the stretch from the name's noun to the amount."""
    amount = site.amount
    start, end = _evidence(page, site, candidate)
    return IndicatorMention(
        start,
        end,
        page.doc._.article.text[start:end],
        candidate.rule,
        name=candidate.name,
        amount=amount,
        base=candidate.base,
        about=where.mentions,
        period=when.value,
        period_mention=when.mention,
        period_relation=when.relation,
        status=status,
        direction=amount.direction,
        from_amount=amount.from_amount if amount.direction else None,
        since=since,
        attributed_to=attribution.of(amount),
    )


def _evidence(page: Page, site: Site, candidate: Candidate) -> tuple[int, int]:
    """Code points from the noun the name comes from to the amount, where they share a block; else the amount's."""
    start, end = site.amount.start, site.amount.end
    if site.block_start <= candidate.at < site.block_end:
        token = page.words[candidate.at]
        start, end = min(start, token.idx), max(end, token.idx + len(token.text))
    return start, end
