"""Cheap features of the parse for ranking an amount's candidate names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from extractor.facts.indicators.naming import Candidate, Named
from extractor.facts.indicators.phrase import is_noun
from extractor.facts.indicators.site import DASHES, Page, Site, sentence_start
from extractor.facts.text import Word
from extractor.facts.vectors import Floats, beside, one_hots
from extractor.facts.wordlists import entries, entries_marked, fold, rows

KINDS = ("money", "percent", "percentage_point", "count", "measure", "multiple", "fraction")
DEPS = ("nsubj", "obj", "obl", "nmod", "appos", "root", "conj", "parataxis", "nummod", "advmod")
BEFORE = (
    "в",
    "на",
    "до",
    "с",
    "по",
    "от",
    "из",
    "за",
    "при",
    "—",
    "(",
    ",",
    "около",
    "против",
    "вместо",
    "или",
    "и",
    "более",
    "не",
)
AFTER = (
    "больше",
    "меньше",
    "выше",
    "ниже",
    "—",
    ",",
    ".",
    "(",
    ")",
    "дешевле",
    "дороже",
    "в",
    "из",
    "на",
    "от",
    "и",
    "до",
)
LINKS = ("или", "против", "до", "с", "(", "и", ",", "вместо", "из", "при", "—", ";", "ещё", "а", "еще")
PRESENT = (
    "counted_noun", "subject", "object", "verb_measures", "action", "action_of", "complement", "governor", "governor_of",
    "before_dash", "clause_nominative", "noun_before", "share_of_complement", "ellipsis", "ellipsis_nominative", "inherited_0",
)  # fmt: skip
RULES = (
    "counted_noun", "number_of", "headcount", "passive_counted", "passive_counted_long", "active_counted",
    "active_counted_long", "counted_with_place", "counted_of_agent", "subject", "object", "verb_measures",
    "verb_measures_bare", "action", "action_of", "action_counted", "action_for", "complement", "quantity_of_complement",
    "quantity_of_passive", "passive_complement", "quantity_0", "quantity_1", "governor", "governor_of", "governor_up",
    "capacity", "clause_nominative", "sentence_nominative", "noun_before", "noun_before_top", "before_dash", "after_dash",
    "share_after_dash", "share_after_dash_in", "share_of_complement", "share_of_passive", "share_of_subject",
    "share_of_subject_in", "share_of_object", "share_of_object_in", "share_on", "share_on_in", "share_of_doers",
    "share_of_doers_in", "purpose_средства", "purpose_расходы", "inherited_0", "inherited_1", "inherited_2",
    "inherited_far", "ellipsis", "ellipsis_nominative", "list_previous", "list_previous_of", "list_head_of", "heading",
    "nearby_0", "nearby_1", "nearby_2",
    "number_of_doers", "doers_where", "number_of_long", "head_noun",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What all candidates of one amount share."""

    values: tuple[float, ...]
    sentence: int


@cache
def measure_kinds() -> dict[str, frozenset[str]]:
    """Measure noun -> kinds of amount it goes with."""
    return {row[0]: frozenset(row[1].split()) for row in rows("measure_nouns")}


KIND, BRANCH, WORD_BEFORE, WORD_AFTER, RULE = (one_hots(values) for values in (KINDS, DEPS, BEFORE, AFTER, RULES))


def site_facts(page: Page, site: Site, done: list[Named]) -> SiteFacts:
    """Features of the amount itself, its verb, and how it is linked to the amount before."""
    verb = site.head.verb()
    sentence = sentence_start(page.words, site.start, site.block_start)
    before = page.words[site.start - 1] if site.start > site.block_start else None
    after = page.words[site.end] if site.end < site.block_end else None
    values = [
        *KIND(site.amount.kind),
        *BRANCH(site.head.relation),
        *WORD_BEFORE(_word(before)),
        *WORD_AFTER(_word(after)),
        *_verb_values(verb),
        float(site.bracketed),
        float(site.kind == "list_item"),
        float(site.kind == "quote"),
        float(site.noun is not None),
        float(site.amount.direction is not None),
        float(site.amount.unit is None),
        *_link_values(page, site, done, sentence),
    ]
    return SiteFacts(tuple(values), sentence)


def _word(token: Word | None) -> str:
    if token is None:
        return ""
    return "—" if token.text in DASHES else token.word


def _verb_values(verb: Word | None) -> list[float]:
    lemma = verb.lemma if verb is not None else ""
    return [
        float(verb is not None),
        *(float(lemma in entries_marked("change_verbs", mark)) for mark in ("increase", "decrease", "level")),
        float(lemma in entries("measured_verbs")),
        float(lemma in entries("action_nouns")),
        float(lemma in entries("share_verbs")),
        float(verb is not None and (verb.feats.get("Voice") == "Pass" or verb.feats.get("Variant") == "Short")),
        float(verb is not None and verb.feats.get("VerbForm") == "Inf"),
    ]


