"""Where an amount stands: its tokens, what it counts, the verb over it, its clause, sentence and block."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from extractor.documents import AmountMention, Mention, NameMention, PeriodMention
from extractor.facts.indicators.phrase import is_noun, phrase, render
from extractor.facts.indicators.stems import stem

DASHES = frozenset("—–-−")
CLAUSE_MARKS = frozenset({";", ":", "(", ")"})
INTRODUCES = 9  # blocks


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """An amount in its text. Token indices count from the beginning of the Doc.

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
    head: Token
    noun: Token | None
    block: int
    kind: str
    block_start: int
    block_end: int
    left: int
    right: int
    bracketed: bool


@dataclass(slots=True)
class Page:
    """One Doc with what was found in it, and lookups by token."""

    doc: Doc
    names: Sequence[NameMention]
    periods: Sequence[PeriodMention]
    sites: list[Site] = field(default_factory=list)
    amount_tokens: set[int] = field(default_factory=set)
    period_tokens: set[int] = field(default_factory=set)
    place_tokens: set[int] = field(default_factory=set)
    person_tokens: set[int] = field(default_factory=set)
    body_tokens: set[int] = field(default_factory=set)
    rendered: dict[tuple[int, str, str | None], str] = field(default_factory=dict)
    blocks: list[Span] = field(default_factory=list)
    title_stems: frozenset[str] = frozenset()
    stem_counts: Counter[str] = field(default_factory=Counter)

    def masked(self, token: Token) -> bool:
        """Amounts, periods and punctuation that ends a phrase are no part of a name."""
        return token.i in self.amount_tokens or token.i in self.period_tokens or token.is_space

    def masked_but_own(self, site: Site) -> set[int]:
        return (self.amount_tokens | self.period_tokens) - set(range(site.number_end, site.end))

    def nominative(self, head: Token, number: str | None = None) -> str:
        return self.in_case(head, "Nom", number)

    def in_case(self, head: Token, case: str, number: str | None = None) -> str:
        """The phrase ``head`` heads, in a UD case; kept, since many rules ask for the same."""
        key = (head.i, case, number)
        if key not in self.rendered:
            self.rendered[key] = render(phrase(head, self.masked), head, case, number)
        return self.rendered[key]


def tokens_of(doc: Doc, mention: Mention) -> tuple[int, int]:
    """Token range of a mention, widened to whole tokens."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def read_page(
    doc: Doc, names: Sequence[NameMention], amounts: Sequence[AmountMention], periods: Sequence[PeriodMention]
) -> Page:
    """The page with a Site for each amount, in text order."""
    page = Page(doc, names, periods)
    for p in periods:
        start, end = tokens_of(doc, p)
        page.period_tokens.update(range(start, end))
    for n in names:
        tokens = {"place": page.place_tokens, "person": page.person_tokens, "institution": page.body_tokens}[n.kind]
        tokens.update(range(*tokens_of(doc, n)))
    for a in amounts:
        page.amount_tokens.update(range(*tokens_of(doc, a)))
    page.blocks = blocks = list(doc.spans["blocks"])
    page.stem_counts = Counter(stem(t.text) for t in doc)
    page.title_stems = frozenset(stem(t.text) for t in blocks[0]) if blocks else frozenset()
    starts = [b.start for b in blocks]
    for a in sorted(amounts, key=lambda a: (a.start, a.end)):
        start, end = tokens_of(doc, a)
        if end > start:
            block = max(0, bisect_right(starts, start) - 1)
            page.sites.append(_site(doc, a, start, end, block, blocks[block]))
    return page


def _site(doc: Doc, amount: AmountMention, start: int, end: int, block: int, span: Span) -> Site:
    first, last = span.start, max(span.end, end)
    head = next((t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i), doc[start])
    number_end = _number_end(doc, amount, start, end)
    noun = _noun(doc, number_end, end)
    left, right = _clause(doc, start, end, first, last)
    return Site(
        amount,
        start,
        end,
        number_end,
        head,
        noun,
        block,
        span.label_,
        first,
        last,
        left,
        right,
        bracketed=left > first and doc[left - 1].text == "(",
    )


def _number_end(doc: Doc, amount: AmountMention, start: int, end: int) -> int:
    if amount.number_end >= 0:
        for i in range(start, end):
            if doc[i].idx >= amount.number_end:
                return i
        return end
    last = start
    for i in range(start, end):
        if doc[i].pos_ == "NUM" or doc[i].like_num or any(c.isdigit() for c in doc[i].text):
            last = i + 1
    return max(last, start + 1) if last > start else start


def _noun(doc: Doc, number_end: int, end: int) -> Token | None:
    """The counted noun: the noun of the span that no other noun of it governs."""
    nouns = [t for t in doc[number_end:end] if is_noun(t) or t.pos_ == "ADJ"]
    inside = {t.i for t in nouns}
    return next((t for t in nouns if t.head.i not in inside and is_noun(t)), None) or (nouns[-1] if nouns else None)


def _clause(doc: Doc, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    left, depth = start, 0
    while left > first:
        t = doc[left - 1]
        if t.text == ")":
            depth += 1
        elif t.text == "(":
            if not depth:
                break
            depth -= 1
        elif not depth and (t.text in (";", ":") or doc[left].is_sent_start):
            break
        left -= 1
    right = end
    while right < last and not doc[right].is_sent_start and doc[right].text not in CLAUSE_MARKS:
        right += 1
    return left, right


def sentence_start(doc: Doc, at: int, first: int) -> int:
    """The first token of the sentence of token ``at``, not before ``first``."""
    while at > first and not doc[at].is_sent_start:
        at -= 1
    return at


def sentence_end(doc: Doc, at: int, last: int) -> int:
    """The token after the sentence of token ``at``, not after ``last``."""
    at += 1
    while at < last and not doc[at].is_sent_start:
        at += 1
    return at


def introducer(page: Page, block: int) -> Span | None:
    """The heading, or the block that ends with a colon, over a block; none farther up than INTRODUCES."""
    for above in reversed(page.blocks[max(0, block - INTRODUCES) : block]):
        if above.label_ == "heading" or page.doc[above.end - 1].text == ":":
            return above
    return None


def governing_verb(token: Token) -> Token | None:
    """The nearest verb (or short participle, or predicate adjective) over a token."""
    at = token
    for _ in range(12):
        if at.head.i == at.i:
            return at if at.pos_ in ("VERB", "AUX") else None
        at = at.head
        if at.pos_ in ("VERB", "AUX") or (at.pos_ == "ADJ" and at.morph.get("Variant", []) == ["Short"]):
            return at
    return None


def child(verb: Token, *deps: str) -> Token | None:
    """The first child of a verb with one of the relations, a relation with its subtypes."""
    return next((t for t in verb.children if t.dep_.split(":")[0] in deps), None)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb; of the verb it is joined to or governed by where it has none of its own."""
    at = verb
    for _ in range(4):
        found = child(at, "nsubj", "csubj")
        if found is not None:
            return found
        if at.dep_ == "acl" and is_noun(at.head):
            return at.head
        if (
            at.dep_.split(":")[0] not in ("conj", "xcomp", "csubj", "ccomp", "advcl", "parataxis", "obl", "obj")
            or at.head.i == at.i
        ):
            return None
        at = at.head
    return None


def object_of(verb: Token) -> Token | None:
    return child(verb, "obj", "iobj")
