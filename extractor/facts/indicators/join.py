"""Names joined from two phrases: a candidate and what stands apart from it («оценка» + «Nairi Voice»)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from extractor.facts.indicators.naming import Candidate, Named
from extractor.facts.indicators.naming.carried import head_words
from extractor.facts.indicators.naming.common import complement_of
from extractor.facts.indicators.phrase import is_noun, join, phrase, states_amount
from extractor.facts.indicators.site import Page, Site, child, sentence_end, sentence_start
from extractor.facts.indicators.stems import stem, stem_list, stem_set
from extractor.facts.indicators.words import PREPOSITIONS
from extractor.facts.text import Word
from extractor.facts.wordlists import entries, fold

OWNERS = frozenset({"у", "среди"})
OF_THINGS = frozenset({"цена", "стоимость", "тариф", "плата", "курс", "штраф"})  # no place has one
JOINING = frozenset({"на", "для", "в", "во", "по", "за", "с", "со", "у", "между", "среди", "о", "об", "против", "без"})
PARTING = frozenset({"от", "из"})  # only after what comes from somewhere: «поступления от предприятий»
PARTED = frozenset({"subject", "object", "action", "governor", "clause_nominative", "head_noun"})
COUNTING = frozenset({"число", "численность"})
HE = frozenset({"он", "она", "оно", "они"})
POINTERS = frozenset({"показатель", "индикатор", "цифра", "значение"})
ENDING = 6  # letters
SAME = 4  # letters: words that begin alike are taken for one word
BASES, BASES_OF_TWO, KEPT, LONGEST = 10, 4, 16, 7
KINDS = ("alone", "with_preposition", "genitive", "of_name_before", "of_sentence_before")


class Joined(NamedTuple):
    """A name to rank: its candidate, the kind of phrase joined to it (of KINDS), the joined phrase's token, -1 for none."""

    name: str
    base: Candidate
    kind: str = "alone"
    at: int = -1


class Phrase(NamedTuple):
    """What stands beside a candidate: its words, its token (-1 for none), its kind, how its stems begin and their worth."""

    text: str
    at: int
    kind: str
    starts: frozenset[str]
    worth: Worth


class Worth(NamedTuple):
    """The probabilities of a name's words to belong to it, summed, and how many words it has."""

    chances: float
    words: int


@dataclass(frozen=True, slots=True)
class Likely:
    """The probability of each word stem to belong to the name, and their sum: the length to expect."""

    of: Mapping[str, float]
    total: float

    def worth(self, name: str) -> Worth:
        return Worth(sum([self.of.get(s, 0.0) for s in stem_set(name)]), len(stem_list(name)))

    def agreement(self, worth: Worth) -> float:
        """The token F1 a name can be expected to have."""
        return 2 * worth.chances / (worth.words + self.total) if worth.words else 0.0


class Draft(NamedTuple):
    """A name under way: how its stems begin, and what it is worth."""

    name: Joined
    starts: frozenset[str]
    worth: Worth
    agreement: float


def joined(
    page: Page, site: Site, sentence: int, found: Sequence[Candidate], done: Sequence[Named], likely: Likely
) -> list[Joined]:
    """Every candidate alone, then the most promising of them with one or two phrases beside them, best first."""
    if done and _points_back(site):
        found = [c for c in found if c.rule != "head_noun"] or found
    found = [c for c in found if not (c.rule == "governor" and _owned(c.name, found))]
    alone = [_draft(Joined(c.name, c), likely) for c in found]
    beside = [
        Phrase(text, at, kind, _starts(text), likely.worth(text))
        for text, at, kind in _beside(page, site, sentence, done)
    ]
    known = {c.name for c in found}
    of = complement_of(page, site)
    measured = of.i if of is not None else -1
    pairs = _with(page, _best(alone, BASES), beside, known, likely, measured)
    threes = _with(page, pairs[:BASES_OF_TWO], beside, known | {p.name.name for p in pairs}, likely, measured)
    # «доля» says nothing without what is joined to it
    whole = [d.name for d in alone if d.name.base.rule != "head_noun"]
    names = [*whole, *(d.name for d in _best([*pairs, *threes], KEPT))]
    return names or [d.name for d in alone]


