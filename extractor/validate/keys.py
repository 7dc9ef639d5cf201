"""Does an entity's key match its name, as far as a record alone can tell."""

from __future__ import annotations

from typing import Any


def key_faults(kind: str, entity: dict[str, Any]) -> str | None:
    """What would be right for the key of an entity of ``people``, ``institutions`` or ``places``; None where it is."""
    key = entity["key"]
    if not key.strip():
        return "should be built from the name"
    if key != key.lower():
        return f"should be lower case: {key.lower()!r}"
    return None
