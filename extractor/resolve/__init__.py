"""Mentions -> entities -> Record: nominative names, coreference, stable keys, ids in place of mentions."""

from __future__ import annotations

import hashlib

from spacy.tokens import Doc

from extractor.documents import AmountMention, Facts, IndicatorMention, Mention, NameMention, PeriodMention, PerUnit
from extractor.fetch.normalise import identity
from extractor.records import Amount, Article, Change, Evidence, Indicator, Per, Period, Provenance, Quote, Record
from extractor.resolve.entities import resolve_entities


def record_id(article: Article) -> str:
    """The same for the same article: hash of what all its addresses share (see ``identity``), else of its text."""
    name = identity(article.canonical_url, article.url) or article.text
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def to_record(
    article: Article, doc: Doc | None, facts: Facts, provenance: Provenance, warnings: tuple[str, ...] = ()
) -> Record:
    """The record of one article. ``doc`` is None (and ``facts`` empty) for a language without a model."""
    if doc is None:
        return Record(id=record_id(article), article=article, warnings=warnings, provenance=provenance)
    entities = resolve_entities(doc, facts)
    amounts = {m: f"a{n}" for n, m in enumerate(facts.amounts, 1)}
    periods = {m: f"t{n}" for n, m in enumerate(facts.periods, 1)}
    return Record(
        id=record_id(article),
        article=article,
        people=entities.people,
        institutions=entities.institutions,
        places=entities.places,
        amounts=tuple(_amount(m, amounts) for m in facts.amounts),
        periods=tuple(Period(id=periods[m], value=m.value, evidence=_evidence(m)) for m in facts.periods),
        indicators=tuple(_indicator(n, m, amounts, periods, entities.id_of) for n, m in enumerate(facts.indicators, 1)),
        quotes=tuple(
            Quote(
                id=f"q{n}",
                text=m.words,
                speaker=entities.id_of.get(m.speaker) if m.speaker else None,
                kind=m.kind,
                evidence=_evidence(m),
            )
            for n, m in enumerate(facts.quotes, 1)
        ),
        warnings=warnings,
        provenance=provenance,
    )


def _evidence(mention: Mention) -> Evidence:
    return Evidence(start=mention.start, end=mention.end, text=mention.text, rule=mention.rule)


def exact(number: object) -> str | None:
    """A Decimal as the schema writes it: no exponent, no superfluous zeros; None stays None."""
    if number is None:
        return None
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _per(per: PerUnit | None) -> Per | None:
    return Per(value=exact(per.value) or "1", unit=per.unit, unit_text=per.unit_text) if per else None


def _amount(m: AmountMention, ids: dict[AmountMention, str]) -> Amount:
    return Amount(
        id=ids[m],
        kind=m.kind,
        value=f"{m.fraction[0]}/{m.fraction[1]}" if m.fraction else exact(m.value),
        low=exact(m.low),
        high=exact(m.high),
        comparator=m.comparator,
        unit=m.unit,
        unit_text=m.unit_text,
        per=_per(m.per),
        equivalent_to=ids.get(m.equivalent_to) if m.equivalent_to else None,
        evidence=_evidence(m),
    )


def _indicator(
    number: int,
    m: IndicatorMention,
    amounts: dict[AmountMention, str],
    periods: dict[PeriodMention, str],
    entity_ids: dict[NameMention, str],
) -> Indicator:
    return Indicator(
        id=f"i{number}",
        name=m.name,
        base=m.base,
        about=tuple(dict.fromkeys(entity_ids[x] for x in m.about)),
        amount=amounts[m.amount],
        period=m.period,
        period_ref=periods[m.period_mention] if m.period_mention else None,
        period_relation=m.period_relation,
        status=m.status,
        change=Change(
            direction=m.direction, from_amount=amounts[m.from_amount] if m.from_amount else None, since=m.since
        )
        if m.direction
        else None,
        attributed_to=entity_ids[m.attributed_to] if m.attributed_to else None,
        evidence=_evidence(m),
    )
