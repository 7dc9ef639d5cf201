"""Does an entity's key match its name, as far as a record alone can tell."""

from __future__ import annotations

from extractor.records import Institution, Person, Place


def key_fault(entity: Person | Institution | Place) -> str | None:
    """What would be right for the key of an entity; None where it is right."""
    key = entity.key
    if not key.strip():
        return "should be built from the name"
    if key != key.lower():
        return f"should be lower case: {key.lower()!r}"
    return None
