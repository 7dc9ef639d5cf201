"""The rules of how real a figure is, by its clause: actual, planned, forecast, target or required.

The words that decide are in ``data/modality.tsv``. They are looked for from the number outwards: its modifiers, the
words that govern it up to the predicate of its clause, then the sentence; without any the tense of the
predicate decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from extractor.documents import AmountMention, Mention
from extractor.facts import english
from extractor.facts.english import is_english
from extractor.facts.lexemes import BREAK, Lexemes
from extractor.facts.modality.cues import (
    ACCUSER,
    AGREED,
    ASKS,
    CONDITION,
    DEBT,
    ESTIMATE,
    GUESSED,
    LAID,
    MENTAL,
    PREDICATE,
    PROJECT,
    PROMISE,
    SENTENCE,
    WILLING,
    Cues,
)
from extractor.facts.modality.near import (
    bound,
    clause,
    equivalent_of,
    in_sentence,
    is_base,
    is_capped,
    is_start,
    modifier,
    named_limit,
    now,
    sentence_cue,
    starts_later,
    term,
)
from extractor.facts.modality.verbs import (
    by_subject,
    follows,
    governors,
    is_past,
    is_predicate,
    is_spontaneous,
    listed,
    of_predicate,
    own_predicate,
    parted,
    reported,
    weighed,
)
from extractor.facts.text import Text, Word, text_of
from extractor.records import Status


class Verdict(NamedTuple):
    """How real a figure is, and the rule that says so."""

    status: Status
    rule: str


def number_index(lex: Lexemes, mention: Mention) -> int:
    """The lexeme of a mention's number."""
    at = mention.number_start if isinstance(mention, AmountMention) and mention.number_start >= 0 else mention.start
    return lex.at(at)


@lru_cache(maxsize=256)
def ruled(lex: Lexemes, i: int) -> Verdict:
    """The status of the number at a lexeme with the rule that gave it; the rule is "nothing" where no word speaks."""
    if is_english(lex):
        return Verdict(_english(lex, i), "english")
    return _ruled(lex, i, 0)


def _ruled(lex: Lexemes, i: int, depth: int) -> Verdict:
    for rule in BESIDE:
        if (status := rule(lex, i)) is not None:
            return Verdict(status, rule.__name__)
    token = lex.parsed(i)
    if token is None:
        return Verdict("actual", "nothing")
    if is_start(lex, i):
        verb = next((t for t in governors(token) if is_predicate(t)), None)
        owner = by_subject(verb) if verb is not None else None
        return Verdict(owner if owner in ("forecast", "planned") else "actual", "is_start")
    if is_base(lex, i):
        return Verdict("actual", "is_base")
    other = equivalent_of(lex, i)
    if other >= 0 and depth < EQUIVALENTS:
        return _ruled(lex, other, depth + 1)
    if (status := listed(token)) is not None:
        return Verdict(status, "listed")
    found = _by_governors(lex, i, token)
    if found is not None:
        return found
    if (status := sentence_cue(lex, i, SENTENCE)) is not None:
        return Verdict(status, "sentence_cue")
    verb = next((t for t in governors(token) if is_predicate(t)), None)
    if verb is None or parted(token, verb):
        if (status := clause(lex, i)) is not None:
            return Verdict(status, "clause")
        if (status := _introduced(text_of(lex.doc), token)) is not None:
            return Verdict(status, "introduced")
    return Verdict("required", "is_capped") if is_capped(lex, i) else Verdict("actual", "nothing")


def _by_governors(lex: Lexemes, i: int, token: Word) -> Verdict | None:
    """The first word over the number that decides; an infinitive «довести» waits for who orders it."""
    weak: Status | None = None
    infinitive = token.feats.get("VerbForm") == "Inf"
    below, direct = token, True
    own, left, right = own_predicate(token)
    for t in governors(token):
        if parted(token, t):
            break
        if own is not None and not left <= t.i < right:
            found = PREDICATE.of(own.word) or _asked(own, token, direct=True) or _predicate_status(lex, i, own)
            if found is not None:
                return Verdict(found, "own_predicate")
            own = None
        status = _of_people(t, below) or _asked(t, below, direct) or _laid(t) or _cue(t, token, infinitive)
        below, direct = t, direct and not is_predicate(t)
        infinitive = infinitive or t.feats.get("VerbForm") == "Inf"
        if status == "target" or (status is not None and weak == "target"):
            weak = "required" if status == "required" else weak or status
            continue
        if status is not None:
            return Verdict(status, "cue:" + t.word)
        if t.feats.get("Variant") == "Short" and not is_predicate(t) and (owner := by_subject(t)) is not None:
            return Verdict(owner, "subject:" + t.word)
        if is_predicate(t):
            found = _predicate_status(lex, i, t)
            if found == "actual" and (inner := reported(token, t)) is not None:
                found = PREDICATE.of(inner.word) or _predicate_status(lex, i, inner) or found
            if found == "actual" and not is_past(t) and is_capped(lex, i):
                return Verdict("required", "is_capped")
            if found is not None:
                return (
                    Verdict(weak, "weak")
                    if weak is not None and found == "actual"
                    else Verdict(found, "predicate:" + t.word)
                )
    return Verdict(weak, "weak") if weak is not None else None


def _of_people(over: Word, below: Word) -> Status | None:
    """«сменить город хотели бы 29% опрошенных», «в очереди ждут 730 человек»: those who wait are there already."""
    if below.dep != "nsubj" or MENTAL.of(over.word) is None:
        return None
    if sum(c.dep == "nsubj" for c in over.children) > 1:
        return None
    alive = below.feats.get("Animacy") == "Anim" or below.text == "%" or below.word.startswith("процент")
    return "actual" if alive or below.pos == "NUM" else None


