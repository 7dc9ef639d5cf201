"""The title of a position in the nominative singular: «заместителем председателя правления» -> «заместитель
председателя правления».
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.annotate.morphology import inflect, like
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.roles.heads import head_noun
from extractor.facts.roles.position import Position


def title_of(doc: Doc, p: Position) -> str:
    """Adjectives and head in the nominative singular, the complement as it stands; lower case but for names."""
    head = doc[p.head]
    words: list[str] = []
    for k in range(p.start, p.head):
        token = doc[k]
        if k == p.adjective or (fold(token.text) in ("и", ".") and not words):
            continue
        if base_forms(token.text) & (
            entries("position_modifiers.txt", "drop") | entries("position_modifiers.txt", "former")
        ):
            continue
        words.append(_adjective(token, head, p.noun) if is_adjective(token.text) else token.text.lower())
    words.append(_head(head, p.noun))
    complement = "".join(_lowered(t) + t.whitespace_ for t in doc[p.head + 1 : p.title_end]).strip()
    return " ".join([*words, complement]).strip()


def _lowered(token: Token) -> str:
    """«заместитель [Премьер-министра]»: a position within the title in lower case, other words as they stand."""
    return token.text.lower() if token.text[:1].isupper() and head_noun(token) is not None else token.text


def _head(token: Token, noun: str) -> str:
    """The head noun's nominative, from the position's own (folded) form, ё as in the text."""
    text = token.text
    if fold(text).startswith("экс-"):
        text = text[4:]
    low = text.lower()
    if fold(low) == noun:
        return low
    if "-" in noun and low.count("-") == 1:
        parts = [_part(p, n) for p, n in zip(low.split("-"), noun.split("-"), strict=False)]
        return "-".join(parts)
    return _part(low, noun)


def _part(low: str, noun: str) -> str:
    if fold(low) == noun:
        return low
    for parse in parses(low):
        if parse.pos in ("NOUN", "ADJF", "PRTF"):
            for grammemes in (("nomn", "sing"), ("nomn", "sing", "femn"), ("nomn", "sing", "masc")):
                form = parse.form(*grammemes)
                if form and fold(form) == noun:
                    return like(low, form)
    return noun


def _adjective(token: Token, head: Token, noun: str) -> str:
    """An adjective agreeing with the head: feminine for «народная артистка», masculine for «главный врач»."""
    gender = next(
        (p.feats["Gender"] for p in parses(noun) if p.feats.get("Gender") and p.pos in ("NOUN", "ADJF", "PRTF")), None
    )
    if gender is None:
        gender = (head.morph.get("Gender", []) or ["Masc"])[0]
    return inflect(token.text.lower(), case="Nom", number="Sing", gender=gender, pos="ADJ", feats=str(token.morph))
