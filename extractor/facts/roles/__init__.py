"""People's positions: each with the person, the title in the nominative, and the body or place it belongs to."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.documents import NameMention, RoleMention
from extractor.facts.names import mention_of
from extractor.facts.names.body_words import body_noun_at, is_place_token
from extractor.facts.names.chains import SPECIFIC
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.known_names import is_clipped
from extractor.facts.names.lexicon import entries, fold, known_bodies, places, position_classes
from extractor.facts.names.nominative import body_name, mention_name
from extractor.facts.roles.affiliation import Workplace, affiliated, bodies_after_names, workplaces
from extractor.facts.roles.bodies import Bodies
from extractor.facts.roles.edges import missed_person
from extractor.facts.roles.heads import head_noun
from extractor.facts.roles.leading import leading, led_bodies, standing_at_head
from extractor.facts.roles.links import link
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Link, Position
from extractor.facts.roles.positions import find_positions
from extractor.facts.roles.repeats import role_only_mentions
from extractor.facts.roles.special import colleagues, headed_by
from extractor.facts.roles.title import title_of

__all__ = ["find_roles"]


def find_roles(doc: Doc, names: tuple[NameMention, ...]) -> tuple[tuple[NameMention, ...], tuple[RoleMention, ...]]:
    """The roles of one annotated article, in text order, and its names with what the roles showed.

    Names gain the people that only stand beside a position, places that an adjective of a position names
    («казахстанский министр»), and mentions by position alone («министр отметил»), whose ``antecedent`` is the person
    they mean.
    """
    names = tuple(whole for n in names if (whole := _without_unit(doc, n)) is not None)
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
    from_body = workplaces(doc, lookup) | bodies_after_names(doc, lookup)
    roles = [_role(doc, found, bodies, from_body) for found in links]
    roles += headed_by(doc, lookup)
    roles += colleagues(doc, lookup, roles)
    roles += led_bodies(doc, lookup, bodies.meant)
    roles += leading(doc, lookup, bodies.meant)
    roles += standing_at_head(doc, lookup, bodies.meant)
    roles += affiliated(doc, from_body, roles)
    used = {id(p) for p in (found.position for found in links)}
    kept = [a for a in added if any(r.body == a for r in roles)]
    alone = role_only_mentions(doc, [p for p in positions if id(p) not in used], links, lookup)
    everything = tuple(sorted({*names, *kept, *alone}, key=lambda m: (m.start, m.end, m.kind, m.rule)))
    return everything, tuple(sorted(roles, key=lambda r: (r.start, r.end, r.person.start, r.title)))


def _with_missed(
    doc: Doc, names: tuple[NameMention, ...], positions: list[Position], lookup: Names
) -> tuple[NameMention, ...]:
    """The names with people that stand right after a position and were missed or taken for a place or a body."""
    new: list[NameMention] = []
    for p in positions:
        span = missed_person(doc, p, lookup)
        if span is None:
            continue
        person = mention_of(doc, *span, "person", "name_after_position")
        new.append(person)
        if p.bodies and p.bodies[-1].start <= person.start < p.bodies[-1].end:
            body = p.bodies.pop()
            p.end = span[0]
            first = lookup.range[body][0]
            if first < span[0]:
                rest = mention_of(doc, first, span[0], "institution", body.rule)
                p.bodies.append(rest)
                new.append(rest)
    if not new:
        return names
    kept = [n for n in names if not any(n.start < m.end and m.start < n.end for m in new)]
    return tuple(sorted({*kept, *new}, key=lambda m: (m.start, m.end)))


def _without_unit(doc: Doc, name: NameMention) -> NameMention | None:
    """The mention; None for a part of a body that belongs to a title; the body itself for a part and its body
    («начальник управления статистики труда [Нацстаткома]»).
    """
    if _unit_of_title(doc, name):
        return None
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if name.rule.startswith("tagged_") and span is not None and len(span) == 1 and _prefixed_position(span[0]):
        return None
    if name.rule not in ("unit_body_noun", "common_noun_body") or span is None or len(span) < 3 or not span.start:
        return name
    last = span[-1]
    whole = is_clipped(last.text) or not base_forms(last.text).isdisjoint(known_bodies())
    if head_noun(doc[span.start - 1]) in OF_A_PART and span[0].text.islower() and last.text[:1].isupper() and whole:
        return mention_of(doc, last.i, last.i + 1, "institution", "known_body")
    return name


def _prefixed_position(token: Token) -> bool:
    """«[Экс-аким] области»: a position that the tagger took for a name."""
    first, dash, rest = fold(token.text).partition("-")
    return (
        bool(dash) and first in ("экс", "вице") and bool(rest) and position_classes().keys() & base_forms(rest) != set()
    )


def _unit_of_title(doc: Doc, name: NameMention) -> bool:
    """«начальник [управления аудита]»: a part of a body in lower case right after a position is part of the title."""
    if (
        name.kind != "institution"
        or name.rule not in ("unit_body_noun", "single_body_noun", "common_noun_body")
        or not name.text[:1].islower()
    ):
        return False
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    if (
        span is None
        or span.start == 0
        or any(is_place_token(t) or not base_forms(t.text).isdisjoint(places()[1]) for t in span)
    ):
        return False
    if span.end < len(doc) and doc[span.end].text[:1].isupper() and is_place_token(doc[span.end]):
        return False  # «начальник [управления туризма] Ставропольского края»: a body of the place
    if any(t.text[:1].isupper() for t in span) or any(base_forms(t.text) & SPECIFIC for t in span):
        return False
    if _regional_office(doc, span.start, span.end):
        return False
    before = span.start - 1
    while before > 0 and is_adjective(doc[before].text):
        before -= 1
    noun = head_noun(doc[before])
    if noun is None:
        return False
    if "министр" in noun:
        return True
    follows = span.end < len(doc) and (
        (doc[span.end].text[:1].isupper() and doc[span.end].ent_type_ == "ORG")
        or body_noun_at(doc, span.end) is not None
    )
    return len(span) > 1 and (follows or noun in OF_A_PART)


def _regional_office(doc: Doc, start: int, end: int) -> bool:
    """«начальник [управления образования]», «[департамента по вопросам семьи]»: what each region has one of."""
    if end < len(doc) and (doc[end].ent_type_ == "ORG" or body_noun_at(doc, end) is not None):
        return False
    if base_forms(doc[start].text).isdisjoint({"управление", "департамент", "комитет", "отдел"}) or end - start < 2:
        return False
    if fold(doc[start + 1].text) == "по" and start + 2 < end:
        return fold(doc[start + 2].text) in ("вопросам", "делам")
    topic = next((k for k in range(start + 1, end) if not is_adjective(doc[k].text)), start + 1)
    return any(fold(doc[k].text) in entries("role_words.txt", "offices") for k in {topic, start + 1})


# Positions that head a part of a body rather than a body: «директор департамента», «начальник управления».
OF_A_PART = entries("role_words.txt", "of_a_part")


def _role(doc: Doc, found: Link, bodies: Bodies, from_body: dict[NameMention, Workplace]) -> RoleMention:
    p = found.position
    body = p.bodies[0] if p.bodies else None
    after = from_body.get(found.person)
    of_text = None
    if body is None and isinstance(after, NameMention):
        of_office = after.kind == "place" and p.group != "profession"  # «депутат Роза Шубная из Онеги»
        body = (_body(found, bodies) if of_office else None) or after
    elif body is None and isinstance(after, tuple):
        body = _body(found, bodies) or bodies.meant(*after)
        of_text = body_name(doc, *after)
    else:
        body = _body(found, bodies)
    span = doc[p.start : max(p.end, p.head + 1)]
    if body is not None:
        short = body.kind == "place" and body.text.isupper() and len(body.text) > 2  # «КНДР» as the text has it
        of_text = body.text if short else mention_name(doc, body)
        if p.dedication is not None and p.bodies and body is p.bodies[0]:
            of_text = f"{of_text} {doc[slice(*p.dedication)].text}"
    elif (
        of_text is None
        and p.phrase is not None
        and (p.phrase[1] - p.phrase[0] > 1 or p.says_all or doc[p.phrase[0]].text.isupper())
    ):
        of_text = body_name(doc, *p.phrase)
    elif of_text is None and p.group == "country":
        of_text = bodies.country_of_sentence(p)
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
