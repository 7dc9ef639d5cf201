"""Features of a candidate period seen from a figure: where its mentions stand and how the nearest is joined to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import NamedTuple

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import Calendar, When, compares
from extractor.facts.indicators.when_features import morph, site_values
from extractor.facts.indicators.when_layout import MARKS, Counted, Layout, counted_by
from extractor.facts.indicators.when_values import heir_values, inherited, own_values, standing_values
from extractor.facts.text import Word, between
from extractor.facts.vectors import Floats, beside
from extractor.records import Status

COMPARED = frozenset(["чем", "назад", "ранее", "раньше", "против", "прошлогодний", "сравнение", "по", "предыдущий",
                      "прошлый", "аналогичный", "тот"])  # fmt: skip
PREPOSITIONS = ("в", "во", "за", "на", "к", "с", "до", "по", "от", "из")
RULES = (
    "single_year", "relative_year", "bare_year", "year_range", "single_month", "month_range", "day_of_month",
    "written_date", "day_word", "weekday", "quarter", "half", "first_months", "ago", "same_period", "counted_span",
    "last_or_next", "since_start", "by_end", "at_start", "edge", "now", "season", "relative_month", "relative_week",
)  # fmt: skip
FAR = 80  # tokens
CAP = 12  # arcs of the tree, verbs, figures
NO_MARKS = [0.0] * len(MARKS)
NO_MENTION = [-1.0] * (len(RULES) + len(PREPOSITIONS) + len(MARKS) + 21)


def when_vectors(calendar: Calendar, site: Site, found: list[When], status: Status, sorts: list[float]) -> Floats:
    """(candidate, feature) vectors of the candidate periods.

    ``status`` is how real the figure is, ``sorts`` what the words about it want (``when_words.SORTS``).
    """
    heir, here = inherited(calendar, site, status), _read_place(calendar, site)
    own = [
        [
            *_kept(calendar, ("value", c.value, c.mention is None, c.reading, c.relation), own_values, c),
            *heir_values(c, heir),
            *_kept(calendar, ("standing", c.value), standing_values, c),
            *_places(calendar, here, c),
            *_nearest(calendar, here, c),
        ]
        for c in found
    ]
    return beside(own, [*site_values(calendar, site, status), *sorts])


def _kept(
    calendar: Calendar, key: Hashable, work: Callable[[Calendar, When], list[float]], candidate: When
) -> list[float]:
    """What was worked out once for all figures of the article."""
    values: list[float] | None = calendar.kept.get(key)
    if values is None:
        values = calendar.kept[key] = work(calendar, candidate)
    return values


class Place(NamedTuple):
    """What all candidates of one figure share.

    sentence, start, end  its sentence                above    tokens over it -> arcs up to them, itself first
    before                periods named before it     left     the last of them, -1 for none
    opens                 the first of its block before it, -1 for none
    within                stretches of words in which the period may be named; the last is what introduces its block
    """

    site: Site
    sentence: int
    start: int
    end: int
    above: dict[int, int]
    verb: Word | None
    before: int
    first: int
    left: int
    opens: int
    within: tuple[tuple[int, int], ...]


def _read_place(calendar: Calendar, site: Site) -> Place:
    layout, text, spots = calendar.layout, calendar.page.text, calendar.spots
    sentence = layout.sentence[site.start]
    start, end = layout.starts[sentence], layout.ends[sentence]
    before, first = layout.periods[site.start], layout.periods[site.block_start]
    heading = layout.heading_over(site.block)
    return Place(
        site,
        sentence,
        start,
        end,
        dict(_climb(site.head)),
        site.head.verb(),
        before,
        first,
        spots[before - 1][0] if before else -1,
        spots[first][0] if first < before else -1,
        (
            (start, site.start),
            (site.start, end),
            (site.block_start, site.block_end),
            text.blocks[heading][:2] if heading >= 0 else (0, 0),
            (0, calendar.lead_end),
            layout.opening,
            layout.intros[site.block],
        ),
    )


def _places(calendar: Calendar, here: Place, candidate: When) -> list[float]:
    """All mentions of the period: by sentence, paragraph, heading, headline; and what else their sentences speak of."""
    named = _named(calendar, candidate.value)
    places, own, site = named.places, here.sentence, here.site
    before, after, block, heading, lead, opening, intro = (
        float(bisect_left(places, start) < bisect_left(places, end)) if start < end else 0.0
        for start, end in here.within
    )
    return [
        float(len(places)),
        before,
        after,
        *(float(own + n in named.sentences) for n in (-1, -2, 1)),
        block,
        heading,
        lead,
        opening,
        float(here.left in places),
        float(here.opens in places),
        float(here.before > here.first and here.left in places),
        float(bool(calendar.spots) and calendar.spots[0][0] in places),
        float(bisect_left(places, site.start)),
        intro,
        *_cohesion(calendar, here, candidate, named),
    ]


class Named(NamedTuple):
    """Where a period is named: first words in order, their sentences, how many figures those have, and what they count."""

    places: list[int]
    sentences: frozenset[int]
    mates: int
    counted: Counter[Counted]
    alike: dict[int, float]


def _named(calendar: Calendar, value: str | None) -> Named:
    found = calendar.named.get(value)
    if found is None:
        layout, places = calendar.layout, sorted(calendar.places.get(value or "", []))
        sentences = frozenset(layout.sentence[s] for s in places)
        mates = [site for n in sentences for site in layout.sites.get(n, ())]
        counted = Counter(counted_by(site) for site in mates)
        found = calendar.named[value] = Named(places, sentences, len(mates), counted, {})
    return found


def _cohesion(calendar: Calendar, here: Place, candidate: When, named: Named) -> list[float]:
    """Whether the figure speaks of the same things as the sentences that name the period."""
    site, layout, own = here.site, calendar.layout, here.sentence
    kind, among = counted_by(site), int(own in named.sentences)
    near: Sequence[Site] = ()
    if candidate.at >= 0 and (sentence := layout.sentence[candidate.at]) in named.sentences:
        near = layout.sites.get(sentence, ())
    if own not in named.alike:
        named.alike[own] = _likeness(layout, own, named.sentences)
    return [
        float(named.mates - among),
        float(named.counted[kind] > among),
        float(any(s is not site and s.amount.kind == site.amount.kind for s in near)),
        float(any(s is not site and counted_by(s) == kind for s in near)),
        named.alike[own],
    ]


def _likeness(layout: Layout, own: int, sentences: frozenset[int]) -> float:
    """The highest share of a sentence's words that one of the others has too, -1 where there is no other."""
    words = layout.stems[own]
    shared = [len(words & layout.stems[n]) / max(1, min(len(words), len(layout.stems[n]))) for n in sentences - {own}]
    return max(shared, default=-1.0)


