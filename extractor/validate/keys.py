"""Does an entity's key match its name, as far as a record alone can tell."""

from __future__ import annotations

from extractor.records import Institution, Person, Place


def _fold(text: str) -> str:
    return text.lower().replace("ё", "е")


def person_key(person: Person) -> str:
    """Given and family name without patronymic, folded, the words in alphabetical order: resolve's rule."""
    words = f"{person.given or ''} {person.family or ''}".replace(".", " ").replace("-", " ").split()
    return " ".join(sorted(map(_fold, words))) or _fold(person.patronymic or "")


def key_fault(entity: Person | Institution | Place) -> str | None:
    """What would be right for the key of an entity; None where it is right."""
    key = entity.key
    if not key.strip():
        return "should be built from the name"
    if key != key.lower():
        return f"should be lower case: {key.lower()!r}"
    if isinstance(entity, Person) and (wanted := person_key(entity)) and key != wanted:
        return f"should be given and family name, the words sorted: {wanted!r}"
    if isinstance(entity, Place) and key != _fold(entity.name):
        return f"should be the name folded: {_fold(entity.name)!r}"
    return None
