"""Words that institutions are named with: head nouns, genitives that go on with a name, words of places."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.forms import (
    base_forms,
    is_adjective,
    is_common_word,
    may_be_genitive,
)
from extractor.facts.names.lexicon import (
    BodyNoun,
    body_nouns,
    entries,
    fold,
    known_bodies,
    legal_forms,
    place_nouns,
    places,
)


def body_noun_at(doc: Doc, i: int) -> BodyNoun | None:
    """The body noun that begins at token i, the longest first."""
    text = doc[i].text
    if not text[:1].isalpha():
        return None
    head, _, number = text.partition("-")
    forms = base_forms(head if number.isdigit() else text)
    if "-" in text and not number.isdigit() and forms.isdisjoint(body_nouns()):
        forms = base_forms(text.rpartition("-")[2])  # «ИИ-стартап»
    for form in sorted(forms & body_nouns().keys()):
        for noun in body_nouns()[form]:
            rest = noun.words[1:]
            if i + len(rest) < len(doc) and all(
                w == fold(doc[i + 1 + k].text) or w in base_forms(doc[i + 1 + k].text) for k, w in enumerate(rest)
            ):
                return noun
    return None


def is_verb(token: Token) -> bool:
    """Tagged a verb, and one by the dictionary too."""
    return token.pos_ in ("VERB", "AUX") and any(
        p.pos in ("VERB", "INFN", "PRTF", "PRTS", "GRND") for p in parses(token.text)[:1]
    )


def is_plural(token: Token, noun: BodyNoun) -> bool:
    low = fold(token.text)
    if low.endswith(("ами", "ями", "ам", "ям", "ах", "ях")) and len(noun.words) == 1 and low != noun.words[0]:
        return not noun.words[0].endswith(("а", "я")) or low.endswith(("ами", "ями"))
    number = token.morph.get("Number", []) or [p.feats.get("Number", "") for p in parses(token.text)[:1]]
    if number != ["Plur"] or noun.words[0] == "вооруженные" or fold(token.text) == noun.words[0]:
        return False
    case = token.morph.get("Case", [])
    return not any(
        p.known and p.pos == "NOUN" and p.feats.get("Number") == "Sing" and (not case or p.feats.get("Case") in case)
        for p in parses(token.text)
    )


def agrees_with(adjective: Token, noun: Token) -> bool:
    cases = {p.feats.get("Case") for p in parses(adjective.text) if p.pos in ("ADJF", "PRTF")}
    case = noun.morph.get("Case", [])
    return (
        not case
        or case[0] in cases
        or "Fixd" in "".join(next(iter(parses(noun.text))).grammemes if parses(noun.text) else "")
    )


def in_case(doc: Doc, i: int, case: str) -> bool:
    token = doc[i]
    if token.text[:1].isdigit():  # «суд Томска [4] октября»
        return False
    participle = token.pos_ == "VERB" and is_adjective(token.text)  # «по охране [окружающей] среды»
    if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "ADV", "CCONJ", "SCONJ", "PART", "PRON", "NUM") and not participle:
        return False
    found = token.morph.get("Case", [])
    if (
        case == "Gen"
        and found in (["Loc"], ["Dat"], ["Acc"])
        and doc[i - 1].pos_ != "ADP"
        and may_be_genitive(token.text)
    ):
        return True
    return found == [case] or (
        not found and token.pos_ in ("PROPN", "NOUN", "ADJ") and token.morph.get("Variant", []) != ["Short"]
    )


def genitive(doc: Doc, i: int) -> bool:
    """True where token i can go on with a chain of genitives."""
    token = doc[i]
    if token.text in legal_forms():
        return False
    if is_place_token(token) and any(p.feats.get("Case") == "Gen" for p in parses(token.text)):
        return True
    if is_place_token(token) and _indeclinable_place(token):
        return True
    return in_case(doc, i, "Gen") and token.text not in ("его", "её", "их")


def _indeclinable_place(token: Token) -> bool:
    """«Алматы», «РК», «Баку»: stands for any case."""
    return fold(token.text) in places()[0] and (token.text.isupper() or fold(token.text)[-1] in "иыуоэе")


def is_place_token(token: Token) -> bool:
    """A word of a place's name: tagged so, in the gazetteer, or a place noun («области»)."""
    if token.ent_type_ == "LOC":
        return True
    forms = base_forms(token.text)
    if token.text[:1].isupper() and not forms.isdisjoint(places()[0]):
        return True
    return not forms.isdisjoint(place_nouns()) and token.text.islower()


def leads_to_place(doc: Doc, end: int) -> bool:
    """«правительства [Ставропольского] края»: an adjective before a place noun."""
    return (
        end + 1 < len(doc)
        and is_adjective(doc[end].text)
        and doc[end].text[:1].isupper()
        and not base_forms(doc[end + 1].text).isdisjoint(place_nouns())
    )


def is_generic(text: str) -> bool:
    """«Министерство», «Комитет»: a body noun and nothing else, which names nothing."""
    forms = base_forms(text)
    known = not forms.isdisjoint(known_bodies())
    found = [b for f in forms for b in body_nouns().get(f, ()) if len(b.words) == 1]
    return bool(found) and not known and all(b.mode != "single" for b in found) and is_common_word(text)


def stop_acronym(text: str) -> bool:
    """«ВВП», «НДС»: capitals that name no body."""
    return fold(text) in entries("not_bodies.txt", "acronym")
