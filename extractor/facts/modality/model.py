"""Weighs the rules' verdict against its surroundings, with trees trained by corpora/training/rank_statuses.py."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources

import numpy as np
from spacy.tokens import Doc

from extractor.documents import Mention
from extractor.facts.indicators.rank import Trees
from extractor.facts.modality.features import features
from extractor.records import Status

WEIGHED: tuple[Status, ...] = ("actual", "planned", "forecast", "required")


@cache
def status_trees() -> dict[Status, Trees]:
    """The shipped weights ``data/status_ranker.json``: for each status the trees that tell it from the others."""
    text = (resources.files("extractor.facts") / "data" / "status_ranker.json").read_text(encoding="utf-8")
    data = json.loads(text)
    return {status: Trees(data[status]) for status in WEIGHED}


def weighed(doc: Doc, mention: Mention, trees: dict[Status, Trees] | None = None) -> Status:
    """The status whose trees score a mention highest; the first of WEIGHED where two are even."""
    row = np.asarray([features(doc, mention)])
    scores = {status: float(t.score(row)[0]) for status, t in (trees or status_trees()).items()}
    return max(WEIGHED, key=lambda status: scores[status])
