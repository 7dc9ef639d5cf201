"""Positions named in a Doc: head noun, its adjectives, its complement, and the body or place that stands beside it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold, places
from extractor.facts.roles.complements import take_right
from extractor.facts.roles.heads import group_of, head_noun, modifies, not_a_position
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position


def _governing_group(doc: Doc, p: Position) -> str:
    """«заместитель [акима]», «советник [президента]»: the position in the complement says whose the whole is."""
    for k in range(p.head + 1, p.title_end):
        noun = head_noun(doc[k]) if doc[k].pos_ in ("NOUN", "PROPN") else None
        policy = noun == "политик" and doc[k].morph.get("Gender", []) == ["Fem"]  # «департамента [политики]»
        if noun is not None and not policy and group_of(noun) in ("country", "region"):
            return group_of(noun)
    return p.group


def find_positions(doc: Doc, names: Names) -> list[Position]:
    """All positions of the Doc, in order; a position in another's complement («заместитель председателя») or body
    («глава ассоциации фермеров») is part of it.
    """
    found: list[Position] = []
    at = 0
    for token in doc:
        if token.i < at or token.is_space or token.i in names.at:
            continue
        if (
            token.pos_ in ("VERB", "ADP", "ADV")
            and "-" not in token.text
            and not any(p.pos in ("PRTF", "NOUN") for p in parses(token.text)[:1])
        ):
            continue
        noun = head_noun(token)
        if noun is None or not_a_position(doc, token, noun):
            continue
        position = _build(doc, token.i, noun, names)
        found.append(position)
        at = max(position.title_end, token.i + 1, position.phrase[1] if position.phrase else 0)
    return found


def _build(doc: Doc, head: int, noun: str, names: Names) -> Position:
    token = doc[head]
    numbers = {p.feats.get("Number") for p in parses(token.text) if p.pos in ("NOUN", "ADJF", "PRTF")}
    plural = numbers == {"Plur"} or (token.morph.get("Number", []) == ["Plur"] and "Plur" in numbers)
    position = Position(head, head, head + 1, head + 1, noun, group_of(noun), plural)
    position.former = fold(token.text).startswith("экс-")
    _take_left(doc, position, names)
    take_right(doc, position, names)
    while position.bodies and position.title_end > head + 1 and is_adjective(doc[position.title_end - 1].text):
        position.title_end -= 1  # «глава [японского] МИДа»: the adjective is the body's
    position.group = _governing_group(doc, position)
    return position


def _take_left(doc: Doc, p: Position, names: Names) -> None:
    """Adjectives before the head: part of the title, a place, a flag, or left out."""
    k, title_start = p.head - 1, p.head
    former, drop = (entries("position_modifiers.txt", s) for s in ("former", "drop"))
    while k >= 0 and p.head - k <= 6 and not doc[k].is_space and (k not in names.at or is_adjective(doc[k].text)):
        token, forms = doc[k], base_forms(doc[k].text)
        if names.at.get(k) is not None and names.at[k].kind == "person":
            break
        if fold(token.text) in ("врио", "ио"):
            p.acting, k = True, k - 1
        elif token.text == "." and k >= 1 and fold(doc[k - 1].text) in ("о", "и.о"):
            step = 1 if fold(doc[k - 1].text) == "и.о" else 3
            p.acting = True
            k -= step + 1
        elif fold(token.text) in ("и.о", "и.о."):
            p.acting, k = True, k - 1
        elif fold(token.text) == "обязанности" and k and base_forms(doc[k - 1].text) & {"исполняющий", "исполняющая"}:
            p.acting, k = True, k - 2
            if k >= 0 and fold(doc[k].text) == "временно":
                k -= 1
        elif fold(token.text) in ("его", "ее", "их"):
            p.possessive, k = True, k - 1
        elif forms & former:
            p.former, k = True, k - 1
        elif forms & drop or _ordinal_age(token):
            k -= 1
        elif modifies(token, doc[p.head]):
            if forms & places()[1].keys() and not forms & {"республиканский", "федеральный"}:
                p.adjective = k
            elif p.adjective is None:
                title_start = k
            k -= 1
        elif (
            token.text == "и"
            and k >= 1
            and is_adjective(doc[k - 1].text)
            and title_start == k + 1
            and p.adjective is None
        ):
            k -= 1
        else:
            break
    p.start = title_start


def _ordinal_age(token: Token) -> bool:
    return "летн" in token.text and token.text[:1].isdigit()
