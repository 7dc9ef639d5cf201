"""Mentions of places -> places: nominative name, kind, key."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import fold, place_nouns, places
from extractor.facts.names.nominative import mention_name
from extractor.records import PlaceKind


@dataclass(slots=True)
class PlaceGroup:
    """All mentions of one place."""

    name: str
    kind: PlaceKind
    mentions: list[NameMention] = field(default_factory=list)

    def key(self) -> str:
        """The nominative name in lower case, ё as е; abbreviations stand under the full name («РК»: «казахстан»)."""
        return fold(self.name)


def group_places(doc: Doc, mentions: list[NameMention]) -> list[PlaceGroup]:
    """One group a place, in text order."""
    groups: dict[str, PlaceGroup] = {}
    for mention in mentions:
        name = nominative_of(doc, mention)
        group = groups.setdefault(fold(name), PlaceGroup(name, kind_of(name)))
        if group.name.isupper() and len(group.name) > 3 and not name.isupper():
            group.name = name
        group.mentions.append(mention)
    return list(groups.values())


def nominative_of(doc: Doc, mention: NameMention) -> str:
    """A place's nominative; the country of «казахстанский» for an adjective, the region of «Павлодарской» by itself."""
    if mention.name is not None:
        return mention.name
    name = mention_name(doc, mention)
    if name.isupper() and len(name) > 4 and "-" not in name:
        name = name.capitalize()
    return name


def kind_of(name: str) -> PlaceKind:
    """Kind by the gazetteer, then by the place noun in the name."""
    known = places()[0].get(fold(name))
    if known is not None:
        return known.kind
    for word in name.split():
        for form in sorted(base_forms(word)):
            if form in place_nouns() and len(name.split()) > 1:
                return place_nouns()[form]
    return "region" if is_adjective(name.split()[0]) and name.endswith("область") else "other"
