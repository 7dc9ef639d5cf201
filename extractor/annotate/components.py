"""spaCy components for Russian: morphology, syntax, names, lemmas. Anyone may ``nlp.add_pipe("slovnet_ner")``.

Each reads tokens and sentences of any tokenizer (razdel's is what the networks were trained on), works on whole batches
in ``nlp.pipe`` and sets only what it is named after. White space takes part in nothing: a token of white space hangs on
the word before it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch
from spacy.vocab import Vocab

from extractor.annotate.batches import Batch, Indexes
from extractor.annotate.morphology import lemmatize
from extractor.annotate.networks import MorphNetwork, NameNetwork, SyntaxNetwork

INSIDE, OUTSIDE, BEGIN = 1, 2, 3  # as spaCy numbers them in ENT_IOB
# Lemmas kept by word and tag; when full the table is emptied.
LEMMAS = 50_000


STEPS = ("slovnet_morph", "slovnet_syntax", "slovnet_ner", "pymorphy_lemmatizer")


def set_columns(doc: Doc, attributes: list[int | str], table: NDArray[np.uint64]) -> None:
    """Sets attributes of all tokens at once: a row a token, a column an attribute, strings as their hashes."""
    doc.from_array(attributes, cast(Any, table))  # spaCy's types are narrower than what it takes


class Component(ABC):
    """A step that works on batches of Docs."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    @abstractmethod
    def annotate(self, docs: list[Doc]) -> None:
        """Sets the step's attributes on Docs that have tokens."""

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            if filled := [doc for doc in docs if len(doc)]:
                self.annotate(filled)
            yield from docs

    def keys(self, strings: Iterable[str]) -> NDArray[np.uint64]:
        """The hashes of strings, which the vocabulary then knows."""
        return np.array([self.vocab.strings.add(string) for string in strings], np.uint64)


class SlovnetMorph(Component):
    """``pos_`` and ``morph`` in Universal Dependencies, from slovnet's network."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab)
        self.network = MorphNetwork()
        tags = [(label if label[0].isupper() else "X").partition("|") for label in self.network.labels]
        self.pos = self.keys(pos for pos, _, _ in tags)
        self.space = (vocab.strings.add("SPACE"), vocab.morphology.add(""))
        self.morph = np.array([vocab.morphology.add(feats) for _, _, feats in tags], np.uint64)

    def annotate(self, docs: list[Doc]) -> None:
        batch = Batch.of(docs)
        for doc, places, tags in batch.split(self.network(batch.sentences())):
            table = np.full((len(doc), 2), self.space, np.uint64)
            table[places, 0] = self.pos[tags]
            table[places, 1] = self.morph[tags]
            set_columns(doc, ["POS", "MORPH"], table)


class SlovnetSyntax(Component):
    """``head`` and ``dep_`` in Universal Dependencies, from slovnet's network; every sentence is one tree."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab)
        self.network = SyntaxNetwork()
        self.relations = self.keys(self.network.labels)
        self.space = int(self.keys(["dep"])[0])

    def annotate(self, docs: list[Doc]) -> None:
        batch = Batch.of(docs)
        words = batch.sentences()
        heads, relations = self.network(words)
        lengths = np.array(words.lengths, np.int64)
        first = np.repeat(np.cumsum(lengths) - lengths, lengths)  # row of each word's sentence
        rows = np.arange(len(heads))
        heads = np.where(heads > 0, first + heads - 1, rows)
        begins = first == rows
        at = 0
        for doc, places, relation in batch.split(relations):
            end = at + len(places)
            self._set(doc, places, places[heads[at:end] - at], relation, places[begins[at:end]])
            at = end

    def _set(self, doc: Doc, places: Indexes, heads: Indexes, relations: Indexes, starts: Indexes) -> None:
        tokens = np.arange(len(doc))
        head = np.maximum(tokens - 1, 0)
        head[: places[0] if len(places) else 0] = places[0] if len(places) else 0  # white space before the first word
        head[places] = heads
        dep = np.full(len(doc), self.space, np.uint64)
        dep[places] = self.relations[relations]
        table = np.stack(((head - tokens).astype(np.uint64), dep), axis=1)
        set_columns(doc, ["HEAD", "DEP"], table)
        start = np.full(len(doc), -1)
        start[starts[1:]] = 1
        start[0] = 1
        # spaCy works sentences out of the heads and may give up on a tree whose branches cross often
        set_columns(doc, ["SENT_START"], start.astype(np.uint64)[:, None])


