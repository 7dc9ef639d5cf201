"""Heads become one tree with one root, changed only where they have to be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotate.trees import is_tree, repair

TREES = [[0], [0, 1], [2, 0, 2], [2, 3, 0], [3, 1, 0]]
OTHERS = [[0, 0], [1], [2, 1], [0, 3, 2], [2, 1, 0, 0], [1, 2, 3]]


@pytest.mark.parametrize("heads", TREES)
def test_trees_stay(heads: list[int]) -> None:
    scores = np.zeros((len(heads), len(heads) + 1))
    assert repair(np.array(heads), scores).tolist() == heads


@pytest.mark.parametrize("heads", OTHERS)
def test_what_is_no_tree_is_told(heads: list[int]) -> None:
    assert not is_tree(np.array(heads))


def test_the_better_root_stays_and_the_cheapest_head_of_a_cycle_changes() -> None:
    scores = np.array([[5, 0, 1, 0, 0], [9, 4, 0, 0, 0], [0, 1, 2, 0, 8], [0, 1, 7, 8, 0]], float)
    assert repair(np.array([0, 0, 4, 3]), scores).tolist() == [2, 0, 4, 2]


@given(st.integers(1, 30).flatmap(lambda n: st.lists(st.integers(0, n), min_size=n, max_size=n)), st.integers(0, 99))
def test_anything_becomes_a_tree(heads: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(len(heads), len(heads) + 1))
    repaired = repair(np.array(heads), scores)
    assert is_tree(repaired)
    if is_tree(np.array(heads)):
        assert repaired.tolist() == heads
