"""Names of shares: «доля X», «доля X в Y»."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import (
    Candidate,
    Named,
    complement_of,
    complements,
    lemma_of,
    passive_like,
)
from extractor.facts.indicators.phrase import active_participle, is_noun
from extractor.facts.indicators.site import Page, Site, object_of, subject_of
from extractor.facts.wordlists import entries


def shares_of(page: Page, site: Site, done: list[Named], of: str, at: int, rule: str) -> Iterator[Candidate]:
    """«доля X» and «доля X в Y», Y being the base the sentence or the figure before gives."""
    yield Candidate(f"доля {of}", rule, at)
    base = _base(page, site, done)
    if base and base != of:
        yield Candidate(f"доля {of} в {base}", rule + "_in", at, base)


def _base(page: Page, site: Site, done: list[Named]) -> str | None:
    """What a share is taken of, in the prepositional case: the genitive after it, or what the figure before measures."""
    of = complement_of(page, site)
    if of is not None and not page.masked(of):
        return page.in_case(of, "Loc")
    if done and done[-1].site.block == site.block:
        last = done[-1]
        noun = (
            last.site.noun
            if last.site.amount.kind == "count"
            else (page.words[last.candidate.at] if last.candidate.at >= 0 else None)
        )
        if noun is not None and is_noun(noun):
            return page.in_case(noun, "Loc", "Plur" if last.site.amount.kind == "count" else None)
    return None


def share(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Индивидуальные дома обеспечили 46% объёма», «на кыргызский экспорт пришлось …» -> доля …"""
    if site.amount.kind not in ("percent", "fraction") or site.amount.direction is not None:
        return  # the size of a change is no share of anything
    verb = site.head.verb()
    of = complement_of(page, site)
    if of is not None and not page.masked(of):
        yield Candidate(f"доля {page.in_case(of, 'Gen')}", "share_of_complement", of.i)
        if verb is not None:
            form = passive_like(verb, of, "gent")
            if form:
                yield Candidate(f"доля {form} {page.in_case(of, 'Gen')}", "share_of_passive", of.i)
    if verb is None:
        return
    subj = subject_of(verb)
    if (
        subj is not None
        and not site.start <= subj.i < site.end
        and is_noun(subj)
        and subj.pos != "PRON"
        and not page.masked(subj)
    ):
        yield from shares_of(page, site, done, page.in_case(subj, "Gen"), subj.i, "share_of_subject")
    obj = object_of(verb)
    if (
        obj is not None
        and not site.start <= obj.i < site.end
        and is_noun(obj)
        and obj.pos != "PRON"
        and not page.masked(obj)
    ):
        yield from shares_of(page, site, done, page.in_case(obj, "Gen"), obj.i, "share_of_object")
    for t in verb.children:
        if t.dep.startswith("obl") and not page.masked(t) and any(c.lemma == "на" for c in t.children) and is_noun(t):
            yield from shares_of(page, site, done, page.in_case(t, "Gen"), t.i, "share_on")
    who = active_participle(verb, case="gent")
    if who and lemma_of(verb) not in entries("share_verbs") | entries("change_verbs"):
        rest = complements(page, site, verb)
        yield from shares_of(page, site, done, f"{who} {rest}".strip(), verb.i, "share_of_doers")
