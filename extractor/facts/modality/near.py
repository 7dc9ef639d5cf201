"""Words beside a number and in its sentence that say how real it is; they walk over the lexemes."""

from __future__ import annotations

from extractor.facts.lexemes import BREAK, NUMBER, SIGN, WORD, Lexemes
from extractor.facts.modality.cues import APPEAL, BOUND, COST, COURT, DEBT, MODIFIER, PREDICATE, PROJECT, Cues
from extractor.records import Status

MODIFIER_REACH = 3
NOW, NOW_REACH = frozenset({"сейчас", "сегодня", "ныне", "теперь", "пока", "нынче"}), 5
TIMES = ("бюджет", "год", "месяц", "квартал", "полугоди", "недел", "сезон", "период")
DURATIONS, TERM_REACH = ("лет", "год", "месяц", "сут", "дн", "день", "недел"), 5
CAPS = frozenset({"более", "больше", "выше", "ниже", "свыше", "старше", "дороже", "дольше", "позднее", "позже"})
OR = frozenset({"или", "есть"})
ABOUT = frozenset(
    {"на", "около", "почти", "примерно", "порядка", "более", "свыше", "в", "до", "это", "не", "менее", "$"}
)


def modifier(lex: Lexemes, i: int) -> Status | None:
    """«запланированных 30 школ», «при нынешних 2,7 %»: an adjective right before the number."""
    for k in range(i - 1, max(lex.first - 1, i - MODIFIER_REACH - 1), -1):
        if lex.kind[k] != WORD or lex.words[k].startswith(TIMES):
            return None
        token = lex.parsed(k)
        if token is None or token.feats.get("VerbForm") == "Fin":
            return None
        if (status := MODIFIER.of(lex.words[k])) is not None and token.pos in ("ADJ", "VERB", "DET"):
            return status
    return None


def bound(lex: Lexemes, i: int) -> Status | None:
    """«при плане 2,7 млн», «при нормативе в 3,5 млн», «вместо положенных 40»."""
    for k in range(i - 1, max(lex.first - 1, i - MODIFIER_REACH - 1), -1):
        status = BOUND.of(lex.words[k])
        if status is not None:
            before = lex.words[max(lex.first, k - 2) : k]
            return status if "при" in before or "вместо" in before or "против" in before else None
        if lex.kind[k] != WORD:
            return None
    return None


def now(lex: Lexemes, i: int) -> Status | None:
    """«…, сейчас их 144», «(сейчас 11,7)», «против 12,8 млрд в текущем году»: beside a future, what is so now."""
    for k in range(i - 1, max(lex.first - 1, i - NOW_REACH - 1), -1):
        if lex.kind[k] == BREAK or lex.words[k] in (",", "(", ";", ".", ":"):
            break
        if lex.words[k] in NOW:
            return "actual"
        if lex.words[k].startswith("буд"):
            break
    return "actual" if lex.words[i - 1] in ("против",) else None


def term(lex: Lexemes, i: int) -> Status | None:
    """«восемь лет колонии», «пять лет условно», «на обжалование 15 суток»: what a court or its code sets."""
    k = i
    while k < i + TERM_REACH and k < lex.last and not lex.words[k].startswith(DURATIONS):
        if lex.kind[k] not in (WORD, NUMBER):
            return None
        k += 1
    if not lex.words[k].startswith(DURATIONS) or lex.words[i - 1] in ("отсидел", "отбыл", "провел", "провела"):
        return None
    if any(COURT.of(lex.words[m]) is not None for m in range(k + 1, min(k + 4, lex.last)) if lex.kind[m] == WORD):
        return "required"
    return "required" if sentence_cue(lex, i, APPEAL) or in_sentence(lex, i, APPEAL) else None


def named_limit(lex: Lexemes, i: int) -> Status | None:
    """«порог в 50 баллов», «квоту ОПЕК+ в 1,53 млн»: a noun of limit before «в» and the number."""
    if lex.words[i - 1] not in ("в", "до"):
        return None
    for k in range(i - 2, max(lex.first, i - 2 - MODIFIER_REACH) - 1, -1):
        token = lex.parsed(k) if lex.kind[k] == WORD else None
        if lex.words[k] in (".", ",", ";", ":", "(", ")", "»"):
            return None
        if token is not None and token.pos == "NOUN" and PREDICATE.of(lex.words[k]) == "required":
            return "required"
        if token is not None and token.pos in ("VERB", "ADP"):
            return None
    return None


