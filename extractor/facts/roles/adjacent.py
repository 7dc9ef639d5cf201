"""The bodies and places named right after a position: in the genitive, several, with the words that trail them."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position


def fits_body(doc: Doc, p: Position, j: int) -> bool:
    """The name that starts at j stands in the genitive (or shows no case): it belongs to the position."""
    token = doc[j]
    while token.text in '«„"' and j + 1 < len(doc):
        return True
    case = token.morph.get("Case", [])
    if token.text[1:].lower() != token.text[1:] or token.text[:1].isascii() or not case or case == ["Gen"]:
        return True
    return any(r.feats.get("Case") == "Gen" or "Fixd" in r.grammemes for r in parses(token.text)) or not any(
        r.known for r in parses(token.text)
    )


def take_bodies(doc: Doc, p: Position, j: int, names: Names) -> int:
    """The body at j, further ones after «и» or a comma where the position is plural, and a place after an
    institution.
    """
    name = names.starting(j)
    if name is None:
        return j
    p.bodies.append(name)
    j = names.range[name][1]
    while True:
        nxt = names.starting(j)
        if nxt is not None and nxt.kind != "person" and p.bodies[-1].kind == "institution" and fits_body(doc, p, j):
            j = names.range[nxt][1]
            continue
        if j + 1 < len(doc) and doc[j].text in ("и", ","):
            nxt = names.starting(j + 1)
            if nxt is not None and nxt.kind == p.bodies[0].kind and p.plural:
                p.bodies.append(nxt)
                j = names.range[nxt][1]
                continue
        return j
