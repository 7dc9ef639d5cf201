"""Makes a tree of each word's best head: one root, no cycle, as little changed as can be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def is_tree(heads: Integers) -> bool:
    """Whether heads (n; 1-based within the sentence, 0 for the root) make one tree with one root."""
    links = heads.tolist()
    return links.count(0) == 1 and len(set(_ends(links))) == 1


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
    links = heads.tolist()
    ends = np.array([0, *_ends(links)])
    joined = ends == root + 1
    for end in sorted(set(ends[1:].tolist()) - {root + 1}):
        words = np.array(_loop(links, end)) - 1
        losses = scores[words, heads[words]][:, None] - np.where(joined, scores[words], -np.inf)
        word, head = divmod(int(losses.argmin()), scores.shape[1])
        heads[words[word]] = head
        joined |= ends == end
    return heads


def _ends(links: list[int]) -> list[int]:
    """Where each word's chain of heads ends (1-based): at a root, or in a cycle, which its lowest word stands for."""
    ends = [0] * (len(links) + 1)
    for start in range(1, len(links) + 1):
        path, at = [], start
        while at and not ends[at]:
            ends[at] = -1
            path.append(at)
            at = links[at - 1]
        if not path:
            continue
        if at == 0:
            end = path[-1]
        elif ends[at] == -1:
            end = min(path[path.index(at) :])
        else:
            end = ends[at]
        for word in path:
            ends[word] = end
    return ends[1:]


def _loop(links: list[int], word: int) -> list[int]:
    """The words of the cycle ``word`` is in; a root alone."""
    loop, at = [word], links[word - 1]
    while at not in (0, word):
        loop.append(at)
        at = links[at - 1]
    return loop