def is_capped(lex: Lexemes, i: int) -> bool:
    """«не более восьми человек», «не ниже 100 млн»: beside what is so now, a limit."""
    k = i - 1
    while k > i - 3 and lex.words[k] in ("чем", "по"):
        k -= 1
    return lex.words[k] in CAPS and lex.words[k - 1] == "не"


def is_start(lex: Lexemes, i: int) -> bool:
    """«вырастет с 70,2 до 77 лет»: the level a change starts from is there already."""
    return lex.words[i - 1] in ("с", "со") and "до" in lex.words[i + 1 : i + 7]


def is_base(lex: Lexemes, i: int) -> bool:
    """«из 840 компаний останется 500»: the whole a part is taken from is there already."""
    k = i - 1
    while k > i - 3 and lex.words[k] in ("почти", "более", "чем", "примерно"):
        k -= 1
    return lex.words[k] == "из" and lex.words[k - 1] != "исходя"


def equivalent_of(lex: Lexemes, i: int) -> int:
    """The number another one repeats: «20 МРП (73 840 тенге)», «или 69 570 тенге», «то есть на 3,6 %»; -1 if none."""
    k = i - 1
    while k > lex.first and lex.kind[k] == WORD and lex.words[k] in ABOUT:
        k -= 1
    if not (lex.words[k] == "(" or lex.words[k] in OR):
        return -1
    if lex.words[k] == "есть" and lex.words[k - 1] != "то":
        return -1
    for m in range(k - 1, max(lex.first - 1, k - 7), -1):
        if lex.kind[m] == BREAK or lex.words[m] in (";", ".", ")"):
            return -1
        if lex.kind[m] == NUMBER:
            return m
    return -1


def starts_later(lex: Lexemes, i: int) -> bool:
    """«с 1 июля», «с нового года» before the number in its sentence."""
    start = lex.sentence_start(i)
    k = i - 1
    while k > lex.first and lex.start[k] >= start and lex.kind[k] != BREAK:
        if lex.words[k - 1] in ("с", "со") and (lex.words[k] in ("1", "нового", "следующего", "будущего")):
            return True
        k -= 1
    return False


def sentence_cue(lex: Lexemes, i: int, cues: Cues) -> Status | None:
    start = lex.sentence_start(i)
    k = i - 1
    while k >= lex.first and lex.start[k] >= start and lex.kind[k] != BREAK:
        if (status := cues.of(lex.words[k])) is not None:
            return status
        k -= 1
    return None


def in_sentence(lex: Lexemes, i: int, cues: Cues) -> Status | None:
    """The cue nearest the number in its sentence, on either side, first on the left."""
    found = sentence_cue(lex, i, cues)
    start = lex.sentence_start(i)
    k = i + 1
    while found is None and k < lex.last and lex.sentence_start(k) == start and lex.kind[k] != BREAK:
        found = cues.of(lex.words[k])
        k += 1
    return found


def _limits(text: str) -> Status | None:
    """«максимальная сумма кредита — 12 млн»: an adjective that sets a limit."""
    return "required" if MODIFIER.of(text) == "required" else None


def _costs(lex: Lexemes, k: int) -> Status | None:
    """«стоимость проекта — 40 млн», «бюджет программы»: what is costed before it is built."""
    after = lex.words[k + 1] if lex.kind[k + 1] == WORD else ""
    return "planned" if COST.of(lex.words[k]) is not None and PROJECT.of(after) is not None else None


def clause(lex: Lexemes, i: int) -> Status | None:
    """Without a predicate in the tree: the nearest cue to the left in the clause."""
    start = lex.sentence_start(i)
    k = i - 1
    while k >= lex.first and lex.start[k] >= start and lex.kind[k] != BREAK:
        if lex.kind[k] == SIGN and lex.words[k] in (";", ":", "("):
            return None
        text = lex.words[k] if lex.kind[k] == WORD else ""
        said = None if DEBT.of(text) is not None else PREDICATE.of(text)
        if text and (status := said or _limits(text) or _costs(lex, k)) is not None:
            return status
        k -= 1
    return None
