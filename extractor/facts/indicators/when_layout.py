"""One article laid out for questions about time: sentences, what stands before each token, what kind of text it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Page, Site
from extractor.facts.text import Block, running, running_at

Spot = tuple[int, int, PeriodMention]  # the tokens of a mention: first, end
Counted = tuple[str | None, str]
MARKS = ("а", "что", "который", "при", "но", ":", ";", "(", ")", "«", "»", "—")
NO_BODY = ("title", "lead", "heading", "caption")
STEM = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """Lists by token, by sentence or by block; a "count" has one entry more than tokens: how many before each.

    words, lemmas    folded               sentence    number of the sentence a token is in
    starts, ends     of the sentences     headings    numbers of the heading blocks
    stems            of a sentence's nouns and adjectives, but in periods
    intros           tokens of the block that introduces each block: the last before a list, else the one before
    opening          tokens of the first block of the body
    dated, sites     numbers of the sentences with a period, ascending; the figures of each sentence that has any
    """

    words: list[str]
    lemmas: list[str]
    sentence: list[int]
    starts: list[int]
    ends: list[int]
    stems: list[frozenset[str]]
    headings: list[int]
    intros: list[tuple[int, int]]
    opening: tuple[int, int]
    verbs: list[int]
    amounts: list[int]
    figures: list[int]
    periods: list[int]
    commas: list[int]
    marks: tuple[list[int], ...]
    dated: list[int]
    sites: dict[int, list[Site]]
    article: list[float]

    def heading_over(self, block: int) -> int:
        """The number of the last heading before a block, -1 where there is none."""
        at = bisect_right(self.headings, block - 1) - 1
        return self.headings[at] if at >= 0 else -1


def read_layout(page: Page, spots: list[Spot], lead_end: int) -> Layout:
    text, size = page.text, len(page.words)
    blocks, starts, ends, sentence = text.blocks, text.starts, text.ends, text.sentence
    lemmas = [t.lemma for t in text.words]
    body = next((b for b in blocks if b.kind not in NO_BODY), None)
    opening = (body.start, body.end) if body is not None else (0, 0)
    dated = frozenset(sentence[at] for at, _, _ in spots)
    return Layout(
        words=[t.word for t in text.words],
        lemmas=lemmas,
        sentence=sentence,
        starts=starts,
        ends=ends,
        stems=[_stems(page, lemmas, a, b) for a, b in zip(starts, ends, strict=True)],
        headings=[n for n, b in enumerate(blocks) if b.kind == "heading"],
        intros=_intros(blocks),
        opening=opening,
        verbs=running(t.pos in ("VERB", "AUX") for t in text.words),
        amounts=running(i in page.amount_tokens for i in range(size)),
        figures=running_at(size, (s.start for s in page.sites)),
        periods=running_at(size, (at for at, _, _ in spots)),
        commas=running(t.text in (",", ";", "—", "(", ")") for t in text.words),
        marks=tuple(running_at(size, (i for i, x in enumerate(lemmas) if x == mark)) for mark in MARKS),
        dated=sorted(dated),
        sites=_sites(page),
        article=_article(page, blocks, spots, [sentence[s.start] in dated for s in page.sites], lead_end, opening),
    )


def _stems(page: Page, lemmas: list[str], start: int, end: int) -> frozenset[str]:
    return frozenset(
        lemmas[t.i][:STEM]
        for t in page.words[start:end]
        if t.pos in ("NOUN", "PROPN", "ADJ") and t.i not in page.period_tokens
    )


def _sites(page: Page) -> dict[int, list[Site]]:
    out: dict[int, list[Site]] = {}
    for site in page.sites:
        out.setdefault(page.text.sentence[site.start], []).append(site)
    return out


def counted_by(site: Site) -> Counted:
    """What a figure counts: its unit, and how its noun begins."""
    return site.amount.unit, site.noun.lemma[:STEM] if site.noun is not None else ""


def _intros(blocks: list[Block]) -> list[tuple[int, int]]:
    out, last = [], (0, 0)
    for n, b in enumerate(blocks):
        if b.kind != "list_item" or not n or blocks[n - 1].kind != "list_item":
            last = (blocks[n - 1].start, blocks[n - 1].end) if n else (0, 0)
        out.append(last)
    return out


def _article(
    page: Page, blocks: list[Block], spots: list[Spot], dated: list[bool], lead_end: int, opening: tuple[int, int]
) -> list[float]:
    """What kind of article it is: its figures, its blocks, how it opens, its tenses."""
    kinds = [b.kind for b in blocks]
    first = [p.value or "" for at, _, p in spots if opening[0] <= at < opening[1]]
    lead = [p.value or "" for at, _, p in spots if at < lead_end]
    lengths = {len(v) for v in first + lead}
    verbs = [t for t in page.words if t.pos == "VERB"]
    persons = sum(t.feats.get("Person") == "1" for t in page.words)

    def share(holds: Callable[[Site], bool]) -> float:
        return sum(holds(s) for s in page.sites) / max(1, len(page.sites))

    return [
        float(len(page.sites)),
        float(len(blocks)),
        len(spots) / max(1, len(page.sites)),
        sum(dated) / max(1, len(dated)),
        share(lambda s: s.kind == "quote"),
        *(share(lambda s, k=kind: s.amount.kind == k) for kind in ("money", "percent", "count")),  # type: ignore[misc]
        share(lambda s: s.amount.direction is not None),
        float(kinds.count("heading")),
        float(kinds.count("list_item")),
        float(len(first)),
        float(len(lead)),
        *(float(size in lengths) for size in (4, 7, 10)),
        float(any(size > 10 for size in lengths)),
        float(len({p.value for _, _, p in spots})),
        sum(t.feats.get("Tense") == "Pres" for t in verbs) / max(1, len(verbs)),
        persons / max(1, len(page.words)),
    ]
