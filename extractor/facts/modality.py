"""How real a figure is: actual, planned, forecast, target or required."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import Mention
from extractor.facts.lexemes import lexemes_of
from extractor.facts.modality_rules import Verdict, number_index, ruled
from extractor.records import Status


def status_of(doc: Doc, mention: Mention) -> Status:
    """Status of a mention (an amount's, as a rule) in an annotated Doc; "actual" where nothing says otherwise."""
    return verdict(doc, mention).status


def verdict(doc: Doc, mention: Mention) -> Verdict:
    """The status of a mention with the rule that gave it."""
    lex = lexemes_of(doc)
    return ruled(lex, number_index(lex, mention))
