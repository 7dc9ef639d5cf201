"""Features of a candidate period seen from a figure: where its mentions stand and how the nearest is joined to it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.documents import PeriodMention
from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import READINGS, Calendar, When, compares
from extractor.facts.indicators.when_features import morph, site_values
from extractor.facts.indicators.when_layout import MARKS, STEM
from extractor.facts.text import Word, between
from extractor.records import Status

COMPARED = frozenset(["чем", "назад", "ранее", "раньше", "против", "прошлогодний", "сравнение", "по", "предыдущий",
                      "прошлый", "аналогичный", "тот"])  # fmt: skip
PREPOSITIONS = ("в", "во", "за", "на", "к", "с", "до", "по", "от", "из")
RULES = (
    "single_year", "relative_year", "bare_year", "year_range", "single_month", "month_range", "day_of_month",
    "written_date", "day_word", "weekday", "quarter", "half", "first_months", "ago", "same_period", "counted_span",
    "last_or_next", "since_start", "by_end", "at_start", "edge", "today", "season", "relative_month", "relative_week",
)  # fmt: skip
FAR = 80  # tokens
CAP = 12  # arcs of the tree, verbs, figures
NO_MENTION = [-1.0] * (len(RULES) + len(PREPOSITIONS) + len(MARKS) + 21)


def when_vectors(
    calendar: Calendar, site: Site, found: list[When], status: Status, sorts: list[float]
) -> list[list[float]]:
    """The feature vector of each candidate period.

    ``status`` is how real the figure is, ``sorts`` what the words about it want (``when_words.SORTS``).
    """
    own = [*site_values(calendar, site, status), *sorts]
    heir = _inherited(calendar, site, status)
    return [
        [
            *_value(calendar, candidate),
            *_heir(candidate, heir),
            *_standing(calendar, candidate.value),
            *_places(calendar, site, candidate),
            *_nearest(calendar, site, candidate),
            *own,
        ]
        for candidate in found
    ]


def _value(calendar: Calendar, candidate: When) -> list[float]:
    """The candidate by itself: its grain, how it was read, how it lies to the day of publication."""
    value, published = candidate.value or "", calendar.published or ""
    return [
        float(candidate.value is None),
        float(candidate.mention is not None),
        *(float(candidate.reading == r) for r in READINGS),
        *(float(value == published[:size]) for size in (4, 7, 10)),
        *(float(candidate.relation == r) for r in ("by", "as_of", "since")),
        float(len(value) == 4),
        float(len(value) == 7 and "/" not in value),
        float(len(value) == 10),
        float("/" in value and ".." not in value),
        float(".." in value),
        _future(candidate.value, calendar.published),
        *_age(value, published),
    ]


def _future(value: str | None, published: str | None) -> float:
    """1 where the period begins after publication, -1 where it ends before, else 0."""
    if not value or not published:
        return 0.0
    first, last = value.split("/")[0], value.split("/")[-1]
    if first > published[: len(first)]:
        return 1.0
    return -1.0 if last and last < published[: len(last)] else 0.0


def _age(value: str, published: str) -> list[float]:
    """Years from publication to the period's beginning, months to its end, and its length in months."""
    if not published or not value[:4].isdigit():
        return [-99.0, -99.0, -1.0]
    last = value.rpartition("/")[2]
    last = last if last[:4].isdigit() else value
    return [
        float(max(-20, min(20, int(value[:4]) - int(published[:4])))),
        float(max(-60, min(60, _months(last, 12) - _months(published, 1)))),
        float(min(60, _months(last, 12) - _months(value, 1))),
    ]


def _months(value: str, default: int) -> int:
    month = value[5:7]
    return int(value[:4]) * 12 + (int(month) if month.isdigit() else default)


@dataclass(frozen=True, slots=True)
class Heir:
    """The mention a figure would take its period from by position alone, and how far it had to look (0 nowhere)."""

    mention: PeriodMention | None
    step: int


def _inherited(calendar: Calendar, site: Site, status: Status) -> Heir:
    """Beside the number, else the last one before it in its sentence, after it, in its block, in the blocks above.

    Only a period the status allows: none in the future for what has happened, none in the past for a plan; and no
    period of comparison, but beside the number.
    """
    layout = calendar.layout
    start, end = (x[layout.sentence[site.start]] for x in (layout.starts, layout.ends))
    beside = [s for s in calendar.spots if site.end <= s[0] <= site.end + 2]
    if beside and not between(layout.amounts, site.end, beside[0][0]):
        return Heir(beside[0][2], 1)
    fits = [
        s for s in calendar.spots if not compares(calendar.page.words, s[0], s[1]) and _allows(s[2], status, calendar)
    ]
    left = [s for s in fits if s[0] < site.start]
    if left and left[-1][0] >= start:
        return Heir(left[-1][2], 2)
    right = [s for s in fits if site.end <= s[0] < end]
    if right:
        return Heir(right[0][2], 3)
    if left:
        return Heir(left[-1][2], 4 + min(9, site.block - calendar.page.text.block_of(left[-1][0])))
    return Heir(None, 0)


def _allows(mention: PeriodMention, status: Status, calendar: Calendar) -> bool:
    future = _future(mention.value, calendar.published)
    return future <= 0 if status == "actual" else future >= 0


def _heir(candidate: When, heir: Heir) -> list[float]:
    same = heir.mention is not None and candidate.mention is not None and candidate.mention.value == heir.mention.value
    return [float(same), float(heir.step), float(heir.step) if same else -1.0]


