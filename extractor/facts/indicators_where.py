"""Where a figure holds: the place its item, clause, sentence or heading names, else the one the article is about."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from extractor.documents import NameMention, RoleMention
from extractor.facts.indicators_site import Page, Site, tokens_of
from extractor.facts.names.lexicon import places as gazetteer
from extractor.facts.quotes_lexicon import fold

DEFAULT_FLOOR = 1.5
HINTS_AT_MOST, OFFICE = 3.0, 0.6
IMPLIED = {"country_word": 0.8, "national_scope": 0.4}
Spot = tuple[int, int, str, NameMention]  # token, token after the last, the place's key, the mention


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
    spots: list[Spot]
    counts: dict[str, int]
    lead_end: int
    title_end: int
    scores: dict[str, float]
    default: str | None
    offices: frozenset[NameMention] = frozenset()


def read_map(page: Page, names: tuple[NameMention, ...], roles: tuple[RoleMention, ...] = ()) -> Map:
    """Where the places stand. Mentions of one place share a key: the gazetteer's name, else their words' lemmas.

    A place that only says whose office a person holds («премьер-министр РК») counts little for the article.
    """
    spots: list[Spot] = []
    counts: dict[str, int] = {}
    for n in names:
        if n.kind != "place":
            continue
        start, end = tokens_of(page.doc, n.antecedent or n)
        key = n.name or _key(page, start, end)
        at, stop = tokens_of(page.doc, n)
        spots.append((at, stop, key, n))
        counts[key] = counts.get(key, 0) + 1
    spots.sort(key=lambda s: (s[0], s[1], s[2]))
    titles = [b.end for b in page.doc.spans["blocks"] if b.label_ == "title"]
    leads = [b.end for b in page.doc.spans["blocks"] if b.label_ in ("title", "lead")]
    places = Map(page, spots, counts, max(leads, default=0), max(titles, default=0), {}, None)
    offices = {r.body for r in roles if r.body is not None}
    offices |= {
        n
        for n in names
        if n.rule not in IMPLIED and any(r.start <= n.start < max(r.end, r.person.start) for r in roles)
    }
    places.offices = frozenset(offices)
    places.scores = _standing(places, places.offices)
    best = max(places.scores, key=lambda k: (places.scores[k], k), default=None)
    places.default = best if best is not None and places.scores[best] >= DEFAULT_FLOOR else None
    return places


def _key(page: Page, start: int, end: int) -> str:
    """The gazetteer's name of a place, its words' dictionary forms where the gazetteer has none."""
    lemmas = " ".join(fold(t.lemma_) for t in page.doc[start:end])
    names, adjectives = gazetteer()
    known = names.get(lemmas) or adjectives.get(lemmas) or names.get(fold(page.doc[start:end].text))
    return known.name if known is not None else lemmas


def _kind(key: str) -> str:
    known = gazetteer()[0].get(fold(key))
    return known.kind if known is not None else ("region" if any(w in key for w in ("област", "район", "край")) else "")


def _standing(places: Map, offices: frozenset[NameMention]) -> dict[str, float]:
    """How likely each place is what the whole article is about: headline, lead and opening count more than the rest."""
    doc = places.page.doc
    body = next((b for b in doc.spans["blocks"] if b.label_ not in ("title", "lead", "heading", "caption")), None)
    scores: dict[str, float] = {}
    hints: dict[str, float] = {}
    for at, end, key, mention in places.spots:
        weight = 0.6
        if at < places.title_end:
            weight = 4.0
        elif at < places.lead_end:
            weight = 2.0
        elif body is not None and body.start <= at < body.end:
            dateline = at - body.start < 2 and end < len(doc) and doc[end].text in {".", ",", "—", "("}
            weight = 1.0 if dateline else 2.5
        if any(c.lemma_ in ("из", "через", "до", "от", "к") for c in doc[at].children if c.dep_ == "case"):
            weight *= 0.3
        if at in places.page.person_tokens:
            weight = 0.0
        if mention in offices:
            weight *= OFFICE
        if mention.rule in IMPLIED:
            hints[key] = min(HINTS_AT_MOST, hints.get(key, 0.0) + weight * IMPLIED[mention.rule])
        else:
            scores[key] = scores.get(key, 0.0) + weight
    for key, weight in hints.items():
        scores[key] = scores.get(key, 0.0) + weight
    for key in scores:
        scores[key] *= {"country": 1.2, "region": 1.2, "city": 1.0}.get(_kind(key), 0.7)
    return scores


def place_of(places: Map, site: Site) -> Where:
    """The place of an amount: from its list item, its clause, its sentence, the heading over it, else the article's.

    «Мангистауская область — 561,9 тыс.», «в Риддере — 79», «Свердловская область ввела 3,04 млн кв. м жилья».
    """
    spots = [s for s in places.spots if s[3].rule != "national_scope" and _is_free(places, s)]
    for rule in (_of_item, _of_clause, _of_sentence, _of_genitive, _of_heading):
        spot = rule(places, site, spots)
        if spot is not None:
            return _with_neighbour(places, spot)
    if places.default is None:
        return Where(None)
    nearest = min((s for s in places.spots if s[2] == places.default), key=lambda s: abs(s[0] - site.start))
    return _with_neighbour(places, nearest)


def _is_free(places: Map, spot: Spot) -> bool:
    """A place in a person's name, a body's or a national office's, in «долларов США» or in a body's adjective is no figure's."""
    token = places.page.doc[spot[0]]
    if (spot[3] in places.offices and _kind(spot[2]) == "country") or _is_adjective_of_body(spot, token):
        return False
    if token.i and fold(token.nbor(-1).lemma_) == "доллар":
        return False
    inside = any(n.kind == "institution" and n.start <= token.idx < n.end for n in places.page.names)
    return not inside and spot[0] not in places.page.person_tokens


