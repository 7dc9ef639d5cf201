"""slovnet's networks for morphology, syntax and names, run in numpy over many sentences at once, without padding.

Same predictions as slovnet's own runtime (tests/annotate/test_networks.py), several times faster:

* Sentences stand one after another in one array of words. A convolution is one matrix product for its three taps,
  each tap's result then added one row up or down; at the ends of a segment the taps that would read across are cut.
* Batch normalisation is folded into the weights after it.
* The first convolution reads words only (300 floats of navec, 30 of the word's shape), so that its product is kept a
  word form, in a bounded table.

Shapes: N words in a batch, a segment is a stretch of them that is read on its own (a sentence, or a block for names).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from slovnet.shape import word_shape

from extractor.annotate import weights
from extractor.annotate.trees import repair
from extractor.annotate.weights import Floats

Integers = NDArray[np.int64]

# Word forms kept a network (3 KB each); when full it is emptied, so that a long run stays within bounds.
FORMS = 16384
# Words a matrix product runs over: enough for speed, few enough for the processor's cache and the table of forms.
CHUNK = 1024
# The longest segment: syntax is quadratic in it.
LONGEST = 512


@dataclass(frozen=True)
class Words:
    """Words of a batch. ``forms``: N keys, equal for equal words; ``text`` gives a key's word; ``lengths`` of segments,
    which add up to N, each from 1 to LONGEST.
    """

    forms: list[int]
    text: Callable[[int], str]
    lengths: list[int]

    def chunks(self) -> Iterator[tuple[list[int], list[int]]]:
        """Whole segments, together at most CHUNK words (or one segment): (forms, lengths)."""
        at, size = 0, 0
        lengths: list[int] = []
        for length in self.lengths:
            if lengths and size + length > CHUNK:
                yield self.forms[at : at + size], lengths
                at, size, lengths = at + size, 0, []
            lengths.append(length)
            size += length
        if lengths:
            yield self.forms[at : at + size], lengths


class Affine:
    """x @ weight + bias, with the batch normalisation before it folded in."""

    def __init__(self, weight: Floats, bias: Floats | None, scale: Floats, shift: Floats) -> None:
        self.weight = np.ascontiguousarray(scale[:, None] * weight)
        self.bias = shift @ weight + (0 if bias is None else bias)

    def __call__(self, x: Floats) -> Floats:
        y: Floats = x @ self.weight
        y += self.bias
        return y


class Convolution:
    """A convolution over three words: its three taps side by side (in x 3 out), normalisation before it folded in."""

    def __init__(self, weight: Floats, bias: Floats, scale: Floats | None = None, shift: Floats | None = None) -> None:
        self.out = weight.shape[0]
        taps = np.concatenate([weight[:, :, tap].T for tap in range(3)], axis=1)
        # what the shift of the normalisation adds through each tap; nothing stands beyond a segment's ends
        shifts = np.zeros(3 * self.out, np.float32) if shift is None else shift @ taps
        self.taps = np.ascontiguousarray(taps if scale is None else scale[:, None] * taps)
        self.left: Floats = shifts[: self.out]
        self.right: Floats = shifts[2 * self.out :]
        self.bias = bias + shifts.reshape(3, self.out).sum(0)

    def __call__(self, products: Floats, starts: Integers, ends: Integers) -> Floats:
        """Convolution and ReLU, from the products N x 3 out of the words with the taps.

        ``starts`` and ``ends``: rows of the first and the last word of each segment.
        """
        left, middle, right = (products[:, k * self.out : (k + 1) * self.out] for k in range(3))
        y: Floats = middle + self.bias
        y[1:] += left[:-1]
        y[:-1] += right[1:]
        inner = starts[1:]  # no neighbour was added before the first row or after the last
        y[inner] -= left[inner - 1]
        y[inner - 1] -= right[inner]
        y[starts] -= self.left
        y[ends] -= self.right
        np.maximum(y, 0, out=y)
        return y


class Forms:
    """Word forms read lately, for all networks: a place for each, its word vector and its word shape."""

    def __init__(self) -> None:
        self.words = weights.word_vectors()
        self.places: dict[int, int] = {}
        self.vectors = np.empty((FORMS, self.words.width), np.float32)
        self.shapes: list[str] = []
        self.age = 0  # how often the table was emptied

    def __call__(self, forms: list[int], text: Callable[[int], str]) -> list[int]:
        """The places of words."""
        places = self.places
        new = [form for form in dict.fromkeys(forms) if form not in places]
        if len(places) + len(new) > FORMS:
            places.clear()
            self.shapes.clear()
            self.age += 1
            new = list(dict.fromkeys(forms))
        if new:
            words = [text(form) for form in new]
            at = len(places)
            self.vectors[at : at + len(new)] = self.words([word.lower() for word in words])
            self.shapes += map(word_shape, words)
            places.update(zip(new, range(at, at + len(new)), strict=True))
        return [places[form] for form in forms]


@cache
def word_forms() -> Forms:
    """The table all networks share."""
    return Forms()


class FormProducts:
    """Products of word forms with the taps of a network's first convolution, kept a form."""

    def __init__(self, net: weights.Network, taps: Floats) -> None:
        self.forms = word_forms()
        width = self.forms.words.width
        self.word_taps = np.ascontiguousarray(taps[:width])
        self.shape_products: Floats = net.model.emb.shape.weight.array @ taps[width:]
        self.shapes = net.shapes
        self.rows = np.empty((FORMS, taps.shape[1]), np.float32)
        self.known, self.age = 0, 0

    def __call__(self, forms: list[int], text: Callable[[int], str]) -> Floats:
        """Products of N words: N x 3 out."""
        table = self.forms
        places = table(forms, text)
        if self.age != table.age:
            self.known, self.age = 0, table.age
        if self.known < len(table.shapes):
            new = slice(self.known, len(table.shapes))
            shapes = [self.shapes[shape] for shape in table.shapes[new]]
            self.rows[new] = table.vectors[new] @ self.word_taps + self.shape_products[shapes]
            self.known = new.stop
        return self.rows[places]


