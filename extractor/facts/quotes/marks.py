"""Where speech stands in a block: quotation marks, dashes, and the tag («, — сказал он. —») that interrupts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractor.facts.wordlists import entries, fold

DASHES = frozenset("—–-−")
OPENING = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
CLOSING = frozenset("»”›")
STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!..", "?..", "!?", "!!!", "??"})
PAUSES = STOPS | {","}
LONGEST_TAG = 40  # tokens; a tag longer than that is narration

Range = tuple[int, int]  # token indices, start inclusive, end exclusive


@dataclass(frozen=True, slots=True)
class Speech:
    """Words said, in one or more pieces, and the tag that names who said them (None where there is none)."""

    pieces: tuple[Range, ...]
    tag: Range | None
    rule: str


def quotation_pairs(doc: Doc, start: int, end: int) -> list[Range]:
    """(index of opening mark, index of its closing mark) of tokens start..end, nearest first paired, in text order.

    A mark that never closes is passed over; a straight quotation mark opens and closes by turns.
    """
    stack: list[tuple[int, str]] = []
    pairs: list[Range] = []
    for i in range(start, end):
        text = doc[i].text
        if text in ('"', "''", "``"):
            if stack and stack[-1][1] == '"':
                pairs.append((stack.pop()[0], i))
            else:
                stack.append((i, '"'))
        elif stack and text in stack[-1][1] and text != '"':
            pairs.append((stack.pop()[0], i))
        elif text in OPENING:
            stack.append((i, OPENING[text]))
        elif text in CLOSING:
            while stack and text not in stack[-1][1]:
                stack.pop()
            if stack:
                pairs.append((stack.pop()[0], i))
    return sorted(pairs)


def outermost(pairs: list[Range]) -> list[Range]:
    """The pairs that lie in no other pair."""
    out: list[Range] = []
    for pair in pairs:
        if not out or pair[0] > out[-1][1]:
            out.append(pair)
    return out


def is_speech_verb(token: Token) -> bool:
    """A verb of saying or thinking in a finite form, or a short adjective («уверен»)."""
    if fold(token.lemma_) not in entries("speech_verbs"):
        return False
    return token.pos_ in ("VERB", "ADJ", "AUX") and token.morph.get("VerbForm", []) != ["Inf"]


def is_finite(token: Token) -> bool:
    """A finite verb."""
    return token.pos_ in ("VERB", "AUX") and token.morph.get("VerbForm", []) == ["Fin"]


def word_count(doc: Doc, start: int, end: int) -> int:
    """Tokens of start..end that hold a letter or a digit."""
    return sum(1 for t in doc[start:end] if t.is_alpha or any(c.isalnum() for c in t.text))


def tag_end(doc: Doc, start: int, end: int) -> int:
    """End of the tag that begins at ``start``: where the sentence stops, or speech is taken up again after a dash."""
    for i in range(start, end):
        text = doc[i].text
        if text in STOPS and _sentence_stops(doc, i, end):
            return i
        if text == "," and i + 1 < end and doc[i + 1].text in DASHES and i > start:
            return i
        if text == ":" and i > start and i + 1 < end and doc[i + 1].text in DASHES:
            return i
    return end


def _sentence_stops(doc: Doc, i: int, end: int) -> bool:
    """A stop after an initial or an abbreviation («А. В. Кривошеина», «им. Абая») ends nothing."""
    if i + 1 >= end:
        return True
    following, before = doc[i + 1], doc[i - 1]
    if following.text in DASHES:
        return True
    if len(before.text) == 1 and before.text.isupper():
        return False
    return following.is_sent_start or not (following.text[:1].islower() or following.text[:1].isdigit())


def is_tag(doc: Doc, start: int, end: int, *, strict: bool) -> bool:
    """True where tokens start..end, right after a dash, say who speaks.

    «, — заявила на брифинге глава ведомства»: a verb of saying near the beginning. Not ``strict``: any finite verb
    near the beginning will do, or «так …», for after a closing quotation mark and a comma nothing else can stand.
    """
    if end - start > LONGEST_TAG or end <= start:
        return False
    head = [t for t in doc[start : min(end, start + 8)] if not t.is_punct]
    if any(is_speech_verb(t) for t in head[:6]):
        return not strict or any(is_speech_verb(t) for t in head[:3])
    if strict:
        return False
    if head and fold(head[0].text) in ("так", "такими", "такое", "таков", "такова", "таково", "эти", "это"):
        return True
    return any(is_finite(t) for t in head[:4]) or any(is_speech_verb(t) for t in doc[start:end])


def split_speech(doc: Doc, start: int, end: int, *, open_ended: bool) -> tuple[list[Range], Range | None]:
    """Pieces of speech in start..end and the first tag among them.

    Speech is interrupted by «, — сказал X. —». ``open_ended`` (dash-led speech): what follows the last tag without a
    dash is narration; within quotation marks a tag must be closed by a dash.
    """
    pieces: list[Range] = []
    first_tag: Range | None = None
    at, i = start, start + 1
    while i < end:
        if doc[i].text in DASHES and doc[i - 1].text in PAUSES:
            stop = tag_end(doc, i + 1, end)
            resumed = _after_pause(doc, stop, end)
            closes = resumed is not None or open_ended
            if closes and is_tag(doc, i + 1, stop, strict=True):
                pieces.append((at, i))
                first_tag = first_tag or (i + 1, stop)
                if resumed is None:
                    return pieces, first_tag
                at = i = resumed
        i += 1
    pieces.append((at, end))
    return pieces, first_tag


def _after_pause(doc: Doc, stop: int, end: int) -> int | None:
    """Where speech is taken up after a tag that ends at ``stop``: after «. —» or «, —»."""
    i = stop
    while i < end and doc[i].text in PAUSES:
        i += 1
    return i + 1 if i > stop and i < end - 1 and doc[i].text in DASHES else None


def blocks(doc: Doc) -> Iterator[tuple[str, int, int]]:
    """(kind, first token, token after the last) of each block, in order."""
    for span in doc.spans["blocks"]:
        yield span.label_, span.start, span.end


def sentence_from(doc: Doc, start: int, end: int) -> Range:
    """The sentence that begins at ``start``, up to ``end``; a dash at its head counts as part of it."""
    stop = start + 1
    while stop < end and not doc[stop].is_sent_start:
        stop += 1
    return start, stop
