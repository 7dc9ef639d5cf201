"""What surrounds an amount that tells its place: its sentence and verb, the place each rule would give, words of scope."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.facts.indicators.site import Site, sentence_start, subject_of
from extractor.facts.indicators.where import FAR, Map, Spot
from extractor.facts.indicators.where_profile import scopes
from extractor.facts.text import Word

RULES = (
    "item", "clause", "sentence", "genitive", "block", "heading", "last", "any", "block_first", "word", "people",
    "block_before", "first",
)  # fmt: skip
HEADED = 6  # blocks a heading may stand over


@dataclass(frozen=True, slots=True)
class Around:
    """What all candidates of one amount share: bounds, the places rules would give, and the words about it."""

    sentence: int
    sentence_start: int
    sentence_end: int
    verb: Word | None
    subject: Word | None
    above: dict[int, int]
    rules: dict[str, str | None]
    scope: dict[str, int]


def read_around(places: Map, site: Site) -> Around:
    """What stands about one amount."""
    words = places.page.words
    start = sentence_start(words, site.start, site.block_start)
    end = max(site.end, min(site.block_end, words[site.start].last))
    verb = site.head.verb()
    return Around(
        places.page.text.sentence[site.start],
        start,
        end,
        verb,
        subject_of(verb) if verb is not None else None,
        _above(site.head),
        _rules(places, site, start),
        _scope_words(places, site, start, end),
    )


def _above(token: Word) -> dict[int, int]:
    """Each token over this one, itself first -> steps up to it."""
    out = {token.i: 0}
    while token.head.i not in out:
        out[token.head.i] = len(out)
        token = token.head
    return out


def _scope_words(places: Map, site: Site, start: int, end: int) -> dict[str, int]:
    """Kind of scope -> distance of its nearest word in the sentence."""
    out: dict[str, int] = {}
    for token in places.page.words[start:end]:
        kind = scopes().get(token.lemma)
        if kind is not None:
            out[kind] = min(out.get(kind, FAR), abs(token.i - site.start))
    return out


def _closest(spots: list[Spot], site: Site) -> str | None:
    spot = min(spots, key=lambda s: abs(s.at - site.start), default=None)
    return spot.key if spot is not None else None


def _rules(places: Map, site: Site, start: int) -> dict[str, str | None]:
    """The place that stands at the head of the list item, is stated in the clause, in the sentence before the amount, in
    the genitive in the clause, in the block before the amount, in the heading over it; the last one stated before it.
    """
    near = places.near(site.start)
    free = [s for s in near if not s.bar and s.mention.rule != "national_scope"]
    clause = [s for s in free if site.left <= s.at < site.right]
    before = [s for s in free if s.at < site.start]
    stated = [s for s in before if s.states]
    found: dict[str, str | None] = {
        "item": next((s.key for s in before if 0 <= s.at - site.block_start <= 2), None),
        "clause": _closest([s for s in clause if s.states], site),
        "sentence": _closest([s for s in before if s.at >= start and s.states], site),
        "genitive": _closest([s for s in clause if not s.preposition and s.case == "Gen"], site),
        "block": _closest([s for s in stated if s.at >= site.block_start], site),
        "heading": _of_heading(places, site, free),
        "last": _closest(stated, site),
        "any": _closest(before, site),
        "block_first": next((s.key for s in before if s.at >= site.block_start), None),
        "word": _closest([s for s in near if s.bar in ("", "adjective") and site.left <= s.at < site.right], site),
        "people": next((s.key for s in near if site.start <= s.at < site.end), None),
        "block_before": next((s.key for s in reversed(stated) if s.at < site.block_start), None),
    }
    found["first"] = next((found[r] for r in ("clause", "sentence", "genitive", "heading") if found[r]), places.default)
    return found


def _of_heading(places: Map, site: Site, spots: list[Spot]) -> str | None:
    for index in range(site.block, max(-1, site.block - HEADED), -1):
        if index in places.headings:
            start, end = places.headings[index]
            return next((s.key for s in spots if start <= s.at < end), None)
    return None
