"""What the naming rules share: the types, and the parts of the sentence that several rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from extractor.annotate.morphology import best_parse, inflect
from extractor.facts import wordlists
from extractor.facts.indicators.phrase import is_noun, join, participle, phrase, render
from extractor.facts.indicators.site import DASHES, Page, Site
from extractor.facts.text import Word
from extractor.facts.wordlists import entries_marked


class Candidate(NamedTuple):
    """A name, the rule that made it, the token it comes from (-1 for none) and the share's base, if it is one."""

    name: str
    rule: str
    at: int
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An amount that has been given its name, and how sure that is (0..1): what later amounts may take over."""

    site: Site
    candidate: Candidate
    confidence: float = 0.5


Rule = Callable[[Page, Site, list[Named]], Iterator[Candidate]]
EMPTY = entries_marked("empty_nouns", "always") | entries_marked("empty_nouns", "bare")
PEOPLE = frozenset({"человек", "люди"})


def lemma_of(token: Word | None) -> str:
    return token.lemma if token is not None else ""


def rows(name: str, lemma: str) -> list[tuple[str, ...]]:
    return [row for row in wordlists.rows(name) if row[0] == lemma]


def is_passive(verb: Word) -> bool:
    return verb.feats.get("Voice") == "Pass" or verb.feats.get("Variant") == "Short"


def counted(page: Page, site: Site, case: str = "Nom") -> str:
    """The phrase of the counted noun, in a UD case; kept, since many rules ask for the same."""
    noun = site.noun
    assert noun is not None
    key = (site, case)
    if key not in page.counted:
        banned = page.masked_but_own(site)
        page.counted[key] = render(phrase(noun, lambda t: t.i in banned), noun, case, "Plur")
    return page.counted[key]


def complements(page: Page, site: Site, verb: Word, objects: bool = True) -> str:
    """Complements of a verb that are no amount, no period and no place, as they stand; without ``objects`` only those
    with a preposition, which may stand beside a noun too.
    """
    out = []
    for t in verb.children:
        if not objects and not any(c.dep == "case" for c in t.children):
            continue
        if t.relation not in ("obj", "obl", "iobj") or page.masked(t) or t.i in page.place_tokens:
            continue
        if site.start <= t.i < site.end or not is_noun(t) or t.pos == "PRON" or lemma_of(t) in EMPTY:
            continue
        tokens = phrase(t, page.masked)
        if tokens and len(tokens) <= 8:
            with_case = sorted({*tokens, *(c for c in t.children if c.dep == "case")}, key=lambda x: x.i)
            out.append(join(with_case))
    return " ".join(out[:2])


def complement_of(page: Page, site: Site) -> Word | None:
    """The genitive after a unit: «1,9 млн тонн сена» -> сена."""
    for owner in (site.noun, site.head):
        if owner is None:
            continue
        for t in owner.children:
            if (
                t.i >= site.end
                and t.dep.startswith("nmod")
                and is_noun(t)
                and not any(c.dep == "case" for c in t.children)
            ):
                return t
    if site.end < len(page.words):
        t = page.words[site.end]
        if is_noun(t) and t.feats.get("Case") == "Gen" and t.i < site.right and not page.masked(t):
            return t
    return None


def passive_like(verb: Word, noun: Word, case: str) -> str | None:
    """The passive participle that agrees with a noun, in an OpenCorpora case."""
    plural = participle(verb, "Plur", "nomn")
    if plural is None:
        return None
    number = noun.feats.get("Number", "Sing")
    parse = best_parse(noun.text, noun.pos, noun.features)
    gender = parse.feats.get("Gender") if parse and number == "Sing" else None
    ud = {"nomn": "Nom", "gent": "Gen"}[case]
    return inflect(plural, case=ud, number=number, gender=gender, pos="VERB", feats="VerbForm=Part")


def quantities(site: Site) -> list[str]:
    unit = site.amount.unit or ""
    for key in (unit, site.amount.kind):
        for row in rows("unit_quantities", key) or rows("unit_quantities", key.split("/")[0]):
            return list(row[1:])
    return []


def _dash_before(page: Page, site: Site) -> int | None:
    """Index of the dash right before an amount, words like «около», «по», «ещё», «лишь» and commas between aside."""
    for i in range(site.start - 1, max(site.left, site.start - 5) - 1, -1):
        t = page.words[i]
        if t.text in DASHES and (i + 1 >= len(page.words) or t.spaced):
            return i
        if t.pos not in ("ADP", "ADV", "PART", "CCONJ", "PUNCT", "DET", "PRON"):
            return None
    return None


def dash_owner(page: Page, site: Site) -> Word | None:
    """The head of what stands left of a dash: «средняя зарплата по предприятию в октябре — 512 тысяч тенге»."""
    dash = _dash_before(page, site)
    if dash is None:
        return None
    left = dash
    while left > site.left and not (page.words[left - 1].text == "," and _starts_item(page, left, dash)):
        left -= 1
    return top_noun(page, left, dash)


def _starts_item(page: Page, start: int, dash: int) -> bool:
    """Whether the words after a comma begin a member of a list of their own: a noun not governed from before."""
    return any(is_noun(t) and not start <= t.head.i < dash for t in page.words[start:dash])


def top_noun(page: Page, start: int, end: int) -> Word | None:
    nouns = [t for t in page.words[start:end] if is_noun(t) and not page.masked(t) and t.pos != "PRON"]
    inside = {t.i for t in nouns}
    free = [t for t in nouns if t.head.i not in inside]
    nominative = [t for t in free if t.feats.get("Case") == "Nom"]
    bare = [t for t in free if not any(c.dep == "case" for c in t.children)]
    return next(iter(nominative or bare or free), None)
