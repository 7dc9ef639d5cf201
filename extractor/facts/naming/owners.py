"""Names made fuller: a short name with whose or of what it is, taken from further off than its own noun phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from extractor.facts.indicators_phrase import is_noun, join, phrase
from extractor.facts.indicators_site import Page, Site, governing_verb, object_of, subject_of
from extractor.facts.naming.common import EMPTY, Candidate, lemma_of
from extractor.facts.quotes_lexicon import fold, words

SHORT, BASES, OWNER_WORDS = 2, 4, 4  # words a name is short of; short names made fuller; words of an owner
PLAIN_RULES = frozenset(
    {
        "counted_noun", "passive_counted", "active_counted", "subject", "object", "verb_measures", "verb_measures_bare",
        "action", "action_of", "quantity_of_complement", "complement", "governor", "clause_nominative", "noun_before",
        "before_dash", "inherited_0", "share_of_complement", "share_of_subject", "quantity_0",
    }
)  # fmt: skip


def fuller(page: Page, site: Site, found: list[Candidate]) -> Iterator[Candidate]:
    """«Штат увеличили до 45 человек» after a sentence on the Audit Chamber -> штат Счётной палаты."""
    bases = islice((c for c in found if c.rule in PLAIN_RULES and len(_stems(c.name)) <= SHORT), BASES)
    owners = list(_owners(page, site))
    for base in bases:
        have = _stems(base.name)
        for kind, token, text in owners:
            if not _stems(text) & have and token.i != base.at:
                yield replace(base, name=f"{base.name} {text}", of=kind, of_at=token.i)


def _stems(text: str) -> set[str]:
    return {fold(w)[:5] for w in text.split() if len(w) > 2}


def _owners(page: Page, site: Site) -> Iterator[tuple[str, Token, str]]:
    """(kind, head, words as they follow a noun) of what an amount may belong to, each words once."""
    seen: set[str] = set()
    for kind, token in _heads(page, site):
        if page.masked(token) or not is_noun(token) or token.pos_ == "PRON" or site.start <= token.i < site.end:
            continue
        if token.i in page.person_tokens or lemma_of(token) in EMPTY | words("pointing_nouns"):
            continue
        text = _as_it_stands(page, token) if kind == "complement" else page.in_case(token, "Gen")
        if text and len(text.split()) <= OWNER_WORDS + 2 and text not in seen:
            seen.add(text)
            yield kind, token, text


def _as_it_stands(page: Page, token: Token) -> str:
    case = [c for c in token.children if c.dep_ == "case"]
    return join(sorted({*phrase(token, page.masked), *case}, key=lambda t: t.i))


def _heads(page: Page, site: Site) -> Iterator[tuple[str, Token]]:
    """What an amount may belong to: of its verb, nearest body and place, subject of the sentence before, heading."""
    verb = governing_verb(site.head)
    if verb is not None:
        subject, obj = subject_of(verb), object_of(verb)
        yield from (("subject", t) for t in (subject,) if t is not None)
        yield from (("object", t) for t in (obj,) if t is not None)
        obliques = (t for t in verb.children if t.dep_.startswith("obl"))
        yield from (("complement", t) for t in islice((t for t in obliques if not page.masked(t)), 3))
    yield from (("body", page.doc[i]) for i in _nearest(page, site, page.body_tokens))
    yield from (("place", page.doc[i]) for i in _nearest(page, site, page.place_tokens))
    yield from _topics(page, site)


def _nearest(page: Page, site: Site, tokens: set[int]) -> Iterator[int]:
    """The head of the nearest name before the amount, not further than the block before."""
    for i in range(site.start - 1, max(-1, site.block_start - 80), -1):
        if i in tokens:
            top = page.doc[i]
            while top.head.i != top.i and top.head.i in tokens and abs(top.head.i - top.i) < OWNER_WORDS:
                top = top.head
            yield top.i
            return


def _topics(page: Page, site: Site) -> Iterator[tuple[str, Token]]:
    """The first noun in the nominative of the sentence before the amount's, and of the text's first block."""
    start = site.start
    while start > 0 and not page.doc[start].is_sent_start:
        start -= 1
    before = start - 1
    while before > 0 and not page.doc[before].is_sent_start:
        before -= 1
    for kind, left, right in (("sentence", before, start), ("title", 0, _first_block_end(page))):
        first = next((t for t in page.doc[max(0, left) : right] if _nominative(page, t)), None)
        if first is not None and right <= site.start:
            yield kind, first


def _first_block_end(page: Page) -> int:
    return next((int(b.end) for b in page.doc.spans["blocks"]), 0)


def _nominative(page: Page, token: Token) -> bool:
    return is_noun(token) and token.morph.get("Case", []) == ["Nom"] and not page.masked(token)
