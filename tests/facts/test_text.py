"""The text layer says what the Doc says; the trees reach the leaves a plain walk reaches."""

import random
from typing import Any

import numpy as np

from extractor import annotate
from extractor.clean.plain import article_from_text
from extractor.facts.text import between, running, running_at, text_of
from extractor.facts.trees import AT_ONCE, Trees
from extractor.facts.vectors import beside, codes, one_hots
from extractor.facts.wordlists import fold

TEXT = "Завод «Мыс» построил 40 школ. Ещё пять, по данным акимата, откроют в 2026 году.\n\nБюджет вырос вдвое."


def test_words_say_what_the_tokens_say() -> None:
    doc = annotate.annotate(article_from_text(TEXT, language="ru"))
    for word, token in zip(text_of(doc).words, doc, strict=True):
        assert (word.i, word.idx, word.text, word.word) == (token.i, token.idx, token.text, fold(token.text))
        assert (word.lemma, word.pos, word.dep, word.entity) == (token.lemma_, token.pos_, token.dep_, token.ent_type_)
        assert (word.features, word.feats) == (str(token.morph), token.morph.to_dict())
        assert word.head.i == token.head.i
        assert [c.i for c in word.children] == [c.i for c in token.children]
        assert sorted(w.i for w in word.subtree()) == sorted(t.i for t in token.subtree)
        assert (word.first, word.last, word.edge) == (token.sent.start, token.sent.end, token.left_edge.i)
        assert (word.begins, word.spaced) == (bool(token.is_sent_start), bool(token.whitespace_))


def test_sentences_and_blocks_are_numbered() -> None:
    doc = annotate.annotate(article_from_text(TEXT, language="ru"))
    text = text_of(doc)
    assert [text.words[start].text for start in text.starts] == ["Завод", "Ещё", "Бюджет"]
    assert [text.block_of(start) for start in text.starts] == [0, 0, 1]
    assert text.bounds(len(text.words) - 1) == (text.starts[2], len(text.words))


def test_a_verb_is_found_over_a_number_in_words() -> None:
    words = text_of(annotate.annotate(article_from_text(TEXT, language="ru"))).words
    schools = next(w for w in words if w.text == "школ")
    verb = schools.verb()
    assert verb is not None and verb.text == "построил"


def test_running_counts() -> None:
    assert between(running([True, False, True]), 0, 3) == 2
    assert between(running_at(4, [1, 1, 3]), 1, 3) == 2
    assert between(running_at(4, [1]), 3, 1) == 0


def test_vectors_are_put_together() -> None:
    assert beside([[1.0], [2.0]], [3.0, 4.0]).tolist() == [[1.0, 3.0, 4.0], [2.0, 3.0, 4.0]]
    assert one_hots(("а", "б"))("б") == [0.0, 1.0] and one_hots(("а",))("в") == [0.0]
    assert codes("а", "б") == {"а": 0.0, "б": 1.0}


def grown(rng: random.Random, features: int) -> list[tuple[int, float, int, int, float]]:
    """A tree of up to 16 leaves as (feature, threshold, left, right, value) nodes; a leaf points to itself."""
    nodes = [(0, 0.0, 0, 0, rng.random())]
    for _ in range(rng.randrange(16)):
        leaf = rng.choice([n for n, node in enumerate(nodes) if node[2] == n])
        left, right = len(nodes), len(nodes) + 1
        nodes[leaf] = (rng.randrange(features), rng.choice((-1.0, 0.0, 0.5, 1.0, 3.25)), left, right, 0.0)
        nodes += [(0, 0.0, left, left, rng.random()), (0, 0.0, right, right, rng.random())]
    return nodes


def walked(tree: list[tuple[int, float, int, int, float]], row: list[float]) -> float:
    """The value of the leaf a row reaches, node by node."""
    node = 0
    while tree[node][2] != node:
        feature, threshold, left, right, _ = tree[node]
        node = left if row[feature] <= threshold else right
    return tree[node][4]


def test_trees_reach_the_leaves_a_walk_reaches() -> None:
    rng = random.Random(0)
    forest = [grown(rng, 6) for _ in range(30)]
    data: dict[str, Any] = {
        name: [[node[n] for node in tree] for tree in forest]
        for n, name in enumerate(("feature", "threshold", "left", "right", "value"))
    }
    rows = [[rng.choice((-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 4.0)) for _ in range(6)] for _ in range(AT_ONCE + 9)]
    expected = [sum(walked(tree, row) for tree in forest) for row in rows]
    assert np.allclose(Trees(data).score(np.asarray(rows)), expected)
    alone = [float(Trees(data).score(np.asarray([row]))[0]) for row in rows[:5]]
    assert np.allclose(alone, expected[:5])
