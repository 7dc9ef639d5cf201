"""What the tree over a number says of how real it is: tense, modals, subjects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from extractor.annotate.dictionary import CACHE
from extractor.annotate.morphology import parses
from extractor.facts.modality.cues import (
    CHANGE,
    DECIDED,
    DRAFT,
    INTRODUCED,
    LASTING,
    LAW,
    MACRO,
    MODIFIER,
    PREDICATE,
    REPORTING,
    SUBJECT,
    word,
)
from extractor.records import Status

CLIMB = 8
PREDICATES = frozenset({"VERB", "AUX"})
FUTURE_AUX = frozenset(["будет", "будут", "будем", "буду", "будешь", "будете"])
APART = frozenset({"conj", "parataxis", "ccomp", "advcl"})
SHORT = frozenset({"ADJ", "ADV", "AUX", "PART"})
CARRIED_OUT = ("выполн", "перевыполн", "исполн", "профинанс", "собра", "вырос", "потяжел")
LISTED = 12
EDGES = frozenset({",", ";", ":", "(", ")", "—", "–", "«", "»"})
BROKEN = ("превы", "преодол", "упир")
PAID = ("зарплат", "заработ", "пенси", "оклад")
SET = ("установл", "утвержд", "определен", "закреплен")
PAST_ENDINGS = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")


def governors(token: Token) -> Iterator[Token]:
    """The tokens that govern a token, nearest first, each followed by its auxiliaries and short predicates."""
    for _ in range(CLIMB):
        if token.head is token:
            yield token
            return
        token = token.head
        yield token


def follows(noun: Token, prepositions: tuple[str, ...]) -> bool:
    return any(c.dep_ == "case" and word(c) in prepositions for c in noun.children)


def is_past(verb: Token) -> bool:
    """By the parse, and by the ending where the parse knows no tense or gives another for a word it does not know."""
    if "Past" in verb.morph.get("Tense", []):
        return True
    return verb.morph.get("VerbForm", []) != ["Inf"] and word(verb).endswith(PAST_ENDINGS)


def is_future(verb: Token) -> bool:
    """«вырастет»: a perfective verb in the present's form; never a form in -л."""
    known = future_by_form(word(verb))
    if word(verb) in FUTURE_AUX or known is not None:
        return known is not False
    if is_past(verb):
        return False
    tense = verb.morph.get("Tense", [])
    perfective = verb.morph.get("Aspect", []) == ["Perf"] and verb.morph.get("VerbForm", []) == ["Fin"]
    return tense == ["Fut"] or (perfective and tense == ["Pres"])


@lru_cache(CACHE)
def future_by_form(text: str) -> bool | None:
    """«проиндексируют», «урежем»: whether the dictionary reads the form as a future; None where it may be one."""
    readings = [p.grammemes for p in parses(text) if p.known and "incl" not in p.grammemes]
    futures = sum("futr" in r for r in readings)
    if not readings or 0 < futures < len(readings):
        return None
    return futures > 0


def parted(number: Token, over: Token) -> bool:
    """Whether a word over a number is beyond a «;», or a «:» after it, and the number's own part has a predicate."""
    doc, sentence = number.doc, number.sent
    left = right = number.i
    while left > sentence.start and doc[left - 1].text != ";":
        left -= 1
    while right < sentence.end and doc[right].text not in (";", ":"):
        right += 1
    return not left <= over.i < right and any(is_predicate(t) for t in doc[left:right])


def listed(number: Token) -> Status | None:
    """«проект бюджета: доходы — 512 млрд», «строится городок: 64 лавки»: what stands before the colon decides."""
    doc, sentence = number.doc, number.sent
    colon = next((k for k in range(number.i - 1, sentence.start, -1) if doc[k].text == ":"), -1)
    if colon < 0 or any(is_predicate(t) for t in doc[colon : sentence.end]):
        return None
    return next((found for k in range(colon - 1, max(sentence.start, colon - LISTED) - 1, -1)
                 if (found := INTRODUCED.of(word(doc[k]))) is not None), None)  # fmt: skip


def reported(number: Token, over: Token) -> Token | None:
    """«считает, что продажи просядут на 12%»: the nearest finite verb between a verb of speech and the number.

    The parse often hangs the number on the verb of speech itself.
    """
    if REPORTING.of(word(over)) is None or over.i > number.i:
        return None
    for k in range(number.i - 1, over.i, -1):
        token = number.doc[k]
        if token.text in (";", "("):
            return None
        if is_predicate(token) and token.morph.get("VerbForm", []) == ["Fin"]:
            return token
    return None


