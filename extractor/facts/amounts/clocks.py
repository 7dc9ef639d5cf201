"""Numbers that are times of day, scores, years and ages: exclusions that time words and signs show."""

from __future__ import annotations

from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import MAGNITUDES, Numeral
from extractor.facts.wordlists import forms_and_stems

AGE_FORMS, AGE_STEMS = forms_and_stems("age_words.tsv", "before")
AGE_AFTER, _ = forms_and_stems("age_words.tsv", "after")
TERMS = ("колони", "лишени", "тюрьм", "ограничени", "условно", "заключени", "принудит", "поселени", "исправит")
YEARS_OLD = frozenset({"лет", "года", "год", "годам", "годами", "годов"})


# «годом ранее», «неделю назад»: one unit of time, so that a number before it belongs to other words.
ONE_UNIT = frozenset({"год", "годом", "месяц", "месяцем", "неделю", "неделей", "день", "днем", "квартал", "кварталом"})
BACK = frozenset({"назад", "ранее", "раньше", "спустя", "позже", "позднее", "прежде"})
CLOCK_BEFORE = frozenset({"в", "к", "с", "до", "около", "—", "–", ",", "("})
CLOCK_AFTER = frozenset({"утра", "вечера", "дня", "ночи", "пополудни"})


def points_back(lex: Lexemes, j: int) -> bool:
    """True where lexeme j begins «годом ранее», «год назад»: no unit of a number before it. Gold: против [402] годом
    ранее.
    """
    return lex.words[j] in ONE_UNIT and lex.words[j + 1] in BACK


def clock_or_score(lex: Lexemes, n: Numeral) -> bool:
    """«10:30», «3:1», «2:0 (1:0)». Gold: в [10:30]."""
    colon_after = (
        lex.words[n.last] == ":" and lex.kind[n.last + 1] == NUMBER and lex.glued(n.last) and lex.glued(n.last + 1)
    )
    colon_before = lex.words[n.first - 1] == ":" and lex.kind[n.first - 2] == NUMBER and lex.glued(n.first)
    return colon_after or colon_before


PLAYED = ("счет", "выигра", "побед", "проигра", "обыгра", "ничь", "уступи")


def score(lex: Lexemes, n: Numeral) -> bool:
    """«со счётом 3-1», «выиграли 2–0». Gold: со счётом [3-1]."""
    dashed = (lex.words[n.last] in DASHES and lex.kind[n.last + 1] == NUMBER) or (
        lex.words[n.first - 1] in DASHES and lex.kind[n.first - 2] == NUMBER
    )
    after = n.last + 2 if lex.words[n.last] in DASHES else n.last
    return (
        dashed
        and lex.words[after] not in MAGNITUDES
        and any(lex.words[k].startswith(PLAYED) for k in range(n.first - 1, max(0, n.first - 5), -1))
    )


def clock_hours(lex: Lexemes, n: Numeral) -> bool:
    """«в 10 часов утра», «к 18 часам», «в 9 часов 30 минут». Gold: в [10] часов утра."""
    if (
        not lex.words[n.last].startswith(("час", "ч"))
        or n.value is None
        or n.value > 24
        or lex.words[n.last] not in ("час", "часа", "часов", "часам", "ч")
    ):
        return False
    after = n.last + 1
    if lex.words[after] in CLOCK_AFTER or (
        lex.words[after] == "по" and lex.words[after + 1] in ("местному", "московскому", "времени")
    ):
        return True
    opened = (
        lex.words[n.first - 1] in ("в", "к", "около", "до", "с")
        and lex.kind[after] == NUMBER
        and lex.words[after + 1].startswith("мин")
    )
    return opened or (
        lex.words[n.first - 1] in ("в", "к")
        and lex.words[n.last] in ("часов", "часам")
        and lex.words[n.first - 2] not in ("раз", "чем")
    )


def far_year(lex: Lexemes, n: Numeral) -> bool:
    """«2242 год»: a four-digit number before a singular year. Gold: [2242] год."""
    if (
        lex.words[n.last] not in ("год", "года", "году", "годом")
        or lex.kind[n.first] != NUMBER
        or n.last - n.first != 1
        or points_back(lex, n.last)
    ):
        return False
    return (
        n.value is not None
        and 1000 <= n.value <= 9999
        and not (lex.words[n.last] == "год" and n.value % 10 == 1 and n.value % 100 != 11)
    )


SET_FOR = ("намеч", "назнач", "заплан", "начал", "начин")