def _owned(name: str, found: Sequence[Candidate]) -> bool:
    """«мост длиной 1,7 километра»: the rules say whose the length is."""
    return any(c.rule in ("governor_of", "quantity_0", "quantity_1") and c.name.startswith(f"{name} ") for c in found)


def _points_back(site: Site) -> bool:
    """«он сократился на 44 млрд», «показатель не превысит 3 процентов»: the name was said before."""
    verb = site.head.verb()
    subject = child(verb, "nsubj") if verb is not None else None
    if subject is None:
        return False
    bare = not any(c.relation == "nmod" or c.dep == "acl" for c in subject.children)
    return subject.lemma in HE or (subject.lemma in POINTERS and bare)


def _draft(name: Joined, likely: Likely) -> Draft:
    worth = likely.worth(name.name)
    return Draft(name, _starts(name.name), worth, likely.agreement(worth))


def _starts(name: str) -> frozenset[str]:
    return frozenset(s[:SAME] for s in stem_list(name))


def _best(drafts: Sequence[Draft], count: int) -> list[Draft]:
    return sorted(drafts, key=lambda d: -d.agreement)[:count]


def _with(
    page: Page, bases: Sequence[Draft], beside: Sequence[Phrase], known: Set[str], likely: Likely, measured: int
) -> list[Draft]:
    """Names of a base and a phrase that raises what can be expected of it, best first; none twice."""
    out: dict[str, Draft] = {}
    for base in bases:
        genitive = _takes_genitive(base.name.name)
        for phrase_ in beside:
            worth = Worth(base.worth.chances + phrase_.worth.chances, base.worth.words + phrase_.worth.words)
            agreement = likely.agreement(worth)
            if agreement <= base.agreement or (not genitive and _is_genitive(phrase_.text)):
                continue  # no genitive after a preposition's phrase: «плата за проезд» + «города»
            name = _said(base.name, phrase_, measured)
            if name in known or name in out or not _goes_with(page, base, phrase_):
                continue
            made = Joined(name, base.name.base, phrase_.kind, phrase_.at)
            out[name] = Draft(made, base.starts | phrase_.starts, worth, agreement)
    return _best(list(out.values()), KEPT)


def _said(base: Joined, phrase_: Phrase, measured: int) -> str:
    """The two as one phrase: what is measured stands before its owner, «экспорт муки компании»."""
    head = head_words(base.name)
    rest = base.name[len(head) :]
    if phrase_.at == measured >= 0 and rest.strip() and _is_genitive(rest):
        return f"{head} {phrase_.text}{rest}"
    return f"{base.name} {phrase_.text}"


def _is_genitive(text: str) -> bool:
    return fold(text.split()[0]) not in PREPOSITIONS


def _takes_genitive(name: str) -> bool:
    return "," not in name and not any(fold(w) in PREPOSITIONS for w in name.split()[1:])


def _says_again(name: str, text: str) -> bool:
    """«мощность станции» + «электростанции»: a word that ends another."""
    long = [w for w in fold(name).split() if len(w) >= ENDING]
    return any(a.endswith(b) or b.endswith(a) for a in long for b in fold(text).split() if len(b) >= ENDING)


def _goes_with(page: Page, base: Draft, phrase_: Phrase) -> bool:
    """Whether a reader would take the two for one phrase.

    Not «сфера» + «в данной сфере», not «число» + «объёма инвестиций», not «школы» + «от предприятий».
    """
    if not base.starts.isdisjoint(phrase_.starts) or _says_again(base.name.name, phrase_.text):
        return False
    first = fold(phrase_.text.split()[0])
    if phrase_.kind == "with_preposition":
        return first in JOINING or (first in PARTING and base.name.base.rule in PARTED)
    token = page.words[phrase_.at] if phrase_.at >= 0 else None
    if token is not None and token.feats.get("Case") == "Nom" and token.lemma in entries("measure_nouns"):
        return False  # «мощность станции — 500 МВт»: a name of its own
    if base.name.base.rule == "head_noun" and token is not None and base.name.kind == "alone":
        counts = fold(base.name.name) in COUNTING
        if token.lemma in entries("measure_nouns"):
            return False
        if token.i in page.place_tokens and fold(base.name.name) in OF_THINGS:
            return False
        return not counts or token.feats.get("Number") == "Plur"
    return True


