"""Cheap features of an amount's surroundings for telling how real it is; a trained model weighs them."""

from __future__ import annotations

import numpy as np
from spacy.tokens import Doc

from extractor.documents import AmountMention, Mention
from extractor.facts.lexemes import Lexemes, lexemes_of
from extractor.facts.modality.cues import PREDICATE
from extractor.facts.modality.rules import Verdict, number_index, ruled
from extractor.facts.modality.surroundings import TENSES, Surroundings, surroundings, tense
from extractor.facts.modality.verbs import governors, is_predicate
from extractor.facts.modality.words import TOPICS, topics_of
from extractor.facts.text import Word
from extractor.facts.vectors import one_hots
from extractor.records import STATUSES

RULES = (
    "nothing", "modifier", "bound", "now", "is_start", "cue", "predicate", "weak", "sentence_cue", "clause", "introduced",
    "asked", "of_people",
)  # fmt: skip
KINDS = ("money", "percent", "percentage_point", "count", "measure", "multiple", "fraction")
TIME_UNITS = frozenset({"a", "mo", "wk", "d", "h", "min"})
COMPARATORS = ("=", "~", "<", "<=", ">", ">=")
BEFORE = (
    "в", "на", "до", "с", "по", "от", "из", "за", "при", "—", "(", ",", ":", "около", "против", "вместо", "или", "и", "еще",
    "более", "менее", "через", "под", "о", "у", "но", "не", "это",
)  # fmt: skip
BRANCHES = (
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "appos",
    "root",
    "conj",
    "parataxis",
    "nummod",
    "advmod",
    "acl",
    "advcl",
    "ccomp",
)
BLOCKS = ("paragraph", "list_item", "quote", "lead", "heading")
FAR = 30
STATUS, RULE, TENSE, BRANCH, KIND, COMPARATOR, WORD_BEFORE, BLOCK, RELATION = map(
    one_hots, (STATUSES, RULES, TENSES, BRANCHES, KINDS, COMPARATORS, BEFORE, BLOCKS, ("by", "since", "as_of"))
)


def features(doc: Doc, mention: Mention) -> list[float]:
    """The feature vector of an amount."""
    around, lex = surroundings(doc), lexemes_of(doc)
    i = number_index(lex, mention)
    token = lex.parsed(i)
    at = token.i if token is not None else 0
    verdict = ruled(lex, i)
    return [
        *_verdict(verdict),
        *_governing(token),
        *_zones(around, at),
        *_periods(around, at),
        *_neighbours(around, at),
        *_amount(mention),
        *_place(around, lex, i, at),
    ]


def _verdict(verdict: Verdict) -> list[float]:
    return [*STATUS(verdict.status), *RULE(verdict.rule.split(":")[0])]


def _governing(token: Word | None) -> list[float]:
    """The number's branch, the first two predicates over it, and the first cue of each status on the way up."""
    branch, steps, cues, through = "", 0.0, dict.fromkeys(STATUSES[1:], 9.0), 0.0
    predicates: list[Word] = []
    if token is not None:
        below = token
        for n, t in enumerate(governors(token)):
            status = PREDICATE.of(t.word)
            if status in cues:
                cues[status] = min(cues[status], float(n))
            if is_predicate(t):
                if not predicates:
                    branch, steps = below.relation, float(n)
                predicates.append(t)
            if t.dep.startswith("acl"):
                through = 1.0
            below = t
    out = [*BRANCH(branch), steps, through, float(len(predicates))]
    for k in range(2):
        verb = predicates[k] if k < len(predicates) else None
        out += TENSE(tense(verb) if verb is not None else "")
        out += [
            float(verb is not None and verb.feats.get("Voice") == "Pass"),
            float(verb is not None and verb.dep in ("ROOT", "root")),
            float(verb is not None and verb.feats.get("Person") == "1"),
            float(verb is not None and any(c.word == "не" for c in verb.children)),
            float(verb is not None and any(c.dep.startswith("nsubj") for c in verb.children)),
        ]
        subject = next((c for c in verb.children if c.dep.startswith("nsubj")), None) if verb is not None else None
        topics = set(topics_of(subject.word)) if subject is not None else set()
        out += [float(t in topics) for t in TOPICS]
    return [*out, *cues.values()]


def _bounds(starts: list[int], n: int, size: int) -> tuple[int, int]:
    return starts[n], starts[n + 1] if n + 1 < len(starts) else size


