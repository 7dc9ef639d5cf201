"""How real a figure is: actual, planned, forecast, target or required."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import Mention
from extractor.facts.modality_rules import ruled_status
from extractor.records import Status


def status_of(doc: Doc, mention: Mention) -> Status:
    """Status of a mention (an amount's, as a rule) in an annotated Doc; "actual" where nothing says otherwise."""
    return ruled_status(doc, mention)[0]
