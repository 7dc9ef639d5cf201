"""Brings a record of an older schema version to the newest, one version at a time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractor.errors import ValidationFault
from extractor.records import SCHEMA_VERSION

# Version -> the version after it, and the function that makes a record of the one a record of the other. A minor
# version only adds fields, so its function writes the values that stand for «not said».
UPGRADES: dict[str, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {}


def upgrade(record: dict[str, Any]) -> dict[str, Any]:
    """The record as the newest version has it; the same record where it is of that version.

    The record must be valid in its own version. Raises ValidationFault where no way leads to the newest version.
    """
    while (version := record["schema_version"]) != SCHEMA_VERSION:
        if version not in UPGRADES:
            raise ValidationFault(f"/schema_version: no way from {version} to {SCHEMA_VERSION}: update extractor")
        following, step = UPGRADES[version]
        record = {**step(record), "schema_version": following}
    return record