def _zones(around: Surroundings, at: int) -> list[float]:
    """Counts of signals near the number, in its sentence to either side, the sentences and blocks around, the head."""
    text, n = around.text, around.text.sentence[at]
    size = len(text.words)
    start, end = text.bounds(at)
    block = text.block_of(at)
    first = text.block_starts[block] if text.blocks else 0
    left = at
    while left > start and text.words[left - 1].text not in (",", ";", ":", "(", "—"):
        left -= 1
    right = at
    while right < end and text.words[right].text not in (",", ";", ":", ")", "—"):
        right += 1
    heading, above = around.headings[block], block - 1
    while above > 0 and text.blocks[block].kind == "list_item" and text.blocks[above].kind == "list_item":
        above -= 1
    head = next((k for k, b in enumerate(text.blocks) if b.kind not in ("title", "lead")), 0)
    zones = [
        (left, right),
        (start, at),
        (at, end),
        (text.starts[n - 1] if n and text.starts[n - 1] >= first else start, start),
        (first, start),
        _bounds(text.block_starts, heading, size) if heading >= 0 else (0, 0),
        _bounds(text.block_starts, above, size) if above >= 0 else (0, 0),
        (0, text.block_starts[head] if head < len(text.blocks) else 0),
    ]
    lows, highs = np.asarray(zones).T
    counts = around.sums[np.maximum(lows, highs)] - around.sums[lows]
    whole = around.sums[size] * 100 / max(1, size)
    return [*counts.astype(float).ravel().tolist(), *whole.tolist()]


def _periods(around: Surroundings, at: int) -> list[float]:
    """The nearest period on each side in the sentence, the last one before it, and whether the sentence has a future."""
    start, end = around.text.bounds(at)
    left = [s for s in around.spots if start <= s[0] < at]
    right = [s for s in around.spots if at < s[0] < end]
    before = [s for s in around.spots if s[0] < start]
    out: list[float] = []
    for spot in (left[-1] if left else None, right[0] if right else None, before[-1] if before else None):
        out += [
            float(spot is not None),
            float(spot[2]) if spot is not None else 0.0,
            float(min(FAR * 3, abs(at - spot[0]))) if spot is not None else float(FAR * 3),
            *RELATION(spot[3] if spot is not None else ""),
        ]
    inside = [s[2] for s in left + right]
    return [*out, float(max(inside, default=0)), float(min(inside, default=0))]


def _neighbours(around: Surroundings, at: int) -> list[float]:
    """What the rules say of the numbers before and after in the sentence, of the last one above, and of all."""
    text = around.text
    size = len(text.words)
    start, end = text.bounds(at)
    first, last = _bounds(text.block_starts, text.block_of(at), size)
    before = [x for x in around.numbers if start <= x[0] < at]
    after = [x for x in around.numbers if at < x[0] < end]
    above = [x for x in around.numbers if x[0] < start]
    out: list[float] = []
    for spot in (before[-1:], after[:1], above[-1:]):
        out += STATUS(spot[0][1].status if spot else "")
        out.append(float(min(FAR, abs(at - spot[0][0]))) if spot else float(FAR))
    own = [v.status for k, v in around.numbers if first <= k < last and k != at]
    out += [own.count(s) / max(1, len(own)) for s in STATUSES]
    return [*out, float(len(before)), float(len(after)), float(len(own)), *around.shares]


def _amount(mention: Mention) -> list[float]:
    if not isinstance(mention, AmountMention):
        return [0.0] * (len(KINDS) + len(COMPARATORS) + 5)
    return [
        *KIND(mention.kind),
        *COMPARATOR(mention.comparator),
        float(mention.unit in TIME_UNITS),
        float(mention.low is not None),
        float(mention.direction == "increase"),
        float(mention.direction == "decrease"),
        float((mention.unit_text or "").upper() in ("МРП", "БРВ", "МЗП")),
    ]


def _place(around: Surroundings, lex: Lexemes, i: int, at: int) -> list[float]:
    """The words before the number, the block's kind, quotes, brackets, how far down the text."""
    text, block = around.text, around.text.block_of(at)
    start, _ = text.bounds(at)
    quoted = sum(1 if t.text == "«" else -1 if t.text == "»" else 0 for t in around.text.words[start:at])
    return [
        *WORD_BEFORE(lex.words[i - 1]),
        *WORD_BEFORE(lex.words[i - 2]),
        *BLOCK(text.blocks[block].kind if text.blocks else ""),
        float(quoted),
        float(block),
        at / max(1, len(around.text.words)),
        float(at - start),
    ]
