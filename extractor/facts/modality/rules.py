"""The rules of how real a figure is, by its clause: actual, planned, forecast, target or required.

The words that decide are in ``data/modality.tsv``. They are looked for from the number outwards: its modifiers, the
words that govern it up to the predicate of its clause, then the sentence; without any the tense of the
predicate decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from spacy.tokens import Token

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
    word,
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
    token = lex.token(i)
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
        if (status := _introduced(token)) is not None:
            return Verdict(status, "introduced")
    return Verdict("required", "is_capped") if is_capped(lex, i) else Verdict("actual", "nothing")


def _by_governors(lex: Lexemes, i: int, token: Token) -> Verdict | None:
    """The first word over the number that decides; an infinitive «довести» waits for who orders it."""
    weak: Status | None = None
    infinitive = token.morph.get("VerbForm", []) == ["Inf"]
    below, direct = token, True
    own, left, right = own_predicate(token)
    for t in governors(token):
        if parted(token, t):
            break
        if own is not None and not left <= t.i < right:
            found = PREDICATE.of(word(own)) or _asked(own, token, direct=True) or _predicate_status(lex, i, own)
            if found is not None:
                return Verdict(found, "own_predicate")
            own = None
        status = _of_people(t, below) or _asked(t, below, direct) or _laid(t) or _cue(t, token, infinitive)
        below, direct = t, direct and not is_predicate(t)
        infinitive = infinitive or t.morph.get("VerbForm", []) == ["Inf"]
        if status == "target" or (status is not None and weak == "target"):
            weak = "required" if status == "required" else weak or status
            continue
        if status is not None:
            return Verdict(status, "cue:" + word(t))
        if t.morph.get("Variant", []) == ["Short"] and not is_predicate(t) and (owner := by_subject(t)) is not None:
            return Verdict(owner, "subject:" + word(t))
        if is_predicate(t):
            found = _predicate_status(lex, i, t)
            if found == "actual" and (inner := reported(token, t)) is not None:
                found = PREDICATE.of(word(inner)) or _predicate_status(lex, i, inner) or found
            if found == "actual" and not is_past(t) and is_capped(lex, i):
                return Verdict("required", "is_capped")
            if found is not None:
                return (
                    Verdict(weak, "weak")
                    if weak is not None and found == "actual"
                    else Verdict(found, "predicate:" + word(t))
                )
    return Verdict(weak, "weak") if weak is not None else None


def _of_people(over: Token, below: Token) -> Status | None:
    """«сменить город хотели бы 29% опрошенных», «в очереди ждут 730 человек»: those who wait are there already."""
    if below.dep_ != "nsubj" or MENTAL.of(word(over)) is None:
        return None
    if sum(c.dep_ == "nsubj" for c in over.children) > 1:
        return None
    alive = below.morph.get("Animacy", []) == ["Anim"] or below.text == "%" or word(below).startswith("процент")
    return "actual" if alive or below.pos_ == "NUM" else None


def _asked(over: Token, below: Token, direct: bool) -> Status | None:
    """«просит 26 млн», «предлагали сто тысяч»: planned; «прокурор просил шесть лет»: what a court shall order."""
    if not direct or below is over or below.dep_.startswith("nsubj") or ASKS.of(word(over)) is None:
        return None
    subject = next((c for c in over.children if c.dep_.startswith("nsubj")), None)
    return "required" if subject is not None and ACCUSER.of(word(subject)) is not None else "planned"


def _laid(over: Token) -> Status | None:
    """«заложена инфляция 6%», «закладывают рост на 3%»: a budget's guess, not its money."""
    if not word(over).startswith(("залож", "заклад")):
        return None
    return _named(over, LAID)


def _cue(over: Token, number: Token, infinitive: bool) -> Status | None:
    """The status a word over the number means."""
    text = word(over)
    if infinitive and WILLING.of(text) is not None:
        return WILLING.of(text)
    status = PREDICATE.of(text)
    if status is None or (over.i > number.i and over.pos_ == "NOUN" and follows(over, ("при", "вместо"))):
        return None
    around = (over, over.head, *over.children)
    if DEBT.of(text) is not None and not any(t.morph.get("VerbForm", []) == ["Inf"] for t in around):
        return None  # «предприятия должны 71 млрд»
    if text in ("может", "могут") and any(word(c) == "не" for c in over.children):
        return "required"
    return weighed(status, over)


def _predicate_status(lex: Lexemes, i: int, verb: Token) -> Status | None:
    """What a predicate says by its modals, its subject, its mood and its tense; None where it leaves it open."""
    if verb.morph.get("VerbForm", []) == ["Conv"] or any(word(c) in ("чтобы", "чтоб") for c in verb.children):
        return None
    owner = by_subject(verb)
    found = of_predicate(verb)
    if word(verb).startswith("подписа") and "на" in lex.words[i - 3 : i] and _named(verb, AGREED):
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
    if verb.morph.get("Mood", []) == ["Imp"]:
        return "required"
    if word(verb).startswith(("оценил", "оценен")):
        return _named(verb, GUESSED) or "actual"
    if word(verb).startswith("оценива"):
        return _named(verb, PROJECT) or "actual"
    if is_past(verb):
        return "actual"
    if verb.morph.get("Tense", []) == ["Pres"] and verb.morph.get("VerbForm", []) == ["Fin"]:
        if starts_later(lex, i) and CHANGES.intersection((word(verb)[:5], word(verb)[:6], word(verb)[:4])):
            return "planned"
        own_subject = any(c.dep_ == "nsubj" for c in verb.children)
        if verb.dep_ in OWN_CLAUSE and (own_subject or PREDICATE.of(word(verb.head)) is None):
            return "actual"
        if verb.dep_.startswith("acl"):
            return "actual"
    return None


def _named(verb: Token, cues: Cues) -> Status | None:
    """The status of the first word right under a verb that the cues know."""
    return next((found for c in verb.children if (found := cues.of(word(c))) is not None), None)


OWN_CLAUSE = frozenset({"conj", "parataxis", "ROOT", "root"})
CHANGES = frozenset(
    {"повыш", "сниж", "увелич", "вводи", "устан", "сокра", "индек", "поднима", "начин", "вступ", "умень"}
)
EQUIVALENTS = 3
BESIDE = (modifier, bound, now, term, named_limit)


def _introduced(token: Token) -> Status | None:
    """A list item without a predicate: the status of the last predicate before the list («получат 14 регионов:»)."""
    blocks = list(token.doc.spans["blocks"])
    at = next((n for n, b in enumerate(blocks) if b.start <= token.i < b.end), 0)
    if blocks and blocks[at].label_ == "list_item":
        while at > 0 and blocks[at].label_ == "list_item":
            at -= 1
        last = blocks[at][-LIST_INTRO:]
        verb = next((t for t in reversed(list(last)) if is_predicate(t)), None)
        if verb is not None and last.text.rstrip().endswith(":"):
            return PREDICATE.of(word(verb)) or of_predicate(verb)
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
