"""How real a figure is: actual, planned, forecast, target or required.

The rules give a verdict by the words around the number; in a text long enough to have surroundings a trained model
weighs the verdict against them.
"""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import Mention
from extractor.facts.lexemes import lexemes_of
from extractor.facts.modality.model import weighed
from extractor.facts.modality.rules import Verdict, number_index, ruled
from extractor.records import Status

FIRM = frozenset({"english", "modifier", "bound"})
SHORT_TEXT = 60  # tokens: a note of a sentence or two, as none of the articles the model learned from


def status_of(doc: Doc, mention: Mention) -> Status:
    """Status of a mention (an amount's, as a rule) in an annotated Doc; "actual" where nothing says otherwise."""
    by_rule = verdict(doc, mention)
    if by_rule.rule in FIRM or len(doc) < SHORT_TEXT:
        return by_rule.status
    status = weighed(doc, mention)
    return "target" if status == "planned" and by_rule.status == "target" else status


def verdict(doc: Doc, mention: Mention) -> Verdict:
    """The status the rules alone give a mention, with the rule that gave it."""
    lex = lexemes_of(doc)
    return ruled(lex, number_index(lex, mention))
