"""Mentions -> entities: one Person, Institution or Place for all that means the same, each with its roles and
mentions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.documents import Facts, NameMention, RoleMention
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import fold, places
from extractor.records import Evidence, Institution, Person, Place, Role, Span
from extractor.resolve import bodies
from extractor.resolve.clusters import cluster_people, unmarked_mentions
from extractor.resolve.people import Cluster
from extractor.resolve.places import PlaceGroup, group_places
from extractor.resolve.same_body import keys_of, same_body


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of one article, and which of them each mention means."""

    people: tuple[Person, ...]
    institutions: tuple[Institution, ...]
    places: tuple[Place, ...]
    id_of: dict[NameMention, str]


def resolve_entities(doc: Doc, facts: Facts) -> Entities:
    """Entities of one article. Every name mention that ``facts`` holds or refers to has an id in ``id_of``."""
    mentions = _all_mentions(facts)
    roles: dict[NameMention, list[RoleMention]] = defaultdict(list)
    for role in facts.roles:
        roles[role.person].append(role)
    id_of: dict[NameMention, str] = {}
    groups = group_places(doc, [m for m in mentions if m.kind == "place"])
    found_bodies = _group_bodies(doc, mentions)
    clusters = cluster_people(doc, [m for m in mentions if m.kind == "person"], roles, _referred_to(facts))
    for n, group in enumerate(groups, 1):
        id_of.update((m, f"l{n}") for m in group.mentions)
    for n, body in enumerate(found_bodies, 1):
        id_of.update((s.mention, f"o{n}") for s in body.seen)
    for n, cluster in enumerate(clusters, 1):
        id_of.update((s.mention, f"p{n}") for s in cluster.seen)
        id_of.update((m, f"p{n}") for m in cluster.others)
    taken = {
        t.i for m in mentions if (s := doc.char_span(m.start, m.end, alignment_mode="expand")) is not None for t in s
    }
    more = unmarked_mentions(doc, clusters, taken)
    names = {f"l{n}": g.name for n, g in enumerate(groups, 1)} | {
        f"o{n}": b.name() for n, b in enumerate(found_bodies, 1)
    }
    return Entities(
        people=tuple(_person(n, c, roles, id_of, names, more.get(n - 1, [])) for n, c in enumerate(clusters, 1)),
        institutions=tuple(_institution(n, b, groups) for n, b in enumerate(found_bodies, 1)),
        places=tuple(_place(n, g) for n, g in enumerate(groups, 1)),
        id_of=id_of,
    )


def _referred_to(facts: Facts) -> frozenset[NameMention]:
    """The mentions that roles, quotes and indicators refer to, and what those stand for."""
    found: set[NameMention | None] = set()
    for role in facts.roles:
        found |= {role.person, role.body}
    found |= {quote.speaker for quote in facts.quotes}
    for indicator in facts.indicators:
        found |= {*indicator.about, indicator.attributed_to}
    found |= {m.antecedent for m in found if m is not None}
    return frozenset(m for m in found if m is not None)


def _all_mentions(facts: Facts) -> list[NameMention]:
    """Every name mention, those too that only a role, quote or indicator refers to, in text order."""
    found = {*facts.names, *_referred_to(facts)}
    found |= {m.antecedent for m in facts.names if m.antecedent is not None}
    return sorted(found, key=lambda m: (m.start, m.end, m.kind, m.rule))


def _span(mention: NameMention) -> Span:
    return Span(start=mention.start, end=mention.end, text=mention.text)


def _group_bodies(doc: Doc, mentions: list[NameMention]) -> list[bodies.Body]:
    """One body for all mentions that name it, in text order."""
    found: list[bodies.Body] = []
    alike: dict[tuple[str, ...], bodies.Body] = {}
    index: dict[str, set[int]] = {}
    of_mention: dict[NameMention, bodies.Body] = {}
    previous: NameMention | None = None
    for mention, after in zip(mentions, [*mentions[1:], None], strict=False):
        if mention.kind != "institution":
            continue
        seen = bodies.observe(doc, mention, after if _follows(doc, mention, after) else None)
        look = (seen.name, seen.inner, seen.core, seen.place)
        keys = keys_of(seen)
        home = alike.get(look)
        if home is None:
            near = sorted({n for key in keys for n in index.get(key, ())})
            home = next((found[n] for n in near if same_body(seen, found[n])), None)
        if home is None and previous and _in_brackets(doc, mention, previous):
            home = of_mention[previous]
        if home is None:
            home = bodies.Body(number=len(found))
            found.append(home)
        home.seen.append(seen)
        of_mention[mention] = home
        previous = mention
        alike[look] = home
        for key in keys:
            index.setdefault(key, set()).add(home.number)
    return found


