"""Does an entity's key match its name, as far as a record alone can tell."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.records import Institution, Person, Place


def _fold(text: str) -> str:
    return text.lower().replace("ё", "е")


def person_key(person: Person) -> str:
    """Given and family name without patronymic, folded, the words in alphabetical order: resolve's rule."""
    words = f"{person.given or ''} {person.family or ''}".replace(".", " ").replace("-", " ").split()
    return " ".join(sorted(map(_fold, words))) or _fold(person.patronymic or "")


def institution_key_fault(body: Institution, places: Iterable[Place]) -> str | None:
    """What would be right where the key is none that resolve may build from the names the record gives the body."""
    from extractor.resolve.body_keys import is_key_of, possible_keys  # here: it loads the dictionary; most do without

    place_names = [place.name for place in places]
    for name in (body.name, *body.aliases, *(mention.text for mention in body.mentions)):
        if is_key_of(body.key, possible_keys(name, place_names)):
            return None
    wanted = min(possible_keys(body.name, ()), key=lambda key: (len(key), key))
    return f"should be the name without legal form and quotation marks, folded: {wanted!r}"


def key_fault(entity: Person | Institution | Place, places: Iterable[Place] = ()) -> str | None:
    """What would be right for the key of an entity; None where it is right. ``places`` are those of its record."""
    key = entity.key
    if not key.strip():
        return "should be built from the name"
    if key != key.lower():
        return f"should be lower case: {key.lower()!r}"
    if isinstance(entity, Person) and (wanted := person_key(entity)) and key != wanted:
        return f"should be given and family name, the words sorted: {wanted!r}"
    if isinstance(entity, Institution):
        return institution_key_fault(entity, places)
    if isinstance(entity, Place) and key != _fold(entity.name):
        return f"should be the name folded: {_fold(entity.name)!r}"
    return None
