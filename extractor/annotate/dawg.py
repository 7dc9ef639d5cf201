"""pymorphy2's dictionary looked up faster: the same answers from the same files, about half as many again a second.

pymorphy2 reads its word graphs through dawg_python, which calls three functions a byte. Here the same steps stand in
one loop, and the probabilities of a word's readings share the way to the word. The layout of the graphs is that of
dawgdic (units of 32 bits: offset, flags, label) as dawg_python reads it.
"""

from __future__ import annotations

from binascii import a2b_base64
from functools import lru_cache
from typing import Any

from dawg_python.wrapper import Dictionary  # type: ignore[import-untyped]

YO = "ё".encode()
LETTERS = {letter: letter.encode() for letter in "абвгдеёжзийклмнопрстуфхцчшщъыьэюя-"}
BYTES = [bytes((byte,)) for byte in range(256)]
MASK, LABEL, HAS_LEAF, EXTENSION = 0xFFFFFFFF, 0x800000FF, 1 << 8, 1 << 9


class Graph(Dictionary):  # type: ignore[misc]
    """A word graph: nodes are indexes into ``_units``, edges carry bytes."""

    def __init__(self, units: Any) -> None:
        self._units = units

    def follow_bytes(self, key: bytes, index: int) -> int | None:
        """The node at which ``key`` ends, from ``index``; None where the graph has no such way."""
        units = self._units
        for label in key:
            unit = units[index]
            index = (index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6)) ^ label) & MASK
            if units[index] & LABEL != label:
                return None
        return index

    def follow_char(self, label: int, index: int) -> int | None:
        """One step of follow_bytes."""
        unit = self._units[index]
        index = (index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6)) ^ label) & MASK
        return index if self._units[index] & LABEL == label else None

    def endings(self, guide: Any, index: int) -> list[bytes]:
        """All keys that go on from ``index``, what follows it only, in the graph's order.

        ``guide`` holds for each node the label of its first child and of its next sibling, 0 for none.
        """
        units, found = self._units, []
        stack = [(index, b"")]
        while stack:
            index, key = stack.pop()
            while True:  # down the first children; siblings wait on the stack
                unit = units[index]
                if unit & HAS_LEAF:
                    found.append(key)
                label = guide[index * 2]
                if not label:
                    break
                offset = index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6))
                index = (offset ^ label) & MASK
                waiting = []
                sibling = guide[index * 2 + 1]
                while sibling:
                    other = (offset ^ sibling) & MASK
                    waiting.append((other, key + BYTES[sibling]))
                    sibling = guide[other * 2 + 1]
                if waiting:
                    stack.extend(reversed(waiting))
                key += BYTES[label]
        return found

    def variants(self, word: str, separator: bytes) -> list[tuple[str, int]]:
        """The words of the graph that are ``word``, or ``word`` with ё in place of some е, and the nodes they end in.

        The word itself comes first, then as pymorphy2 orders them. ``separator`` stands after every word.
        """
        units, found = self._units, []
        stack = [(0, 0, "")]  # node, letters read, what they read as
        while stack:
            index, start, prefix = stack.pop()
            waiting = []
            for place in range(start, len(word)):
                letter = word[place]
                if letter == "е" and (other := self.follow_bytes(YO, index)) is not None:
                    waiting.append((other, place + 1, f"{prefix}{word[start:place]}ё"))
                for label in LETTERS.get(letter) or letter.encode():
                    unit = units[index]
                    index = (index ^ ((unit >> 10) << ((unit & EXTENSION) >> 6)) ^ label) & MASK
                    if units[index] & LABEL != label:
                        break
                else:
                    continue
                break
            else:
                end = self.follow_bytes(separator, index)
                if end is not None:
                    found.append((prefix + word[start:], end))
            stack.extend(reversed(waiting))
        return found


class Words:
    """Stands in for pymorphy2's WordsDawg: the paradigms of a word."""

    def __init__(self, plain: Any) -> None:
        self.graph = Graph(plain.dct._units)
        self.guide = plain.guide._units
        self.separator = plain._payload_separator
        self.unpack = plain._struct.unpack
        self.plain = plain

    def similar_items(self, word: str, replaces: Any) -> list[tuple[str, list[tuple[int, ...]]]]:
        """Words of the dictionary as in Graph.variants, each with its (paradigm, form) pairs."""
        return [
            (found, [self.unpack(a2b_base64(ending)) for ending in self.graph.endings(self.guide, node)])
            for found, node in self.graph.variants(word, self.separator)
        ]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.plain, name)


class Probabilities:
    """Stands in for pymorphy2's ProbabilityEstimator: P(tag | word), where the corpus has the word."""

    def __init__(self, estimator: Any) -> None:
        self.graph = Graph(estimator.p_t_given_w.dct._units)
        self.multiplier = estimator.p_t_given_w.MULTIPLIER
        self.plain = estimator

    def apply_to_parses(self, word: str, word_lower: str, parses: list[Any]) -> list[Any]:
        """Parses (word, tag, normal form, score, methods), their scores probabilities, the likeliest first."""
        if not parses:
            return parses
        node = self.graph.follow_bytes(f"{word_lower}:".encode(), 0)
        scores = [self._probability(node, tag_bytes(str(parse[1]))) for parse in parses] if node else []
        if not any(scores):
            total = sum(parse[3] for parse in parses)
            return [(w, tag, lemma, score / total, methods) for w, tag, lemma, score, methods in parses]
        scored = [(p[0], p[1], p[2], score, p[4]) for p, score in zip(parses, scores, strict=True)]
        return sorted(scored, key=lambda parse: parse[3], reverse=True)

    def apply_to_tags(self, word: str, word_lower: str, tags: list[Any]) -> Any:
        """As pymorphy2's own."""
        return self.plain.apply_to_tags(word, word_lower, tags)

    def _probability(self, node: int, tag: bytes) -> float:
        end = self.graph.follow_bytes(tag, node)
        if end is None or not self.graph.has_value(end):
            return 0.0
        return float(self.graph.value(end) / self.multiplier)


@lru_cache(10_000)
def tag_bytes(tag: str) -> bytes:
    return tag.encode()


def hasten(analyzer: Any) -> Any:
    """Gives a pymorphy2 analyzer faster graphs; one that has dawg_python's C counterpart needs none. Returns it."""
    dictionary = analyzer.dictionary
    if hasattr(dictionary.words, "dct"):
        dictionary.words = Words(dictionary.words)
        dictionary.prediction_suffixes_dawgs = [Words(graph) for graph in dictionary.prediction_suffixes_dawgs]
        analyzer.prob_estimator = Probabilities(analyzer.prob_estimator)
    return analyzer
