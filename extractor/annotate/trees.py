"""Makes a tree of each word's best head: one root, no cycle, as little changed as can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def is_tree(heads: Integers) -> bool:
    """Whether heads (n; 1-based within the sentence, 0 for the root) make one tree with one root."""
    if np.count_nonzero(heads == 0) != 1:
        return False
    return not _last_heads(np.concatenate(([0], heads))).any()


def _last_heads(heads: Integers) -> Integers:
    """Where each word's chain of heads stands after as many steps as there are words: on a fixed point or a cycle."""
    for _ in range(len(heads).bit_length()):
        heads = heads[heads]
    return heads


def repair(heads: Integers, scores: NDArray[np.floating]) -> Integers:
    """``heads`` where they make a tree; else one head changed a superfluous root and a cycle, so that they do.

    heads   n; each word's best head, 1-based, 0 for the root
    scores  n x (n + 1); how well each word hangs on the root (0) and on each word

    The root is the word that scores best as one, of those whose best head is the root if there are any. Then, left to
    right, each other root, and of each cycle the word that loses least, hangs on a word that is joined already.
    """
    if is_tree(heads):
        return heads
    heads = heads.copy()
    roots = np.flatnonzero(heads == 0)
    candidates = roots if len(roots) else np.arange(len(heads))
    root = int(candidates[scores[candidates, 0].argmax()])
    heads[root] = 0
    component = _components(heads)
    joined = component == component[root + 1]
    joined[0] = False
    for loop in _loops(heads, component):
        if joined[loop[0]]:
            continue
        words = np.array(loop) - 1
        losses = scores[words, heads[words]][:, None] - np.where(joined, scores[words], -np.inf)
        word, head = divmod(int(losses.argmin()), scores.shape[1])
        heads[words[word]] = head
        joined |= component == component[loop[0]]
    return heads


def _components(heads: Integers) -> Integers:
    """For each word (1-based, 0 unused) the lowest word of the root or cycle its chain of heads ends in: n + 1."""
    at = np.concatenate(([0], np.where(heads == 0, np.arange(1, len(heads) + 1), heads)))
    last = _last_heads(at)
    lowest: dict[int, int] = {}
    for word in np.unique(last).tolist():
        if word not in lowest:
            loop = _loop(at, word)
            lowest.update(dict.fromkeys(loop, min(loop)))
    return np.array([lowest[word] for word in last.tolist()], np.int64)


def _loops(heads: Integers, component: Integers) -> list[list[int]]:
    """The words (1-based) of each root and cycle, in text order of their first words."""
    at = np.concatenate(([0], np.where(heads == 0, np.arange(1, len(heads) + 1), heads)))
    return [_loop(at, word) for word in np.unique(component[1:]).tolist()]


def _loop(heads: Integers, word: int) -> list[int]:
    loop, at = [word], int(heads[word])
    while at != word:
        loop.append(at)
        at = int(heads[at])
    return loop
