"""Institutions named by a head noun: «Министерство энергетики Казахстана», «областное управление сельского
хозяйства».
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.body_words import agrees_with, body_noun_at, is_place_token, is_plural, is_verb
from extractor.facts.names.chain_steps import DEDICATED, chain_step, dedicated_without_word, dedication_end, inside_po
from extractor.facts.names.forms import (
    base_forms,
    is_adjective,
    is_title,
    sentence_start,
)
from extractor.facts.names.lexicon import (
    BodyNoun,
    entries,
    fold,
    places,
    position_classes,
)
from extractor.facts.names.person_words import is_position_word
from extractor.facts.names.quotes import is_opening, quoted_end

LONGEST_CHAIN = 14


# Adjectives that say which body of many it is, though written in lower case.
SPECIFIC = entries("body_words.txt", "specific")


# Adjectives that only point or praise: never part of a name in lower case.
POINTING = entries("body_words.txt", "pointing")


PLACEABLE = entries("body_words.txt", "placeable")


# Bodies of which each place has one, so that the noun alone names it.
BARE = entries("body_words.txt", "bare")


@dataclass(frozen=True, slots=True)
class Chain:
    """A body noun with what belongs to its name: token range, where the noun stands, what is in the name."""

    start: int
    end: int
    head: int
    noun: BodyNoun
    quoted: tuple[int, int] | None
    named: bool
    placed: bool
    latin: int


def find_chains(doc: Doc, people: frozenset[int]) -> list[Chain]:
    """All head nouns with their chains that are acceptable as names; ``people`` are tokens of people's names."""
    found: list[Chain] = []
    at = 0
    for token in doc:
        if token.i < at or token.i in people or token.is_space or token.pos_ == "ADP" or is_verb(token):
            continue
        noun = body_noun_at(doc, token.i)
        if noun is None or is_plural(token, noun):
            continue
        chain = _build(doc, token.i, noun, people)
        if _is_name(doc, chain):
            found.append(chain)
            at = chain.end
    return found


def _build(doc: Doc, head: int, noun: BodyNoun, people: frozenset[int]) -> Chain:
    start, placed_left = _left(doc, head)
    end = head + len(noun.words)
    quoted, named, placed, latin = None, False, placed_left, 0
    while end < len(doc) and end - head < LONGEST_CHAIN:
        token = doc[end]
        if is_opening(doc, end):
            close = quoted_end(doc, end)
            if (close is not None and is_title(doc[min(end + 1, len(doc) - 1)])) or (
                close and doc[end + 1].text[:1].isupper()
            ):
                quoted, end = (end, close or end), close or end
            break
        if fold(token.text) in ("имени", "им"):
            end, named = dedication_end(doc, end), True
            break
        if token.text == "№" and end + 1 < len(doc) and doc[end + 1].text[:1].isdigit():
            end, named = end + 2, True
            continue
        if token.text[:1].isascii() and token.text[:1].isupper() and token.text.isalnum():
            close = end
            while close < len(doc) and doc[close].text[:1].isascii() and doc[close].text[:1].isupper():
                close += 1
            latin, end = close - end, close
            break
        step = chain_step(doc, end, head, noun, people)
        if not step:
            break
        placed = placed or any(is_place_token(doc[k]) for k in range(end, end + step))
        end += step
    return Chain(start, end, head, noun, quoted, named, placed, latin)


def _left(doc: Doc, head: int) -> tuple[int, bool]:
    """Where the name begins: adjectives before the noun that are part of it; and whether one of them names a place."""
    start, placed, k = head, False, head - 1
    noun = doc[head]
    head_capital = noun.text[:1].isupper() and not sentence_start(noun)
    while k >= 0 and head - k <= 4 and not doc[k].is_space:
        token = doc[k]
        if not (is_adjective(token.text) and agrees_with(token, noun)) and not _toponymic(token, noun):
            break
        if token.pos_ in ("PRON", "DET") and token.text.islower():
            break  # «правила, [которые] сенат принял»
        forms = base_forms(token.text)
        place = not forms.isdisjoint(places()[1])
        capital = token.text[:1].isupper() and not sentence_start(token)
        if forms & POINTING and not capital:
            break
        if token.pos_ == "VERB" and not capital:
            break
        if place or capital or forms & SPECIFIC or (token.text.islower() and not head_capital) or sentence_start(token):
            start = k
            placed = placed or place
        k -= 1
    return start, placed


TOPONYMIC = ("ский", "ская", "ское", "ского", "скому", "ским", "ском", "ской", "скую", "цкого", "цкой", "цкий", "цкая")


def _toponymic(adjective: Token, noun: Token) -> bool:
    """«[Алмалинского] районного суда»: an adjective of a place that the dictionary takes for a surname."""
    agree = adjective.morph.get("Case", []) == noun.morph.get("Case", []) != []
    return adjective.pos_ == "ADJ" and agree and adjective.text[:1].isupper() and adjective.text.endswith(TOPONYMIC)


