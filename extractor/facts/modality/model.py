"""Weighs the rules' verdict against its surroundings, with trees trained by corpora/training/rank_statuses.py."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from spacy.tokens import Doc

from extractor.documents import Mention
from extractor.facts.modality.features import features
from extractor.facts.trees import Trees
from extractor.facts.vectors import shipped
from extractor.records import Status

WEIGHED: tuple[Status, ...] = ("actual", "planned", "forecast", "required")


@cache
def status_trees() -> dict[Status, Trees]:
    """The shipped weights ``data/status_ranker.json``: for each status the trees that tell it from the others."""
    data = shipped("status_ranker")
    return {status: Trees(data[status]) for status in WEIGHED}


def weighed(doc: Doc, mentions: Sequence[Mention], trees: dict[Status, Trees] | None = None) -> list[Status]:
    """The status whose trees score each mention highest; the first of WEIGHED where two are even."""
    if not mentions:
        return []
    rows = np.stack([np.asarray(features(doc, m)) for m in mentions])
    scores = np.stack([(trees or status_trees())[status].score(rows) for status in WEIGHED])
    return [WEIGHED[n] for n in scores.argmax(axis=0).tolist()]