def own_predicate(number: Token) -> tuple[Token | None, int, int]:
    """The finite verb nearest a number between the commas, dashes and brackets around it, and those bounds."""
    doc, sentence = number.doc, number.sent
    left = right = number.i
    while left > sentence.start and doc[left - 1].text not in EDGES:
        left -= 1
    while right < sentence.end and doc[right].text not in EDGES:
        right += 1
    verbs = [t for t in doc[left:right] if is_predicate(t) and t.morph.get("VerbForm", []) == ["Fin"]]
    return min(verbs, key=lambda t: abs(t.i - number.i), default=None), left, right


def is_predicate(token: Token) -> bool:
    """A verb by its tag, or by its form where the tagger errs («посеют» as a noun)."""
    return token.pos_ in PREDICATES or future_by_form(word(token)) is True


def is_spontaneous(verb: Token) -> bool:
    """«инфляция вырастет», «запасов хватит»: what nobody decides is a forecast."""
    if CHANGE.of(word(verb)) is not None:
        return True
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    return subject is not None and MACRO.of(word(subject)) is not None and not is_decided(verb)


def is_decided(verb: Token) -> bool:
    """«тариф вырастет», «ставка снизится»: the future of what somebody sets is a plan."""
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    return subject is not None and any(DECIDED.of(word(t)) is not None for t in subject.subtree)


def by_subject(verb: Token) -> Status | None:
    """«прогноз сужен с 9 до 8 %», «понизил прогноз», «штраф увеличен», «закон устанавливает»: by its subject or object."""
    present = verb.morph.get("Tense", []) == ["Pres"]
    for c in verb.children:
        kind = c.dep_.split(":")[0]
        if any(d.dep_.startswith("nummod") for d in c.children):
            continue  # «полагается 30 МРП»: a unit
        if kind == "nsubj" and present and DRAFT.of(word(c)) is not None:
            return "planned"
        if kind in ("nsubj", "obj"):
            status = SUBJECT.of(word(c))
            if status == "planned" and is_past(verb) and (kind == "obj" or word(verb).startswith(CARRIED_OUT)):
                continue
            if status == "required" and word(verb).startswith(BROKEN):
                continue
            if status == "required" and is_future(verb) and LASTING.of(word(c)) is None:
                return "planned"
            if status is not None and not (status == "required" and is_past(verb) and LASTING.of(word(c)) is None):
                return status
        if (kind == "nsubj" and present and LAW.of(word(c)) is not None) or (
            kind in ("nsubj", "obj") and _is_limited(c, verb)
        ):
            return "required"
    return None


def _is_limited(subject: Token, verb: Token) -> bool:
    """«предельные цены снижены», but «предельная концентрация превышена»: a limit itself, not what breaks it."""
    if word(verb).startswith("превы") or word(subject).startswith(PAID):
        return False
    return any(MODIFIER.of(word(c)) == "required" for c in subject.children if c.pos_ == "ADJ")


def _is_required(subject: Token) -> bool:
    """«предельная цена установлена»: a subject that names a limit."""
    return any(MODIFIER.of(word(t)) == "required" or PREDICATE.of(word(t)) == "required" for t in subject.subtree)


def of_predicate(verb: Token) -> Status | None:
    """Planned for a future or a «будет»; the status of a modal that governs or stands beside the verb."""
    if verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "бы":
        return "forecast"
    if any(PREDICATE.of(word(c)) == "required" for c in verb.children if c.pos_ in SHORT and c.dep_ not in APART):
        return "required"
    for child in verb.children:
        text = word(child)
        if child.dep_ in APART:
            continue
        if child.dep_.startswith("nsubj") and word(verb).startswith(SET) and _is_required(child):
            return "required"
        if text in FUTURE_AUX:
            return "planned"
        if child.pos_ in SHORT and (status := PREDICATE.of(text)) is not None:
            return status
    return "planned" if is_future(verb) else None


def weighed(status: Status, modal: Token) -> Status:
    """«может получить до 20 млн» is a limit, «может вырасти» a forecast."""
    if (
        word(modal) in ("может", "могут")
        and any(word(t) == "до" for t in modal.subtree)
        and not any(
            word(t).startswith(("вырас", "сниз", "упас", "возрас", "увелич", "сократ", "достиг")) for t in modal.subtree
        )
    ):
        return "required"
    return status
