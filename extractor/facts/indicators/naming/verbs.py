"""Names from the amount's verb: subject, object, nominalised verb, what a verb measures, what a unit measures."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import (
    EMPTY,
    Candidate,
    Named,
    complement_of,
    counted,
    dash_owner,
    is_passive,
    lemma_of,
    passive_like,
    quantities,
    rows,
)
from extractor.facts.indicators.phrase import is_noun, join, phrase
from extractor.facts.indicators.site import Page, Site, object_of, subject_of
from extractor.facts.text import Word
from extractor.facts.wordlists import entries

AMOUNTS = frozenset({"размер", "стоимость", "сумма", "цена"})
WEATHER_UNITS = frozenset({"Cel", "m/s"})


def subject(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Среднемесячная номинальная зарплата составила 403 251 тенге» -> среднемесячная номинальная зарплата."""
    verb = site.head.verb()
    subj = subject_of(verb) if verb is not None else None
    if subj is None or site.start <= subj.i < site.end or page.masked(subj) or not is_noun(subj) or subj.pos == "PRON":
        return
    yield Candidate(page.nominative(subj), "subject", subj.i)


def object_(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«предложил увеличить её штат на четверть» -> штат."""
    verb = site.head.verb()
    obj = object_of(verb) if verb is not None else None
    if obj is None or site.start <= obj.i < site.end or page.masked(obj) or not is_noun(obj) or obj.pos == "PRON":
        return
    yield Candidate(page.nominative(obj), "object", obj.i)


def verb_measures(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«килограмм говядины стоит 3 150 тенге» -> цена килограмма говядины."""
    verb = site.head.verb()
    if verb is None:
        return
    for _, noun, whose, kinds in rows("measured_verbs", lemma_of(verb)):
        if site.amount.kind not in kinds.split():
            continue
        if noun == "превышение" and site.amount.direction is None:
            continue  # «запасы превысили 800 млрд» is a level
        owner = _owner(page, site, verb, whose)
        if owner is not None and noun in AMOUNTS and lemma_of(owner) in entries("measure_nouns"):
            continue  # «размер зарплаты», «стоимость ущерба» say no more than «зарплата», «ущерб»
        if owner is not None:
            case = "Acc" if whose.endswith("-on") or noun.endswith((" на", " за")) else "Gen"
            yield Candidate(f"{noun} {page.in_case(owner, case)}", "verb_measures", owner.i)
        else:
            yield Candidate(noun, "verb_measures_bare", verb.i)


def _owner(page: Page, site: Site, verb: Word, whose: str) -> Word | None:
    """The noun whose measure it is; ``whose`` as in the data file."""
    if whose.startswith("object"):
        found = object_of(verb)
    elif whose == "genitive":
        found = next((t for t in verb.children if t.feats.get("Case") == "Gen" and is_noun(t)), None)
    elif whose == "on-object":
        found = next((t for t in verb.children if any(c.lemma == "на" for c in t.children)), None)
    elif whose == "place":
        found = next((t for t in verb.children if t.dep.startswith("obl")), None)
    else:
        found = subject_of(verb)
    if (
        found is None
        or site.start <= found.i < site.end
        or page.masked(found)
        or not is_noun(found)
        or found.pos == "PRON"
    ):
        return None
    return found


def action(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Казахстан добыл 57,3 млн т нефти и конденсата» -> добыча нефти и конденсата."""
    verb = site.head.verb()
    if verb is None:
        return
    of = complement_of(page, site) or object_of(verb) or (subject_of(verb) if is_passive(verb) else None)
    if of is not None and (site.number_end <= of.i < site.end and site.amount.kind == "money"):
        of = None
    for _, noun in rows("action_nouns", lemma_of(verb)):
        if of is not None and not page.masked(of) and of.pos != "PRON":
            yield Candidate(f"{noun} {page.in_case(of, 'Gen')}", "action_of", of.i)
        elif site.amount.kind == "count" and site.noun is not None:
            yield Candidate(f"{noun} {counted(page, site, 'Gen')}", "action_counted", site.noun.i)
        yield Candidate(noun, "action", verb.i)
        for t in verb.children:
            if t.dep.startswith("obl") and any(c.lemma in ("на", "для") for c in t.children) and not page.masked(t):
                words = phrase(t, page.masked)
                case = [c for c in t.children if c.dep == "case"]
                yield Candidate(f"{noun} {join(sorted([*case, *words], key=lambda x: x.i))}", "action_for", t.i)


def complement(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Заготовлено 1,9 млн тонн сена» -> заготовленное сено, объём заготовленного сена."""
    of = complement_of(page, site)
    if of is None or page.masked(of) or site.amount.kind == "percent":
        return
    yield Candidate(page.nominative(of), "complement", of.i)
    quantity = quantities(site)
    if quantity:
        yield Candidate(f"{quantity[0]} {page.in_case(of, 'Gen')}", "quantity_of_complement", of.i)
    verb = site.head.verb()
    number = of.feats.get("Number", "Sing")
    if verb is not None and is_passive(verb):
        form = passive_like(verb, of, "gent")
        if form and quantity:
            yield Candidate(f"{quantity[0]} {form} {page.in_case(of, 'Gen')}", "quantity_of_passive", of.i)
        form = passive_like(verb, of, "nomn")
        if form:
            yield Candidate(f"{form} {page.nominative(of, number)}", "passive_complement", of.i)


def quantity(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Новая линия, всего 146 км» -> протяжённость новой линии: the quantity its unit measures, of the noun near it."""
    owners = []
    verb = site.head.verb()
    if verb is not None:
        owners += [t for t in (subject_of(verb), object_of(verb)) if t is not None]
    if is_noun(site.head.head) and site.head.head.i != site.head.i:
        owners.append(site.head.head)
    dash = dash_owner(page, site)
    if dash is not None:
        owners.append(dash)
    for q in quantities(site)[:2]:
        for owner in owners:
            if (
                not (site.start <= owner.i < site.end)
                and not page.masked(owner)
                and is_noun(owner)
                and owner.pos != "PRON"
                and lemma_of(owner) not in entries("measure_nouns") | EMPTY
            ):
                yield Candidate(
                    f"{q} {page.in_case(owner, 'Gen')}", f"quantity_{min(quantities(site).index(q), 1)}", owner.i
                )
    if site.amount.unit in WEATHER_UNITS:
        yield Candidate(quantities(site)[-1], "quantity_1", -1)
