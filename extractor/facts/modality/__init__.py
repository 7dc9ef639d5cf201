"""How real a figure is: actual, planned, forecast, target or required.

The rules give a verdict by the words around the number; in a text long enough to have surroundings a trained model
weighs the verdict against them.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    return statuses_of(doc, [mention])[0]


def statuses_of(doc: Doc, mentions: Sequence[Mention]) -> list[Status]:
    """Statuses of the mentions of one Doc, weighed together."""
    by_rule = [verdict(doc, m) for m in mentions]
    found = [v.status for v in by_rule]
    if len(doc) < SHORT_TEXT:
        return found
    open_ = [n for n, v in enumerate(by_rule) if v.rule not in FIRM]
    for n, status in zip(open_, weighed(doc, [mentions[n] for n in open_]), strict=True):
        if (status, found[n]) != ("planned", "target"):
            found[n] = status
    return found


def verdict(doc: Doc, mention: Mention) -> Verdict:
    """The status the rules alone give a mention, with the rule that gave it."""
    lex = lexemes_of(doc)
    return ruled(lex, number_index(lex, mention))
