"""Names joined from two phrases: a candidate and what stands apart from it («оценка» + «Nairi Voice»)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from extractor.facts.indicators_phrase import is_noun, join, phrase
from extractor.facts.indicators_site import Page, Site
from extractor.facts.indicators_stems import stem_list
from extractor.facts.indicators_words import PREPOSITIONS
from extractor.facts.naming import Candidate, Named
from extractor.facts.quotes_lexicon import fold

GENITIVES = frozenset({"genitive", "of_sentence_before"})
OWNERS = frozenset({"у", "из", "среди"})
BASES, BASES_OF_TWO, KEPT, LONGEST = 10, 4, 16, 7
KINDS = ("alone", "with_preposition", "genitive", "of_name_before", "of_sentence_before")


@dataclass(frozen=True, slots=True)
class Joined:
    """A name to rank: its candidate, the kind of phrase joined to it (of KINDS), the joined phrase's token, -1 for none."""

    name: str
    base: Candidate
    kind: str = "alone"
    at: int = -1


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands beside a candidate: its words, its token (-1 for none), its kind, its stems and what they are worth."""

    text: str
    at: int
    kind: str
    stems: frozenset[str]
    worth: Worth


class Worth(NamedTuple):
    """The probabilities of a name's words to belong to it, summed, and how many words it has."""

    chances: float
    words: int

    def __add__(self, other: object) -> Worth:
        assert isinstance(other, Worth)
        return Worth(self.chances + other.chances, self.words + other.words)


@dataclass(frozen=True, slots=True)
class Likely:
    """The probability of each word stem to belong to the name, and their sum: the length to expect."""

    of: Mapping[str, float]
    total: float

    def worth(self, name: str) -> Worth:
        own = stem_list(name)
        return Worth(sum(self.of.get(s, 0.0) for s in dict.fromkeys(own)), len(own))

    def agreement(self, worth: Worth) -> float:
        """The token F1 a name can be expected to have."""
        return 2 * worth.chances / (worth.words + self.total) if worth.words else 0.0


@dataclass(frozen=True, slots=True)
class Draft:
    """A name under way, with what it is worth."""

    name: Joined
    stems: frozenset[str]
    worth: Worth
    agreement: float


def joined(
    page: Page, site: Site, sentence: int, found: Sequence[Candidate], done: Sequence[Named], likely: Likely
) -> list[Joined]:
    """Every candidate alone, then the most promising of them with one or two phrases beside them, best first."""
    alone = [_draft(Joined(c.name, c), likely) for c in found]
    beside = [
        Phrase(text, at, kind, frozenset(stem_list(text)), likely.worth(text))
        for text, at, kind in _beside(page, site, sentence, done)
    ]
    known = {c.name for c in found}
    pairs = _with(_best(alone, BASES), beside, known, likely)
    threes = _with(pairs[:BASES_OF_TWO], beside, known | {p.name.name for p in pairs}, likely)
    return [*(d.name for d in alone), *(d.name for d in _best([*pairs, *threes], KEPT))]


def _draft(name: Joined, likely: Likely) -> Draft:
    worth = likely.worth(name.name)
    return Draft(name, frozenset(stem_list(name.name)), worth, likely.agreement(worth))


def _best(drafts: Sequence[Draft], count: int) -> list[Draft]:
    return sorted(drafts, key=lambda d: -d.agreement)[:count]


def _with(bases: Sequence[Draft], beside: Sequence[Phrase], known: Set[str], likely: Likely) -> list[Draft]:
    """Names of a base and a phrase that raises what can be expected of it, best first; none twice."""
    out: dict[str, Draft] = {}
    for base in bases:
        genitive = _takes_genitive(base.name.name)
        for phrase_ in beside:
            worth = base.worth + phrase_.worth
            agreement = likely.agreement(worth)
            if agreement <= base.agreement or (phrase_.kind in GENITIVES and not genitive):
                continue
            name = f"{base.name.name} {phrase_.text}"
            if name in known or name in out or not base.stems.isdisjoint(phrase_.stems):
                continue
            made = Joined(name, base.name.base, phrase_.kind, phrase_.at)
            out[name] = Draft(made, base.stems | phrase_.stems, worth, agreement)
    return _best(list(out.values()), KEPT)


def _takes_genitive(name: str) -> bool:
    """No genitive after a preposition's phrase («плата за проезд» + «города») or after a comma."""
    return "," not in name and not any(fold(w) in PREPOSITIONS for w in name.split()[1:])


def _beside(page: Page, site: Site, sentence: int, done: Sequence[Named]) -> Iterator[tuple[str, int, str]]:
    """(text, token, kind) of phrases of the amount's sentence and the one before, then of what the names before end
    with; each text once.
    """
    seen: set[str] = set()
    end = sentence + 1
    while end < site.block_end and not page.doc[end].is_sent_start:
        end += 1
    yield from _phrases(page, site, sentence, end, seen)
    for named in reversed(done[-2:]):
        yield from _new(" ".join(named.candidate.name.split()[1:]), -1, "of_name_before", seen)
    start = sentence
    while start > site.block_start and (start == sentence or not page.doc[start].is_sent_start):
        start -= 1
    for text, at, kind in _phrases(page, site, start, sentence, seen):
        if kind == "genitive":
            yield text, at, "of_sentence_before"


def _phrases(page: Page, site: Site, start: int, end: int, seen: set[str]) -> Iterator[tuple[str, int, str]]:
    for t in page.doc[start:end]:
        if not is_noun(t) or t.pos_ == "PRON" or page.masked(t) or site.start <= t.i < site.end:
            continue
        if t.dep_.split(":")[0] in ("flat", "compound") and is_noun(t.head):
            continue
        before = [c for c in t.children if c.dep_ == "case" and c.i < t.i]
        if before:
            text = join(sorted({*before, *phrase(t, page.masked)}, key=lambda x: x.i))
            yield from _new(text, t.i, "with_preposition", seen)
        if not before or t.i in page.place_tokens or t.i in page.body_tokens or fold(before[0].text) in OWNERS:
            yield from _new(page.in_case(t, "Gen"), t.i, "genitive", seen)


def _new(text: str, at: int, kind: str, seen: set[str]) -> Iterator[tuple[str, int, str]]:
    text = " ".join(text.split()).strip(" ,;:—")
    if text and text not in seen and len(text.split()) <= LONGEST:
        seen.add(text)
        yield text, at, kind
