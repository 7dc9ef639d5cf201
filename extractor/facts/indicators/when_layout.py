"""One article laid out for questions about time: sentences, what stands before each token, what kind of text it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from spacy.tokens import Doc, Span, Token

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Page, Site
from extractor.facts.lexicon import fold

Spot = tuple[int, int, PeriodMention]  # the tokens of a mention: first, end
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
    dated: frozenset[int]
    article: list[float]

    def same_sentence(self, a: int, b: int) -> bool:
        return self.sentence[a] == self.sentence[b]

    def heading_over(self, block: int) -> int:
        """The number of the last heading before a block, -1 where there is none."""
        at = bisect_right(self.headings, block - 1) - 1
        return self.headings[at] if at >= 0 else -1


def read_layout(page: Page, spots: list[Spot], lead_end: int) -> Layout:
    doc = page.doc
    blocks = list(doc.spans["blocks"])
    starts = sorted({t.i for t in doc if t.is_sent_start} | {b.start for b in blocks} | {0})
    ends = [*starts[1:], len(doc)]
    sentence = [n for n, (a, b) in enumerate(zip(starts, ends, strict=True)) for _ in range(a, b)]
    lemmas = [fold(t.lemma_) for t in doc]
    body = next((b for b in blocks if b.label_ not in NO_BODY), None)
    opening = (body.start, body.end) if body is not None else (0, 0)
    dated = frozenset(sentence[at] for at, _, _ in spots)
    return Layout(
        words=[fold(t.text) for t in doc],
        lemmas=lemmas,
        sentence=sentence,
        starts=starts,
        ends=ends,
        stems=[_stems(page, lemmas, a, b) for a, b in zip(starts, ends, strict=True)],
        headings=[n for n, b in enumerate(blocks) if b.label_ == "heading"],
        intros=_intros(blocks),
        opening=opening,
        verbs=_count(doc, lambda t: t.pos_ in ("VERB", "AUX")),
        amounts=_count(doc, lambda t: t.i in page.amount_tokens),
        figures=_count_at(len(doc), (s.start for s in page.sites)),
        periods=_count_at(len(doc), (at for at, _, _ in spots)),
        commas=_count(doc, lambda t: t.text in (",", ";", "—", "(", ")")),
        marks=tuple(_count_at(len(doc), (i for i, x in enumerate(lemmas) if x == mark)) for mark in MARKS),
        dated=dated,
        article=_article(page, blocks, spots, [sentence[s.start] in dated for s in page.sites], lead_end, opening),
    )


def between(counts: list[int], low: int, high: int) -> int:
    """How many of what is counted stand from token ``low`` to before ``high``."""
    return counts[high] - counts[low] if low < high else 0


def _count(doc: Doc, holds: Callable[[Token], bool]) -> list[int]:
    return [0, *accumulate(int(holds(t)) for t in doc)]


def _count_at(length: int, places: Iterable[int]) -> list[int]:
    here = [0] * length
    for i in places:
        here[i] += 1
    return [0, *accumulate(here)]


def _stems(page: Page, lemmas: list[str], start: int, end: int) -> frozenset[str]:
    return frozenset(
        lemmas[t.i][:STEM]
        for t in page.doc[start:end]
        if t.pos_ in ("NOUN", "PROPN", "ADJ") and t.i not in page.period_tokens
    )


def _intros(blocks: list[Span]) -> list[tuple[int, int]]:
    out, last = [], (0, 0)
    for n, b in enumerate(blocks):
        if b.label_ != "list_item" or not n or blocks[n - 1].label_ != "list_item":
            last = (blocks[n - 1].start, blocks[n - 1].end) if n else (0, 0)
        out.append(last)
    return out


def _article(
    page: Page, blocks: list[Span], spots: list[Spot], dated: list[bool], lead_end: int, opening: tuple[int, int]
) -> list[float]:
    """What kind of article it is: its figures, its blocks, how it opens, its tenses."""
    kinds = [b.label_ for b in blocks]
    first = [p.value or "" for at, _, p in spots if opening[0] <= at < opening[1]]
    lead = [p.value or "" for at, _, p in spots if at < lead_end]
    lengths = {len(v) for v in first + lead}
    verbs = [t for t in page.doc if t.pos_ == "VERB"]
    persons = sum(t.morph.get("Person", []) == ["1"] for t in page.doc)

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
        sum(t.morph.get("Tense", []) == ["Pres"] for t in verbs) / max(1, len(verbs)),
        persons / max(1, len(page.doc)),
    ]
