"""People's positions: each with the person, the title in the nominative, and the body or place it belongs to."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention, RoleMention
from extractor.facts.names import mention_of
from extractor.facts.names.nominative import name_of
from extractor.facts.roles.bodies import Bodies
from extractor.facts.roles.links import Link, link, missed_person
from extractor.facts.roles.positions import Names, Position, find_positions
from extractor.facts.roles.repeats import role_only_mentions
from extractor.facts.roles.special import colleagues, headed_by
from extractor.facts.roles.title import title_of

__all__ = ["find_roles"]


def find_roles(doc: Doc, names: tuple[NameMention, ...]) -> tuple[tuple[NameMention, ...], tuple[RoleMention, ...]]:
    """The roles of one annotated article, in text order, and its names with what the roles showed.

    Names gain the people that only stand beside a position, places that an adjective of a position names («казахстанский
    министр»), and mentions by position alone («министр отметил»), whose ``antecedent`` is the person they mean.
    """
    lookup = Names(doc, names)
    positions = find_positions(doc, lookup)
    names = _with_missed(doc, names, positions, lookup)
    lookup = Names(doc, names)
    added: list[NameMention] = []
    for p in positions:
        if p.adjective is not None and not p.bodies and p.adjective not in lookup.at:
            place = mention_of(doc, p.adjective, p.adjective + 1, "place", "adjective_of_position")
            p.bodies.append(place)
            added.append(place)
    bodies = Bodies(doc, lookup)
    links = link(doc, positions, lookup)
    roles = [_role(doc, found, bodies) for found in links]
    roles += headed_by(doc, lookup)
    roles += colleagues(doc, lookup, roles)
    used = {id(p) for p in (found.position for found in links)}
    kept = [a for a in added if any(r.body == a for r in roles)]
    alone = role_only_mentions(doc, [p for p in positions if id(p) not in used], links, lookup)
    everything = tuple(sorted({*names, *kept, *alone}, key=lambda m: (m.start, m.end, m.kind)))
    return everything, tuple(sorted(roles, key=lambda r: (r.start, r.end, r.person.start, r.title)))


def _with_missed(
    doc: Doc, names: tuple[NameMention, ...], positions: list[Position], lookup: Names
) -> tuple[NameMention, ...]:
    """The names with people that stand right after a position and were missed or taken for a place."""
    new: list[NameMention] = []
    for p in positions:
        span = missed_person(doc, p, lookup)
        if span is not None:
            new.append(mention_of(doc, *span, "person", "name_after_position"))
    if not new:
        return names
    kept = [n for n in names if not any(n.start < m.end and m.start < n.end for m in new)]
    return tuple(sorted({*kept, *new}, key=lambda m: (m.start, m.end)))


def _role(doc: Doc, found: Link, bodies: Bodies) -> RoleMention:
    p = found.position
    body = _body(found, bodies)
    span = doc[p.start : max(p.end, p.head + 1)]
    of_text = name_of(doc, body.start, body.end, body.kind) if body is not None else None
    return RoleMention(
        start=span.start_char,
        end=span.end_char,
        text=span.text,
        rule=found.rule,
        person=found.person,
        title=title_of(doc, p),
        body=body,
        of_text=of_text,
        former=p.former,
        acting=p.acting,
    )


def _body(found: Link, bodies: Bodies) -> NameMention | None:
    """The body beside the position, the one of several that is this person's, or the one the context gives."""
    p = found.position
    if p.each:
        countries = bodies.distinct_before(p, found.of_several)
        return countries[found.which] if found.which < len(countries) else None
    if p.bodies:
        return p.bodies[found.which] if len(p.bodies) == found.of_several else p.bodies[0]
    return bodies.of(p)
