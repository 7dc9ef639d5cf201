"""Quoted names: where the quotation that a mark opens ends, nested and unbalanced marks too."""

from __future__ import annotations

from spacy.tokens import Doc

OPEN, CLOSE, STRAIGHT = frozenset("«„“"), frozenset("»”"), frozenset('"')
LONGEST_NAME = 16


def is_opening(doc: Doc, i: int) -> bool:
    """True where token i opens a quotation: a straight mark does when a word follows it without a space."""
    text = doc[i].text
    if text in OPEN:
        return True
    return (
        text in STRAIGHT
        and i + 1 < len(doc)
        and not doc[i].whitespace_
        and (i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].text in "(«")
    )


def quoted_end(doc: Doc, i: int) -> int | None:
    """Index after the mark that closes the quotation opened at token i, if it is short enough for a name.

    «АО «Горнорудная компания «Мыс»» opens three times and closes once or twice: the closing marks that stand together
    close all that was opened since i.
    """
    straight, depth = doc[i].text in STRAIGHT, 1
    for j in range(i + 1, min(len(doc), i + LONGEST_NAME)):
        token = doc[j]
        if token.is_space or token.text in (";", "?", "!"):
            return None
        if straight:
            if token.text in STRAIGHT:
                return j + 1
        elif token.text in OPEN and not (token.text == "“" and doc[i].text == "„"):
            depth += 1
        elif token.text in CLOSE or (token.text == "“" and doc[i].text == "„"):
            end = j + 1
            while depth > 1 and end < len(doc) and doc[end].text in CLOSE and not doc[end - 1].whitespace_:
                depth, end = depth - 1, end + 1
            return end
    return None
