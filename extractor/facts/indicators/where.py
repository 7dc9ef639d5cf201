"""The places of one Doc as candidates for its figures: where each stands, how, and how likely the article is about it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from extractor.documents import NameMention, RoleMention
from extractor.facts.indicators.scope import currency_country, published_in
from extractor.facts.indicators.site import Page, Site, tokens_of
from extractor.facts.names.lexicon import places as gazetteer
from extractor.facts.names.nominative import mention_name
from extractor.facts.text import Word
from extractor.facts.wordlists import fold

DEFAULT_FLOOR = 1.5
FAR = 200  # tokens
BEFORE, AFTER, STANDING = 40, 20, 12  # spots looked at about an amount; places of the article always considered
HINTS_AT_MOST, OFFICE = 3.0, 0.6
BARRED = ("person", "unit", "street")
IMPLIED = {"country_word": 0.8, "place_word": 0.8, "national_scope": 0.4}
STREETS = frozenset({"улица", "проспект", "площадь", "переулок", "бульвар", "шоссе", "набережная", "микрорайон"})
STATING = ("в", "во", "на", "по")


class Spot(NamedTuple):
    """One mention of a place.

    at, end      its tokens
    preposition  before it or its own, "" for none
    case         UD case of its first token, "" where unknown
    bar          why no figure could hold there: "person", "unit" («долларов США»),
                 "street" («улица Панфилова»), "office", "body", "adjective"
                 («сингапурский фонд»), else ""
    """

    at: int
    end: int
    key: str
    mention: NameMention
    preposition: str
    case: str
    bar: str

    @property
    def states(self) -> bool:
        """«в Риддере», «по Казахстану», or in the nominative: «Свердловская область ввела»."""
        if self.preposition:
            return self.preposition in STATING and self.case != "Acc"
        return self.case == "Nom"


class Where(NamedTuple):
    """A candidate place: its key (None for no place), the mentions that stand for it, the nearest one.

    A mention joined to another by «и» brings the other along: «Узбекистан и Кыргызстан».
    """

    key: str | None
    mentions: tuple[NameMention, ...] = ()
    spot: Spot | None = None


@dataclass(slots=True)
class Map:
    """The places of one Doc.

    spots, by_key           in text order, all and of each place
    scores, standing        how likely the article is about each place; the scores from the highest down
    best                    kind of place -> the highest score of its places
    default, home           the place the article is about; the country that «страна», «Нацбанк» mean in it
    published, paid_in      the publisher's country; those whose currencies its sums are in
    parts, wholes           places named within another and those that hold one: «в Аягозском районе Абайской области»
    ats, site_ats, bodies   first tokens of the spots, of the amounts, of the institutions with their names
    kept, mentions          what was worked out once for a place, and for the article under ""; for a mention
    """

    page: Page
    spots: list[Spot] = field(default_factory=list)
    by_key: dict[str, list[Spot]] = field(default_factory=dict)
    lead_end: int = 0
    title_end: int = 0
    scores: dict[str, float] = field(default_factory=dict)
    default: str | None = None
    parts: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()
    home: str | None = None
    published: str | None = None
    paid_in: frozenset[str | None] = frozenset()
    headings: dict[int, tuple[int, int]] = field(default_factory=dict)
    ats: list[int] = field(default_factory=list)
    site_ats: list[int] = field(default_factory=list)
    bodies: list[tuple[int, str]] = field(default_factory=list)
    best: dict[str, float] = field(default_factory=dict)
    standing: list[float] = field(default_factory=list)
    kept: dict[str, list[float]] = field(default_factory=dict)
    mentions: dict[tuple[int, int, str, str, str], list[float]] = field(default_factory=dict)

    def near(self, token: int) -> list[Spot]:
        """The spots about a token, at most BEFORE before it and AFTER from it on."""
        at = bisect_left(self.ats, token)
        return self.spots[max(0, at - BEFORE) : at + AFTER]


def read_map(page: Page, names: tuple[NameMention, ...], roles: tuple[RoleMention, ...] = ()) -> Map:
    """Where the places stand. Mentions of one place share a key: the gazetteer's name, else their words' lemmas.

    A place that only says whose office a person holds («премьер-министр РК») counts little for the article.
    """
    blocks = page.text.blocks
    places = Map(page)
    places.headings = {i: (b.start, b.end) for i, b in enumerate(blocks) if b.kind == "heading"}
    places.title_end = max((b.end for b in blocks if b.kind == "title"), default=0)
    places.lead_end = max((b.end for b in blocks if b.kind in ("title", "lead")), default=0)
    offices = _offices(names, roles)
    inside = {i for n in names if n.kind == "institution" for i in range(*tokens_of(page.doc, n))}
    places.spots = sorted(_spots(page, names, offices, inside), key=lambda s: (s.at, s.end, s.key))
    places.ats, places.site_ats = [s.at for s in places.spots], [s.start for s in page.sites]
    for spot in places.spots:
        places.by_key.setdefault(spot.key, []).append(spot)
    nested = [(a, b) for a, b in pairwise(places.spots) if a.end == b.at and b.case == "Gen" and a.key != b.key]
    places.parts, places.wholes = frozenset(a.key for a, _ in nested), frozenset(b.key for _, b in nested)
    places.home = next((s.key for s in places.spots if s.mention.rule == "national_scope"), None)
    places.published = published_in(page.doc)
    places.paid_in = frozenset(currency_country(s.amount.unit) for s in page.sites if s.amount.kind == "money")
    places.scores = _standing(places)
    for key, score in places.scores.items():
        places.best[kind_of(key)] = max(score, places.best.get(kind_of(key), 0.0))
    places.standing = sorted(places.scores.values(), reverse=True)
    places.bodies = sorted((tokens_of(page.doc, n)[0], n.text) for n in names if n.kind == "institution")
    best = max(places.scores, key=lambda k: (places.scores[k], k), default=None)
    places.default = best if best is not None and places.scores[best] >= DEFAULT_FLOOR else None
    return places


def _offices(names: tuple[NameMention, ...], roles: tuple[RoleMention, ...]) -> frozenset[NameMention]:
    """Mentions that only say whose office a person holds."""
    offices = {r.body for r in roles if r.body is not None}
    return frozenset(
        offices
        | {
            n
            for n in names
            if n.rule not in IMPLIED and any(r.start <= n.start < max(r.end, r.person.start) for r in roles)
        }
    )


def _spots(
    page: Page, names: tuple[NameMention, ...], offices: frozenset[NameMention], inside: set[int]
) -> Iterable[Spot]:
    for n in names:
        if n.kind != "place":
            continue
        key = canonical(n.name) if n.name else _key(page, n.antecedent or n)
        at, stop = tokens_of(page.doc, n)
        token = page.words[at]
        case = token.feats.get("Case", "")
        yield Spot(at, stop, key, n, _preposition(token), case, _bar(page, token, n, n in offices, at in inside))


def _bar(page: Page, token: Word, mention: NameMention, office: bool, inside: bool) -> str:
    if token.i in page.person_tokens:
        return "person"
    if token.i and token.among[token.i - 1].lemma in STREETS:
        return "street"
    if token.i and token.among[token.i - 1].lemma == "доллар":
        return "unit"
    if office:
        return "office"
    if inside:
        return "body"
    return "adjective" if mention.rule in ("country_word", "place_word") and token.pos == "ADJ" else ""


def _key(page: Page, mention: NameMention) -> str:
    """The gazetteer's name of a place, its nominative where the gazetteer has none."""
    name = mention_name(page.doc, mention)
    names, adjectives = gazetteer()
    known = names.get(fold(name)) or names.get(fold(mention.text)) or adjectives.get(fold(name))
    return known.name if known is not None else fold(name)


