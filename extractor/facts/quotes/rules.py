"""Speech in quotation marks: the rules that tell it from names and irony, and find the words that say who speaks."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.facts.names.body_words import is_verb
from extractor.facts.quotes.marks import (
    DASHES,
    PAUSES,
    STOPS,
    Range,
    Speech,
    is_finite,
    is_speech_verb,
    is_tag,
    sentence_from,
    split_speech,
    tag_end,
    word_count,
)
from extractor.facts.quotes.speaker import Speakers
from extractor.facts.wordlists import entries, fold

SHORTEST_PARTIAL = 2  # words; a single word in quotation marks is a name or irony
SHORTEST_AFTER_COLON = 2
OPINIONS = frozenset({"словам", "мнению", "выражению", "оценке", "подсчетам", "прогнозу", "версии", "признанию"})
"""«по его мнению»: what stands for a verb of saying."""


def speech_between(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """The speech between two marks, by the first rule that sees one; None for a name or a word used in irony."""
    inner = (opened + 1, closed)
    count = word_count(doc, *inner)
    if count == 0:
        return None
    pieces, tag = split_speech(doc, *inner, open_ended=False)
    if tag is not None:
        return Speech(tuple(pieces), tag, "interrupted_quote")
    for rule in (_tag_after, _after_colon, _resumed_after_dash, _in_brackets, _partial, _sentence_quote):
        speech = rule(doc, speakers, opened, closed, block)
        if speech is not None:
            return speech
    return None


def _tag_after(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """«Тариф — это не налог», — уверяет заместитель председателя Тахир Мусаев."""
    i = closed + 1
    paused = doc[closed - 1].text in PAUSES
    while i < block[1] and doc[i].text in PAUSES:
        paused, i = True, i + 1
    if i >= block[1] or doc[i].text not in DASHES:
        return None
    tag = (i + 1, tag_end(doc, i + 1, block[1]))
    if not paused and not (word_count(doc, opened, closed) > 2 and is_tag(doc, *tag, strict=True)):
        return None  # «Закончим к осени» — заявил аким: without a comma only where a verb of saying follows at once
    if not is_tag(doc, *tag, strict=False) and not _verb_and_person(doc, speakers, tag):
        return None
    if not _opens_sentence(doc, opened) and word_count(doc, opened, closed) < 3:
        return None
    return Speech(((opened + 1, closed),), tag, "quote_with_tag")


def _verb_and_person(doc: Doc, speakers: Speakers, tag: Range) -> bool:
    """«, — смеётся Жанна Кот»: a verb by the dictionary, whatever the tagger says, and a person soon after it."""
    if tag[1] <= tag[0] or tag[1] - tag[0] > 25:
        return False
    people = speakers.in_range(tag, speakers.people)
    if not people:
        return False
    if any(fold(t.lemma_) in entries("speech_verbs") or is_verb(t) for t in doc[tag[0] : min(tag[1], tag[0] + 4)]):
        return True
    # «…», — Олег Фомин, директор завода: a name at the head of a tag without a verb
    return people[0].start == doc[tag[0]].idx and not any(is_finite(t) for t in doc[tag[0] : tag[1]])


def _opens_sentence(doc: Doc, opened: int) -> bool:
    before = doc[opened - 1] if opened else None
    return doc[opened].is_sent_start or before is None or before.is_space or before.text in STOPS | DASHES | {":"}


def _after_colon(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """Виталий Цой предложил оставлять в стране не менее двух третей: «Мы вывозим премии вагонами»."""
    if opened - 1 <= block[0] or doc[opened - 1].text != ":":
        return None
    said = doc[opened + 1 : closed]
    if word_count(doc, opened, closed) < SHORTEST_AFTER_COLON:
        return None
    before = _clause_before(doc, opened - 1, block[0])
    spoken = any(is_speech_verb(t) or fold(t.text) in OPINIONS for t in doc[before[0] : before[1]])
    person = speakers.in_range(before, speakers.people) or (spoken and speakers.bodies)
    speechlike = any(is_finite(t) for t in said) or said[-1].text in STOPS or _full_sentence(doc, opened, closed)
    if not (spoken or (person and speechlike)):
        return None
    return Speech(((opened + 1, closed),), before, "quote_after_colon")


def _full_sentence(doc: Doc, opened: int, closed: int) -> bool:
    """«Рост 5% — это предел»: four words or more with a dash or «это», a capital first."""
    said = doc[opened + 1 : closed]
    joined = any(t.text in DASHES or fold(t.text) == "это" for t in said)
    return joined and said[0].text[:1].isupper() and word_count(doc, opened, closed) > 3


def _clause_before(doc: Doc, colon: int, first: int) -> Range:
    """The sentence that ends with the colon."""
    start = colon
    while start > first and not (doc[start].is_sent_start and start < colon):
        start -= 1
    return start, colon + 1


def _resumed_after_dash(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """…, — сказал он. — «Второй части ждать недолго»."""
    if opened - 2 <= block[0] or doc[opened - 1].text not in DASHES or doc[opened - 2].text not in PAUSES:
        return None
    before = _clause_before(doc, opened - 2, block[0])
    if word_count(doc, opened, closed) < 3 or not any(is_speech_verb(t) for t in doc[before[0] : before[1]]):
        return None
    return Speech(((opened + 1, closed),), before, "quote_resumed")


def _in_brackets(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """Депутат Ляззат Ибраимова требовала обнулить ставку («Село и так платит бездорожьем»)."""
    if doc[opened - 1].text != "(" or closed + 1 >= block[1] or opened - 1 <= block[0]:
        return None
    if doc[closed + 1].text not in (")", ",", ".") or word_count(doc, opened, closed) < 3:
        return None
    said = doc[opened + 1 : closed]
    before = (_clause_before(doc, opened - 1, block[0])[0], opened)
    if not any(is_finite(t) for t in said) or not any(is_verb(t) for t in doc[before[0] : before[1]]):
        return None
    return Speech(((opened + 1, closed),), before, "quote_in_brackets") if speakers.acting_in(before) else None


def _partial(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """Счётная палата назвала прогноз «умеренно оптимистичным»: words of a speaker woven into a sentence."""
    first = doc[opened + 1]
    if not first.text[:1].islower() or word_count(doc, opened, closed) < SHORTEST_PARTIAL:
        return None
    sentence = _around(doc, opened, closed, block)
    if (
        all(t.pos_ in ("ADJ", "NOUN", "PROPN", "DET", "ADP") for t in doc[opened + 1 : closed])
        and doc[opened + 1].pos_ != "ADP"
    ):
        return _naming(doc, speakers, opened, closed, sentence)
    outside = [t for t in doc[sentence[0] : sentence[1]] if not opened <= t.i <= closed]
    if not any(is_speech_verb(t) or fold(t.text) in OPINIONS for t in outside):
        return None
    named = speakers.in_range(sentence, speakers.people) or speakers.in_range(sentence, speakers.bodies)
    return Speech(((opened + 1, closed),), sentence, "partial_quote") if named else None


def _naming(doc: Doc, speakers: Speakers, opened: int, closed: int, sentence: Range) -> Speech | None:
    """A bare noun phrase is a quote only after «назвал», «считает», and where it is in the instrumental."""
    verbs = {fold(t.lemma_) for t in doc[sentence[0] : opened]}
    instrumental = any(t.morph.get("Case", []) == ["Ins"] for t in doc[opened + 1 : closed])
    named = speakers.in_range(sentence, speakers.people) or speakers.in_range(sentence, speakers.bodies)
    if named and instrumental and verbs & {"назвать", "называть", "считать", "счесть", "окрестить"}:
        return Speech(((opened + 1, closed),), sentence, "partial_quote")
    return None


def _around(doc: Doc, opened: int, closed: int, block: Range) -> Range:
    start = _clause_before(doc, opened, block[0])[0]
    end = closed + 1
    while end < block[1] and not doc[end].is_sent_start:
        end += 1
    return start, end


def _sentence_quote(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """A quote that is a sentence of its own between sentences of narration: «…». Так сказал X."""
    said = doc[opened + 1 : closed]
    count = word_count(doc, opened, closed)
    if not _opens_sentence(doc, opened) or count < 2:
        return None
    after = doc[closed + 1] if closed + 1 < block[1] else None
    if doc[closed - 1].text not in STOPS and (after is None or after.text not in STOPS):
        return None
    follow = closed + 1 if after is None or after.text not in STOPS else closed + 2
    if follow < block[1] and fold(doc[follow].text) in ("так", "это", "такое", "такими", "об"):
        return Speech(((opened + 1, closed),), sentence_from(doc, follow, block[1]), "quote_then_tag_sentence")
    if count < 5 or not any(is_finite(t) for t in said):
        return None
    if opened > block[0]:
        before = _clause_before(doc, opened - 1, block[0])
        spoken = any(is_speech_verb(t) or fold(t.text) in OPINIONS for t in doc[before[0] : before[1]])
        if (spoken and speakers.in_range(before, speakers.people)) or speakers.acting_in(before):
            return Speech(((opened + 1, closed),), before, "quote_after_tag_sentence")
    return None
