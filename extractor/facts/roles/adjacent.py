"""The bodies and places named right after a position: in the genitive, several, with the words that trail them."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.chain_steps import dedication_end
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import entries, fold, place_nouns
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position

LARGER = entries("role_words.txt", "larger")
"""Nouns of the larger place that a body right before a person lies in."""


def fits_body(doc: Doc, j: int) -> bool:
    """The name that starts at j stands in the genitive (or shows no case): it belongs to the position."""
    token = doc[j]
    if token.text in '«„"' and j + 1 < len(doc):
        return True
    if _may_be_genitive(token):
        return True
    # «ректор [Назарбаев Университета]»: a name kept whole before the noun that is declined
    return j + 1 < len(doc) and body_noun_at(doc, j + 1) is not None and doc[j + 1].morph.get("Case", []) == ["Gen"]


def _may_be_genitive(token: Token) -> bool:
    case = token.morph.get("Case", [])
    if token.text[1:].lower() != token.text[1:] or token.text[:1].isascii() or not case or case == ["Gen"]:
        return True
    return any(r.feats.get("Case") == "Gen" or "Fixd" in r.grammemes for r in parses(token.text)) or not any(
        r.known for r in parses(token.text)
    )


def take_bodies(doc: Doc, p: Position, j: int, names: Names) -> int:
    """The body at j with what trails it («имени Абая», «города Алматы»), further ones after «и» or a comma where the
    position is plural. Returns the index after all of them.
    """
    name = names.starting(j)
    if name is None:
        return j
    p.bodies.append(name)
    j = names.range[name][1]
    while True:
        if (after := _trail(doc, p, j, names)) > j:
            j = after
            continue
        if j + 1 < len(doc) and doc[j].text in ("и", ","):
            nxt = names.starting(j + 1)
            if nxt is not None and nxt.kind == p.bodies[0].kind and p.plural:
                p.bodies.append(nxt)
                j = names.range[nxt][1]
                continue
            if nxt is not None and doc[j].text == "и" and _second_body(doc, j + 1, names):
                j = names.range[nxt][1]
                continue
        return j


def _trail(doc: Doc, p: Position, j: int, names: Names) -> int:
    """Index after what completes the body before j: a place or a larger body in the genitive, a dedication."""
    nxt = names.starting(j)
    if nxt is not None and nxt.kind != "person" and fits_body(doc, j):
        return j if nxt.kind == "institution" and p.bodies[-1].kind == "place" else names.range[nxt][1]
    if j + 1 >= len(doc) or nxt is not None:
        return j
    if doc[j].text.islower() and base_forms(doc[j].text) & LARGER and names.starting(j + 1, "person") is not None:
        return j + 1  # «акима Алматинского района [столицы] Адильбека …»
    if fold(doc[j].text) in ("имени", "им"):
        end = _before_person(doc, dedication_end(doc, j), names)
        p.dedication = (j, end)
        return end
    kind = base_forms(doc[j].text) & place_nouns().keys()
    after = names.starting(j + 1)
    if kind and doc[j].text.islower() and after is not None and after.kind == "place":
        return names.range[after][1]  # «управления здоровья [города Алматы]»
    return j


def _before_person(doc: Doc, end: int, names: Names) -> int:
    """``end``, or the start of the person whose name a dedication would run into («имени Гумилёва [Кайрат Сак]»)."""
    for k in range(end - 1, max(0, end - 4), -1):
        person = names.starting(k, "person")
        if person is not None and doc[k].morph.get("Case", []) == ["Nom"]:
            return k
    return end


def _second_body(doc: Doc, j: int, names: Names) -> bool:
    """«вратарь «Баварии» и [сборной Германии] Мануэль Нойер»: one more body right before the person."""
    name = names.starting(j)
    if name is None or name.kind == "person" or not _may_be_genitive(doc[j]):
        return False
    end = names.range[name][1]
    return end < len(doc) and names.starting(end, "person") is not None