def canonical(name: str) -> str:
    known = gazetteer()[0].get(fold(name))
    return known.name if known is not None else name


def kind_of(key: str) -> str:
    """country, region or city; "" where neither the gazetteer nor the name's words tell."""
    known = gazetteer()[0].get(fold(key))
    return (
        known.kind
        if known is not None
        else ("region" if any(w in key for w in ("област", "район", "край", "округ")) else "")
    )


def _preposition(token: Word) -> str:
    own = next((c.lemma for c in token.children if c.dep == "case"), "")
    before = token.among[token.i - 1] if token.i else None
    return own or (before.lemma if before is not None and before.pos == "ADP" else "")


def _standing(places: Map) -> dict[str, float]:
    """How likely each place is what the whole article is about: headline, lead and opening count more than the rest."""
    body = next((b for b in places.page.text.blocks if b.kind not in ("title", "lead", "heading", "caption")), None)
    scores: dict[str, float] = {}
    hints: dict[str, float] = {}
    for spot in places.spots:
        weight = 0.6
        if spot.at < places.title_end:
            weight = 4.0
        elif spot.at < places.lead_end:
            weight = 2.0
        elif body is not None and body.start <= spot.at < body.end:
            weight = 1.0 if is_dateline(places, spot) else 2.5
        weight *= 0.3 if spot.preposition in ("из", "через", "до", "от", "к") else 1.0
        weight *= 0.3 if spot.preposition in ("в", "во", "на") and spot.case == "Acc" else 1.0
        weight *= {"person": 0.0, "street": 0.0, "office": OFFICE}.get(spot.bar, 1.0)
        implied = IMPLIED.get(spot.mention.rule)
        if implied is not None:
            hints[spot.key] = min(HINTS_AT_MOST, hints.get(spot.key, 0.0) + weight * implied)
        else:
            scores[spot.key] = scores.get(spot.key, 0.0) + weight
    for key, weight in hints.items():
        scores[key] = scores.get(key, 0.0) + weight
    for key in scores:
        scores[key] *= {"country": 1.2, "region": 1.2, "city": 1.0}.get(kind_of(key), 0.7)
    return scores


