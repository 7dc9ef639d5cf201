"""The name of what an amount measures, in four steps, each but the third a small trained model.

1. first ranking   the rules' candidates, by where each stands (``name_ranker_first``)
2. words           the probability of each word around the amount to belong to the name (``name_words``), also by how
                   often such words are part of names (``name_habits``)
3. joining         candidates completed by phrases that stand apart from them (``join``)
4. last ranking    candidates and joined names, by all of the above (``name_ranker``)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from extractor.facts.indicators.features import SiteFacts, site_facts, vectors
from extractor.facts.indicators.habits import Habits, load_habits
from extractor.facts.indicators.join import KINDS, Joined, Likely, joined
from extractor.facts.indicators.naming import Candidate, Named, candidates
from extractor.facts.indicators.site import Page, Site
from extractor.facts.indicators.stems import stem_set
from extractor.facts.indicators.words import NameWord, context_words, word_habits, word_vectors
from extractor.facts.trees import Trees, load
from extractor.facts.vectors import Floats

NOWHERE = -60.0


@dataclass(frozen=True, slots=True)
class NameModels:
    """The trained models of steps 1, 2 and 4, and the habits of words that step 2 reads."""

    first: Trees
    habits: Habits
    words: Trees
    last: Trees


@dataclass(frozen=True, slots=True)
class Choice:
    """What the steps know of one amount: its candidates and their vectors."""

    page: Page
    site: Site
    done: list[Named]
    shared: SiteFacts
    found: list[Candidate]
    rows: Floats


@cache
def load_models() -> NameModels:
    """The shipped weights."""
    return NameModels(load("name_ranker_first"), load_habits(), load("name_words"), load("name_ranker"))


def best_name(page: Page, site: Site, done: list[Named], models: NameModels | None = None) -> Named | None:
    """The name the models like best; None where no rule gives a candidate."""
    models = models or load_models()
    choice = choice_of(page, site, done)
    if choice is None:
        return None
    scores = models.first.score(choice.rows)
    words, rows = words_of(choice, scores)
    known = models.habits(*word_habits(site, words))
    likely = likely_of(words, models.words.score(np.hstack([rows, known])))
    names = joined(page, site, choice.shared.sentence, choice.found, done, likely)
    last = models.last.score(last_vectors(choice, scores, names, likely))
    best = int(np.argmax(last))
    return Named(site, named(names[best]), confidence(float(last[best])))


def choice_of(page: Page, site: Site, done: list[Named]) -> Choice | None:
    """Step 1's input: candidates and their (candidate, feature) vectors."""
    found = candidates(page, site, done)
    if not found:
        return None
    shared = site_facts(page, site, done)
    return Choice(page, site, done, shared, found, vectors(page, site, shared, found, done))


def words_of(choice: Choice, scores: Floats) -> tuple[list[NameWord], Floats]:
    """Step 2's input but for the habits: the words around the amount and their (word, feature) vectors."""
    c = choice
    words = context_words(c.page, c.site, c.shared.sentence, c.found, c.done)
    return words, word_vectors(c.page, c.site, c.shared, words, c.found, scores, c.done)


def likely_of(words: Sequence[NameWord], scores: Floats) -> Likely:
    """Word probabilities from the scores of step 2."""
    of = {w.stem: p for w, p in zip(words, (1 / (1 + np.exp(-scores))).tolist(), strict=True)}
    return Likely(of, sum(of.values()))


def last_vectors(choice: Choice, scores: Floats, names: Sequence[Joined], likely: Likely) -> Floats:
    """(name, feature) matrix of step 4: the vector of each name's candidate, then what the earlier steps say of it."""
    index = {c.name: n for n, c in enumerate(choice.found)}
    order = np.argsort(-scores, kind="stable").tolist()
    rank = {n: place for place, n in enumerate(order)}
    firsts = scores.tolist()
    top = max(firsts)
    worths = [likely.worth(n.name) for n in names]
    agreed = [likely.agreement(w) for w in worths]
    alone = {c.name: likely.agreement(likely.worth(c.name)) for c in choice.found}
    most = max(agreed)
    by_chance = sorted(likely.of.items(), key=lambda item: (-item[1], item[0]))
    own = []
    for name, worth, agreement in zip(names, worths, agreed, strict=True):
        base = index[name.base.name]
        words = stem_set(name.name)
        chances = [likely.of.get(w, 0.0) for w in words] or [0.0]
        own.append([
            firsts[base], top - firsts[base], float(rank[base]),
            agreement, most - agreement, agreement - alone[name.base.name],
            sum(chances) / len(chances), min(chances), sum(chances) / likely.total if likely.total else 0.0,
            next((p for w, p in by_chance if w not in words), 0.0), likely.total - worth.chances, likely.total,
            float(worth.words), *_joined_values(choice, name),
        ])  # fmt: skip
    bases = choice.rows[[index[n.base.name] for n in names]]
    return np.hstack([bases, np.asarray(own, dtype=np.float64)])


def _joined_values(choice: Choice, name: Joined) -> list[float]:
    """How a joined phrase stands to the amount and to the candidate."""
    token = choice.page.words[name.at] if name.at >= 0 else None
    if token is None:
        return [float(KINDS.index(name.kind)), NOWHERE, NOWHERE, *[0.0] * 7]
    dep = token.relation
    return [
        float(KINDS.index(name.kind)),
        float(token.i - choice.site.start),
        float(name.base.at - token.i) if name.base.at >= 0 else NOWHERE,
        float(token.i in choice.page.place_tokens),
        float(token.i in choice.page.body_tokens),
        float(token.i in choice.page.person_tokens),
        *(float(dep == d) for d in ("nsubj", "obj", "obl", "nmod")),
    ]


def named(name: Joined) -> Candidate:
    """The candidate a name is, with its own rule where a phrase was joined to it."""
    if name.kind == "alone":
        return name.base
    return name.base._replace(name=name.name, rule=f"{name.base.rule}_joined")


def confidence(score: float) -> float:
    """The logistic of a score: about how often such a choice is right."""
    return float(1.0 / (1.0 + np.exp(-score)))
