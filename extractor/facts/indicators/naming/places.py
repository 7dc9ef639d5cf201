"""Names from where a noun stands: over the amount, first in the clause, right before it, across a dash, nearby."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.facts.indicators.naming.common import Candidate, Named, dash_owner, top_noun
from extractor.facts.indicators.naming.shares import shares_of
from extractor.facts.indicators.phrase import is_noun, phrase, render
from extractor.facts.indicators.site import DASHES, Page, Site, sentence_start
from extractor.facts.text import Word


def governor(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«штраф в 240 млн рублей» -> штраф; «дороги протяжённостью 642 км» -> протяжённость дороги."""
    over = site.head.head
    if over.i == site.head.i or not is_noun(over) or page.masked(over) or site.start <= over.i < site.end:
        return
    yield Candidate(page.nominative(over), "governor", over.i)
    up = over.head
    if over.dep.startswith(("nmod", "appos")) and is_noun(up) and not page.masked(up) and up.i != over.i:
        if over.feats.get("Case") == "Ins" or any(c.lemma in ("с", "при") for c in over.children if c.dep == "case"):
            rest = render(phrase(up, lambda x: page.masked(x) or x.i == over.i), up, "Gen")
            yield Candidate(f"{page.nominative(over)} {rest}", "governor_of", over.i)
        else:
            yield Candidate(page.nominative(up), "governor_up", up.i)


def first_nominative(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The first noun phrase in the nominative left of the amount in its clause, then in its sentence: syntax may err."""
    start = sentence_start(page.words, site.start, site.block_start)
    for rule, left in (("clause_nominative", max(site.left, start)), ("sentence_nominative", start)):
        first = next((t for t in page.words[left : site.start] if _is_free_nominative(page, t, left)), None)
        if first is not None:
            yield Candidate(page.nominative(first), rule, first.i)


def _is_free_nominative(page: Page, token: Word, left: int) -> bool:
    """A noun in the nominative that no noun before it, from ``left`` on, governs."""
    if not is_noun(token) or token.pos == "PRON" or token.feats.get("Case") != "Nom" or page.masked(token):
        return False
    return not (is_noun(token.head) and left <= token.head.i < token.i)


def noun_before(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """The noun right before the amount: «не хватает физиков (72)», «капитал 200 млн»."""
    i = site.start - 1
    while i >= site.block_start and (page.words[i].is_punct or page.words[i].pos in ("ADP", "ADV", "PART")):
        i -= 1
    if i < site.block_start or page.masked(page.words[i]) or not is_noun(page.words[i]):
        return
    noun = page.words[i]
    top = noun
    while (
        is_noun(top.head)
        and top.head.i < top.i
        and top.head.i >= site.left
        and not page.masked(top.head)
        and top.head.i != top.i
    ):
        top = top.head
    yield Candidate(page.nominative(noun), "noun_before", noun.i)
    if top.i != noun.i:
        yield Candidate(page.nominative(top), "noun_before_top", top.i)


def before_dash(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«Медианная зарплата — 285 тысяч» -> медианная зарплата."""
    owner = dash_owner(page, site)
    if owner is not None:
        yield Candidate(page.nominative(owner), "before_dash", owner.i)


def after_dash(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """«94% из них — граждане Казахстана» -> доля граждан Казахстана."""
    i = site.end
    while i < site.right and page.words[i].text not in DASHES:
        if i - site.end > 5:
            return
        i += 1
    owner = top_noun(page, i + 1, site.right) if i + 1 < site.right else None
    if owner is None:
        return
    if site.amount.kind in ("percent", "fraction"):
        yield from shares_of(page, site, done, page.in_case(owner, "Gen"), owner.i, "share_after_dash")
    else:
        yield Candidate(page.nominative(owner), "after_dash", owner.i)


def nearby(page: Page, site: Site, done: list[Named]) -> Iterator[Candidate]:
    """Noun phrases of the sentence that no other noun governs, nearest first: what is left where syntax fails."""
    found = 0
    i = site.start - 1
    while i >= site.block_start and found < 3:
        t = page.words[i]
        if (
            is_noun(t)
            and not page.masked(t)
            and t.pos != "PRON"
            and not (is_noun(t.head) and t.head.i != t.i and t.head.i >= site.left)
        ):
            yield Candidate(page.nominative(t), f"nearby_{found}", t.i)
            found += 1
        if t.begins:
            break
        i -= 1
