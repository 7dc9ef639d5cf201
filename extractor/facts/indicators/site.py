"""Where an amount stands: its tokens, what it counts, the verb over it, its clause, sentence and block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from extractor.documents import AmountMention, Mention, NameMention, PeriodMention
from extractor.facts.indicators.phrase import is_noun, phrase, render
from extractor.facts.indicators.stems import stem
from extractor.facts.text import Block, Text, Word, text_of

DASHES = frozenset("—–-−")
CLAUSE_MARKS = frozenset({";", ":", "(", ")"})
INTRODUCES = 9  # blocks


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """An amount in its text. Word indices count from the beginning of the Doc.

    start, end    the amount's tokens            number_end  token after the number, before the unit or noun
    head          the token of the amount that hangs on the rest of the sentence
    noun          the counted noun or the unit; None where the number stands alone
    block         index of the block             kind        the block's kind
    left, right   bounds of the clause around it: between «;», «:», brackets and the sentence's ends
    """

    amount: AmountMention
    start: int
    end: int
    number_end: int
    head: Word
    noun: Word | None
    block: int
    kind: str
    block_start: int
    block_end: int
    left: int
    right: int
    bracketed: bool


@dataclass(slots=True)
class Page:
    """One Doc with what was found in it, and lookups by token.

    rendered, counted, phrases, keys, codes   what was worked out once for all amounts: see ``in_case``,
                                              ``naming.common.counted``, ``join`` and ``words``
    """

    doc: Doc
    text: Text
    words: list[Word]
    names: Sequence[NameMention]
    periods: Sequence[PeriodMention]
    sites: list[Site] = field(default_factory=list)
    amount_tokens: set[int] = field(default_factory=set)
    period_tokens: set[int] = field(default_factory=set)
    place_tokens: set[int] = field(default_factory=set)
    person_tokens: set[int] = field(default_factory=set)
    body_tokens: set[int] = field(default_factory=set)
    rendered: dict[tuple[int, str, str | None], str] = field(default_factory=dict)
    phrases: dict[tuple[int, int], list[tuple[str, int, str]]] = field(default_factory=dict)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    codes: dict[int, tuple[float, ...]] = field(default_factory=dict)
    counted: dict[tuple[Site, str], str] = field(default_factory=dict)
    title_stems: frozenset[str] = frozenset()
    stem_counts: Counter[str] = field(default_factory=Counter)

    def masked(self, token: Word) -> bool:
        """Amounts, periods and punctuation that ends a phrase are no part of a name."""
        return token.i in self.amount_tokens or token.i in self.period_tokens or token.is_space

    def masked_but_own(self, site: Site) -> set[int]:
        return (self.amount_tokens | self.period_tokens) - set(range(site.number_end, site.end))

    def nominative(self, head: Word, number: str | None = None) -> str:
        return self.in_case(head, "Nom", number)

    def in_case(self, head: Word, case: str, number: str | None = None) -> str:
        """The phrase ``head`` heads, in a UD case; kept, since many rules ask for the same."""
        key = (head.i, case, number)
        if key not in self.rendered:
            self.rendered[key] = render(phrase(head, self.masked), head, case, number)
        return self.rendered[key]


def tokens_of(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Word range of a mention, widened to whole tokens."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def read_page(
    doc: Doc, names: Sequence[NameMention], amounts: Sequence[AmountMention], periods: Sequence[PeriodMention]
) -> Page:
    """The page with a Site for each amount, in text order."""
    text = text_of(doc)
    page = Page(doc, text, text.words, names, periods)
    for p in periods:
        start, end = tokens_of(doc, p)
        page.period_tokens.update(range(start, end))
    for n in names:
        tokens = {"place": page.place_tokens, "person": page.person_tokens, "institution": page.body_tokens}[n.kind]
        tokens.update(range(*tokens_of(doc, n)))
    for a in amounts:
        page.amount_tokens.update(range(*tokens_of(doc, a)))
    stems = [stem(t.text) for t in text.words]
    page.stem_counts = Counter(stems)
    page.title_stems = frozenset(stems[text.blocks[0].start : text.blocks[0].end]) if text.blocks else frozenset()
    for a in sorted(amounts, key=lambda a: (a.start, a.end)):
        start, end = tokens_of(doc, a)
        if end > start:
            block = text.block_of(start)
            page.sites.append(_site(text.words, a, start, end, block, text.blocks[block]))
    return page


def _site(words: list[Word], amount: AmountMention, start: int, end: int, block: int, span: Block) -> Site:
    first, last = span.start, max(span.end, end)
    head = next((t for t in words[start:end] if not start <= t.head.i < end or t.head.i == t.i), words[start])
    number_end = _number_end(words, amount, start, end)
    noun = _noun(words, number_end, end)
    left, right = _clause(words, start, end, first, last)
    return Site(
        amount,
        start,
        end,
        number_end,
        head,
        noun,
        block,
        span.kind,
        first,
        last,
        left,
        right,
        bracketed=left > first and words[left - 1].text == "(",
    )


def _number_end(words: list[Word], amount: AmountMention, start: int, end: int) -> int:
    if amount.number_end >= 0:
        for i in range(start, end):
            if words[i].idx >= amount.number_end:
                return i
        return end
    last = start
    for i in range(start, end):
        if words[i].pos == "NUM" or words[i].is_number or any(c.isdigit() for c in words[i].text):
            last = i + 1
    return max(last, start + 1) if last > start else start


def _noun(words: list[Word], number_end: int, end: int) -> Word | None:
    """The counted noun: the noun of the span that no other noun of it governs."""
    nouns = [t for t in words[number_end:end] if is_noun(t) or t.pos == "ADJ"]
    inside = {t.i for t in nouns}
    return next((t for t in nouns if t.head.i not in inside and is_noun(t)), None) or (nouns[-1] if nouns else None)


def _clause(words: list[Word], start: int, end: int, first: int, last: int) -> tuple[int, int]:
    left, depth = start, 0
    while left > first:
        t = words[left - 1]
        if t.text == ")":
            depth += 1
        elif t.text == "(":
            if not depth:
                break
            depth -= 1
        elif not depth and (t.text in (";", ":") or words[left].begins):
            break
        left -= 1
    right = end
    while right < last and not words[right].begins and words[right].text not in CLAUSE_MARKS:
        right += 1
    return left, right


def sentence_start(words: list[Word], at: int, first: int) -> int:
    """The first word of the sentence of word ``at``, not before ``first``."""
    return min(at, max(first, words[at].first))


def sentence_end(words: list[Word], at: int, last: int) -> int:
    """The word after the sentence of word ``at``, not after ``last``."""
    return max(at + 1, min(last, words[at].last))


def introducer(page: Page, block: int) -> Block | None:
    """The heading, or the block that ends with a colon, over a block; none farther up than INTRODUCES."""
    for above in reversed(page.text.blocks[max(0, block - INTRODUCES) : block]):
        if above.kind == "heading" or page.words[above.end - 1].text == ":":
            return above
    return None


def child(verb: Word, *deps: str) -> Word | None:
    """The first child of a verb with one of the relations, a relation with its subtypes."""
    return next((t for t in verb.children if t.relation in deps), None)


def subject_of(verb: Word) -> Word | None:
    """The subject of a verb; of the verb it is joined to or governed by where it has none of its own."""
    at = verb
    for _ in range(4):
        found = child(at, "nsubj", "csubj")
        if found is not None:
            return found
        if at.dep == "acl" and is_noun(at.head):
            return at.head
        if (
            at.relation not in ("conj", "xcomp", "csubj", "ccomp", "advcl", "parataxis", "obl", "obj")
            or at.head.i == at.i
        ):
            return None
        at = at.head
    return None


def object_of(verb: Word) -> Word | None:
    return child(verb, "obj", "iobj")