def is_dateline(places: Map, spot: Spot) -> bool:
    """«АСТАНА, 6 марта — …», «Алматы. …»: the first words of a block after the lead."""
    words, text = places.page.words, places.page.text
    start = text.block_starts[text.block_of(spot.at)]
    return spot.at - start < 2 and spot.end < len(words) and words[spot.end].text in {".", ",", "—", "("}


def where_candidates(places: Map, site: Site) -> list[Where]:
    """No place; then the places named or implied near the amount and those the article is likely about, by name, each by
    its mention nearest to the amount.

    A place joined to it by «и» belongs to it: «Узбекистан и Кыргызстан».
    """
    nearest: dict[str, Spot] = {}
    for key in sorted(places.scores, key=lambda k: (-places.scores[k], k))[:STANDING]:
        own = places.by_key[key]
        at = bisect_left(own, site.start, key=lambda s: s.at)
        for spot in own[max(0, at - 1) : at + 1]:
            _keep_nearer(nearest, spot, site)
    for spot in places.near(site.start):
        _keep_nearer(nearest, spot, site)
    return [Where(None), *(_with_neighbour(places, nearest[key]) for key in sorted(nearest))]


def _keep_nearer(nearest: dict[str, Spot], spot: Spot, site: Site) -> None:
    if spot.bar in BARRED:
        return
    other = nearest.setdefault(spot.key, spot)
    if (spot.bar != "", abs(spot.at - site.start)) < (other.bar != "", abs(other.at - site.start)):
        nearest[spot.key] = spot


def _with_neighbour(places: Map, spot: Spot) -> Where:
    at = bisect_left(places.spots, spot[:3], key=lambda s: s[:3])
    for other in places.spots[at + 1 : at + 2]:
        if _joined(places, spot, other):
            return Where(spot.key, (spot.mention, other.mention), spot)
    for other in places.spots[max(0, at - 1) : at]:
        if _joined(places, other, spot):
            return Where(spot.key, (other.mention, spot.mention), spot)
    return Where(spot.key, (spot.mention,), spot)


def _joined(places: Map, spot: Spot, other: Spot) -> bool:
    return other.key != spot.key and other.at - spot.end == 1 and places.page.words[spot.end].word == "и"
