"""Candidate periods of an amount, and cheap features for ranking them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractor.documents import PeriodMention
from extractor.facts.indicators_features import KINDS, SiteFacts
from extractor.facts.indicators_site import Page, Site, governing_verb, tokens_of
from extractor.facts.quotes_lexicon import fold, words_marked
from extractor.records import PeriodRelation

COMPARED = frozenset({"чем", "назад", "ранее", "раньше", "против", "прошлогодний", "сравнение", "по", "предыдущий", "прошлый", "аналогичный", "тот"})
NOW = frozenset({"сегодня", "сейчас", "ныне", "пока", "теперь", "нынешний", "текущий", "уже"})
FAR = 80  # tokens


@dataclass(frozen=True, slots=True)
class When:
    """A candidate period: its EDTF value (None for no period) and the nearest mention that gives it, if one does.

    at, end    the mention's tokens, -1 where there is none
    derived    the value is less exact than the mention's: «с 1 октября» as the day, «до конца года» as the year
    """

    value: str | None
    mention: PeriodMention | None = None
    relation: PeriodRelation | None = None
    at: int = -1
    end: int = -1
    derived: bool = False


@dataclass(slots=True)
class Calendar:
    """The periods of one Doc by token, and the day it was published (YYYY-MM-DD or None)."""

    page: Page
    published: str | None
    spots: list[tuple[int, int, PeriodMention]]
    counts: dict[str, int]
    lead_end: int


def read_calendar(page: Page, periods: tuple[PeriodMention, ...]) -> Calendar:
    """Where the periods stand, and how often each value is named."""
    spots = [(*tokens_of(page.doc, p), p) for p in periods if p.value]
    counts: dict[str, int] = {}
    for _, _, p in spots:
        counts[p.value or ""] = counts.get(p.value or "", 0) + 1
    article = page.doc._.article
    published = article.published_at[:10] if article is not None and article.published_at else None
    leads = [b.end for b in page.doc.spans["blocks"] if b.label_ in ("title", "lead")]
    return Calendar(page, published, spots, counts, max(leads, default=0))


def when_candidates(calendar: Calendar, site: Site, done: list[When]) -> list[When]:
    """No period; the periods the text names, nearest first, each value once; those taken before; the publication date."""
    out: dict[str | None, When] = {None: When(None)}
    for start, end, p in sorted(calendar.spots, key=lambda s: abs(s[0] - site.start)):
        value = p.value or ""
        out.setdefault(value, When(value, p, p.relation, start, end))
        less = value[:-3] if value.endswith("/..") else value[:4] if value.endswith("-12-31") and "/" not in value else None
        if less:
            relation: PeriodRelation = "since" if value.endswith("/..") else "by"
            out.setdefault(less, When(less, p, relation, start, end, derived=True))
    for when in reversed(done):
        out.setdefault(when.value, when)
    if calendar.published:
        day = calendar.published
        out.setdefault(day, When(day, relation="as_of"))
        out.setdefault(day[:7], When(day[:7], relation="in"))
        out.setdefault(day[:4], When(day[:4], relation="in"))
    return list(out.values())


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


def when_features(calendar: Calendar, site: Site, shared: SiteFacts, candidate: When, done: list[When], sites: list[Site]) -> list[float]:
    """The feature vector of one candidate period; ``done`` and ``sites`` are the periods taken before, and for what."""
    doc = calendar.page.doc
    at, end = candidate.at, candidate.end
    near = [fold(t.lemma_) for t in doc[max(0, at - 3) : end]] if at >= 0 else []
    distance = site.start - at if at >= 0 else FAR
    verb = governing_verb(site.head)
    published = calendar.published or ""
    return [
        float(candidate.value is None),
        float(candidate.mention is not None),
        float(candidate.derived),
        float(candidate.value == published),
        float(candidate.value == published[:7]),
        float(candidate.value == published[:4]),
        float(max(-FAR, min(FAR, distance))),
        float(at >= 0 and _same_sentence(doc, site, at, shared.sentence)),
        float(at >= 0 and site.left <= at < site.right),
        float(at >= 0 and site.block_start <= at < site.block_end),
        float(_blocks_between(doc, site, at) if at >= 0 else 9),
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
        float(calendar.counts.get(candidate.value or "", 0)),
        float(_nearest(calendar, site, candidate)),
        float(candidate.value is not None and candidate.value[:4] == published[:4]),
        *_history(site, candidate, done, sites, shared),
        *_article(calendar, candidate),
        *_site_values(doc, site, shared, verb),
        *(float(site.amount.kind == k) for k in KINDS),
    ]


def _history(site: Site, candidate: When, done: list[When], sites: list[Site], shared: SiteFacts) -> list[float]:
    """How often and how lately the value was taken before in the article, the block and the sentence."""
    same = [s for s, w in zip(sites, done, strict=True) if w.value == candidate.value]
    last = sites[-1] if sites else None
    return [
        float(len(same)) / max(1, len(done)),
        float(min(10, len(same))),
        float(any(s.block == site.block for s in same)),
        float(any(s.start >= shared.sentence for s in same)),
        float(bool(done) and done[-1].value == candidate.value),
        float(len(done) > 1 and done[-2].value == candidate.value),
        float(last is not None and last.block == site.block),
        float(last is not None and last.start >= shared.sentence),
        float(bool(done) and done[-1].value is None),
        float(min(20, len(done))),
        float(last is not None and site.start - last.end < 6),
        float(last is not None and last.amount.kind == site.amount.kind),
    ]


def _article(calendar: Calendar, candidate: When) -> list[float]:
    """Whether the value is the first the article names, stands in its headline or heading, is the one most named."""
    if candidate.value is None or not calendar.spots:
        return [0.0, 0.0, 0.0, float(len(calendar.spots) > 0)]
    first = calendar.spots[0][2].value == candidate.value
    most = max(calendar.counts.values())
    in_title = any(p.value == candidate.value and calendar.page.doc[s].i < calendar.lead_end for s, _, p in calendar.spots)
    return [float(first), float(calendar.counts.get(candidate.value, 0) == most), float(in_title), 1.0]


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
    return site.block_start <= at < site.block_end and at >= sentence and not any(t.is_sent_start for t in doc[low + 1 : high + 1])


def _blocks_between(doc: Doc, site: Site, at: int) -> int:
    starts = [b.start for b in doc.spans["blocks"]]
    return min(9, abs(site.block - max(0, bisect_right(starts, at) - 1)))


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
