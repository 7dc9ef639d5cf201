"""What the tree over a number says of how real it is: tense, modals, subjects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

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
)
from extractor.facts.text import Word
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


def governors(token: Word) -> Iterator[Word]:
    """CLIMB tokens over a token, nearest first; a root governs itself, and so is given again up to that number."""
    for _ in range(CLIMB):
        token = token.head
        yield token


def follows(noun: Word, prepositions: tuple[str, ...]) -> bool:
    return any(c.dep == "case" and c.word in prepositions for c in noun.children)


def is_past(verb: Word) -> bool:
    """By the parse, and by the ending where the parse knows no tense or gives another for a word it does not know."""
    if verb.feats.get("Tense") == "Past":
        return True
    return verb.feats.get("VerbForm") != "Inf" and verb.word.endswith(PAST_ENDINGS)


def is_future(verb: Word) -> bool:
    """«вырастет»: a perfective verb in the present's form; never a form in -л."""
    known = future_by_form(verb.word)
    if verb.word in FUTURE_AUX or known is not None:
        return known is not False
    if is_past(verb):
        return False
    tense = verb.feats.get("Tense")
    perfective = verb.feats.get("Aspect") == "Perf" and verb.feats.get("VerbForm") == "Fin"
    return tense == "Fut" or (perfective and tense == "Pres")


@lru_cache(CACHE)
def future_by_form(text: str) -> bool | None:
    """«проиндексируют», «урежем»: whether the dictionary reads the form as a future; None where it may be one."""
    readings = [p.grammemes for p in parses(text) if p.known and "incl" not in p.grammemes]
    futures = sum("futr" in r for r in readings)
    if not readings or 0 < futures < len(readings):
        return None
    return futures > 0


def parted(number: Word, over: Word) -> bool:
    """Whether a word over a number is beyond a «;», or a «:» after it, and the number's own part has a predicate."""
    words = number.among
    left = right = number.i
    while left > number.first and words[left - 1].text != ";":
        left -= 1
    while right < number.last and words[right].text not in (";", ":"):
        right += 1
    return not left <= over.i < right and any(is_predicate(t) for t in words[left:right])


def listed(number: Word) -> Status | None:
    """«проект бюджета: доходы — 512 млрд», «строится городок: 64 лавки»: what stands before the colon decides."""
    words = number.among
    colon = next((k for k in range(number.i - 1, number.first, -1) if words[k].text == ":"), -1)
    if colon < 0 or any(is_predicate(t) for t in words[colon : number.last]):
        return None
    return next((found for k in range(colon - 1, max(number.first, colon - LISTED) - 1, -1)
                 if (found := INTRODUCED.of(words[k].word)) is not None), None)  # fmt: skip


def reported(number: Word, over: Word) -> Word | None:
    """«считает, что продажи просядут на 12%»: the nearest finite verb between a verb of speech and the number.

    The parse often hangs the number on the verb of speech itself.
    """
    if REPORTING.of(over.word) is None or over.i > number.i:
        return None
    for k in range(number.i - 1, over.i, -1):
        token = number.among[k]
        if token.text in (";", "("):
            return None
        if is_predicate(token) and token.feats.get("VerbForm") == "Fin":
            return token
    return None


def own_predicate(number: Word) -> tuple[Word | None, int, int]:
    """The finite verb nearest a number between the commas, dashes and brackets around it, and those bounds."""
    words = number.among
    left = right = number.i
    while left > number.first and words[left - 1].text not in EDGES:
        left -= 1
    while right < number.last and words[right].text not in EDGES:
        right += 1
    verbs = [t for t in words[left:right] if is_predicate(t) and t.feats.get("VerbForm") == "Fin"]
    return min(verbs, key=lambda t: abs(t.i - number.i), default=None), left, right


def is_predicate(token: Word) -> bool:
    """A verb by its tag, or by its form where the tagger errs («посеют» as a noun)."""
    return token.pos in PREDICATES or future_by_form(token.word) is True


def is_spontaneous(verb: Word) -> bool:
    """«инфляция вырастет», «запасов хватит»: what nobody decides is a forecast."""
    if CHANGE.of(verb.word) is not None:
        return True
    subject = next((c for c in verb.children if c.dep.startswith("nsubj")), None)
    return subject is not None and MACRO.of(subject.word) is not None and not is_decided(verb)


def is_decided(verb: Word) -> bool:
    """«тариф вырастет», «ставка снизится»: the future of what somebody sets is a plan."""
    subject = next((c for c in verb.children if c.dep.startswith("nsubj")), None)
    return subject is not None and any(DECIDED.of(t.word) is not None for t in subject.subtree())


def by_subject(verb: Word) -> Status | None:
    """«прогноз сужен с 9 до 8 %», «понизил прогноз», «штраф увеличен», «закон устанавливает»: by its subject or object."""
    present = verb.feats.get("Tense") == "Pres"
    for c in verb.children:
        kind = c.relation
        if any(d.dep.startswith("nummod") for d in c.children):
            continue  # «полагается 30 МРП»: a unit
        if kind == "nsubj" and present and DRAFT.of(c.word) is not None:
            return "planned"
        if kind in ("nsubj", "obj"):
            status = SUBJECT.of(c.word)
            if status == "planned" and is_past(verb) and (kind == "obj" or verb.word.startswith(CARRIED_OUT)):
                continue
            if status == "required" and verb.word.startswith(BROKEN):
                continue
            if status == "required" and is_future(verb) and LASTING.of(c.word) is None:
                return "planned"
            if status is not None and not (status == "required" and is_past(verb) and LASTING.of(c.word) is None):
                return status
        if (kind == "nsubj" and present and LAW.of(c.word) is not None) or (
            kind in ("nsubj", "obj") and _is_limited(c, verb)
        ):
            return "required"
    return None


def _is_limited(subject: Word, verb: Word) -> bool:
    """«предельные цены снижены», but «предельная концентрация превышена»: a limit itself, not what breaks it."""
    if verb.word.startswith("превы") or subject.word.startswith(PAID):
        return False
    return any(MODIFIER.of(c.word) == "required" for c in subject.children if c.pos == "ADJ")


def _is_required(subject: Word) -> bool:
    """«предельная цена установлена»: a subject that names a limit."""
    return any(MODIFIER.of(t.word) == "required" or PREDICATE.of(t.word) == "required" for t in subject.subtree())


def of_predicate(verb: Word) -> Status | None:
    """Planned for a future or a «будет»; the status of a modal that governs or stands beside the verb."""
    if verb.i + 1 < len(verb.among) and verb.among[verb.i + 1].word == "бы":
        return "forecast"
    if any(PREDICATE.of(c.word) == "required" for c in verb.children if c.pos in SHORT and c.dep not in APART):
        return "required"
    for child in verb.children:
        text = child.word
        if child.dep in APART:
            continue
        if child.dep.startswith("nsubj") and verb.word.startswith(SET) and _is_required(child):
            return "required"
        if text in FUTURE_AUX:
            return "planned"
        if child.pos in SHORT and (status := PREDICATE.of(text)) is not None:
            return status
    return "planned" if is_future(verb) else None


def weighed(status: Status, modal: Word) -> Status:
    """«может получить до 20 млн» is a limit, «может вырасти» a forecast."""
    if (
        modal.word in ("может", "могут")
        and any(t.word == "до" for t in modal.subtree())
        and not any(
            t.word.startswith(("вырас", "сниз", "упас", "возрас", "увелич", "сократ", "достиг"))
            for t in modal.subtree()
        )
    ):
        return "required"
    return status