class Encoder:
    """The three convolutions all networks begin with: words -> N x 64, before the last normalisation."""

    def __init__(self, net: weights.Network) -> None:
        scale = shift = None
        self.layers = []
        for layer in net.model.encoder.layers:
            self.layers.append(Convolution(layer.conv.weight.array, layer.conv.bias.array, scale, shift))
            norm = layer.norm
            scale = norm.weight.array / norm.std.array
            shift = norm.bias.array - norm.mean.array * scale
        assert scale is not None and shift is not None
        self.scale, self.shift = scale, shift
        self.table = FormProducts(net, self.layers[0].taps)

    def __call__(self, forms: list[int], text: Callable[[int], str], lengths: Sequence[int]) -> Floats:
        ends = np.cumsum(lengths) - 1
        starts = np.concatenate(([0], ends[:-1] + 1))
        x = self.layers[0](self.table(forms, text), starts, ends)
        for layer in self.layers[1:]:
            x = layer(x @ layer.taps, starts, ends)
        return x

    def affine(self, weight: Floats, bias: Floats | None = None) -> Affine:
        """A product on the encoder's output; the last normalisation is folded into it."""
        return Affine(weight, bias, self.scale, self.shift)


class MorphNetwork:
    """Part of speech and features. ``labels[tag]`` is «NOUN|Case=Gen|…»."""

    def __init__(self) -> None:
        net = weights.network(weights.MORPH)
        self.labels = net.labels
        self.encoder = Encoder(net)
        head = net.model.head.proj
        self.head = self.encoder.affine(head.weight.array, head.bias.array)

    def __call__(self, words: Words) -> Integers:
        """One tag a word: N."""
        found = [self.head(self.encoder(f, words.text, n)).argmax(-1) for f, n in words.chunks()]
        return np.concatenate(found) if found else np.zeros(0, np.int64)


class NameNetwork:
    """Names in BIO. ``labels[tag]`` is «O», «B-PER», «I-ORG» …"""

    def __init__(self) -> None:
        net = weights.network(weights.NAMES)
        self.labels = net.labels
        self.encoder = Encoder(net)
        head = net.model.head
        self.head = self.encoder.affine(head.proj.weight.array, head.proj.bias.array)
        self.transitions: Floats = head.crf.transitions.array

    def __call__(self, words: Words) -> Integers:
        """One tag a word: N. The best path through each segment."""
        found = []
        for forms, lengths in words.chunks():
            scores = self.head(self.encoder(forms, words.text, lengths))
            found.append(viterbi(scores, np.array(lengths), self.transitions))
        return np.concatenate(found) if found else np.zeros(0, np.int64)