def _is_name(doc: Doc, chain: Chain) -> bool:
    """Whether the chain says which body it is, by the noun's mode."""
    noun, head = chain.noun, doc[chain.head]
    if chain.latin and (head.text.islower() or sentence_start(head)):
        return False
    if chain.quoted is not None:
        between = range(chain.head + len(noun.words), chain.quoted[0])
        nothing = entries("not_bodies.txt", "before")
        return all(base_forms(doc[k].text).isdisjoint(nothing) for k in between)
    if not chain.named and chain.start == chain.head and _of_people(doc, chain):
        return False
    capital = any(
        doc[k].text[:1].isupper()
        and not sentence_start(doc[k])
        and not (k == chain.head and "-" in doc[k].text and doc[k].text[:2].isupper())
        for k in range(chain.start, chain.head + 1)
    )
    tagged = any(doc[k].ent_type_ == "ORG" for k in range(chain.start, chain.end))
    length = chain.end - chain.head - len(noun.words)
    lower_adjective = any(
        doc[k].text.islower() or sentence_start(doc[k]) for k in range(chain.start, chain.head)
    ) and any(
        base_forms(doc[k].text) & SPECIFIC or base_forms(doc[k].text) & places()[1].keys()
        for k in range(chain.start, chain.head)
    )
    if noun.mode == "single":
        return _single(doc, chain)
    if chain.named:
        return True
    if noun.mode == "unit":
        bare = noun.words[0] in BARE and chain.start == chain.head
        return bool(length or lower_adjective or bare or (capital and chain.start < chain.head))
    if noun.mode == "weak" and noun.words[0] == "служба" and chain.start < chain.head:
        opening = doc[chain.start].text[:1].isupper() and chain.end < len(doc) and is_verb(doc[chain.end])
        if opening or lower_adjective:
            return True  # «Антидопинговая служба взяла», «региональная диспетчерская служба»
    if noun.mode == "weak":
        return bool(
            (capital or (tagged and head.text[:1].isupper()) or chain.placed) and (length or chain.start < chain.head)
        ) and (capital or tagged or lower_adjective or chain.placed)
    if noun.words[0] in PLACEABLE and chain.placed and length:
        return True
    if capital:
        return bool(length or chain.start < chain.head)
    if (
        noun.words[0] in DEDICATED
        and length
        and head.text[:1].isupper()
        and dedicated_without_word(doc, chain.head, chain.head + 1, noun)
    ):
        return True
    first = doc[chain.start]
    if chain.start < chain.head and sentence_start(first) and first.text[:1].isupper():
        if noun.kind in ("company", "media", "other") and not length and chain.head - chain.start == 1 and not tagged:
            return False
        return bool(tagged or chain.placed or "-" in first.text or not any(p.known for p in parses(first.text)))
    return bool(tagged and doc[chain.start].text[:1].isupper() and (length or chain.start < chain.head))


def without_place(doc: Doc, chain: Chain) -> int:
    """Where the name ends without the country, region or city after it: «Министерство энергетики [Узбекистана]». A
    place
    that is all the name has («акимат Шымкента») and one after «по» stay.
    """
    floor = chain.head + len(chain.noun.words)
    if chain.noun.mode != "single":
        floor += 1
    end = chain.end
    k = end
    while k > floor and is_place_token(doc[k - 1]):
        k -= 1
        while k > floor and is_adjective(doc[k - 1].text) and doc[k - 1].text[:1].isupper():
            k -= 1
    if k == end or not any(doc[j].text[:1].isupper() for j in range(k, end)):
        return end
    before = doc[k - 1]
    return (
        end
        if before.pos_ in ("ADP", "CCONJ")
        or before.text in (",", "и")
        or is_adjective(before.text)
        or inside_po(doc, k - 3, k)
        else k
    )


def _of_people(doc: Doc, chain: Chain) -> bool:
    """«агентством аналитиков», «совет директоров»: in lower case, of people of a kind."""
    after = chain.head + len(chain.noun.words)
    return (
        doc[chain.head].text.islower()
        and after < chain.end
        and doc[after].morph.get("Number", []) == ["Plur"]
        and not base_forms(doc[after].text).isdisjoint(position_classes())
    )


def _single(doc: Doc, chain: Chain) -> bool:
    """A body that is one of its kind: always, unless an adjective makes it another («теневое правительство»)."""
    before = doc[chain.head - 1] if chain.head else None
    if chain.noun.words[0] == "полиция" and before is not None and is_position_word(before):
        return False  # «майор [полиции]», «сотрудник [полиции]»
    if chain.start < chain.head:
        forms = base_forms(doc[chain.start].text)
        return bool(forms & places()[1].keys() or forms & SPECIFIC) or doc[chain.start].text[:1].isupper()
    return True