def clock_dotted(lex: Lexemes, n: Numeral) -> bool:
    """«в 19.58 мск», «около 7 вечера», «намечено на 19 часов», «UTC+1»: times of day."""
    after = lex.words[n.last]
    if n.value is not None and n.value != int(n.value) and "." not in lex.words[n.first]:
        return False
    if (
        after in CLOCK_AFTER - {"дня"}
        or after == "мск"
        or (after == "по" and lex.words[n.last + 1] in ("московскому", "местному"))
    ):
        return True
    if lex.words[n.first - 1] in ("+", "-") and lex.words[n.first - 2] in ("utc", "gmt"):
        return True
    if (
        after in ("часов", "часа", "час")
        and n.value is not None
        and n.value <= 24
        and lex.words[n.first - 1] in ("на", "с", "до", "к", "–", "—")
        and any(lex.words[k].startswith(SET_FOR) for k in range(n.first - 5, n.first))
    ):
        return True
    return (
        after in ("часов", "часа")
        and lex.words[n.first - 1] in CLOCK_BEFORE
        and lex.kind[n.last + 1] == NUMBER
        and lex.words[n.last + 2].startswith("мин")
        and n.value is not None
        and n.value <= 24
    )


def minutes_of_clock(lex: Lexemes, n: Numeral) -> bool:
    """«в 9 часов 30 минут»: the minutes of a time of day."""
    return (
        lex.words[n.last].startswith("мин")
        and lex.words[n.first - 1] == "часов"
        and lex.words[n.first - 3] in ("в", "к", "около")
    )


def opening_hours(lex: Lexemes, n: Numeral) -> bool:
    """«с 9 до 18 часов»: from and to a time of day; «с 19 до 36 часов» has grown. Gold: с [9] до [18] часов."""
    first = n.first if lex.words[n.last] == "до" else n.first - 2
    last = n.last + 2 if lex.words[n.last] == "до" else n.last
    if lex.words[first - 1] not in ("с", "со") or lex.words[last - 2] != "до" or last - first != 3:
        return False
    hours = lex.words[first], lex.words[last - 1]
    if lex.words[last] not in ("часов", "часа") or not all(
        h.isdecimal() and len(h) <= 2 and int(h) <= 24 for h in hours
    ):
        return False
    return not any(lex.words[k].startswith(CHANGED) for k in range(first - 6, first - 1))


CHANGED = ("сокра", "увелич", "вырос", "сниз", "уменьш", "продл", "срок", "время")


def age(lex: Lexemes, n: Numeral) -> bool:
    """«в возрасте 45 лет», «старше 18 лет», «ему 63 года», «Иванов, 45 лет,». Gold: женщины старше [63 лет]."""
    if lex.words[n.last] not in YEARS_OLD or n.factor != 1 or (n.value or 0) % 1 or lex.words[n.first - 1] == "на":
        return False
    if lex.words[n.last + 1].startswith(TERMS):
        return False
    if lex.words[n.last + 1] in AGE_AFTER:
        return True
    token = lex.token(n.first - 1) if lex.kind[n.first - 1] == WORD else None
    if token is not None and token.morph.get("Case", []) == ["Dat"] and token.morph.get("Animacy", []) == ["Anim"]:
        return True
    for k in range(n.first - 1, max(0, n.first - 15), -1):
        word = lex.words[k]
        if lex.words[k] in (";", "\n", "."):
            break
        if word.startswith("возраст"):
            return all(lex.kind[m] != NUMBER for m in range(k + 1, n.first - 2))
        if word in AGE_FORMS or (len(word) > 2 and word.startswith(AGE_STEMS)):
            return k == n.first - 1 or all(
                lex.words[m]
                in (
                    "от",
                    "до",
                    "с",
                    "в",
                    "по",
                    "и",
                    "старше",
                    "около",
                    "уже",
                    "всего",
                    "было",
                    "(",
                    "только",
                    "за",
                    "или",
                    "более",
                    "менее",
                    "исполнилось",
                )
                or lex.kind[m] == NUMBER
                or lex.words[m] in DASHES
                for m in range(k + 1, n.first)
            )
    if lex.words[n.first - 1] in ("меньше", "больше", "около", "за", "под") and lex.words[n.first - 2] in PEOPLE_DATIVE:
        return True  # «девяти из них меньше тридцати лет»
    named = lex.capital(n.first - 2) or (lex.words[n.first - 3] in DASHES and lex.capital(n.first - 4))
    return lex.words[n.first - 1] == "," and lex.words[n.last + 1] in (",", ")", ".", ";", "\n", "") and named


PEOPLE_DATIVE = frozenset({"них", "ему", "ей", "им", "мне", "нам", "вам", "которым", "которому", "которой"})


def bare_age(lex: Lexemes, n: Numeral) -> bool:
    """«младше тридцати пяти», «старше 60», «ему исполнилось 14»: an age without its noun. Gold: старше [60]."""
    before = lex.words[n.first - 1]
    return before in ("младше", "моложе", "старше") or before.startswith("исполн")
