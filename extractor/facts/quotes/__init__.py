"""Doc -> what people said: block quotes, quotes in quotation marks, dash-led speech, interviews, reported speech."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractor.documents import NameMention, QuoteMention, RoleMention
from extractor.facts.quotes.indirect import find_indirect
from extractor.facts.quotes.interview import Interview, find_interview
from extractor.facts.quotes.marks import (
    DASHES,
    PAUSES,
    STOPS,
    Range,
    Speech,
    blocks,
    is_finite,
    is_speech_verb,
    outermost,
    quotation_pairs,
    sentence_from,
    split_speech,
    word_count,
)
from extractor.facts.quotes.rules import speech_between
from extractor.facts.quotes.speaker import Speakers
from extractor.facts.wordlists import fold


def find_quotes(doc: Doc, names: tuple[NameMention, ...], roles: tuple[RoleMention, ...]) -> tuple[QuoteMention, ...]:
    """Quotes of one article in text order. A quote whose speaker the text does not name is left out.

    ``names`` and ``roles`` are what was found before; speakers are mentions of ``names``.
    """
    speakers = Speakers(doc, names, roles)
    interview = find_interview(doc, speakers)
    found = list(_interview_quotes(doc, interview)) if interview else []
    taken = [(q.start, q.end) for q in found]
    for index, (kind, start, end) in enumerate(blocks(doc)):
        if kind in ("title", "heading", "caption") or _inside(taken, doc[start].idx + 2):
            continue
        if kind == "quote":
            found += _block_quote(doc, speakers, index)
        elif doc[start].text in DASHES and (dashed := _dashed(doc, speakers, start, end)):
            found += dashed
        else:
            found += _marked(doc, speakers, start, end) or _whole_block(doc, speakers, index)
    found += find_indirect(doc, speakers, [(q.start, q.end) for q in found])
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


def _inside(taken: list[tuple[int, int]], offset: int) -> bool:
    return any(a <= offset < b for a, b in taken)


def _quote(doc: Doc, piece: Range, speaker: NameMention | None, rule: str) -> QuoteMention | None:
    """A direct quote of the tokens, without the marks and pauses around them; None where nothing is left."""
    start, end = piece
    while start < end and (doc[start].text in DASHES or doc[start].is_space or doc[start].text in PAUSES):
        start += 1
    while end > start and (doc[end - 1].text in DASHES or doc[end - 1].text == "," or doc[end - 1].is_space):
        end -= 1
    if end - start > 1 and (start, end - 1) in quotation_pairs(doc, start, end):
        start, end = start + 1, end - 1
    if speaker is None or word_count(doc, start, end) == 0:
        return None
    span = doc[start:end]
    said = " ".join(span.text.split())
    return QuoteMention(span.start_char, span.end_char, span.text, rule, words=said, speaker=speaker)


def _quotes(
    doc: Doc, pieces: tuple[Range, ...] | list[Range], speaker: NameMention | None, rule: str
) -> list[QuoteMention]:
    made = (_quote(doc, piece, speaker, rule) for piece in pieces)
    return [q for q in made if q is not None]


def _interview_quotes(doc: Doc, interview: Interview) -> Iterator[QuoteMention]:
    for answer in interview.answers:
        quote = _quote(doc, answer, interview.speaker, "interview_answer")
        if quote is not None:
            yield quote


# Block quotes -------------------------------------------------------------------------------------------------------


def _block_quote(doc: Doc, speakers: Speakers, index: int) -> list[QuoteMention]:
    """A block quote: its author stands in the attribution line, in the block after it, or before it.

    «Мы закончили монтаж …» / «Заместитель премьер-министра РК Ералы Тугжанов»
    """
    rows = list(blocks(doc))
    _, start, end = rows[index]
    following = rows[index + 1][1] if index + 1 < len(rows) else len(doc)
    for line in doc.spans["attributions"]:
        if end <= line.start < following:
            speaker = speakers.in_tag((line.start, line.end), start)
            return _quotes(doc, [(start, end)], speaker, "block_quote_attribution")
    pieces, tag = split_speech(doc, start, end, open_ended=True)
    if tag is not None:
        return _quotes(doc, pieces, speakers.in_tag(tag, start), "block_quote_tag")
    if index + 1 < len(rows):
        after = sentence_from(doc, rows[index + 1][1], rows[index + 1][2])
        if _names_author(doc, after):
            return _quotes(doc, [(start, end)], speakers.in_tag(after, start), "block_quote_line_after")
    if index and rows[index - 1][0] != "heading":
        before = _last_sentence(doc, rows[index - 1][1], rows[index - 1][2])
        if doc[before[1] - 1].text == ":" or any(is_speech_verb(t) for t in doc[before[0] : before[1]]):
            return _quotes(doc, [(start, end)], speakers.in_tag(before, start), "block_quote_line_before")
    return []


def _whole_block(doc: Doc, speakers: Speakers, index: int) -> list[QuoteMention]:
    """A paragraph that is one quotation; the line before it says who speaks: «Аким ответил так:» / «Вода будет в мае»."""
    rows = list(blocks(doc))
    _, start, end = rows[index]
    pairs = outermost(quotation_pairs(doc, start, end))
    if len(pairs) != 1 or pairs[0][0] != start or pairs[0][1] < end - 2 or not index or rows[index - 1][0] == "heading":
        return []
    if word_count(doc, start, end) < 5:
        return []
    before = _last_sentence(doc, rows[index - 1][1], rows[index - 1][2])
    if doc[before[1] - 1].text != ":" and not any(is_speech_verb(t) for t in doc[before[0] : before[1]]):
        return []
    return _quotes(doc, [(start + 1, pairs[0][1])], speakers.in_tag(before, start), "block_quote_line_before")


def _names_author(doc: Doc, line: Range) -> bool:
    """«— Роза Сарсенбай, художественный руководитель», «Так ответил …», «Это сказал …», a short line of name and role."""
    head = doc[line[0]]
    if head.text in DASHES or fold(head.text) in ("так", "это", "такое", "такими", "об", "эти"):
        return True
    return line[1] - line[0] <= 16 and not any(is_finite(t) for t in doc[line[0] : line[1]])


def _last_sentence(doc: Doc, start: int, end: int) -> Range:
    first = end - 1
    while first > start and not doc[first].is_sent_start:
        first -= 1
    return first, end


# Dash-led speech ----------------------------------------------------------------------------------------------------


def _dashed(doc: Doc, speakers: Speakers, start: int, end: int) -> list[QuoteMention]:
    """«— Мы углубляем дно, — ответил президент порта Ерзат Тұрсын. — Работы обойдутся в 31 млрд тенге.»"""
    pieces, tag = split_speech(doc, start + 1, end, open_ended=True)
    if tag is None:
        return []
    return _quotes(doc, pieces, speakers.in_tag(tag, start), "dash_led_speech")


# Quotation marks ----------------------------------------------------------------------------------------------------


def _marked(doc: Doc, speakers: Speakers, start: int, end: int) -> list[QuoteMention]:
    """Speech in quotation marks within one block."""
    found: list[QuoteMention] = []
    last: NameMention | None = None
    last_close = start
    for opened, closed in outermost(quotation_pairs(doc, start, end)):
        speech = speech_between(doc, speakers, opened, closed, (start, end))
        if speech is None:
            continue
        resumed = last is not None and _resumes(doc, last_close, opened)
        speaker = last if resumed and speech.tag is None else _speaker(speakers, speech, opened)
        found += _quotes(doc, speech.pieces, speaker, speech.rule)
        last, last_close = speaker, closed
    return found


def _resumes(doc: Doc, closed: int, opened: int) -> bool:
    """True where «…», — сказал он, — «…» goes on."""
    return doc[opened - 1].text in DASHES and not any(t.text in STOPS for t in doc[closed + 1 : opened - 2])


def _speaker(speakers: Speakers, speech: Speech, opened: int) -> NameMention | None:
    if speech.tag is None:
        return speakers.last_before(opened)
    if speech.rule == "partial_quote":
        return speakers.subject_in(speech.tag) or speakers.in_tag(speech.tag, opened)
    return speakers.in_tag(speech.tag, opened)
