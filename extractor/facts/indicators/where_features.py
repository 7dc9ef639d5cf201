"""Cheap features of the parse for ranking an amount's candidate places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extractor.facts.indicators.scope import currency_country
from extractor.facts.indicators.site import Site
from extractor.facts.indicators.where import AFTER, BEFORE, FAR, IMPLIED, Map, Spot, Where, kind_of
from extractor.facts.indicators.where_around import RULES, Around, read_around
from extractor.facts.indicators.where_profile import profile, profile_size
from extractor.facts.indicators.where_topics import shared_values
from extractor.facts.text import Word
from extractor.facts.vectors import Floats, beside
from extractor.records import Status

PREPOSITIONS = ("в", "на", "по", "из", "от", "до", "к", "с", "для", "между", "через", "у")
CASES = ("Nom", "Gen", "Loc", "Acc", "Dat", "Ins")
BARS = ("office", "body", "adjective")


def where_vectors(places: Map, site: Site, found: list[Where], status: Status) -> Floats:
    """(candidate, feature) rows of an amount's candidate places.

    What all candidates share (the amount, its sentence, the topics of the article) stands in the row of no place only:
    for a linear model it can do no more than speak for or against having a place.
    """
    around = read_around(places, site)
    shared = shared_values(places, site, status, around)
    own = [[*_own(places, site, around, w), *_relation(places, site, around, w.spot)] for w in found]
    rows = beside(own, [0.0] * len(shared))
    rows[[w.key is None for w in found], len(own[0]) :] = shared
    return rows


def _own(places: Map, site: Site, around: Around, where: Where) -> list[float]:
    """What a candidate has wherever the amount stands, and which rules would give it."""
    kind = kind_of(where.key) if where.key is not None else ""
    return [
        float(where.key is None),
        *(profile(places, where.key) if where.key is not None else [0.0] * profile_size()),
        *(float(around.rules[r] == where.key) for r in RULES),
        float(where.key is not None and currency_country(site.amount.unit) == where.key),
        float(kind in around.scope),
        float(around.scope.get(kind, FAR)) if where.key is not None else 0.0,
    ]


def _relation(places: Map, site: Site, around: Around, spot: Spot | None) -> list[float]:
    """How the candidate's nearest mention stands to the amount."""
    if spot is None:
        return [0.0] * (17 + len(PREPOSITIONS) + len(CASES) + len(BARS) + len(IMPLIED) + 7)
    text, token = places.page.text, places.page.words[spot.at]
    spots = places.by_key[spot.key]
    here = bisect_left(spots, site.start, key=lambda s: s.at)
    before, after = spots[max(0, here - BEFORE) : here], spots[here : here + AFTER]
    same = text.sentence[spot.at] == around.sentence
    left, right = sorted((spot.at, site.start))
    between = {s.key for s in places.near(site.start) if left < s.at < right and s.key != spot.key and not s.bar}
    others = bisect_left(places.site_ats, right) - bisect_right(places.site_ats, left)
    return [
        float(max(-FAR, min(FAR, site.start - spot.at))),
        float(min(FAR, site.start - before[-1].at)) if before else FAR,
        float(min(FAR, after[0].at - site.start)) if after else FAR,
        float(text.sentence[site.start] - text.sentence[before[-1].at]) if before else FAR,
        float(site.block - text.block_of(before[-1].at)) if before else FAR,
        float(bool(before) and text.sentence[before[-1].at] == around.sentence),
        float(bool(after) and text.sentence[after[0].at] == around.sentence),
        float(sum(text.block_of(s.at) == site.block for s in (*before, *after))),
        float(text.block_of(spot.at) == site.block),
        float(same and site.left <= spot.at < site.right),
        float(site.start <= spot.at < site.end),
        float(len(between)),
        float(min(FAR, others)),
        float(spot.states),
        float(spot.at == around.sentence_start or spot.at == around.sentence_start + 1),
        *_mention(places, spot),
        *_path(around, token, same),
    ]


def _mention(places: Map, spot: Spot) -> list[float]:
    """What stands after a mention, its part of speech, preposition, case, bar and rule; worked out once."""
    key = (spot.at, spot.end, spot.key, spot.bar, spot.mention.rule)
    if key not in places.mentions:
        words = places.page.words
        places.mentions[key] = [
            float(spot.end < len(words) and words[spot.end].text in ("—", "–", "-", ":")),
            float(words[spot.at].pos == "ADJ"),
            *(float(spot.preposition == p) for p in PREPOSITIONS),
            *(float(spot.case == c) for c in CASES),
            *(float(spot.bar == b) for b in BARS),
            *(float(spot.mention.rule == r) for r in IMPLIED),
        ]
    return places.mentions[key]


def _path(around: Around, token: Word, same: bool) -> list[float]:
    """Steps up the tree from the place and from the amount to the token over both; whether that is the verb, the subject
    or the amount itself, and whether the place is or belongs to the subject.
    """
    if not same:
        return [0.0, 12.0, 12.0, 0.0, 0.0, 0.0, 0.0]
    up, at = 0, token
    subject = around.subject
    of_subject = False
    while at.i not in around.above and up < 12 and at.head.i != at.i:
        of_subject = of_subject or (subject is not None and at.i == subject.i)
        at, up = at.head, up + 1
    met = at.i in around.above
    down = around.above.get(at.i, 12)
    return [
        float(met),
        float(min(12, up)),
        float(min(12, down)),
        float(met and around.verb is not None and at.i == around.verb.i),
        float(met and down == 0),
        float(of_subject or (subject is not None and at.i == subject.i)),
        float(subject is not None and token.i == subject.i),
    ]
