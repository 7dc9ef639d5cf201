"""Several Docs as one row of words, for the networks: white space left out, cut into sentences or blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from extractor.annotate.networks import LONGEST, Words

Indexes = NDArray[np.int64]
Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class Batch:
    """The words of several Docs one after another.

    forms    each word's ORTH        places  for each Doc the indexes of its words among its tokens
    starts   for each word whether a sentence begins with it
    """

    docs: list[Doc]
    forms: list[int]
    places: list[Indexes]
    starts: NDArray[np.bool_]

    @classmethod
    def of(cls, docs: list[Doc]) -> Batch:
        """A batch of Docs that have tokens. A Doc without sentences is one sentence."""
        forms: list[int] = []
        places, starts = [], []
        for doc in docs:
            table = doc.to_array(["ORTH", "IS_SPACE", "SENT_START"])
            place = np.flatnonzero(table[:, 1] == 0)
            start = table[place, 2] == 1
            start[:1] = True
            forms.extend(table[place, 0].tolist())
            places.append(place)
            starts.append(start)
        return cls(docs, forms, places, np.concatenate(starts))

    def sentences(self) -> Words:
        """The words, each sentence a segment; one that is too long is cut."""
        return self._words(_lengths(self.starts))

    def blocks(self) -> Words:
        """The words, each block a segment; one that is too long is cut between sentences where possible."""
        begins = np.zeros(len(self.forms), bool)
        at = 0
        for doc, place in zip(self.docs, self.places, strict=True):
            firsts = [0]
            for name in ("blocks", "attributions"):
                if name in doc.spans:
                    firsts += [span.start for span in doc.spans[name]] + [span.end for span in doc.spans[name]]
            rows = np.searchsorted(place, firsts) + at
            begins[rows[rows < at + len(place)]] = True
            at += len(place)
        begins &= self.starts
        sentences = np.append(np.flatnonzero(self.starts), len(self.forms))
        lengths = []
        for first, length in zip(np.flatnonzero(begins).tolist(), _lengths(begins), strict=True):
            while length > LONGEST:
                last = int(sentences[np.searchsorted(sentences, first + LONGEST, side="right") - 1])
                piece = last - first or LONGEST
                lengths.append(piece)
                first, length = first + piece, length - piece
            lengths.append(length)
        return self._words(lengths)

    def _words(self, lengths: list[int]) -> Words:
        pieces: list[int] = []
        for length in lengths:
            whole, rest = divmod(length, LONGEST)
            pieces += [LONGEST] * whole + [rest] * (rest > 0)
        return Words(self.forms, self.docs[0].vocab.strings.__getitem__, pieces)

    def split(self, values: NDArray[Value]) -> Iterator[tuple[Doc, Indexes, NDArray[Value]]]:
        """Each Doc with the indexes of its words and their values."""
        at = 0
        for doc, place in zip(self.docs, self.places, strict=True):
            yield doc, place, values[at : at + len(place)]
            at += len(place)


def _lengths(starts: NDArray[np.bool_]) -> list[int]:
    lengths: list[int] = np.diff(np.append(np.flatnonzero(starts), len(starts))).tolist()
    return lengths
