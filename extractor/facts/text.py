"""One annotated Doc read once into plain Python values: its words, sentences and blocks.

The rules and the feature code that ask the same few things of every token many times read them here: a spaCy Token is
made anew at each access, and each of its attributes is looked up in the vocabulary.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from spacy.tokens import Doc

from extractor.facts.wordlists import fold

COLUMNS = (
    "IDX", "ORTH", "LEMMA", "POS", "DEP", "MORPH", "ENT_TYPE", "HEAD", "SENT_START", "SPACY", "IS_PUNCT", "IS_SPACE",
    "LIKE_NUM",
)  # fmt: skip
UP = 12  # arcs


class Word:
    """A token with what the annotate room found of it.

    i, idx             index in the Doc; offset of its first character
    text, word, lemma  as it stands; folded; dictionary form, folded
    pos, dep           part of speech and relation in Universal Dependencies; ``relation`` without its subtype
    feats, features    morphological features by name, and as one string
    entity             PER, LOC or ORG, "" outside of names
    head, children     its own head where it is a root; in text order
    among              the words of its Doc
    edge               index of the first word of all that hangs on it
    first, last        bounds of its sentence
    begins, spaced     begins a sentence; a space follows
    """

    __slots__ = (
        "_verb", "among", "begins", "children", "dep", "edge", "entity", "feats", "features", "first", "head", "i", "idx",
        "is_number", "is_punct", "is_space", "last", "lemma", "pos", "relation", "spaced", "text", "word",
    )  # fmt: skip

    _verb: Word | None
    among: list[Word]
    begins: bool
    children: list[Word]
    dep: str
    edge: int
    entity: str
    feats: Mapping[str, str]
    features: str
    first: int
    head: Word
    i: int
    idx: int
    is_number: bool
    is_punct: bool
    is_space: bool
    last: int
    lemma: str
    pos: str
    relation: str
    spaced: bool
    text: str
    word: str

    def __repr__(self) -> str:
        return f"{self.text}/{self.i}"

    def subtree(self) -> Iterator[Word]:
        """The word and all that hangs on it, in no order of the text."""
        waiting = [self]
        while waiting:
            word = waiting.pop()
            yield word
            waiting += word.children

    def verb(self) -> Word | None:
        """The nearest verb, short participle or predicate adjective over a word."""
        try:
            return self._verb
        except AttributeError:
            self._verb = _verb_over(self)
            return self._verb


def _verb_over(word: Word) -> Word | None:
    for _ in range(UP):
        if word.head is word:
            return word if word.pos in ("VERB", "AUX") else None
        word = word.head
        if word.pos in ("VERB", "AUX") or (word.pos == "ADJ" and word.feats.get("Variant") == "Short"):
            return word
    return None


class Block(NamedTuple):
    """A block of the article: its words, and its kind as in records.Block."""

    start: int
    end: int
    kind: str


class Text:
    """The words, sentences and blocks of one Doc.

    starts, ends     bounds of the sentences; a block begins one
    sentence         number of the sentence of each word
    block_starts     first words of the blocks
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = _words(doc)
        self.blocks = [Block(span.start, span.end, span.label_) for span in doc.spans.get("blocks", ())]
        self.block_starts = [block.start for block in self.blocks]
        self.starts = sorted({w.i for w in self.words if w.begins} | set(self.block_starts) | {0})
        self.ends = [*self.starts[1:], len(self.words)]
        bounds = zip(self.starts, self.ends, strict=True)
        self.sentence = [n for n, (start, end) in enumerate(bounds) for _ in range(start, end)]

    def block_of(self, word: int) -> int:
        """The number of the block a word is in, or after which it stands."""
        return max(0, bisect_right(self.block_starts, word) - 1)

    def bounds(self, word: int) -> tuple[int, int]:
        """First word and end of the sentence a word is in."""
        sentence = self.sentence[word]
        return self.starts[sentence], self.ends[sentence]


@lru_cache(maxsize=4)
def text_of(doc: Doc) -> Text:
    """The Doc's text; all that is worked out for one article shares it. The Doc must be annotated to its end."""
    return Text(doc)


def _words(doc: Doc) -> list[Word]:
    table = doc.to_array(list(COLUMNS)).astype("int64").tolist()
    strings = _Strings(doc)
    words = [Word() for _ in table]
    for i, (word, token, row) in enumerate(zip(words, doc, table, strict=True)):
        idx, orth, lemma, pos, dep, morph, entity, head, begins, spaced, punct, space, number = row
        word.i, word.idx, word.among, word.edge = i, idx, words, token.left_edge.i
        word.text, word.word = strings[orth], strings.folded(orth)
        word.lemma = strings.folded(lemma)
        word.pos, word.dep, word.relation = strings[pos], strings[dep], strings.relation(dep)
        word.features, word.feats = strings.features(morph), strings.feats(morph)
        word.entity = strings[entity]
        word.head, word.children = words[i + head], []
        word.begins, word.spaced = begins == 1, bool(spaced)
        word.is_punct, word.is_space, word.is_number = bool(punct), bool(space), bool(number)
    for word in words:
        if word.head is not word:
            word.head.children.append(word)
    starts = [w.i for w in words if w.begins or not w.i]
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        for word in words[start:end]:
            word.first, word.last = start, end
    return words


class _Strings:
    """The vocabulary's strings, each looked up and taken apart once."""

    def __init__(self, doc: Doc) -> None:
        self._strings = doc.vocab.strings
        self._known: dict[int, str] = {}
        self._folded: dict[int, str] = {}
        self._relations: dict[int, str] = {}
        self._feats: dict[int, dict[str, str]] = {}

    def __getitem__(self, key: int) -> str:
        if key not in self._known:
            self._known[key] = str(self._strings[key % (1 << 64)])
        return self._known[key]

    def folded(self, key: int) -> str:
        if key not in self._folded:
            self._folded[key] = fold(self[key])
        return self._folded[key]

    def relation(self, key: int) -> str:
        if key not in self._relations:
            self._relations[key] = self[key].split(":")[0].lower()
        return self._relations[key]

    def features(self, key: int) -> str:
        return "" if self[key] == "_" else self[key]

    def feats(self, key: int) -> dict[str, str]:
        if key not in self._feats:
            pairs = (feature.partition("=") for feature in self[key].split("|"))
            self._feats[key] = {name: value for name, _, value in pairs if value}
        return self._feats[key]


def running(holds: Iterable[bool]) -> list[int]:
    """How many of the words before each one are such; one entry more than words."""
    return list(accumulate(map(int, holds), initial=0))


def running_at(size: int, places: Iterable[int]) -> list[int]:
    """How many of the places stand before each of ``size`` words; one entry more than words."""
    here = [0] * size
    for i in places:
        here[i] += 1
    return list(accumulate(here, initial=0))


def between(counts: list[int], low: int, high: int) -> int:
    """How many of what is counted stand from word ``low`` to before ``high``."""
    return counts[high] - counts[low] if low < high else 0