def _is_adjective_of_body(spot: Spot, token: Token) -> bool:
    """«сингапурский фонд», «китайских банков»: where a body comes from, not where its figure holds."""
    return spot[3].rule == "country_word" and token.pos_ == "ADJ"


def _preposition(places: Map, spot: Spot) -> str:
    token = places.page.doc[spot[0]]
    own = next((c.lemma_ for c in token.children if c.dep_ == "case"), "")
    before = places.page.doc[spot[0] - 1] if spot[0] else None
    return own or (before.lemma_ if before is not None and before.pos_ == "ADP" else "")


def _case(places: Map, spot: Spot) -> str:
    return next(iter(places.page.doc[spot[0]].morph.get("Case", [])), "")


def _states_place(places: Map, spot: Spot) -> bool:
    """«в Риддере», «по Казахстану», or the subject: «Свердловская область ввела»."""
    preposition = _preposition(places, spot)
    if preposition:
        return preposition in ("в", "во", "на", "по") and _case(places, spot) != "Acc"
    return _case(places, spot) == "Nom"


def _closest(spots: list[Spot], site: Site) -> Spot | None:
    return min(spots, key=lambda s: abs(s[0] - site.start), default=None)


def _of_item(places: Map, site: Site, spots: list[Spot]) -> Spot | None:
    if site.kind not in ("list_item", "table_row"):
        return None
    return next((s for s in spots if s[0] - site.block_start <= 2 and site.block_start <= s[0] < site.start), None)


def _of_clause(places: Map, site: Site, spots: list[Spot]) -> Spot | None:
    return _closest([s for s in spots if site.left <= s[0] < site.right and _states_place(places, s)], site)


def _of_sentence(places: Map, site: Site, spots: list[Spot]) -> Spot | None:
    start = site.start
    while start > site.block_start and not places.page.doc[start].is_sent_start:
        start -= 1
    return _closest([s for s in spots if start <= s[0] < site.start and _states_place(places, s)], site)


def _of_genitive(places: Map, site: Site, spots: list[Spot]) -> Spot | None:
    inside = [s for s in spots if site.left <= s[0] < site.right]
    return _closest([s for s in inside if not _preposition(places, s) and _case(places, s) == "Gen"], site)


def _of_heading(places: Map, site: Site, spots: list[Spot]) -> Spot | None:
    blocks = list(places.page.doc.spans["blocks"])
    for index in range(site.block, max(-1, site.block - 6), -1):
        if blocks[index].label_ == "heading":
            return next((s for s in spots if blocks[index].start <= s[0] < blocks[index].end), None)
    return None


def _with_neighbour(places: Map, spot: Spot) -> Where:
    """A place, and the one joined to it by «и»: «Узбекистан и Кыргызстан»."""
    at = places.spots.index(spot)
    for other in places.spots[at + 1 : at + 2]:
        if other[2] != spot[2] and other[0] - spot[1] == 1 and fold(places.page.doc[spot[1]].text) == "и":
            return Where(f"{spot[2]}; {other[2]}", (spot[3], other[3]), spot[0])
    for other in places.spots[max(0, at - 1) : at]:
        if other[2] != spot[2] and spot[0] - other[1] == 1 and fold(places.page.doc[other[1]].text) == "и":
            return Where(f"{other[2]}; {spot[2]}", (other[3], spot[3]), other[0])
    return Where(spot[2], (spot[3],), spot[0])