def _link_values(page: Page, site: Site, done: list[Named], sentence: int) -> list[float]:
    last = done[-1].site if done else None
    if last is None or last.block != site.block:
        return [0.0] * (len(LINKS) + 7)
    between = [t for t in page.words[last.end : site.start] if not t.is_space]
    first = _word(between[0]) if between else ""
    second = _word(between[1]) if len(between) > 1 else ""
    return [
        *(float(link in (first, second)) for link in LINKS),
        1.0,
        float(last.start >= sentence),
        float(min(len(between), 30)),
        float(last.amount.kind == site.amount.kind),
        float(last.amount.unit == site.amount.unit and last.amount.unit_text == site.amount.unit_text),
        float(last.amount.direction is not None),
        float(any(t.pos in ("VERB", "AUX") for t in between)),
    ]


def found_facts(site: Site, found: list[Candidate]) -> list[float]:
    """Which of the main rules gave a candidate, and how many candidates begin with a noun of measure."""
    rules = {c.rule for c in found}
    measured = sum(1 for c in found if not c.rule.startswith("inherited") and _measure(c, site, None) == 1.0)
    return [*(float(r in rules) for r in PRESENT), float(measured), float(len(found))]


def source_facts(same: Sequence[Named], done: Sequence[Named]) -> list[float]:
    """For a name taken over: how sure it was, whether its amount was of the same kind; how often it was given before.

    ``same`` are those of ``done`` with the candidate's name.
    """
    last = same[-1] if same else None
    return [
        last.confidence if last else 0.0,
        float(len(same)),
        float(last is not None and last.site.amount.direction is not None),
        float(last is not None and last is done[-1]),
    ]


def vectors(page: Page, site: Site, shared: SiteFacts, found: list[Candidate], done: list[Named]) -> Floats:
    """(candidate, feature) vectors of an amount's candidates."""
    popular = popularities([c.name for c in found])
    own = [_features(page, site, shared, c, p) for c, p in zip(found, popular, strict=True)]
    same: dict[str, list[Named]] = {c.name: [] for c in found}
    for named in done:
        if named.candidate.name in same:
            same[named.candidate.name].append(named)
    sources = [source_facts(same[c.name], done) for c in found]
    return np.hstack([beside(own, shared.values), beside(sources, found_facts(site, found))])


def _features(page: Page, site: Site, shared: SiteFacts, candidate: Candidate, popularity: float) -> list[float]:
    """What is one candidate's own; ``popularity`` is how much the other candidates agree with it, 0..1."""
    head = page.words[candidate.at] if candidate.at >= 0 else None
    distance = site.start - candidate.at if head is not None else 60
    first = candidate.name.split()[0]
    return [
        *RULE(candidate.rule),
        float(max(-40, min(60, distance))),
        float(head is not None and shared.sentence <= candidate.at),
        float(head is not None and site.left <= candidate.at < site.right),
        float(head is not None and site.block_start <= candidate.at),
        float(len(candidate.name.split())),
        _measure(candidate, site, head),
        float(first[:1].isupper()),
        popularity,
        float(first == "доля"),
        float(candidate.at in page.person_tokens),
        float(head is not None and head.feats.get("Animacy") == "Anim"),
        float(head is not None and head.lemma in measure_kinds()),
        *_head_values(head),
    ]


def _measure(candidate: Candidate, site: Site, head: Word | None) -> float:
    """1 where the name begins with a noun that measures such amounts, 0.5 where it measures others, else 0."""
    return _measures(candidate.name, head.lemma if head is not None else "", site.amount.kind)


@lru_cache(maxsize=20_000)
def _measures(name: str, lemma: str, kind: str) -> float:
    known = measure_kinds()
    kinds = [known[n] for n in (*(fold(w) for w in name.split()[:4]), lemma) if n in known]
    if any(kind in k for k in kinds):
        return 1.0
    return 0.5 if kinds else 0.0


def _head_values(head: Word | None) -> list[float]:
    if head is None:
        return [0.0] * 8
    case = head.feats.get("Case", "")
    return [
        float(case == "Nom"),
        float(case == "Gen"),
        float(case == "Acc"),
        float(head.pos == "PROPN" or bool(head.entity)),
        float(head.dep.startswith("nsubj")),
        float(head.dep in ("root", "ROOT")),
        float(head.dep.startswith("obj")),
        float(any(c.dep == "case" for c in head.children) and is_noun(head)),
    ]


@lru_cache(maxsize=20_000)
def _long_stems(name: str) -> frozenset[str]:
    return frozenset(fold(w)[:5] for w in name.split() if len(w) > 2)


def popularities(names: list[str]) -> list[float]:
    """For each name, the mean share of its word stems that the other names have."""
    stems = [_long_stems(name) for name in names]
    out = []
    for n, own in enumerate(stems):
        size = max(1, len(own))
        others = [len(own & other) / size for m, other in enumerate(stems) if m != n]
        out.append(sum(others) / len(others) if others else 0.0)
    return out
