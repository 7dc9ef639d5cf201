"""Candidate periods of an amount, and cheap features for ranking them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from extractor.documents import PeriodMention
from extractor.facts.indicators_features import KINDS, SiteFacts
from extractor.facts.indicators_site import Page, Site, governing_verb, tokens_of
from extractor.facts.periods.edtf_values import shifted_years
from extractor.facts.quotes_lexicon import fold, words_marked
from extractor.records import PeriodRelation, Status

STATUSES: tuple[Status, ...] = ("actual", "planned", "forecast", "target", "required")

COMPARED = frozenset(
    "чем назад ранее раньше против прошлогодний сравнение по предыдущий прошлый аналогичный тот".split()  # noqa: SIM905
)
COMPARED_FORMS = frozenset(
    ["чем", "назад", "ранее", "раньше", "против", "прошлого", "прошлому", "к", "прошлогоднего", "сравнению"]
)
NOW = frozenset({"сегодня", "сейчас", "ныне", "пока", "теперь", "нынешний", "текущий", "уже"})
YEAR_BEFORE = frozenset({"ранее", "раньше", "назад", "против", "прошлогодний", "прошлогоднего", "прошлогодних", "прошлогодней"})
YEARLESS = frozenset({"day_of_month", "single_month", "season", "quarter", "half"})
FAR = 80  # tokens
REACH = 12  # tokens


Reading = Literal["whole", "first", "last", "coarse", "to_date", "ahead", "year_before", "published"]
READINGS: tuple[Reading, ...] = ("whole", "first", "last", "coarse", "to_date", "ahead", "year_before", "published")


@dataclass(frozen=True, slots=True)
class When:
    """A candidate period: its EDTF value (None for no period) and the nearest mention that gives it, if one does.

    at, end    the mention's tokens, -1 where there is none
    reading    how the value comes from the mention: as it stands, its first or last end, less exact («до конца года» as
               the year), up to publication, a year ahead («с 1 января»), a year before («годом ранее»); or from the
               publication date
    """

    value: str | None
    mention: PeriodMention | None = None
    relation: PeriodRelation | None = None
    at: int = -1
    end: int = -1
    reading: Reading = "whole"


Spot = tuple[int, int, PeriodMention]


@dataclass(slots=True)
class Calendar:
    """The periods of one Doc by token, and the day it was published (YYYY-MM-DD or None)."""

    page: Page
    published: str | None
    spots: list[Spot]
    counts: dict[str, int]
    lead_end: int
    standing: dict[str, float]
    block_starts: list[int]
    places: dict[str, list[tuple[int, int]]]


def read_calendar(page: Page, periods: tuple[PeriodMention, ...]) -> Calendar:
    """Where the periods stand, and how often each value is named."""
    spots = [(*tokens_of(page.doc, p), p) for p in periods if p.value]
    counts: dict[str, int] = {}
    for _, _, p in spots:
        counts[p.value or ""] = counts.get(p.value or "", 0) + 1
    article = page.doc._.article
    published = article.published_at[:10] if article is not None and article.published_at else None
    leads = [b.end for b in page.doc.spans["blocks"] if b.label_ in ("title", "lead")]
    calendar = Calendar(page, published, spots, counts, max(leads, default=0), {}, [], {})
    calendar.block_starts = [b.start for b in page.doc.spans["blocks"]]
    for start, end, p in spots:
        for value, _, _ in readings(p, published):
            calendar.places.setdefault(value, []).append((start, end))
    calendar.standing = _standing(calendar)
    return calendar


def _standing(calendar: Calendar) -> dict[str, float]:
    """How likely each period is what the whole article reports on: named early, often, and not to compare with."""
    doc = calendar.page.doc
    body = next((b for b in doc.spans["blocks"] if b.label_ not in ("title", "lead", "heading", "caption")), None)
    scores: dict[str, float] = {}
    for at, end, p in calendar.spots:
        value = p.value or ""
        weight = 2.5 if at < calendar.lead_end else 2.0 if body is not None and body.start <= at < body.end else 0.6
        weight *= 0.15 if _compares(doc, at, end) else 1.0
        weight *= 0.4 if len(value) == 10 else 1.0
        weight *= 0.3 if value.endswith("/..") else 1.0
        weight *= 0.5 if calendar.published and value[:4] > calendar.published[:4] else 1.0
        weight *= 0.7 if p.relation != "in" else 1.0
        scores[value] = scores.get(value, 0.0) + weight
    return scores


def _compares(doc: Doc, at: int, end: int) -> bool:
    """«чем годом ранее», «к прошлому году»: a period something is compared with."""
    return any(fold(t.text) in COMPARED_FORMS for t in doc[max(0, at - 3) : end])


def when_candidates(calendar: Calendar, site: Site) -> list[When]:
    """No period; the periods the text names, nearest first, each value once; the publication date."""
    out: dict[str | None, When] = {None: When(None)}
    near = sorted(calendar.spots, key=lambda s: abs(s[0] - site.start))
    for start, end, p in near:
        for value, relation, reading in readings(p, calendar.published):
            out.setdefault(value, When(value, p, relation, start, end, reading))
    for start, end, p in _compared(calendar, site, near):
        value = shifted_years(p.value, -1)
        if value is not None:
            out.setdefault(value, When(value, p, "in", start, end, "year_before"))
    if calendar.published:
        day = calendar.published
        out.setdefault(day, When(day, relation="as_of", reading="published"))
        out.setdefault(day[:7], When(day[:7], relation="in", reading="published"))
        out.setdefault(day[:4], When(day[:4], relation="in", reading="published"))
    return list(out.values())


def _compared(calendar: Calendar, site: Site, near: list[Spot]) -> list[Spot]:
    """The months and days whose like a year before «годом ранее», «против» may mean: the nearest two before the figure
    and the one the article reports on.
    """
    doc, end = calendar.page.doc, min(site.block_end, site.end + REACH)
    if not any(fold(t.text) in YEAR_BEFORE for t in doc[max(site.block_start, site.start - REACH) : end]):
        return []
    exact = [s for s in near if len(s[2].value or "") > 4 and ".." not in (s[2].value or "") and s[0] < site.start]
    top = max((s for s in near if s in exact), key=lambda s: calendar.standing.get(s[2].value or "", 0.0), default=None)
    return [*exact[:2], *([top] if top else [])]


def readings(p: PeriodMention, published: str | None) -> list[tuple[str, PeriodRelation | None, Reading]]:
    """The values a mention may give a figure, with its relation and how each is read.

    «с 1 октября» is the day, «до конца года» the year or its last month, «с начала года» the months so far.
    """
    value = p.value or ""
    first, _, last = value.partition("/")
    if last == "..":
        return [*_since(first, published), *_ahead(p, first, published)]
    if len(value) == 10 and p.rule == "by_end":
        return [*([(value[:4], p.relation, "coarse")] if value.endswith("-12-31") else []), (value[:7], p.relation, "coarse")]
    if first.endswith("-01-01") and len(last) == 10:
        before = last[:5] + f"{int(last[5:7]) - 1:02d}"
        return [
            (f"{first[:7]}/{last[:7]}", p.relation, "coarse"),
            (first[:4], p.relation, "coarse"),
            *([(f"{first[:7]}/{before}", p.relation, "last")] if before > first[:7] else []),
        ]
    if p.relation == "since" and last:
        return [*_since(first, published), (value, p.relation, "whole")]
    ends: list[tuple[str, PeriodRelation | None, Reading]] = [(first, "in", "first"), (last, "in", "last")]
    return [(value, p.relation, "whole"), *(ends if last else []), *_ahead(p, value, published)]


def _since(first: str, published: str | None) -> list[tuple[str, PeriodRelation | None, Reading]]:
    """«с мая»: the month, and the time from then to publication; «с 1 января»: also the year."""
    out: list[tuple[str, PeriodRelation | None, Reading]] = [(first, "since", "first")]
    if published and first < published[: len(first)]:
        out.append((f"{first}/{published[: len(first)]}", "since", "to_date"))
    if first.endswith("-01-01"):
        out.append((first[:4], "since", "coarse"))
    return out


def _ahead(p: PeriodMention, value: str, published: str | None) -> list[tuple[str, PeriodRelation | None, Reading]]:
    """«до 1 марта», «весной» without a year: the next one to come, where the mention was read as one gone by."""
    if not published or value >= published or p.rule not in YEARLESS or any(c.isdigit() for c in p.text.split()[-1]):
        return []
    if value[:4] < f"{int(published[:4]) - 1}" or any(len(w) == 4 and w.isdigit() for w in p.text.split()):
        return []
    later = shifted_years(value, 1)
    return [(later, p.relation, "ahead")] if later and later > published[: len(later)] else []


def _grain(value: str | None) -> list[float]:
    """Year, month, day, interval, open interval."""
    text = value or ""
    return [
        float(len(text) == 4),
        float(len(text) == 7 and "/" not in text),
        float(len(text) == 10),
        float("/" in text and ".." not in text),
        float(".." in text),
    ]


def _future(value: str | None, published: str | None) -> float:
    """1 where the period begins after publication, -1 where it ends before, else 0."""
    if not value or not published:
        return 0.0
    first, last = value.split("/")[0], value.split("/")[-1]
    if first > published[: len(first)]:
        return 1.0
    return -1.0 if last and last < published[: len(last)] else 0.0


def when_vectors(
    calendar: Calendar, site: Site, shared: SiteFacts, found: list[When], status: Status
) -> list[list[float]]:
    """The feature vector of each candidate period; ``status`` is how real the figure is."""
    verb = governing_verb(site.head)
    heir = _inherited(calendar, site, shared, status)
    own = [
        *(float(status == x) for x in STATUSES),
        *_site_values(calendar.page.doc, site, shared, verb),
        *(float(site.amount.kind == k) for k in KINDS),
    ]
    return [[*_features(calendar, site, shared, candidate, verb), *_heir(candidate, heir), *own] for candidate in found]


@dataclass(frozen=True, slots=True)
class Heir:
    """The mention a figure would take its period from by position alone, and how far it had to look (0 nowhere)."""

    mention: PeriodMention | None
    step: int


def _inherited(calendar: Calendar, site: Site, shared: SiteFacts, status: Status) -> Heir:
    """Beside the number, else the last one before it in its sentence, after it, in its block, in the blocks above.

    Only a period the status allows: none in the future for what has happened, none in the past for a plan; and no
    period of comparison, but beside the number.
    """
    doc = calendar.page.doc
    beside = [s for s in calendar.spots if site.end <= s[0] <= site.end + 2]
    if beside and not any(i in calendar.page.amount_tokens for i in range(site.end, beside[0][0])):
        return Heir(beside[0][2], 1)
    fits = [s for s in calendar.spots if not _compares(doc, s[0], s[1]) and _allows(s[2].value, status, calendar)]
    left = [s for s in fits if s[0] < site.start]
    if left and left[-1][0] >= shared.sentence:
        return Heir(left[-1][2], 2)
    right = [s for s in fits if site.end <= s[0] < site.block_end and _same_sentence(doc, site, s[0], shared.sentence)]
    if right:
        return Heir(right[0][2], 3)
    if left:
        return Heir(left[-1][2], 4 + _blocks_between(calendar, site, left[-1][0]))
    return Heir(None, 0)


def _allows(value: str | None, status: Status, calendar: Calendar) -> bool:
    future = _future(value, calendar.published)
    return future <= 0 if status == "actual" else future >= 0


def _heir(candidate: When, heir: Heir) -> list[float]:
    own = heir.mention is not None and candidate.mention is not None and candidate.at >= 0
    same = (
        own
        and heir.mention is not None
        and candidate.mention is not None
        and (heir.mention.value == candidate.mention.value)
    )
    return [float(same), float(heir.step), float(heir.step) if same else -1.0]


def _features(calendar: Calendar, site: Site, shared: SiteFacts, candidate: When, verb: Token | None) -> list[float]:
    """What one candidate has of its own."""
    doc = calendar.page.doc
    at, end = candidate.at, candidate.end
    near = [fold(t.lemma_) for t in doc[max(0, at - 3) : end]] if at >= 0 else []
    distance = site.start - at if at >= 0 else FAR
    published = calendar.published or ""
    return [
        float(candidate.value is None),
        float(candidate.mention is not None),
        *(float(candidate.reading == r) for r in READINGS),
        float(candidate.value == published),
        float(candidate.value == published[:7]),
        float(candidate.value == published[:4]),
        float(max(-FAR, min(FAR, distance))),
        float(at >= 0 and _same_sentence(doc, site, at, shared.sentence)),
        float(at >= 0 and site.left <= at < site.right),
        float(at >= 0 and site.block_start <= at < site.block_end),
        float(_blocks_between(calendar, site, at) if at >= 0 else 9),
        float(at >= 0 and at < site.start),
        float(at >= 0 and _comma_between(doc, site, at)),
        float(at >= 0 and _amount_between(calendar.page, site, at)),
        float(at >= 0 and verb is not None and _hangs_on(doc[at:end], verb)),
        float(any(w in COMPARED for w in near)),
        float(candidate.relation == "by"),
        float(candidate.relation == "as_of"),
        float(candidate.relation == "since"),
        *_grain(candidate.value),
        _future(candidate.value, calendar.published),
        float(_compares(doc, at, end) if at >= 0 else False),
        float(_nearest(calendar, site, candidate)),
        float(candidate.value is not None and candidate.value[:4] == published[:4]),
        *_article(calendar, candidate),
    ]


def _article(calendar: Calendar, candidate: When) -> list[float]:
    """How the period stands in the whole article."""
    top = max(calendar.standing.values(), default=0.0)
    own = calendar.standing.get(candidate.value or "", 0.0)
    return [own, own / top if top else 0.0, top, float(bool(top) and own == top), float(bool(calendar.spots))]


def _site_values(doc: Doc, site: Site, shared: SiteFacts, verb: Token | None) -> list[float]:
    sentence = doc[shared.sentence : min(site.block_end, site.end + 25)]
    lemmas = {fold(t.lemma_) for t in sentence} | {fold(t.text) for t in sentence}
    lemma = fold(verb.lemma_) if verb is not None else ""
    before = fold(doc[site.start - 1].text) if site.start else ""
    return [
        float(bool(lemmas & NOW)),
        float(verb is not None and verb.morph.get("Tense", []) == ["Past"]),
        float(verb is not None and verb.morph.get("Tense", []) == ["Pres"]),
        float(verb is not None and verb.morph.get("Tense", []) == ["Fut"]),
        float(verb is not None and verb.morph.get("VerbForm", []) == ["Inf"]),
        float(any(lemma in words_marked("change_verbs", m) for m in ("increase", "decrease"))),
        float(site.amount.direction is not None),
        float(site.bracketed),
        float(site.kind == "list_item"),
        float(site.kind == "quote"),
        float(before == "против"),
        float(before == "с"),
        float(before == "до"),
        float(before in ("вместо", "при", "из")),
        float(site.block <= 2),
    ]


def _same_sentence(doc: Doc, site: Site, at: int, sentence: int) -> bool:
    low, high = min(at, site.start), max(at, site.start)
    return (
        site.block_start <= at < site.block_end
        and at >= sentence
        and not any(t.is_sent_start for t in doc[low + 1 : high + 1])
    )


def _blocks_between(calendar: Calendar, site: Site, at: int) -> int:
    return min(9, abs(site.block - max(0, bisect_right(calendar.block_starts, at) - 1)))


def _comma_between(doc: Doc, site: Site, at: int) -> bool:
    low, high = (at, site.start) if at < site.start else (site.end, at)
    return any(t.text in (",", ";", "—", "(", ")") for t in doc[low:high])


def _amount_between(page: Page, site: Site, at: int) -> bool:
    low, high = (at, site.start) if at < site.start else (site.end, at)
    return any(i in page.amount_tokens for i in range(low, min(high, low + FAR)))


def _hangs_on(words: object, verb: Token) -> bool:
    return any(t.head.i == verb.i for t in words)  # type: ignore[attr-defined]


def _nearest(calendar: Calendar, site: Site, candidate: When) -> bool:
    """Whether no other period stands between the candidate and the amount."""
    if candidate.at < 0:
        return False
    low, high = (candidate.at, site.start) if candidate.at < site.start else (site.end, candidate.at)
    return not any(low < start < high for start, _, _ in calendar.spots)
