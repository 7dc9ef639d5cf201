"""The text cut into number literals, words, signs and line breaks: what the amount and period rules walk over.

It is one pass of one linear pattern over ``doc.text``, independent of the annotate room's tokens, so that
the rules hold
for any language and cost little; where a rule wants syntax it asks for the token at a character (``Lexemes.token``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache

from spacy.tokens import Doc, Token

from extractor.facts.text import Word, text_of

# A digit group «12 500» is one literal; «1.250.000,5» too. Each branch takes at least one character and none can be
# re-entered after a failure further on, so the scan is linear.
PATTERN = re.compile(
    r"((?<![^\W\d_][-–‑])[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3}(?![0-9]))+(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*)"
    r"|([^\W\d_]+)|(\n)|[^\w\s]|_"
)
NUMBER, WORD, SIGN, BREAK = "n", "w", "s", "b"
PAD = 6
EMPTY, ZEROS, SIGNS = ("",) * PAD, (0,) * PAD, (SIGN,) * PAD
LONGEST_LITERAL = 40
SPACES = str.maketrans("", "", " \u00a0\u202f\u2009")
DASHES = frozenset("-–—−‑‒")


def lower_same_length(text: str) -> str:
    """The text in lower case with ё as е, every character at its place (a few capitals have longer lower forms)."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lowered.replace("ё", "е")


class Lexemes:
    """Parallel lists over the lexemes of one text; ``words`` are in lower case with ё as е.

    ``start``/``end`` are code point offsets in the text. Both ends are padded with PAD empty signs, so that a rule may
    look a few lexemes to either side without asking; ``first`` and ``last`` bound the real ones (last is exclusive).
    """

    __slots__ = ("_sentences", "_tokens", "doc", "end", "first", "kind", "last", "low", "start", "text", "words")

    def __init__(self, text: str, doc: Doc | None = None) -> None:
        self.text, self.doc = text, doc
        self.low = lower_same_length(text)
        size = len(text)
        found = list(PATTERN.finditer(self.low))
        kinds = {None: SIGN, 1: NUMBER, 2: WORD, 3: BREAK}
        self.words: list[str] = [*EMPTY, *[m[0] for m in found], *EMPTY]
        self.start: list[int] = [*ZEROS, *[m.start() for m in found], *[size] * PAD]
        self.end: list[int] = [*ZEROS, *[m.end() for m in found], *[size] * PAD]
        self.kind: list[str] = [*SIGNS, *[kinds[m.lastindex] for m in found], *SIGNS]
        self.first, self.last = PAD, PAD + len(found)
        self._sentences: list[int] | None = None
        self._tokens: list[int] | None = None

    def glued(self, i: int) -> bool:
        """True where lexeme i follows the one before it without a space."""
        return self.start[i] == self.end[i - 1]

    def capital(self, i: int) -> bool:
        """True where lexeme i begins with a capital letter."""
        return self.text[self.start[i] : self.start[i] + 1].isupper()

    def surface(self, i: int) -> str:
        """The lexeme as the text has it."""
        return self.text[self.start[i] : self.end[i]]

    def sentence_start(self, i: int) -> int:
        """Offset of the first character of the sentence that lexeme i stands in."""
        if self._sentences is None:
            self._read_doc()
            assert self._sentences is not None
        return self._sentences[max(0, bisect_right(self._sentences, self.start[i]) - 1)]

    def token(self, i: int) -> Token | None:
        """The Doc's token that holds the first character of lexeme i."""
        return self.doc[self._place(i)] if self.doc is not None and len(self.doc) else None

    def parsed(self, i: int) -> Word | None:
        """The same as ``token``, of the Doc as ``text`` reads it."""
        return text_of(self.doc).words[self._place(i)] if self.doc is not None and len(self.doc) else None

    def _place(self, i: int) -> int:
        if self._tokens is None:
            self._read_doc()
            assert self._tokens is not None
        return max(0, bisect_right(self._tokens, self.start[i]) - 1)

    def _read_doc(self) -> None:
        """Offsets of the Doc's tokens and of its sentences' first characters, as two sorted lists."""
        if self.doc is None or not len(self.doc):
            self._tokens, self._sentences = [], [0]
            return
        table = self.doc.to_array(["IDX", "SENT_START"]).tolist()
        self._tokens = [int(offset) for offset, _ in table]
        self._sentences = [int(offset) for offset, starts in table if starts == 1] or [0]

    def at(self, offset: int) -> int:
        """Index of the first lexeme that starts at or after the offset."""
        return max(self.first, bisect_right(self.start, offset - 1, self.first, self.last))


@lru_cache(maxsize=4)
def lexemes_of(doc: Doc) -> Lexemes:
    """The Doc's lexemes; the finders of one article share them."""
    return Lexemes(_text_of(doc), doc)


def _text_of(doc: Doc) -> str:
    """The Doc's text; its article's, which is the same, where there is one, since a Doc joins its tokens anew."""
    article = doc._.article if doc.has_extension("article") else None
    if article is None or not len(doc) or doc[-1].idx + len(doc[-1].text_with_ws) != len(article.text):
        return doc.text
    return str(article.text)


def literal_value(word: str, magnitude_follows: bool) -> Decimal | None:
    """Value of a number literal: «12 500», «2,4», «1.250.000», «20.000», «1.844.036.360,12»; None where it
    is no number.

    One separator before exactly three digits is a thousands separator after a dot («20.000») and, after a comma, only
    where the digits end in a nought («20,000»), since Russian writes «0,125» and «1,234 млн» with a comma.
    """
    if len(word) > LONGEST_LITERAL:
        return None
    word = word.translate(SPACES)
    dots, commas = word.count("."), word.count(",")
    if dots + commas > 1:
        if dots and commas:
            decimal = "." if word.rfind(".") > word.rfind(",") else ","
            whole, _, part = word.rpartition(decimal)
        else:
            whole, part = word, ""
        groups = re.split("[.,]", whole)
        if not all(len(g) == 3 for g in groups[1:]) or len(groups[0]) > 3:
            return None
        return Decimal("".join(groups) + ("." + part if part else ""))
    if dots + commas == 1:
        whole, part = re.split("[.,]", word)
        thousands = len(part) == 3 and 0 < len(whole) <= 3 and whole[0] != "0" and not magnitude_follows
        if thousands and (dots or part[-1] == "0"):
            return Decimal(whole + part)
        return Decimal(whole + "." + part)
    return Decimal(word)
