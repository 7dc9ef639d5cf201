"""Candidate places of an amount, and cheap features for ranking them."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.documents import NameMention
from extractor.facts.indicators_features import SiteFacts
from extractor.facts.indicators_names import Candidate
from extractor.facts.indicators_site import Page, Site, governing_verb, tokens_of
from extractor.facts.quotes_lexicon import fold

FAR = 80  # tokens
ADJACENT = 2  # place mentions joined by «и»


@dataclass(frozen=True, slots=True)
class Where:
    """A candidate place: its key (None for no place), the mentions that stand for it, the nearest one's first token."""

    key: str | None
    mentions: tuple[NameMention, ...] = ()
    at: int = -1


@dataclass(slots=True)
class Map:
    """The places of one Doc: (token, end, key, mention) in text order, how often each is named, where the lead ends."""

    page: Page
    spots: list[tuple[int, int, str, NameMention]]
    counts: dict[str, int]
    lead_end: int
    title_end: int


def read_map(page: Page, names: tuple[NameMention, ...]) -> Map:
    """Where the places stand. Mentions of one place share a key: their words' dictionary forms."""
    spots: list[tuple[int, int, str, NameMention]] = []
    counts: dict[str, int] = {}
    for n in names:
        if n.kind != "place":
            continue
        start, end = tokens_of(page.doc, n.antecedent or n)
        key = " ".join(fold(t.lemma_) for t in page.doc[start:end])
        at, stop = tokens_of(page.doc, n)
        spots.append((at, stop, key, n))
        counts[key] = counts.get(key, 0) + 1
    titles = [b.end for b in page.doc.spans["blocks"] if b.label_ == "title"]
    leads = [b.end for b in page.doc.spans["blocks"] if b.label_ in ("title", "lead")]
    return Map(page, spots, counts, max(leads, default=0), max(titles, default=0))


def where_candidates(places: Map, site: Site, done: list[Where]) -> list[Where]:
    """No place; every place of the article, the mention nearest to the amount; those taken before."""
    out: dict[str | None, Where] = {None: Where(None)}
    for at, _, key, n in sorted(places.spots, key=lambda s: abs(s[0] - site.start)):
        out.setdefault(key, Where(key, (n,), at))
    for one, two in zip(places.spots, places.spots[1:], strict=False):
        if one[2] != two[2] and two[0] - one[1] <= 1 and _joined(places, one[1], two[0]):
            out.setdefault(f"{one[2]}; {two[2]}", Where(f"{one[2]}; {two[2]}", (one[3], two[3]), one[0]))
    for where in reversed(done):
        out.setdefault(where.key, where)
    return list(out.values())


def _joined(places: Map, start: int, end: int) -> bool:
    return [fold(t.text) for t in places.page.doc[start:end]] in (["и"], [","], ["с"])


def where_features(
    places: Map, site: Site, shared: SiteFacts, candidate: Where, done: list[Where], sites: list[Site], name: Candidate | None = None
) -> list[float]:
    """The feature vector of one candidate place."""
    doc, at = places.page.doc, candidate.at
    distance = site.start - at if at >= 0 else FAR
    same = [s for s, w in zip(sites, done, strict=True) if w.key == candidate.key]
    last = sites[-1] if sites else None
    head = doc[at] if at >= 0 else None
    verb = governing_verb(site.head)
    mine = [s for s in places.spots if s[2] == candidate.key]
    in_block = [s for s in mine if site.block_start <= s[0] < site.block_end]
    return [
        float(candidate.key is None),
        float(len(candidate.mentions) > 1),
        float(max(-FAR, min(FAR, distance))),
        float(at >= 0 and _same_sentence(places, site, at, shared)),
        float(at >= 0 and site.left <= at < site.right),
        float(at >= 0 and site.block_start <= at < site.block_end),
        float(0 <= at < site.start),
        float(any(s[0] < places.title_end for s in mine)),
        float(any(places.title_end <= s[0] < places.lead_end for s in mine)),
        float(any(_heads_block(places, s[0]) for s in in_block)),
        float(bool(mine) and bool(places.spots) and mine[0][0] == places.spots[0][0]),
        float(places.counts.get(candidate.key or "", 0)),
        float(places.counts.get(candidate.key or "", 0)) / max(1, len(places.spots)),
        float(bool(places.counts) and places.counts.get(candidate.key or "", 0) == max(places.counts.values())),
        float(len(places.counts)),
        float(len(same)) / max(1, len(done)),
        float(any(s.block == site.block for s in same)),
        float(bool(done) and done[-1].key == candidate.key),
        float(last is not None and last.block == site.block),
        float(last is not None and last.start >= shared.sentence),
        float(bool(done) and done[-1].key is None),
        float(len(done) == 0),
        float(head is not None and head.morph.get("Case", []) == ["Gen"]),
        float(head is not None and head.morph.get("Case", []) == ["Loc"]),
        float(head is not None and head.morph.get("Case", []) == ["Nom"]),
        float(head is not None and head.dep_.startswith("nsubj")),
        float(head is not None and any(c.lemma_ in ("в", "на", "по") for c in head.children if c.dep_ == "case")),
        float(head is not None and any(c.lemma_ in ("из", "через", "до", "от", "с", "к") for c in head.children if c.dep_ == "case")),
        float(head is not None and verb is not None and (head.head.i == verb.i or head.head.head.i == verb.i)),
        float(at >= 0 and _in_name(places, at)),
        float(name is not None and name.at >= 0 and at >= 0 and abs(name.at - at) <= 3),
        float(site.kind == "list_item"),
        float(site.kind == "quote"),
        float(_heading_place(places, site) == candidate.key and candidate.key is not None),
        float(_nearest(places, site, candidate)),
        float(len((candidate.key or "").split())),
        float(site.amount.kind == "count"),
    ]


def _same_sentence(places: Map, site: Site, at: int, shared: SiteFacts) -> bool:
    low, high = min(at, site.start), max(at, site.start)
    doc = places.page.doc
    return site.block_start <= at < site.block_end and at >= shared.sentence and not any(t.is_sent_start for t in doc[low + 1 : high + 1])


def _heads_block(places: Map, at: int) -> bool:
    return any(b.start <= at < b.start + 3 for b in places.page.doc.spans["blocks"])


def _in_name(places: Map, at: int) -> bool:
    """Whether the mention lies in the name of a body or beside a person's office («аким Алматы»)."""
    token = places.page.doc[at]
    return any(n.kind == "institution" and n.start <= token.idx < n.end for n in places.page.names)


def _heading_place(places: Map, site: Site) -> str | None:
    blocks = list(places.page.doc.spans["blocks"])
    for index in range(site.block, max(-1, site.block - 6), -1):
        if blocks[index].label_ == "heading":
            return next((s[2] for s in places.spots if blocks[index].start <= s[0] < blocks[index].end), None)
    return None


def _nearest(places: Map, site: Site, candidate: Where) -> bool:
    if candidate.at < 0:
        return False
    low, high = (candidate.at, site.start) if candidate.at < site.start else (site.end, candidate.at)
    return not any(low < s[0] < high for s in places.spots)
