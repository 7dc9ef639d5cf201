"""Reads the word vectors and the three networks that ship in natasha's wheel (MIT): navec and slovnet, news v1.

natasha itself is not imported: only its files are used, through the readers of navec and slovnet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from navec.tar import Tar
from navec.vocab import Vocab
from numpy.typing import NDArray
from slovnet.exec import model as slovnet_models
from slovnet.exec.pack import Pack

Floats = NDArray[np.float32]

VECTORS = "navec_news_v1_1B_250K_300d_100q"
MORPH, SYNTAX, NAMES = "slovnet_morph_news_v1", "slovnet_syntax_news_v1", "slovnet_ner_news_v1"


@dataclass(frozen=True)
class WordVectors:
    """navec: 250,000 words, each a vector of 300 floats kept as 100 indexes into codebooks of 256 three-float codes."""

    ids: dict[str, int]
    unknown: int
    indexes: NDArray[np.uint8]  # words x 100
    codes: Floats  # 100 x 256 x 3

    @property
    def width(self) -> int:
        """Floats in a vector."""
        return int(self.codes.shape[0] * self.codes.shape[2])

    def __call__(self, words: list[str]) -> Floats:
        """Vectors of words in lower case: words x 300."""
        rows = self.indexes[[self.ids.get(word, self.unknown) for word in words]]
        return self.codes[np.arange(rows.shape[1]), rows].reshape(len(words), -1)


@dataclass(frozen=True)
class Network:
    """slovnet's weights as it stores them, with the names of its word shapes and of what it predicts."""

    model: Any
    shapes: dict[str, int]
    labels: list[str]


def _data(kind: str, name: str) -> Path:
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise ImportError("natasha is not installed: its wheel holds the Russian models")
    return Path(spec.submodule_search_locations[0]) / "data" / kind / f"{name}.tar"


@cache
def word_vectors() -> WordVectors:
    """Navec's vectors, read once a process."""
    with Tar(_data("emb", VECTORS)) as tar:
        words = Vocab.from_file(tar.load("vocab.bin"))
        content = tar.load("pq.bin").read()
    count, _, parts, centroids = (int(n) for n in np.frombuffer(content[:16], np.uint32))
    indexes = np.frombuffer(content, np.uint8, count * parts, 16).reshape(count, parts)
    codes = np.frombuffer(content, np.float32, -1, 16 + count * parts).reshape(parts, centroids, -1)
    return WordVectors(words.word_ids, words.unk_id, indexes, codes)


@cache
def network(name: str) -> Network:
    """One of slovnet's networks, read once a process: MORPH, SYNTAX or NAMES."""
    reader, labels = {
        MORPH: (slovnet_models.Morph, "tag"),
        SYNTAX: (slovnet_models.Syntax, "rel"),
        NAMES: (slovnet_models.NER, "tag"),
    }[name]
    with Pack(_data("model", name)) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(reader)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights)))
        shapes = pack.load_vocab("shape")
        return Network(model, shapes.item_ids, pack.load_vocab(labels).items)


def versions() -> dict[str, str]:
    """Names and versions of the models, for a record's provenance."""
    natasha = version("natasha")
    return dict.fromkeys((VECTORS, MORPH, SYNTAX, NAMES), f"natasha {natasha}")