def _in_brackets(doc: Doc, mention: NameMention, before: NameMention) -> bool:
    """«Управление … вопросов ([УКГВ])»: a short form in brackets right behind a longer name."""
    between = doc.text[before.end : mention.start]
    short = mention.text.isupper() and len(mention.text) < len(before.text) and " " not in mention.text
    return short and between.strip() == "(" and doc.text[mention.end : mention.end + 1] == ")"


def _follows(doc: Doc, mention: NameMention, after: NameMention | None) -> bool:
    """Whether ``after`` stands right behind a body, in the genitive: «Минфин [России]», «Комитет … [Минздрава]»."""
    if after is None or after.kind == "person" or after.start != mention.end + 1:
        return False
    span = doc.char_span(after.start, after.end, alignment_mode="expand")
    if span is None:
        return False
    first = span[0]
    if not first.i or doc[first.i - 1].whitespace_ != " ":
        return False
    return first.morph.get("Case", []) in (["Gen"], []) or first.text.isupper() or fold(first.text)[-1:] in "иыу"


def _person(
    n: int,
    cluster: Cluster,
    roles: dict[NameMention, list[RoleMention]],
    id_of: dict[NameMention, str],
    names: dict[str, str],
    more: list[Span],
) -> Person:
    stated = [r for s in cluster.seen for r in roles.get(s.mention, [])] + [
        r for m in cluster.others for r in roles.get(m, [])
    ]
    spans = {_span(s.mention) for s in cluster.seen} | {_span(m) for m in cluster.others} | set(more)
    return Person(
        id=f"p{n}",
        key=cluster.key(),
        name=cluster.name(),
        given=cluster.given() or None,
        patronymic=cluster.patronymic() or None,
        family=cluster.family() or None,
        roles=_roles(stated, id_of, names),
        mentions=tuple(sorted(spans, key=lambda s: (s.start, s.end))),
    )


def _roles(stated: list[RoleMention], id_of: dict[NameMention, str], names: dict[str, str]) -> tuple[Role, ...]:
    """Each title once, with the body any of its statements gives; the most specific first."""
    merged: dict[str, Role] = {}
    for role in stated:
        body = id_of.get(role.body) if role.body is not None else None
        made = Role(
            title=role.title,
            institution=body if body and body.startswith("o") else None,
            place=body if body and body.startswith("l") else None,
            of_text=_of_text(role.of_text, names.get(body) if body else None),
            former=role.former,
            acting=role.acting,
            evidence=Evidence(start=role.start, end=role.end, text=role.text, rule=role.rule),
        )
        known = merged.get(fold(role.title))
        if known is None or (known.of_text is None and made.of_text is not None):
            merged[fold(role.title)] = made
    order = list(merged)
    return tuple(sorted(merged.values(), key=lambda r: (-len(r.title.split()), order.index(fold(r.title)))))


def _of_text(said: str | None, name: str | None) -> str | None:
    """The body as the role has it; in the form of the body's own name where only the case differs."""
    if said and name and [w[:4] for w in fold(said).split()] == [w[:4] for w in fold(name).split()]:
        return name
    return said or name


def _institution(n: int, body: bodies.Body, groups: list[PlaceGroup]) -> Institution:
    place = next((s.place for s in body.seen if s.place), "")
    place_id = next((f"l{k}" for k, g in enumerate(groups, 1) if place and g.name == place), None)
    if place_id is None:
        place_id = _adjective_place(body.name(), groups)
    return Institution(
        id=f"o{n}",
        key=body.key(),
        name=body.name(),
        kind=body.kind(),
        aliases=body.aliases(),
        place=place_id,
        mentions=tuple(_span(s.mention) for s in body.seen),
    )


def _adjective_place(name: str, groups: list[PlaceGroup]) -> str | None:
    """«Казахстанская фондовая биржа»: the place its first word is the adjective of, where the article names it."""
    adjectives = places()[1]
    hit = (
        next((adjectives[f].name for f in sorted(base_forms(name.split()[0])) if f in adjectives), None)
        if name
        else None
    )
    return next((f"l{k}" for k, g in enumerate(groups, 1) if hit and g.name == hit), None)


def _place(n: int, group: PlaceGroup) -> Place:
    spans = tuple(_span(m) for m in group.mentions)
    return Place(id=f"l{n}", key=group.key(), name=group.name, kind=group.kind, mentions=spans)
