"""Names joined from two phrases: a candidate and what stands apart from it («оценка» + «Nairi Voice»)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractor.facts.indicators_phrase import is_noun, join, phrase
from extractor.facts.indicators_site import Page, Site
from extractor.facts.indicators_stems import stems
from extractor.facts.naming import Candidate, Named

BASES, KEPT, LONGEST = 10, 12, 7
KINDS = ("alone", "with_preposition", "genitive", "of_name_before")


@dataclass(frozen=True, slots=True)
class Joined:
    """A name to rank: its candidate, the kind of phrase joined to it (of KINDS), the joined phrase's token, -1 for none."""

    name: str
    base: Candidate
    kind: str = "alone"
    at: int = -1


@dataclass(frozen=True, slots=True)
class Likely:
    """The probability of each word stem to belong to the name, and their sum: the length to expect."""

    of: Mapping[str, float]
    total: float

    def agreement(self, name: str) -> float:
        """The token F1 a name can be expected to have."""
        own = stems(name)
        if not own:
            return 0.0
        return 2 * sum(self.of.get(s, 0.0) for s in own) / (sum(own.values()) + self.total)


def joined(
    page: Page, site: Site, sentence: int, found: Sequence[Candidate], done: Sequence[Named], likely: Likely
) -> list[Joined]:
    """Every candidate alone, then the most promising pairs of a candidate and a phrase beside it, best first."""
    known = {c.name for c in found}
    bases = sorted(found, key=lambda c: -likely.agreement(c.name))[:BASES]
    beside = [(text, at, kind, stems(text)) for text, at, kind in _beside(page, site, sentence, done)]
    pairs: dict[str, tuple[float, Joined]] = {}
    for base in bases:
        own, alone = stems(base.name), likely.agreement(base.name)
        for text, at, kind, words in beside:
            name = f"{base.name} {text}"
            if own.keys() & words.keys() or name in known or name in pairs:
                continue
            agreement = likely.agreement(name)
            if agreement > alone:
                pairs[name] = (agreement, Joined(name, base, kind, at))
    best = sorted(pairs.values(), key=lambda p: -p[0])[:KEPT]
    return [*(Joined(c.name, c) for c in found), *(pair for _, pair in best)]


def _beside(page: Page, site: Site, sentence: int, done: Sequence[Named]) -> Iterator[tuple[str, int, str]]:
    """(text, token, kind) of phrases of the amount's sentence, and of what the names before end with; each text once."""
    seen: set[str] = set()
    end = sentence + 1
    while end < site.block_end and not page.doc[end].is_sent_start:
        end += 1
    for t in page.doc[sentence:end]:
        if not is_noun(t) or t.pos_ == "PRON" or page.masked(t) or site.start <= t.i < site.end:
            continue
        if t.dep_.split(":")[0] in ("flat", "compound") and is_noun(t.head):
            continue
        before = [c for c in t.children if c.dep_ == "case" and c.i < t.i]
        if before:
            text = join(sorted({*before, *phrase(t, page.masked)}, key=lambda x: x.i))
            yield from _new(text, t.i, "with_preposition", seen)
        yield from _new(page.in_case(t, "Gen"), t.i, "genitive", seen)
    for named in reversed(done[-2:]):
        yield from _new(" ".join(named.candidate.name.split()[1:]), -1, "of_name_before", seen)


def _new(text: str, at: int, kind: str, seen: set[str]) -> Iterator[tuple[str, int, str]]:
    text = " ".join(text.split()).strip(" ,;:—")
    if text and text not in seen and len(text.split()) <= LONGEST:
        seen.add(text)
        yield text, at, kind
