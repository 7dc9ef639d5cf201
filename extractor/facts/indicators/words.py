"""Which words of the text around an amount belong to its name: candidate words and cheap features for a trained model.

A name is often spread over the sentence («в школе на карантин закрыты 12 классов» -> классы, закрытые на карантин), so
that no single phrase of the parse holds it. The model gives each word's probability; names are then joined and ranked
by them (``join``, ``names``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from extractor.facts.indicators.features import SiteFacts, measure_kinds
from extractor.facts.indicators.habits import amount_keys, habit_keys
from extractor.facts.indicators.naming import Candidate, Named
from extractor.facts.indicators.site import Page, Site, introducer, sentence_end, sentence_start
from extractor.facts.indicators.stems import keys, said, stem_list, stem_set
from extractor.facts.text import Word
from extractor.facts.vectors import Floats, beside, codes

POS = codes("NOUN", "PROPN", "ADJ", "VERB", "X", "ADV", "PRON")
DEP = codes(
    "nsubj", "obj", "obl", "nmod", "amod", "conj", "acl", "appos", "advmod", "parataxis", "root", "iobj", "xcomp",
    "advcl", "flat", "det",
)  # fmt: skip
CASES = codes("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
PREPOSITIONS = codes("в", "на", "по", "для", "из", "с", "за", "от", "к", "до", "у", "при", "о", "между", "среди")
HEADS = codes(
    "доля", "объем", "число", "колич", "сумма", "стоим", "цена", "разме", "площа", "протя", "средс", "расхо", "выруч",
    "длина", "вмест", "числе", "темпе", "срок", "мощно", "масса", "урожа", "ставк", "прибы", "дохо", "произ", "добыч",
    "средн",
)  # fmt: skip
SENTENCE, BEFORE, HEADING, NAMES = range(4)  # where a word was met: the amount's sentence, the one before, …
DEEPEST, FAR = 12, 99
MISSING = -9.0


class NameWord(NamedTuple):
    """A word that may belong to a name: its stem, as it stands (lower case), where it was met and, outside of names, its
    nearest token.
    """

    stem: str
    text: str
    zone: int
    token: Word | None


def context_words(
    page: Page, site: Site, sentence: int, found: Sequence[Candidate], done: Sequence[Named]
) -> list[NameWord]:
    """Words of the sentence, the sentence before, the heading over it, the candidates and the three names before."""
    met: dict[str, tuple[int, int, str, Word | None]] = {}
    spans = [(SENTENCE, sentence, sentence_end(page.words, site.start, site.block_end))]
    if sentence > site.block_start:
        spans.append((BEFORE, sentence_start(page.words, sentence - 1, site.block_start), sentence))
    above = introducer(page, site.block)
    if above is not None:
        spans.append((HEADING, above.start, above.end))
    own = range(site.number_end, site.end)
    for zone, start, end in spans:
        for t in page.words[start:end]:
            stems = _keys(page)[t.i]
            if not stems or (t.i in page.amount_tokens and t.i not in own and t.pos not in ("NOUN", "ADJ")):
                continue
            distance = abs(t.i - site.start)
            for key in stems:
                if key not in met or (zone, distance) < met[key][:2]:
                    met[key] = (zone, distance, t.text.lower(), t)
    for name in (*(c.name for c in found), *(n.candidate.name for n in done[-3:])):
        for key, text in zip(stem_list(name), said(name), strict=True):
            met.setdefault(key, (NAMES, FAR, text.lower(), None))
    return [NameWord(key, text, zone, t) for key, (zone, _, text, t) in sorted(met.items())]


def _keys(page: Page) -> list[tuple[str, ...]]:
    """Of each word of the text its stems that may stand in a name."""
    if not page.keys:
        page.keys = [keys(t.text) if _may_name(t) and t.i not in page.period_tokens else () for t in page.words]
    return page.keys


def _may_name(token: Word) -> bool:
    return token.pos in POS and len(token.text) > 1 and not token.is_punct and not token.is_space


def word_vectors(
    page: Page,
    site: Site,
    shared: SiteFacts,
    words: Sequence[NameWord],
    found: Sequence[Candidate],
    scores: Floats,
    done: Sequence[Named],
) -> Floats:
    """(word, feature) matrix. ``scores`` are the first ranking's, one for each of ``found``."""
    mass, share = _mass(found, scores)
    best = stem_list(found[int(np.argmax(scores))].name)
    last, second, third = [*(stem_list(n.candidate.name) for n in reversed(done[-3:])), (), (), ()][:3]
    up = _ancestors(site.head)
    verb = site.head.verb()
    rows = [
        [
            float(w.zone),
            mass[w.stem],
            share[w.stem],
            float(w.stem in best),
            float(w.stem in last),
            float(w.stem in second),
            float(w.stem in third),
            float(w.stem in page.title_stems),
            float(page.stem_counts[w.stem]),
            HEADS.get(w.stem, -1.0),
            *_token_values(page, site, w.token),
            *_path_values(w.token if w.zone == SENTENCE else None, up, verb),
        ]
        for w in words
    ]
    return beside(rows, shared.values)