def viterbi(emissions: Floats, lengths: Integers, transitions: Floats) -> Integers:
    """The best path of tags through each segment, all segments in step.

    emissions N x T, lengths of the segments (they add up to N), transitions T x T (from, to). One tag a word: N.
    """
    order = np.argsort(-lengths, kind="stable")  # longest first: those still running are always the first ones
    starts = (np.cumsum(lengths) - lengths)[order]
    lengths = lengths[order]
    running = np.searchsorted(-lengths, -np.arange(1, lengths[0] + 1), side="right")
    score = emissions[starts]
    best_before = np.zeros(emissions.shape, np.int64)
    for step in range(1, len(running)):
        alive = running[step]
        rows = starts[:alive] + step
        paths = score[:alive, :, None] + transitions + emissions[rows][:, None, :]
        best_before[rows] = paths.argmax(1)
        score[:alive] = paths.max(1)
    tags = np.zeros(len(emissions), np.int64)
    last = starts + lengths - 1
    tags[last] = score.argmax(1)
    for step in range(len(running) - 1, 0, -1):
        rows = starts[: running[step]] + step
        tags[rows - 1] = best_before[rows, tags[rows]]
    return tags


class SyntaxNetwork:
    """Heads and relations. ``labels[relation]`` is «nsubj», «amod» …"""

    def __init__(self) -> None:
        net = weights.network(weights.SYNTAX)
        self.labels = net.labels
        self.encoder = Encoder(net)
        head, rel = net.model.head, net.model.rel
        self.dependent, self.governor = self._feed(head.head), self._feed(head.tail)
        self.rel_head, self.rel_tail = self._feed(rel.head), self._feed(rel.tail)
        # the root stands beside the words as a vector of its own, normalised already
        self.root_governor = _root(head.root, head.tail)
        self.root_rel_head = _root(rel.root, rel.head)
        self.arc_kernel: Floats = head.kernel.array
        self.rel_kernel: Floats = rel.kernel.array

    def _feed(self, layer: Any) -> Callable[[Floats], Floats]:
        affine = self.encoder.affine(layer.proj.weight.array, layer.proj.bias.array)
        return lambda x: np.maximum(affine(x), 0)

    def __call__(self, words: Words, *, trees: bool = True) -> tuple[Integers, Integers]:
        """Head and relation of every word: N and N.

        A head counts from 1 within its segment, 0 is the root. With ``trees`` every segment becomes one tree with one
        root (see trees.repair); without, heads are each word's best one, as slovnet gives them.
        """
        found = [self._chunk(self.encoder(f, words.text, n), n, trees) for f, n in words.chunks()]
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        heads, relations = zip(*found, strict=True)
        return np.concatenate(heads), np.concatenate(relations)

    def _chunk(self, x: Floats, lengths: Sequence[int], trees: bool) -> tuple[Integers, Integers]:
        dependents, governors = self.dependent(x) @ self.arc_kernel, self.governor(x)
        root_scores = dependents @ self.root_governor.T
        heads = np.empty(len(x), np.int64)
        at = 0
        for n in lengths:
            rows = slice(at, at + n)
            scores: Floats = np.concatenate((root_scores[rows], dependents[rows] @ governors[rows].T), axis=1)
            best = scores.argmax(-1)
            heads[rows] = repair(best, scores) if trees else best
            at += n
        return heads, self._relations(x, heads, lengths)

    def _relations(self, x: Floats, heads: Integers, lengths: Sequence[int]) -> Integers:
        sizes = np.array(lengths)
        before = np.repeat(np.cumsum(sizes) - sizes, sizes)
        sources = np.where(heads > 0, heads - 1 + before, len(x))  # the root's features stand after the words'
        governors = np.concatenate((self.rel_head(x), self.root_rel_head))[sources]
        products = (governors @ self.rel_kernel).reshape(len(x), len(self.labels), -1)
        found: Integers = np.matmul(products, self.rel_tail(x)[:, :, None])[:, :, 0].argmax(-1)
        return found


def _root(root: Any, layer: Any) -> Floats:
    """The root's vector through a layer: 1 x out."""
    y: Floats = np.maximum(root.array[None] @ layer.proj.weight.array + layer.proj.bias.array, 0)
    return y
