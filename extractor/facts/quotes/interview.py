"""Interviews: questions and answers in turn, the answers being what one person says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extractor.documents import NameMention
from extractor.facts.quotes.marks import DASHES, Range, blocks, is_speech_verb, outermost, quotation_pairs
from extractor.facts.quotes.speaker import Speakers
from extractor.facts.wordlists import fold

LONGEST_QUESTION = 400  # code points
FEWEST_QUESTIONS = 3
BODY = frozenset({"paragraph", "quote", "list_item"})


@dataclass(frozen=True, slots=True)
class Interview:
    """The answers of an interview as token ranges, and who gives them."""

    answers: tuple[Range, ...]
    speaker: NameMention | None


def _is_question(doc: Doc, kind: str, start: int, end: int) -> bool:
    text = doc[start:end].text.rstrip('»”" ')
    return kind in ("heading", "paragraph") and text.endswith("?") and len(text) <= LONGEST_QUESTION


def find_interview(doc: Doc, speakers: Speakers) -> Interview | None:
    """The interview an article is, or None. Three questions that are each followed by an answer make one."""
    rows = [b for b in blocks(doc) if b[0] not in ("caption", "title", "lead")]
    asked = [n for n, row in enumerate(rows) if _is_question(doc, *row)]
    answered = [n for n in asked if n + 1 < len(rows) and n + 1 not in asked and rows[n + 1][0] in BODY]
    if len(answered) < FEWEST_QUESTIONS:
        return None
    bare = [rows[n + 1] for n in answered if rows[n + 1][0] == "paragraph" and doc[rows[n + 1][1]].text not in DASHES]
    if len(bare) * 2 > len(answered) and not _spoken(doc, bare):
        answered = [n for n in answered if rows[n + 1] not in bare]
    if not answered:
        return None
    answers = [_answer(doc, rows, n + 1, set(asked)) for n in answered]
    return Interview(tuple(a for a in answers if a is not None), _interviewee(doc, speakers))


def _spoken(doc: Doc, rows: list[tuple[str, int, int]]) -> bool:
    """Whether blocks under questions are somebody's words, not the journalist's («пять вопросов о …»): the first person
    in every third of them outside quotation marks, and no answer that says who says it («…, пояснил Ахметов»).
    """
    first_person = 0
    for _, start, end in rows:
        quoted = {i for a, b in outermost(quotation_pairs(doc, start, end)) for i in range(a, b + 1)}
        own = [t for t in doc[start:end] if t.i not in quoted]
        if any(_tells_who(t) for t in own):
            return False
        first_person += any(t.morph.get("Person", []) == ["1"] or fold(t.text) in FIRST_PERSON for t in own)
    return first_person * 3 >= len(rows)


def _tells_who(token: Token) -> bool:
    """A verb of saying in parenthesis or before speech, its subject a third person: «Полтора миллиона, говорит Ким»."""
    if not is_speech_verb(token) or token.morph.get("Person", []) in (["1"], ["2"]):
        return False
    before = token.doc[token.i - 1] if token.i else None
    subject = any(c.dep_ == "nsubj" and c.pos_ in ("PROPN", "NOUN") and c.i > token.i for c in token.children)
    return before is not None and (before.text == "," or before.text in DASHES) and subject


FIRST_PERSON = frozenset(
    [
        "я",
        "мы",
        "мне",
        "нам",
        "меня",
        "нас",
        "мной",
        "нами",
        "наш",
        "наша",
        "наше",
        "наши",
        "нашей",
        "нашего",
        "нашу",
        "наших",
        "мой",
        "моя",
        "мои",
    ]
)


def _answer(doc: Doc, rows: list[tuple[str, int, int]], first: int, asked: set[int]) -> Range | None:
    """From the block after a question to the last block of the same sort before the next question."""
    kind, start, _ = rows[first]
    dashed = doc[start].text in DASHES
    last = first
    while last + 1 < len(rows) and last + 1 not in asked and rows[last + 1][0] == kind:
        if dashed or kind == "quote" or doc[rows[last + 1][1]].text in DASHES:
            break
        last += 1
    start += 1 if dashed else 0
    return (start, rows[last][2]) if start < rows[last][2] else None


def _interviewee(doc: Doc, speakers: Speakers) -> NameMention | None:
    """The person of the headline, else of the lead, else the one first named with a full name."""
    for wanted in ("title", "lead", "paragraph"):
        for kind, start, end in blocks(doc):
            if kind != wanted:
                continue
            people = speakers.in_range((start, end), speakers.people)
            full = [p for p in people if re.search(r"\w\s+\w", p.text)]
            if full or (people and wanted != "paragraph"):
                return (full or people)[0]
    return speakers.people[0] if speakers.people else None