def word_habits(site: Site, words: Sequence[NameWord]) -> tuple[list[list[str]], list[str]]:
    """The keys of each word's habits, and the words as they stand."""
    amount = amount_keys(site)
    return [habit_keys(w.stem, w.token, amount) for w in words], [w.text for w in words]


def _mass(found: Sequence[Candidate], scores: Floats) -> tuple[dict[str, float], dict[str, float]]:
    """Of each stem: the probability of the candidates that hold it, and the share of the candidates that do."""
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    mass: dict[str, float] = defaultdict(float)
    share: dict[str, float] = defaultdict(float)
    for candidate, weight in zip(found, weights.tolist(), strict=True):
        for key in stem_set(candidate.name):
            mass[key] += weight
            share[key] += 1 / len(found)
    return mass, share


def _token_values(page: Page, site: Site, token: Word | None) -> list[float]:
    if token is None:
        return [MISSING] * 12
    return [
        *_codes(page, token),
        float(token.i - site.start),
        float(site.left <= token.i < site.right),
        float(site.number_end <= token.i < site.end),
        float(token.i in page.place_tokens),
        float(token.i in page.person_tokens),
        float(token.i in page.body_tokens),
        float(site.amount.kind in measure_kinds().get(token.lemma, ())),
        float(token.feats.get("VerbForm") == "Part"),
    ]


def _codes(page: Page, token: Word) -> tuple[float, ...]:
    """A token's part of speech, relation, case and preposition."""
    if token.i not in page.codes:
        page.codes[token.i] = (
            POS.get(token.pos, -1.0),
            DEP.get(token.relation, -1.0),
            CASES.get(token.feats.get("Case", ""), -1.0),
            _preposition(token),
        )
    return page.codes[token.i]


def _ancestors(token: Word) -> dict[int, int]:
    """Index of each token over ``token`` -> how many steps up it is."""
    out = {token.i: 0}
    while token.head.i != token.i and len(out) < DEEPEST:
        token = token.head
        out.setdefault(token.i, len(out))
    return out


def _path_values(token: Word | None, up: dict[int, int], verb: Word | None) -> list[float]:
    """The way through the tree: steps up from the amount, steps down to the word, by which branch."""
    branch, steps = token, 0
    while token is not None and token.i not in up:
        if token.head.i == token.i or steps > DEEPEST:
            token = None
            break
        branch, token, steps = token, token.head, steps + 1
    if token is None or branch is None:
        return [MISSING] * 6
    return [
        float(up[token.i]),
        float(steps),
        float(token.pos in ("VERB", "AUX")),
        DEP.get(branch.relation, -1.0) if steps else MISSING,
        _preposition(branch) if steps else MISSING,
        float(verb is not None and steps == 0 and token.i == verb.i),
    ]


def _preposition(token: Word) -> float:
    return next((PREPOSITIONS.get(c.lemma, -1.0) for c in token.children if c.dep == "case"), MISSING)
