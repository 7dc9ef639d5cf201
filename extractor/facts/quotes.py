"""Doc -> what people said: block quotes, quotes in quotation marks, dash-led speech, interviews, reported speech."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from extractor.documents import NameMention, QuoteMention, RoleMention
from extractor.facts.quotes_indirect import find_indirect
from extractor.facts.quotes_interview import Interview, find_interview
from extractor.facts.quotes_lexicon import fold
from extractor.facts.quotes_marks import (
    DASHES,
    PAUSES,
    STOPS,
    Range,
    Speech,
    blocks,
    is_finite,
    is_speech_verb,
    is_tag,
    outermost,
    quotation_pairs,
    split_speech,
    tag_end,
    word_count,
)
from extractor.facts.quotes_speaker import Speakers

SHORTEST_PARTIAL = 2  # words; a single word in quotation marks is a name or irony
SHORTEST_AFTER_COLON = 2


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
            found += _marked(doc, speakers, start, end)
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
        after = _sentence(doc, rows[index + 1][1], rows[index + 1][2])
        if _names_author(doc, after):
            return _quotes(doc, [(start, end)], speakers.in_tag(after, start), "block_quote_line_after")
    if index and rows[index - 1][0] != "heading":
        before = _last_sentence(doc, rows[index - 1][1], rows[index - 1][2])
        if doc[before[1] - 1].text == ":" or any(is_speech_verb(t) for t in doc[before[0] : before[1]]):
            return _quotes(doc, [(start, end)], speakers.in_tag(before, start), "block_quote_line_before")
    return []


def _names_author(doc: Doc, line: Range) -> bool:
    """«— Роза Сарсенбай, художественный руководитель», «Так ответил …», «Это сказал …», a short line of name and role."""
    head = doc[line[0]]
    if head.text in DASHES or fold(head.text) in ("так", "это", "такое", "такими", "об", "эти"):
        return True
    return line[1] - line[0] <= 16 and not any(is_finite(t) for t in doc[line[0] : line[1]])


def _sentence(doc: Doc, start: int, end: int) -> Range:
    """The first sentence of a block; a dash at its head counts as part of it."""
    stop = start + 1
    while stop < end and not doc[stop].is_sent_start:
        stop += 1
    return start, stop


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
        speech = _speech(doc, speakers, opened, closed, (start, end))
        if speech is None:
            continue
        resumed = last is not None and _resumes(doc, last_close, opened)
        speaker = last if resumed and speech.tag is None else _speaker(doc, speakers, speech, opened)
        found += _quotes(doc, speech.pieces, speaker, speech.rule)
        last, last_close = speaker, closed
    return found


def _resumes(doc: Doc, closed: int, opened: int) -> bool:
    """True where «…», — сказал он, — «…» goes on."""
    return doc[opened - 1].text in DASHES and not any(t.text in STOPS for t in doc[closed + 1 : opened - 2])


def _speaker(doc: Doc, speakers: Speakers, speech: Speech, opened: int) -> NameMention | None:
    if speech.tag is None:
        return speakers.last_before(opened)
    if speech.rule == "partial_quote":
        return speakers.subject_in(speech.tag) or speakers.in_tag(speech.tag, opened)
    return speakers.in_tag(speech.tag, opened)


def _speech(doc: Doc, speakers: Speakers, opened: int, closed: int, block: Range) -> Speech | None:
    """The speech between two marks, by the first rule that sees one; None for a name or a word used in irony."""
    inner = (opened + 1, closed)
    count = word_count(doc, *inner)
    if count == 0:
        return None
    pieces, tag = split_speech(doc, *inner, open_ended=False)
    if tag is not None:
        return Speech(tuple(pieces), tag, "interrupted_quote")
    for rule in (_tag_after, _after_colon, _resumed_after_dash, _partial, _sentence_quote):
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
    if not paused or i >= block[1] or doc[i].text not in DASHES:
        return None
    tag = (i + 1, tag_end(doc, i + 1, block[1]))
    if not is_tag(doc, *tag, strict=False):
        return None
    if not _opens_sentence(doc, opened) and word_count(doc, opened, closed) < 3:
        return None
    return Speech(((opened + 1, closed),), tag, "quote_with_tag")


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
    spoken = any(is_speech_verb(t) for t in doc[before[0] : before[1]])
    person = speakers.in_range(before, speakers.people) or (spoken and speakers.bodies)
    speechlike = any(is_finite(t) for t in said) or said[-1].text in STOPS
    if not (spoken or (person and speechlike)):
        return None
    return Speech(((opened + 1, closed),), before, "quote_after_colon")


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
    if not any(is_speech_verb(t) or fold(t.text) in ("словам", "выражению", "мнению") for t in outside):
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
    if not _opens_sentence(doc, opened) or word_count(doc, opened, closed) < 5 or not any(is_finite(t) for t in said):
        return None
    after = doc[closed + 1] if closed + 1 < block[1] else None
    if doc[closed - 1].text not in STOPS and (after is None or after.text not in STOPS):
        return None
    follow = closed + 1 if after is None or after.text not in STOPS else closed + 2
    if follow < block[1] and fold(doc[follow].text) in ("так", "это", "такое", "такими", "об"):
        return Speech(((opened + 1, closed),), _sentence(doc, follow, block[1]), "quote_then_tag_sentence")
    if opened > block[0]:
        before = _clause_before(doc, opened - 1, block[0])
        if any(is_speech_verb(t) for t in doc[before[0] : before[1]]) and speakers.in_range(before, speakers.people):
            return Speech(((opened + 1, closed),), before, "quote_after_tag_sentence")
    return None