class Seen(NamedTuple):
    """A mention by itself: its rule and preposition, whether it is compared with, its place, the tree over it."""

    kind: list[float]
    compared: list[float]
    bracketed: float
    top: Word
    up: list[tuple[int, int]]
    above: dict[int, int]
    verb: Word | None
    hangs: list[float]


def _seen(calendar: Calendar, at: int, end: int, mention: PeriodMention) -> Seen:
    found = calendar.seen.get((at, end, mention.rule))
    if found is None:
        layout, words = calendar.layout, calendar.page.words
        top = _top(words, at, end)
        up = list(_climb(top))
        found = calendar.seen[at, end, mention.rule] = Seen(
            [*(float(mention.rule == r) for r in RULES), *(float(layout.words[at] == p) for p in PREPOSITIONS)],
            [
                float(any(word in COMPARED for word in layout.lemmas[max(0, at - 3) : end])),
                float(compares(words, at, end)),
                float(at - layout.starts[layout.sentence[at]]),
            ],
            float(at > 0 and layout.words[at - 1] == "("),
            top,
            up,
            dict(up),
            top.verb(),
            [float(top.head.pos in ("VERB", "AUX")), float(top.head.pos in ("NOUN", "PROPN"))],
        )
    return found


def _nearest(calendar: Calendar, here: Place, candidate: When) -> list[float]:
    """The nearest mention of the period: its words, what stands between, and how the tree joins the two."""
    at, end, site = candidate.at, candidate.end, here.site
    if at < 0 or candidate.mention is None:
        return NO_MENTION
    layout, seen, verb = calendar.layout, _seen(calendar, at, end, candidate.mention), here.verb
    low, high = (end, site.start) if at < site.start else (site.end, at)
    sentence = layout.sentence[at]
    first, last = sorted((sentence, here.sentence))
    return [
        *seen.kind,
        *([float(counts[high] > counts[low]) for counts in layout.marks] if low < high else NO_MARKS),
        float(max(-FAR, min(FAR, site.start - at))),
        float(site.left <= at < site.right),
        float(min(9, abs(site.block - calendar.page.text.block_of(at)))),
        float(between(layout.commas, low, high) > 0),
        *seen.compared,
        float(sentence - here.sentence),
        float(min(CAP, between(layout.verbs, low, high))),
        float(min(CAP, between(layout.figures, low, high))),
        float(min(CAP, between(layout.periods, low, high))),
        float(max(0, bisect_left(layout.dated, last) - bisect_right(layout.dated, first))),
        seen.bracketed,
        float(here.above.get(seen.top.head.i, CAP)),
        float(seen.above.get(site.head.head.i, CAP)),
        float(next((min(CAP, n + here.above[i]) for i, n in seen.up if i in here.above), CAP)),
        *seen.hangs,
        float(verb is not None and seen.top.head is verb),
        float(verb is not None and verb is seen.verb),
        float(verb is not None and seen.verb is not None and morph(verb, "Tense") == morph(seen.verb, "Tense")),
    ]


def _top(words: list[Word], at: int, end: int) -> Word:
    """The token of a mention that hangs on the rest of the sentence."""
    return next((t for t in words[at:end] if t.pos != "ADP" and not at <= t.head.i < end), words[max(at, end - 1)])


def _climb(word: Word) -> Iterator[tuple[int, int]]:
    """The words over one, itself first, with the arcs up to each; none CAP arcs away."""
    for n in range(CAP):
        yield word.i, n
        if word.head is word:
            return
        word = word.head