class SlovnetNames(Component):
    """``doc.ents`` PER, LOC and ORG from slovnet's network, read block by block; none crosses a sentence."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab)
        self.network = NameNetwork()
        labels = [label.partition("-") for label in self.network.labels]
        self.parts = np.array([{"B": BEGIN, "I": INSIDE}.get(part, OUTSIDE) for part, _, _ in labels])
        self.types = np.array([self.vocab.strings.add(kind) if kind else 0 for _, _, kind in labels], np.uint64)

    def annotate(self, docs: list[Doc]) -> None:
        batch = Batch.of(docs)
        starts = batch.split(batch.starts)
        for (doc, places, tags), (_, _, start) in zip(batch.split(self.network(batch.blocks())), starts, strict=True):
            parts, types = join_names(self.parts[tags], self.types[tags], start)
            table = np.full((len(doc), 2), (OUTSIDE, 0), np.uint64)
            table[places, 0], table[places, 1] = parts, types
            # white space within a name is part of it
            for word in np.flatnonzero(parts == INSIDE).tolist():
                table[places[word - 1] + 1 : places[word]] = (INSIDE, types[word])
            set_columns(doc, ["ENT_IOB", "ENT_TYPE"], table)


def join_names(
    parts: NDArray[np.int64], types: NDArray[np.uint64], starts: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Tags as slovnet reads them: I goes on with the name before it, whatever its own type, and is nothing where none
    stands before it. A sentence's first word begins a name anew.
    """
    parts, types = parts.copy(), types.copy()
    for word in np.flatnonzero(parts != OUTSIDE).tolist():
        if parts[word] == BEGIN:
            continue
        if word == 0 or parts[word - 1] == OUTSIDE:
            parts[word], types[word] = OUTSIDE, 0
            continue
        types[word] = types[word - 1]
        if starts[word]:
            parts[word] = BEGIN
    return parts, types


class PymorphyLemmatizer(Component):
    """``lemma_``: the dictionary form in lower case, е for ё, by the word's part of speech and features."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab)
        self.known: dict[tuple[int, int, int], int] = {}

    def annotate(self, docs: list[Doc]) -> None:
        for doc in docs:
            tags = list(map(tuple, doc.to_array(["ORTH", "POS", "MORPH"]).tolist()))
            if len(self.known) > LEMMAS:
                self.known.clear()
            for tag in tags:
                if tag not in self.known:
                    self.known[tag] = self._lemma(*tag)
            set_columns(doc, ["LEMMA"], np.array([self.known[tag] for tag in tags], np.uint64)[:, None])

    def _lemma(self, form: int, pos: int, morph: int) -> int:
        strings = self.vocab.strings
        if strings[pos] == "SPACE":
            return 0
        lemma = lemmatize(strings[form], strings[pos], strings[morph])
        return int(strings.add(lemma))


@Language.factory("slovnet_morph", assigns=["token.pos", "token.morph"])
def make_morph(nlp: Language, name: str) -> SlovnetMorph:
    """Part of speech and features."""
    return SlovnetMorph(nlp.vocab)


@Language.factory("slovnet_syntax", assigns=["token.dep", "token.head", "token.is_sent_start", "doc.sents"])
def make_syntax(nlp: Language, name: str) -> SlovnetSyntax:
    """Heads and relations."""
    return SlovnetSyntax(nlp.vocab)


@Language.factory("slovnet_ner", assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def make_names(nlp: Language, name: str) -> SlovnetNames:
    """People, places and organisations."""
    return SlovnetNames(nlp.vocab)


@Language.factory("pymorphy_lemmatizer", requires=["token.pos", "token.morph"], assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> PymorphyLemmatizer:
    """Dictionary forms."""
    return PymorphyLemmatizer(nlp.vocab)
