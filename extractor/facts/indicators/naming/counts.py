"""Names of counts: the counted noun with its modifiers, with its verb's participle, of its agent."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import (
    PEOPLE,
    Candidate,
    Named,
    complements,
    counted,
    is_passive,
    lemma_of,
)
from extractor.facts.indicators.phrase import active_participle, is_noun, participle
from extractor.facts.indicators.site import Page, Site, object_of, subject_of
from extractor.facts.text import Word
from extractor.facts.wordlists import entries


def counted_noun(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«214 лицензированных хлебоприёмных предприятий» -> лицензированные хлебоприёмные предприятия."""
    if site.noun is None or site.amount.kind not in ("count", "measure"):
        return
    core = counted(page, site)
    if lemma_of(site.noun) in PEOPLE or site.amount.kind == "measure":
        return
    yield Candidate(core, "counted_noun", site.noun.i)
    yield Candidate(f"число {counted(page, site, 'Gen')}", "number_of", site.noun.i)


def counted_with_participle(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«построено 40 школ» -> построенные школы; «проголосовали 312 депутатов» -> депутаты, проголосовавшие …"""
    verb = site.head.verb()
    if verb is None or site.noun is None or site.amount.kind != "count":
        return
    people = lemma_of(site.noun) in PEOPLE
    noun = counted(page, site)
    passive, active = participle(verb), active_participle(verb)
    if _has_object(site, verb):
        passive = None  # «тушили пожар 45 спасателей»: they did it
    rest = complements(page, site, verb)
    is_subject = site.head.dep.startswith("nsubj") or site.noun.dep.startswith("nsubj")
    tells = lemma_of(verb) not in entries("empty_verbs")
    if passive and (not is_subject or is_passive(verb)):
        if tells:
            yield Candidate(passive if people else f"{passive} {noun}", "passive_counted", verb.i)
        if rest:
            yield Candidate(f"{passive if people else noun + ', ' + passive} {rest}", "passive_counted_long", verb.i)
    if active and is_subject and active != passive:
        if tells:
            yield Candidate(active if people else f"{noun}, {active}", "active_counted", verb.i)
        if rest:
            yield Candidate(f"{active if people else noun + ', ' + active} {rest}", "active_counted_long", verb.i)
    beside = rest if people else complements(page, site, verb, objects=False)
    if beside and not people:
        yield Candidate(f"{noun} {beside}", "counted_with_place", verb.i)
    if tells or not people:
        yield from _headcounts(
            page, site, verb, passive if not is_subject or is_passive(verb) else None, beside, people
        )


def _has_object(site: Site, verb: Word) -> bool:
    found = object_of(verb)
    return found is not None and not is_passive(verb) and not site.start <= found.i < site.end and is_noun(found)


def _headcounts(
    page: Page, site: Site, verb: Word, passive: str | None, rest: str, people: bool
) -> Iterator[Candidate]:
    """«действуют 17,8 тыс. предприятий в секторе» -> число предприятий в секторе; «занято 44,9 тыс.» -> число занятых."""
    rest = rest or _where(page, verb)
    doers = participle(verb, case="gent") if passive else active_participle(verb, case="gent")
    if people and doers:
        yield Candidate(f"число {doers} {rest}", "number_of_doers", verb.i)
        if rest:
            plain = participle(verb) if passive else active_participle(verb)
            yield Candidate(f"{plain} {rest}", "doers_where", verb.i)
    elif not people and rest:
        yield Candidate(f"число {counted(page, site, 'Gen')} {rest}", "number_of_long", verb.i)


def _where(page: Page, verb: Word) -> str:
    """The noun a clause with «где» hangs on, in its place: «хаб, где занимаются до 700 человек» -> в хабе."""
    if not any(c.word == "где" for c in verb.children):
        return ""
    noun = verb.head
    if noun.i == verb.i or not is_noun(noun) or page.masked(noun):
        return ""
    return f"в {page.in_case(noun, 'Loc')}"


def clause_subject_people(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«на стройке заняты 3 400 рабочих» as it stands, for people: численность …"""
    if site.noun is not None and site.amount.kind == "count" and lemma_of(site.noun) not in PEOPLE:
        yield Candidate(f"численность {counted(page, site, 'Gen')}", "headcount", site.noun.i)


def of_agent(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«палата запланировала не менее 70 проверок» -> проверки палаты."""
    verb = site.head.verb()
    subj = subject_of(verb) if verb is not None else None
    if subj is None or site.noun is None or site.amount.kind != "count" or page.masked(subj) or not is_noun(subj):
        return
    if subj.pos != "PRON" and not site.start <= subj.i < site.end and lemma_of(site.noun) not in PEOPLE:
        yield Candidate(f"{counted(page, site)} {page.in_case(subj, 'Gen')}", "counted_of_agent", subj.i)


def capacity(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«девять школ на 8 225 мест» -> вместимость школ."""
    if site.amount.kind != "count" or lemma_of(page.words[site.start - 1] if site.start else None) != "на":
        return
    over = site.head.head
    if over.i != site.head.i and is_noun(over) and over.i < site.start:
        named = next((n for n in reversed(done[-2:]) if n.site.noun is not None and n.site.noun.i == over.i), None)
        whose = render_plural(page, named, over)
        yield Candidate(f"вместимость {whose}", "capacity", over.i)


def render_plural(page: Page, named: Named | None, over: Word) -> str:
    """The genitive of a noun; of what was counted, where the noun was counted itself."""
    if named is not None:
        return counted(page, named.site, "Gen")
    return page.in_case(over, "Gen")
