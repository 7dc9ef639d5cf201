"""Text -> Doc: razdel's tokens and sentences, within the blocks of an article.

Tokens are razdel's for each run of characters without a space between them. Over a whole sentence razdel also looks
past the space, and makes «12,» one token in «12, 15 и 18»; here the comma is its own token there too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

import razdel
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from extractor.records import Article

TOKENIZER = "extractor.RazdelTokenizer.v1"
# A sentence of more words is cut: a parser's work grows with the square of it.
LONGEST_SENTENCE = 512
# razdel copies what it has of a sentence or token at every further piece; texts are cut so that this stays harmless.
LONGEST_TEXT, LONGEST_CHUNK = 5_000, 500
CHUNK = re.compile(rf"\S{{1,{LONGEST_CHUNK}}}")
PLAIN = re.compile(r"([а-яё]+)([,.:;!?»)]?)", re.IGNORECASE)
MINUS = ("-", "−", "–")
BLANK_LINE = re.compile(r"\n\s*\n")
# «АКТАУ. КАЗИНФОРМ — », «Москва. 20 марта. INTERFAX.RU - », «АСТАНА, 6 марта — »: a sentence begins behind it
TOWN, DAY = r"[A-ZА-ЯЁ][\w-]+(?: [A-ZА-ЯЁ][\w-]+)?[.,] ", r"\d{1,2} [а-яё]{3,9}\.?(?: \d{4}(?: года| г\.)?)?[.,]? ?"
AGENCY = r"(?:[A-ZА-ЯЁ][A-ZА-ЯЁ.-]{3,30}|/[^/\n]{2,30}/\.?|\([^()\n]{2,30}\)\.?) ?"
DATELINE = re.compile(rf"(?:{TOWN})?(?:{DAY}(?:{AGENCY})?|{AGENCY})[—–-] (?=[A-ZА-ЯЁ«„“])")

# Start, end and kind of a block; «attribution» for the line that names a quote's author.
Cut = tuple[int, int, str]

if not Doc.has_extension("article"):
    Doc.set_extension("article", default=None)


@lru_cache(50_000)
def split_chunk(chunk: str) -> tuple[str, ...]:
    """The tokens of a run of characters without spaces; together they are the run. «-5» and «−5» are one token."""
    if plain := PLAIN.fullmatch(chunk):  # most chunks; razdel's rules have nothing to say on them
        return (plain[1], plain[2]) if plain[2] else (chunk,)
    tokens = tuple(token.text for token in razdel.tokenize(chunk))
    if len(tokens) > 1 and tokens[0] in MINUS and tokens[1][0].isdigit():
        return (tokens[0] + tokens[1], *tokens[2:])
    return tokens


def sentence_starts(text: str) -> Iterator[int]:
    """Offsets in ``text`` at which its sentences begin; what stands behind an agency's dateline begins one."""
    dateline = DATELINE.match(text)
    at = 0
    if dateline is not None:
        yield from (s.start for s in razdel.sentenize(dateline[0]) if s.text)
        at = dateline.end()
    while at < len(text):
        end = len(text)
        if end - at > LONGEST_TEXT:
            end = at + LONGEST_TEXT
            space = max(text.rfind(" ", at, end), text.rfind("\n", at, end))
            end = space if space > at else end
        for sentence in razdel.sentenize(text[at:end]):
            if sentence.text:
                yield at + sentence.start
        at = end


class Layout:
    """Tokens of one text as spaCy wants them: words, whether a space follows, where sentences and blocks begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.starts: list[int] = []
        self.spans: list[tuple[int, int, str]] = []
        self.at = 0

    def gap(self, end: int) -> None:
        """Takes the text up to ``end``, white space: one space goes to the token before, the rest is a token."""
        if self.at == end:
            return
        piece = self.text[self.at : end]
        if piece[0] == " " and self.words and not self.spaces[-1]:
            self.spaces[-1] = True
            piece = piece[1:]
        if piece:
            self.words.append(piece)
            self.spaces.append(False)
        self.at = end

    def block(self, start: int, end: int, kind: str) -> None:
        """Takes a block: its sentences and tokens."""
        self.loose(start)
        first = len(self.words)
        starts = sentence_starts(self.text[start:end])
        next_start = start
        size = 0
        for chunk in CHUNK.finditer(self.text, start, end):
            self.gap(chunk.start())
            for word in split_chunk(chunk.group()):
                if self.at >= next_start or size == LONGEST_SENTENCE:
                    self.starts.append(len(self.words))
                    size = 0
                    while next_start <= self.at:
                        next_start = start + next(starts, len(self.text))
                self.words.append(word)
                self.spaces.append(False)
                self.at += len(word)
                size += 1
        self.gap(end)
        if kind:
            self.spans.append((first, len(self.words), kind))

    def loose(self, end: int) -> None:
        """Takes text between blocks up to ``end``: white space, or words that no block holds."""
        if self.text[self.at : end].strip():
            self.block(self.at, end, "")
        else:
            self.gap(end)


def make_doc(vocab: Vocab, text: str, cuts: list[Cut]) -> Doc:
    """A Doc of ``text`` with its sentences, ``spans["blocks"]`` and ``spans["attributions"]``. Cuts do not overlap."""
    layout = Layout(text)
    for start, end, kind in cuts:
        layout.block(max(start, layout.at), max(end, layout.at), kind)
    layout.loose(len(text))
    starts = set(layout.starts)
    doc = Doc(
        vocab,
        words=layout.words,
        spaces=layout.spaces,
        sent_starts=[i in starts or i == 0 for i in range(len(layout.words))],
    )
    spans = [(kind == "attribution", Span(doc, first, last, label=kind)) for first, last, kind in layout.spans]
    doc.spans["blocks"] = [span for attribution, span in spans if not attribution]
    doc.spans["attributions"] = [span for attribution, span in spans if attribution]
    return doc


def article_doc(vocab: Vocab, article: Article) -> Doc:
    """A Doc of an article, by its blocks; ``doc._.article`` is the article."""
    cuts: list[Cut] = []
    for block in article.blocks:
        cuts.append((block.start, block.end, block.kind))
        if block.attribution:
            cuts.append((block.attribution.start, block.attribution.end, "attribution"))
    doc = make_doc(vocab, article.text, sorted(cuts))
    doc._.article = article
    return doc


class RazdelTokenizer:
    """spaCy tokenizer: blocks are what stands between blank lines."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        cuts, at = [], 0
        for gap in [*BLANK_LINE.finditer(text), None]:
            end = gap.start() if gap else len(text)
            words = text[at:end].strip()
            if words:
                start = text.index(words[0], at)
                cuts.append((start, start + len(words), "paragraph"))
            at = gap.end() if gap else end
        return make_doc(self.vocab, text, cuts)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], RazdelTokenizer]:
    """For a config: ``[nlp.tokenizer] @tokenizers = "extractor.RazdelTokenizer.v1"``."""

    def make(nlp: Language) -> RazdelTokenizer:
        return RazdelTokenizer(nlp.vocab)

    return make
