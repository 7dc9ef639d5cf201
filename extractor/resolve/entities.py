"""Mentions -> entities: one Person, Institution or Place for all that means the same. (First version, replaced by its owner.)"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from extractor.documents import Facts, NameMention
from extractor.records import Institution, Person, Place, Span


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of one article, and which of them each mention means."""

    people: tuple[Person, ...]
    institutions: tuple[Institution, ...]
    places: tuple[Place, ...]
    id_of: dict[NameMention, str]


def resolve_entities(doc: Doc, facts: Facts) -> Entities:
    """Entities of one article. Every name mention of ``facts`` has an id in ``id_of``."""
    groups: dict[tuple[str, str], list[NameMention]] = {}
    for m in facts.names:
        lemma = " ".join(t.lemma_ for t in doc.char_span(m.start, m.end, alignment_mode="expand"))
        groups.setdefault((m.kind, lemma), []).append(m)
    made: dict[str, list] = {"person": [], "institution": [], "place": []}
    id_of: dict[NameMention, str] = {}
    for (kind, lemma), mentions in groups.items():
        model, letter = {"person": (Person, "p"), "institution": (Institution, "o"), "place": (Place, "l")}[kind]
        ident = f"{letter}{len(made[kind]) + 1}"
        spans = tuple(Span(start=m.start, end=m.end, text=m.text) for m in mentions)
        made[kind].append(model(id=ident, key=lemma, name=lemma.title() if kind != "institution" else mentions[0].text, mentions=spans))
        id_of.update({m: ident for m in mentions})
    return Entities(tuple(made["person"]), tuple(made["institution"]), tuple(made["place"]), id_of)
