"""What the tagger calls a person and is none: streets, common words, places, by-lines."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

from extractor.facts.names.forms import (
    DASHES,
    Range,
    base_forms,
    given_readings,
    is_adjective,
    is_common_word,
    is_title,
    known_readings,
    sentence_start,
)
from extractor.facts.names.known_names import is_clipped
from extractor.facts.names.lexicon import (
    entries,
    fold,
    known_bodies,
    place_nouns,
    places,
)
from extractor.facts.names.person_words import family_like, is_position_word

STREET = entries("body_words.txt", "street")


def is_acceptable(doc: Doc, span: Range) -> bool:
    """Not «улица Панфилова», «имени Омарова», a common word, a place, a by-line."""
    start, end = span
    words = [doc[i] for i in range(start, end) if doc[i].is_alpha or "-" in doc[i].text]
    if not words or not any(len(w.text) > 1 for w in words):
        return False
    if start and (
        fold(doc[start - 1].text) in ("имени", "им")
        or (doc[start - 1].text == "." and start > 1 and fold(doc[start - 2].text) in ("им", "ул"))
    ):
        return False
    if (
        start
        and not STREET.isdisjoint(base_forms(doc[start - 1].text))
        and doc[start].morph.get("Case", []) in (["Gen"], [])
    ):
        return False
    if len(words) == 1:
        word = words[0]
        if not _single_name(doc, word):
            return False
    return not in_byline(doc, start)


def _single_name(doc: Doc, word: Token) -> bool:
    """One word that the tagger calls a person: no common word (unless mid-sentence), place, body or noun of place."""
    low = base_forms(word.text)
    if not low.isdisjoint(place_nouns()) or _is_known_place(word) or not low.isdisjoint(known_bodies()):
        return False
    if (
        (word.text.isupper() and len(word.text) > 1)
        or word.dep_ == "amod"
        or is_position_word(word)
        or is_clipped(word.text)
    ):
        return False
    if _part_of_full_name(doc, word):
        return True
    if _elsewhere_place(doc, word) or _place_adjective(doc, word):
        return False
    if word.morph.get("Number", []) == ["Plur"] and fold(word.text).endswith(
        ("ых", "их", "овы", "евы", "ины", "овым", "евым", "ым")
    ):
        return False
    if sentence_start(word):
        if any(p.pos == "NOUN" and not p.grammemes & {"Name", "Surn"} for p in known_readings(word.text)):
            return False
        return bool(given_readings(word.text)) or family_like(word) or word.dep_ in ("nsubj", "nsubj:pass")
    return not (is_common_word(word.text) and word.pos_ != "PROPN")


def _elsewhere_place(doc: Doc, word: Token) -> bool:
    """The same word is tagged a place elsewhere in the article."""
    return not base_forms(word.text).isdisjoint(_tagged_forms(doc)[0])


@lru_cache(maxsize=2)
def _tagged_forms(doc: Doc) -> tuple[frozenset[str], frozenset[str]]:
    """Dictionary forms of single words tagged places, and of the last words of people's names of two words or more."""
    alone = {f for e in doc.ents if e.label_ == "LOC" and e.end - e.start == 1 for f in base_forms(e.text)}
    last = {f for e in doc.ents if e.label_ == "PER" and e.end - e.start > 1 for f in base_forms(doc[e.end - 1].text)}
    return frozenset(alone), frozenset(last)


def _place_adjective(doc: Doc, word: Token) -> bool:
    """«[Наманганская], которой руководит …», «[Апанасенковскому] и Туркменскому округам»: an adjective of a place."""
    if not is_adjective(word.text):
        return False
    if not base_forms(word.text).isdisjoint(places()[1]):
        return True
    return (
        word.i + 2 < len(doc)
        and doc[word.i + 1].text in ("и", ",")
        and is_title(doc[word.i + 2])
        and is_adjective(doc[word.i + 2].text)
    )


def _part_of_full_name(doc: Doc, word: Token) -> bool:
    """The word ends a name of two words or more elsewhere («Пономарь» beside «Валентина Пономарь»)."""
    return not base_forms(word.text).isdisjoint(_tagged_forms(doc)[1])


def _is_known_place(word: Token) -> bool:
    known = base_forms(word.text) & places()[0].keys()
    return bool(known) and not given_readings(word.text)


def in_byline(doc: Doc, i: int) -> bool:
    """True where the name at token i stands after «Фото:», «Автор:» and the like in its block, with no sentence
    between.
    """
    bylines = entries("bylines.txt")
    seen_colon = False
    for j in range(i - 1, max(-1, i - 9), -1):
        token = doc[j]
        if token.is_space:
            return False
        text = fold(token.text)
        if text == "." and not token.whitespace_ and not doc[j + 1].is_space:
            continue
        if text in (".", "»") or (text in DASHES and j < i - 3):
            return False
        if text == ":":
            seen_colon = True
        if text in bylines and (seen_colon or doc[j].is_sent_start) and not _is_subject_word(doc, j):
            return True
    return False


def _is_subject_word(doc: Doc, j: int) -> bool:
    """«Автор проекта Иванов рассказал»: the word is a position in running text, not a credit."""
    sentence = doc[j].sent
    return any(t.pos_ == "VERB" and "Fin" in t.morph.get("VerbForm", []) for t in sentence) and not any(
        t.text == ":" for t in doc[j : j + 3]
    )
