"""What the tagger calls a person and is none: streets, common words, places, by-lines."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Token

from extractor.facts.names.forms import (
    CLOSING,
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
from extractor.facts.names.quotes import is_opening

BEARERS = entries("body_words.txt", "bearers")
BARE = entries("body_words.txt", "bare")
STREET = entries("body_words.txt", "street")


def is_acceptable(doc: Doc, span: Range) -> bool:
    """Not «улица Панфилова», «имени Омарова», a common word, a place, a by-line."""
    start, end = span
    words = [doc[i] for i in range(start, end) if doc[i].is_alpha or "-" in doc[i].text]
    if not words or not any(len(w.text) > 1 for w in words):
        return False
    if start and (
        (fold(doc[start - 1].text) in ("имени", "им") and not (start > 1 and fold(doc[start - 2].text) == "по"))
        or (doc[start - 1].text == "." and start > 1 and fold(doc[start - 2].text) in ("им", "ул"))
    ):
        return False
    if (
        start
        and not STREET.isdisjoint(base_forms(doc[start - 1].text))
        and doc[start].morph.get("Case", []) in (["Gen"], [])
    ):
        return False
    if _fills_quotation(doc, start, end):
        return False
    if len(words) == 1:
        word = words[0]
        if not _single_name(doc, word):
            return False
    return not in_byline(doc, start)


def _fills_quotation(doc: Doc, start: int, end: int) -> bool:
    """««Сары Сандық»», ««Иван Поддубный»»: a name that fills its quotation marks is a firm's, a ship's, a work's."""
    return start > 0 and is_opening(doc, start - 1) and end < len(doc) and doc[end].text in CLOSING


def _single_name(doc: Doc, word: Token) -> bool:
    """One word that the tagger calls a person: no common word (unless mid-sentence), place, body or noun of place."""
    low = base_forms(word.text)
    first, _, last = word.text.rpartition("-")
    if first and last.islower() and not given_readings(first):
        return False  # «СМС-оповещение», «Бакалавр-грантник», but «Рустам-ака»
    if not low.isdisjoint(BARE) or _is_geographic(word.text):
        return False
    if not low.isdisjoint(place_nouns()) or _is_known_place(word) or not low.isdisjoint(known_bodies()):
        return False
    if not low.isdisjoint(entries("not_people.txt")):
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
    if _named_after(doc, word):
        return False
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
    if is_common_word(word.text) and word.pos_ != "PROPN":
        return False
    return acts_as_person(doc, word) or any(
        acts_as_person(doc, t) for t in _same_words(doc).get(fold(word.text)[:5], ()) if t.i != word.i
    )


def _is_geographic(word: str) -> bool:
    """«Амударья»: a word the dictionary knows as a place's name alone."""
    found = known_readings(word)
    return bool(found) and all("Geox" in p.grammemes for p in found)


@lru_cache(maxsize=2)
def _same_words(doc: Doc) -> dict[str, tuple[Token, ...]]:
    """The words tagged a person that stand alone, by their first letters."""
    found: dict[str, list[Token]] = {}
    for ent in doc.ents:
        if ent.label_ == "PER" and ent.end - ent.start == 1:
            found.setdefault(fold(ent.text)[:5], []).append(ent[0])
    return {k: tuple(v) for k, v in found.items()}


def acts_as_person(doc: Doc, word: Token) -> bool:
    """Whether anything shows that a lone word is a person's name: the word itself (a given name, a surname of the
    dictionary or by its ending), a position beside it, an act. «на Баграташене», «кишлаки Газган и Катташ» show nothing.
    """
    before = doc[word.i - 1] if word.i else None
    top = word.head if word.dep_ == "conj" else word
    inside = any(c.dep_ == "case" and fold(c.text) in PLACE_PREPOSITIONS for t in (word, top) for c in t.children)
    if before is not None and (inside or fold(before.text) in PLACE_PREPOSITIONS):
        return bool(given_readings(word.text)) or _surname_of_dictionary(word)
    if before is not None and before.is_alpha and is_position_word(before):
        return True
    if is_adjective(word.text) and word.i + 1 < len(doc) and doc[word.i + 1].pos_ == "NOUN":
        return False  # «Сиабскому базару»
    if given_readings(word.text) or family_like(word) or _surname_of_dictionary(word):
        return True
    return word.dep_ in ("nsubj", "nsubj:pass", "parataxis", "root", "vocative") or (
        word.dep_ in ("iobj", "obj") and word.morph.get("Animacy", []) == ["Anim"]
    )


PLACE_PREPOSITIONS = frozenset({"в", "во", "на", "из", "под", "над", "до", "около", "вокруг", "через", "близ", "вдоль"})


def _surname_of_dictionary(word: Token) -> bool:
    return any(p.grammemes & {"Surn", "Name", "Patr"} for p in known_readings(word.text))


def _named_after(doc: Doc, word: Token) -> bool:
    """«ледник [Федченко]», «план [Маршалла]», «духи [Диор]»: a thing's name right before, in the genitive or its case."""
    before = doc[word.i - 1] if word.i else None
    if before is None or before.pos_ not in ("NOUN", "PROPN") or base_forms(before.text).isdisjoint(BEARERS):
        return False
    return word.morph.get("Case", []) in ([], ["Gen"], before.morph.get("Case", []))


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
