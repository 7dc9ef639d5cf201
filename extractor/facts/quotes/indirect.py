"""Reported speech: «Тугжанов подчеркнул, что креативные индустрии …» as a quote of kind indirect."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from extractor.documents import NameMention, QuoteMention
from extractor.facts.quotes.marks import STOPS, Range, is_finite
from extractor.facts.quotes.speaker import Speakers
from extractor.facts.wordlists import entries_marked, fold

SHORTEST = 5  # words of a clause worth quoting


def find_indirect(doc: Doc, speakers: Speakers, taken: list[tuple[int, int]]) -> Iterator[QuoteMention]:
    """Clauses with «что» after a verb of saying whose subject is a named person, outside ``taken`` code point spans.

    A clause that holds a figure is left to the indicators, which carry who states it.
    """
    for sentence in doc.sents:
        if any(a < sentence.end_char and sentence.start_char < b for a, b in taken):
            continue
        for token in sentence:
            clause = _reported(doc, token, sentence.end)
            if clause is None:
                continue
            speaker = _subject(speakers, token, sentence.start, clause[0])
            said = doc[clause[0] : clause[1]]
            if speaker is not None and not any(t.like_num or any(c.isdigit() for c in t.text) for t in said):
                yield QuoteMention(
                    said.start_char,
                    said.end_char,
                    said.text,
                    "reported_clause",
                    words=said.text,
                    kind="indirect",
                    speaker=speaker,
                )
            break


def _reported(doc: Doc, verb: Token, end: int) -> Range | None:
    """The clause after «<verb>, что», to the end of the sentence."""
    if not is_finite(verb) or fold(verb.lemma_) not in entries_marked("speech_verbs", "that"):
        return None
    i = verb.i + 1
    if i + 1 >= end or doc[i].text != "," or fold(doc[i + 1].text) != "что":
        return None
    start, stop = i + 2, end
    while stop > start and (doc[stop - 1].text in STOPS or doc[stop - 1].is_space):
        stop -= 1
    return (start, stop) if stop - start >= SHORTEST else None


def _subject(speakers: Speakers, verb: Token, start: int, end: int) -> NameMention | None:
    """The person who is subject of the verb, within tokens start..end."""
    for n in speakers.in_range((start, end), speakers.people):
        tokens = speakers.tokens_of(n)
        chain = [*tokens, *(t.head for t in tokens)]
        if any(t.dep_ == "nsubj" and t.head.i == verb.i for t in chain):
            return n
    return None