def _beside(page: Page, site: Site, sentence: int, done: Sequence[Named]) -> Iterator[tuple[str, int, str]]:
    """(text, token, kind) of phrases of the amount's sentence and the one before, then of what the names before end
    with; each text once.
    """
    seen: set[str] = set()
    yield from _phrases(page, site, sentence, sentence_end(page.words, site.start, site.block_end), seen)
    for named in reversed(done[-2:]):
        name = named.candidate.name
        rest = _trimmed(name[len(head_words(name)) :])
        if "," in name or not rest:
            continue  # of «предприятия, действующие …» the rest is no phrase
        if _is_genitive(rest) and site.amount.kind == "count" != named.site.amount.kind:
            continue  # of «объём инвестиций в отрасли» nothing is a part of «вузы»
        if _is_counted(named.site, rest):
            continue  # «высадка деревьев» says nothing of «скамейки»
        yield from _new(rest, -1, "of_name_before", seen)
    before = sentence_start(page.words, max(site.block_start, sentence - 1), site.block_start)
    for text, at, kind in _phrases(page, site, before, sentence, seen):
        if kind == "genitive" and (at in page.place_tokens or at in page.body_tokens or page.words[at].pos == "PROPN"):
            yield text, at, "of_sentence_before"


def _is_counted(site: Site, rest: str) -> bool:
    """Whether what a name ends with holds the very noun that its number counts."""
    return site.amount.kind == "count" and site.noun is not None and stem(site.noun.text) in stem_list(rest)


def _phrases(page: Page, site: Site, start: int, end: int, seen: set[str]) -> Iterator[tuple[str, int, str]]:
    """Those of the sentence but of the amount itself, each text once."""
    if (start, end) not in page.phrases:
        page.phrases[start, end] = list(_all_phrases(page, start, end))
    for text, at, kind in page.phrases[start, end]:
        if not site.start <= at < site.end and not (kind == "genitive" and _tells_of_it(page.words[at], site)):
            yield from _new(text, at, kind, seen)


def _tells_of_it(token: Word, site: Site) -> bool:
    """«Аналитики ждут, что показатель …», «участники просят разрешить вывоз …»: people who speak of it own nothing."""
    if token.relation != "nsubj" or token.feats.get("Animacy") != "Anim" or token.head is site.head.verb():
        return False
    over = site.head
    while over.head is not over:
        over = over.head
        if over is token.head:
            return True
    return False


def _all_phrases(page: Page, start: int, end: int) -> Iterator[tuple[str, int, str]]:
    for t in page.words[start:end]:
        if not is_noun(t) or t.pos == "PRON" or page.masked(t):
            continue
        if states_amount(t) or (t.relation in ("flat", "compound") and is_noun(t.head)):
            continue
        before = [c for c in t.children if c.dep == "case" and c.i < t.i]
        if before:
            text = join(sorted({*before, *phrase(t, page.masked)}, key=lambda x: x.i))
            yield _trimmed(text), t.i, "with_preposition"
        if not before or t.i in page.place_tokens or t.i in page.body_tokens or before[0].word in OWNERS:
            yield _trimmed(page.in_case(t, "Gen")), t.i, "genitive"


def _trimmed(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:—")


def _new(text: str, at: int, kind: str, seen: set[str]) -> Iterator[tuple[str, int, str]]:
    if text and text not in seen and len(text.split()) <= LONGEST:
        seen.add(text)
        yield text, at, kind
