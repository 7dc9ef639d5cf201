"""The networks in numpy predict what slovnet's own runtime predicts, on the tuning part of the gold corpus.

Differences between a Doc and natasha's Doc, all of them meant:

* tokens: razdel reads each run of characters without spaces on its own («12, 15»: the comma is a token);
* heads and relations: where slovnet's best heads make no tree, the fewest are changed (annotate/trees.py);
* names: read within a block, cut at the end of a sentence.
"""

from pathlib import Path

import numpy as np
import pytest
from razdel import sentenize, tokenize
from slovnet import NER, Morph, Syntax

from extractor.annotate import weights
from extractor.annotate.networks import MorphNetwork, NameNetwork, SyntaxNetwork, Words, viterbi
from extractor.evaluate import load_corpus

GOLD = Path(__file__).parents[2] / "corpora" / "gold"


@pytest.fixture(scope="module")
def blocks() -> list[str]:
    corpus = [a for a in load_corpus(GOLD) if a.language == "ru" and int(a.id.split("-")[1]) % 3]
    articles = [article.article() for article in corpus[::2]]
    return [article.text[block.start : block.end] for article in articles for block in article.blocks]


@pytest.fixture(scope="module")
def sentences(blocks: list[str]) -> list[list[str]]:
    return [[token.text for token in tokenize(s.text)] for block in blocks for s in sentenize(block)]


@pytest.fixture(scope="module")
def navec() -> object:
    from navec import Navec

    return Navec.load(weights._data("emb", weights.VECTORS))


def words_of(segments: list[list[str]]) -> Words:
    forms: dict[str, int] = {}
    keys = [forms.setdefault(word, len(forms)) for segment in segments for word in segment]
    # keys must mean the same word in every call of a process: the table of forms is shared
    return Words(
        [hash((word_key, "test")) for word_key in map(list(forms).__getitem__, keys)],
        _Texts(forms),
        [*map(len, segments)],
    )


class _Texts:
    def __init__(self, forms: dict[str, int]) -> None:
        self.text = {hash((form, "test")): form for form in forms}

    def __call__(self, key: int) -> str:
        return self.text[key]


def test_morphology(sentences: list[list[str]], navec: object) -> None:
    network = MorphNetwork()
    tags = [network.labels[tag] for tag in network(words_of(sentences))]
    peer = Morph.load(weights._data("model", weights.MORPH)).navec(navec)
    assert tags == [token.tag for markup in peer.map(sentences) for token in markup.tokens]


def test_syntax(sentences: list[list[str]], navec: object) -> None:
    network = SyntaxNetwork()
    heads, relations = network(words_of(sentences), trees=False)
    peer = Syntax.load(weights._data("model", weights.SYNTAX)).navec(navec)
    tokens = [token for markup in peer.map(sentences) for token in markup.tokens]
    assert heads.tolist() == [int(token.head_id) for token in tokens]
    assert [network.labels[relation] for relation in relations] == [token.rel for token in tokens]


def test_names(blocks: list[str], navec: object) -> None:
    network = NameNetwork()
    segments = [[token.text for token in tokenize(block)] for block in blocks]
    tags = network(words_of(segments))
    infer = NER.load(weights._data("model", weights.NAMES)).navec(navec).infer
    peer = [tag for path in infer.process(infer.encoder(segments)) for tag in path]
    assert tags.tolist() == [int(tag) for tag in peer]


def test_viterbi_finds_the_best_path() -> None:
    rng = np.random.default_rng(1)
    emissions, transitions = rng.normal(size=(7, 3)), rng.normal(size=(3, 3))
    tags = viterbi(emissions, np.array([3, 4]), transitions)
    for start, end in ((0, 3), (3, 7)):
        paths = np.array(np.meshgrid(*[range(3)] * (end - start))).reshape(end - start, -1).T
        scores = [emissions[range(start, end), p].sum() + transitions[p[:-1], p[1:]].sum() for p in paths]
        assert tags[start:end].tolist() == paths[int(np.argmax(scores))].tolist()
