"""Names in a Doc: people, institutions and places, each mention once, in text order; mentions do not overlap."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameKind, NameMention
from extractor.facts.names.institutions import find_institutions
from extractor.facts.names.people import find_people
from extractor.facts.names.places import find_places

__all__ = ["find_names", "mention_of"]


def mention_of(doc: Doc, start: int, end: int, kind: NameKind, rule: str) -> NameMention:
    """The mention of tokens ``start`` to ``end`` (exclusive)."""
    span = doc[start:end]
    return NameMention(span.start_char, span.end_char, span.text, rule, kind)


def find_names(doc: Doc) -> tuple[NameMention, ...]:
    """All names of one annotated article."""
    people = find_people(doc)
    tokens_of_people = frozenset(i for span in people for i in range(*span))
    bodies = find_institutions(doc, tokens_of_people)
    in_bodies = {i for span in bodies for i in range(*span)}
    people = {span: rule for span, rule in people.items() if in_bodies.isdisjoint(range(*span))}
    taken = frozenset(in_bodies | {i for span in people for i in range(*span)})
    places = find_places(doc, taken)
    found = [
        *(mention_of(doc, *span, "person", rule) for span, rule in people.items()),
        *(mention_of(doc, *span, "institution", rule) for span, rule in bodies.items()),
        *(mention_of(doc, *span, "place", rule) for span, rule in places.items()),
    ]
    return tuple(sorted(found, key=lambda m: (m.start, m.end)))