def _standing(calendar: Calendar, value: str | None) -> list[float]:
    """How the period stands in the whole article."""
    scores = calendar.standing.values()
    top, own = max(scores, default=0.0), calendar.standing.get(value or "", 0.0)
    return [
        own, own / top if top else 0.0, top, float(bool(top) and own == top), float(bool(calendar.spots)),
        float(sum(x > own for x in scores)),
    ]  # fmt: skip


def _places(calendar: Calendar, site: Site, candidate: When) -> list[float]:
    """All mentions of the period: by sentence, paragraph, heading, headline; and what else their sentences speak of."""
    layout, blocks = calendar.layout, calendar.page.text.blocks
    places = calendar.places.get(candidate.value or "", [])
    own, before = layout.sentence[site.start], layout.periods[site.start]
    sentences = {layout.sentence[s] for s in places}
    first = layout.periods[site.block_start]
    left = calendar.spots[before - 1][0] if before else -1
    opens = calendar.spots[first][0] if first < before else -1
    heading = layout.heading_over(site.block)
    intro = layout.intros[site.block]

    def within(start: int, end: int) -> float:
        return float(any(start <= s < end for s in places))

    return [
        float(len(places)),
        within(layout.starts[own], site.start),
        within(site.start, layout.ends[own]),
        *(float(own + n in sentences) for n in (-1, -2, 1)),
        within(site.block_start, site.block_end),
        within(blocks[heading].start, blocks[heading].end) if heading >= 0 else 0.0,
        within(0, calendar.lead_end),
        within(*layout.opening),
        float(left in places),
        float(opens in places),
        float(before > first and left in places),
        float(bool(calendar.spots) and calendar.spots[0][0] in places),
        float(sum(s < site.start for s in places)),
        within(*intro),
        *_cohesion(calendar, site, candidate, sentences),
    ]


def _cohesion(calendar: Calendar, site: Site, candidate: When, sentences: set[int]) -> list[float]:
    """Whether the figure speaks of the same things as the sentences that name the period."""
    layout = calendar.layout
    own = layout.sentence[site.start]
    words, kind = layout.stems[own], _counted(site)
    mates = [s for s in calendar.page.sites if layout.sentence[s.start] in sentences and s is not site]
    near = [s for s in mates if candidate.at >= 0 and layout.same_sentence(s.start, candidate.at)]
    shared = [len(words & layout.stems[n]) / max(1, min(len(words), len(layout.stems[n]))) for n in sentences - {own}]
    return [
        float(len(mates)),
        float(any(_counted(s) == kind for s in mates)),
        float(any(s.amount.kind == site.amount.kind for s in near)),
        float(any(_counted(s) == kind for s in near)),
        max(shared, default=-1.0),
    ]


def _counted(site: Site) -> tuple[str | None, str]:
    return site.amount.unit, site.noun.lemma[:STEM] if site.noun is not None else ""


def _nearest(calendar: Calendar, site: Site, candidate: When) -> list[float]:
    """The nearest mention of the period: its words, what stands between, and how the tree joins the two."""
    at, end = candidate.at, candidate.end
    if at < 0 or candidate.mention is None:
        return NO_MENTION
    layout, words = calendar.layout, calendar.page.words
    low, high = (end, site.start) if at < site.start else (site.end, at)
    top = _top(words, at, end)
    verb, other = site.head.verb(), top.verb()
    sentence = layout.sentence[at]
    low_sentence, high_sentence = sorted((sentence, layout.sentence[site.start]))
    return [
        *(float(candidate.mention.rule == r) for r in RULES),
        *(float(layout.words[at] == p) for p in PREPOSITIONS),
        *(float(between(counts, low, high) > 0) for counts in layout.marks),
        float(max(-FAR, min(FAR, site.start - at))),
        float(site.left <= at < site.right),
        float(min(9, abs(site.block - calendar.page.text.block_of(at)))),
        float(between(layout.commas, low, high) > 0),
        float(any(word in COMPARED for word in layout.lemmas[max(0, at - 3) : end])),
        float(compares(words, at, end)),
        float(at - layout.starts[sentence]),
        float(sentence - layout.sentence[site.start]),
        float(min(CAP, between(layout.verbs, low, high))),
        float(min(CAP, between(layout.figures, low, high))),
        float(min(CAP, between(layout.periods, low, high))),
        float(sum(low_sentence < n < high_sentence for n in layout.dated)),
        float(at > 0 and layout.words[at - 1] == "("),
        float(_steps(site.head, top.head)),
        float(_steps(top, site.head.head)),
        float(_apart(site.head, top)),
        float(top.head.pos in ("VERB", "AUX")),
        float(top.head.pos in ("NOUN", "PROPN")),
        float(verb is not None and top.head.i == verb.i),
        float(verb is not None and other is not None and verb.i == other.i),
        float(verb is not None and other is not None and morph(verb, "Tense") == morph(other, "Tense")),
    ]


def _top(words: list[Word], at: int, end: int) -> Word:
    """The token of a mention that hangs on the rest of the sentence."""
    return next((t for t in words[at:end] if t.pos != "ADP" and not at <= t.head.i < end), words[max(at, end - 1)])


def _steps(low: Word, goal: Word) -> int:
    """Arcs from a token up to another, CAP where that one does not lie above."""
    at = low
    for n in range(CAP):
        if at.i == goal.i:
            return n
        if at.head.i == at.i:
            break
        at = at.head
    return CAP


def _apart(a: Word, b: Word) -> int:
    """Arcs between two tokens of a tree, CAP where they are more or the two are of different trees."""
    at, above = a, {}
    for n in range(CAP):
        above[at.i] = n
        if at.head.i == at.i:
            break
        at = at.head
    at = b
    for n in range(CAP):
        if at.i in above:
            return min(CAP, n + above[at.i])
        if at.head.i == at.i:
            break
        at = at.head
    return CAP