def _asked(over: Word, below: Word, direct: bool) -> Status | None:
    """«просит 26 млн», «предлагали сто тысяч»: planned; «прокурор просил шесть лет»: what a court shall order."""
    if not direct or below.dep.startswith("nsubj") or ASKS.of(over.word) is None:
        return None
    subject = next((c for c in over.children if c.dep.startswith("nsubj")), None)
    return "required" if subject is not None and ACCUSER.of(subject.word) is not None else "planned"


def _laid(over: Word) -> Status | None:
    """«заложена инфляция 6%», «закладывают рост на 3%»: a budget's guess, not its money."""
    if not over.word.startswith(("залож", "заклад")):
        return None
    return _named(over, LAID)


def _cue(over: Word, number: Word, infinitive: bool) -> Status | None:
    """The status a word over the number means."""
    text = over.word
    if infinitive and WILLING.of(text) is not None:
        return WILLING.of(text)
    status = PREDICATE.of(text)
    if status is None or (over.i > number.i and over.pos == "NOUN" and follows(over, ("при", "вместо"))):
        return None
    around = (over, over.head, *over.children)
    if DEBT.of(text) is not None and not any(t.feats.get("VerbForm") == "Inf" for t in around):
        return None  # «предприятия должны 71 млрд»
    if text in ("может", "могут") and any(c.word == "не" for c in over.children):
        return "required"
    return weighed(status, over)


def _predicate_status(lex: Lexemes, i: int, verb: Word) -> Status | None:
    """What a predicate says by its modals, its subject, its mood and its tense; None where it leaves it open."""
    if verb.feats.get("VerbForm") == "Conv" or any(c.word in ("чтобы", "чтоб") for c in verb.children):
        return None
    owner = by_subject(verb)
    found = of_predicate(verb)
    if verb.word.startswith("подписа") and "на" in lex.words[i - 3 : i] and _named(verb, AGREED):
        return "planned"
    if found == "planned" and owner is not None:
        return owner
    if found == "planned" and in_sentence(lex, i, PROMISE) is None:
        guessed = in_sentence(lex, i, ESTIMATE) or in_sentence(lex, i, CONDITION)
        if guessed is not None or is_spontaneous(verb):
            found = "forecast"
    if found is not None:
        return found
    if owner is not None:
        return owner
    if verb.feats.get("Mood") == "Imp":
        return "required"
    if verb.word.startswith(("оценил", "оценен")):
        return _named(verb, GUESSED) or "actual"
    if verb.word.startswith("оценива"):
        return _named(verb, PROJECT) or "actual"
    if is_past(verb):
        return "actual"
    if verb.feats.get("Tense") == "Pres" and verb.feats.get("VerbForm") == "Fin":
        if starts_later(lex, i) and CHANGES.intersection((verb.word[:5], verb.word[:6], verb.word[:4])):
            return "planned"
        own_subject = any(c.dep == "nsubj" for c in verb.children)
        if verb.dep in OWN_CLAUSE and (own_subject or PREDICATE.of(verb.head.word) is None):
            return "actual"
        if verb.dep.startswith("acl"):
            return "actual"
    return None


def _named(verb: Word, cues: Cues) -> Status | None:
    """The status of the first word right under a verb that the cues know."""
    return next((found for c in verb.children if (found := cues.of(c.word)) is not None), None)


OWN_CLAUSE = frozenset({"conj", "parataxis", "ROOT", "root"})
CHANGES = frozenset(
    {"повыш", "сниж", "увелич", "вводи", "устан", "сокра", "индек", "поднима", "начин", "вступ", "умень"}
)
EQUIVALENTS = 3
BESIDE = (modifier, bound, now, term, named_limit)


def _introduced(text: Text, token: Word) -> Status | None:
    """A list item without a predicate: the status of the last predicate before the list («получат 14 регионов:»)."""
    blocks = text.blocks
    at = next((n for n, b in enumerate(blocks) if b.start <= token.i < b.end), 0)
    if blocks and blocks[at].kind == "list_item":
        while at > 0 and blocks[at].kind == "list_item":
            at -= 1
        last = text.words[blocks[at].start : blocks[at].end][-LIST_INTRO:]
        verb = next((t for t in reversed(last) if is_predicate(t)), None)
        end = next((t.text for t in reversed(last) if not t.is_space), "")
        if verb is not None and end.endswith(":"):
            return PREDICATE.of(verb.word) or of_predicate(verb)
    return None


LIST_INTRO = 25
ENGLISH: dict[str, Status] = {
    **dict.fromkeys(english.word_class("planned"), "planned"),
    **dict.fromkeys(english.word_class("forecast"), "forecast"),
    **dict.fromkeys(english.word_class("required"), "required"),
}


def _english(lex: Lexemes, i: int) -> Status:
    """The nearest English cue in the sentence, before the number or up to six words after it."""
    start = lex.sentence_start(i)
    for k in range(i - 1, max(lex.first - 1, i - 25), -1):
        if lex.start[k] < start or lex.kind[k] == BREAK or lex.words[k] in (";", "("):
            break
        if lex.words[k] in ENGLISH:
            return ENGLISH[lex.words[k]]
    for k in range(i, min(i + 9, lex.last)):
        if lex.words[k] in (".", ";", ",") or lex.kind[k] == BREAK:
            break
        if lex.words[k] in ENGLISH and lex.words[k - 1] in ("are", "is", "to", "be"):
            return ENGLISH[lex.words[k]]
    return "actual"
