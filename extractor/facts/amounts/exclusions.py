"""Numbers that measure nothing: dates, times, law articles, labels, ages, scores, ranks, names. Tried before typing.

Each rule looks at one number (lexemes first..last) and answers True where it is no amount. They are tried in order.
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.facts.amounts.clocks import (
    age,
    bare_age,
    clock_dotted,
    clock_hours,
    clock_or_score,
    far_year,
    minutes_of_clock,
    opening_hours,
    score,
)
from extractor.facts.amounts.numbers_in_names import (
    attached_letters,
    inside_name,
    model,
    slash_or_decimal_name,
    whole_quote,
)
from extractor.facts.amounts.ordinals import ordinal_value
from extractor.facts.amounts.telephones import help_line, phone, phone_groups
from extractor.facts.lexemes import DASHES, NUMBER, WORD, Lexemes
from extractor.facts.numerals import DENOMINATORS, Numeral
from extractor.facts.wordlists import forms_and_stems

Exclusion = Callable[[Lexemes, Numeral], bool]


LABEL_FORMS, LABEL_STEMS = forms_and_stems("label_nouns.tsv", "label")
LABEL_SHORT, _ = forms_and_stems("label_nouns.tsv", "short")
CARDINAL_ENDINGS = frozenset({"ти", "ю", "мя", "тью", "ми"})
BEST = ("лучш", "крупнейш", "богатейш", "сильнейш", "самых", "ведущ", "влиятельн", "быстрейш")
LAW_CODES = frozenset({"ук", "гк", "тк", "упк", "коап", "гпк", "апк", "кодекса"})
STREETS = ("улиц", "проспект", "переул", "бульвар", "шоссе", "набережн", "микрорайон", "площад")
DOCUMENT_MARKS = frozenset({"№", "n", "nn", "#"})


def ordinal(lex: Lexemes, n: Numeral) -> bool:
    """«175-е место», «30-летний», «2021-го», «12-этажный», «16-й». Gold: [175-е] место."""
    dash = n.last
    if lex.kind[n.last - 1] != NUMBER and lex.words[n.last - 1] not in CARDINAL_ENDINGS:
        return False
    if (
        lex.words[dash] not in ("-", "‑", "–")
        or not lex.glued(dash)
        or not lex.glued(dash + 1)
        or lex.kind[dash + 1] != WORD
    ):
        return False
    if n.last - n.first > 1 and lex.words[n.last - 1] in ("и", "х", "м", "ми", *CARDINAL_ENDINGS):
        return False
    return lex.words[dash + 1] not in CARDINAL_ENDINGS


def document_number(lex: Lexemes, n: Numeral) -> bool:
    """«№ 174-V», «№ 5», «закон 94-ФЗ». Gold: закон № [174]-V."""
    before = lex.words[n.first - 1]
    if before in DOCUMENT_MARKS and before != "n":
        return True
    if (
        before in DASHES
        and lex.glued(n.first)
        and lex.glued(n.first - 1)
        and lex.kind[n.first - 2] == NUMBER
        and lex.words[n.first - 3] in DOCUMENT_MARKS
    ):
        return True
    return (
        lex.words[n.last] in DASHES
        and lex.glued(n.last)
        and lex.glued(n.last + 1)
        and lex.kind[n.last + 1] == WORD
        and lex.capital(n.last + 1)
    )


def law_article(lex: Lexemes, n: Numeral) -> bool:
    """«статья 12», «ст. 188», «пунктом 3 статьи 15», «ч. 2». Gold: статья [12] изменена."""
    before = lex.words[n.first - 1]
    if (
        before.startswith(("стать", "подпункт"))
        and before != "стать"
        and n.value is not None
        and n.value == int(n.value)
        and before not in ("статьям", "статей")
    ):
        return True
    if before in ("пункт", "пункте", "пунктом", "пункту") and lex.kind[n.first] == NUMBER and n.last - n.first == 1:
        return True
    if before in ("пункта", "части", "часть", "частью") and lex.words[n.last] in ("статьи", "ст", "статье", "закона"):
        return True
    if lex.words[n.last] in LAW_CODES:
        return True
    if before == "." and lex.words[n.first - 2] in LABEL_SHORT and lex.glued(n.first - 1):
        return lex.words[n.first - 2] not in ("с", "т", "п", "кв", "д", "ч") or (
            lex.words[n.first - 3] not in ("тыс", "млн", "млрд") and lex.kind[n.first - 3] != NUMBER
        )
    if before in (",", "и", "–", "-", "—") and lex.kind[n.first - 2] == NUMBER:
        return _is_label(lex.words[n.first - 3]) and lex.words[n.first - 3].startswith(("стат", "пункт", "глав"))
    return False


def _is_label(word: str) -> bool:
    return word in LABEL_FORMS or (bool(word) and word.startswith(LABEL_STEMS))


def list_mark(lex: Lexemes, n: Numeral) -> bool:
    """«1. Туркестанская область», «2) …» at the start of a line. Gold: [2]. Акмолинская область."""
    at_start = lex.words[n.first - 1] in ("", "\n", ")", ";", "•") and (
        lex.words[n.first - 1] in ("", "\n") or lex.capital(n.last + 1)
    )
    return at_start and lex.words[n.last] in (".", ")") and n.last - n.first == 1 and lex.glued(n.last)


def rank(lex: Lexemes, n: Numeral) -> bool:
    """«на 33 месте», «занял 5 место», «топ-10», «в топе-100». Gold: занял [5] место."""
    if lex.words[n.last] in ("месте", "место") and n.value not in (1, None) and n.value % 10 != 1:
        return True
    if lex.words[n.last] in ("место", "месте") and lex.words[n.first - 1] in (
        "на",
        "занял",
        "заняла",
        "заняли",
        "занимает",
    ):
        return True
    before = lex.words[n.first - 1]
    return (before in DASHES and lex.words[n.first - 2] in ("топ", "топа", "топе", "top")) or before in ("топ", "top")


def address(lex: Lexemes, n: Numeral) -> bool:
    """«на улице Абая, 15», «проспект Мира, 24»: the number of a house. Gold: улица Абая, [15]."""
    if lex.words[n.first - 1] != "," or lex.kind[n.first] != NUMBER or n.last - n.first != 1:
        return False
    for k in range(n.first - 2, max(0, n.first - 10), -1):
        if lex.words[k].startswith(STREETS):
            return lex.capital(n.first - 2)
        if lex.kind[k] == NUMBER and lex.words[k - 1] != ",":
            return False
    return False


def weight_category(lex: Lexemes, n: Numeral) -> bool:
    """«в весе до 81 кг», «в категории свыше 100 кг»: a class of sportsmen. Gold: в весе до [74] кг."""
    if lex.words[n.last] not in ("кг", "килограмм", "килограммов", "килограмма"):
        return False
    before = lex.words[n.first - 1]
    if before not in ("до", "свыше", "весе", "категории"):
        return False
    return any(lex.words[k] in ("весе", "категории", "весовой") for k in range(n.first - 3, n.first))


def list_size(lex: Lexemes, n: Numeral) -> bool:
    """«в списке 1000 лучших университетов», «входят в 100 крупнейших»: the size of a list.

    Gold: в списке [1000 лучших] университетов.
    """
    if not lex.words[n.last].startswith(BEST):
        return False
    if lex.words[n.first - 1] in ("в", "во") and lex.kind[n.first] == NUMBER:
        return True
    return any(
        lex.words[k].startswith(
            (
                "списк",
                "список",
                "рейтинг",
                "топ",
                "перечн",
                "числ",
                "входит",
                "вошл",
                "вошел",
                "попал",
                "ranking",
                "sреди",
                "среди",
            )
        )
        for k in range(max(0, n.first - 5), n.first)
    )


def after_a_time(lex: Lexemes, n: Numeral) -> bool:
    """«через год — 94 %, через пять — 81»: the years left out. Gold: через [пять] — 81."""
    dash = lex.words[n.last] in DASHES and not lex.glued(n.last)
    if lex.words[n.first - 1] == "за":
        return dash and n.words and n.factor == 1  # «за год — 14,5 процента, за три — 38»
    return lex.words[n.first - 1] in ("через", "спустя") and n.factor == 1 and (dash or lex.words[n.last] in (",", "."))


def chain(lex: Lexemes, n: Numeral) -> bool:
    """«272-12-34», «10х15», «16/9»: digits chained by signs."""
    if lex.kind[n.last - 1] != NUMBER:
        return False
    after = (
        lex.words[n.last] in DASHES and lex.glued(n.last) and lex.kind[n.last + 1] == NUMBER and lex.glued(n.last + 1)
    )
    return after and lex.words[n.last + 2] in DASHES and lex.glued(n.last + 2) and lex.kind[n.last + 3] == NUMBER


def ordinal_in_words(lex: Lexemes, n: Numeral) -> bool:
    """«две тысячи двадцатом», «сто первый»: a cardinal that an ordinal ends. Gold: в [две тысячи двадцатом] году."""
    ending = lex.words[n.last]
    return (
        n.words
        and n.value is not None
        and n.value >= 20
        and ordinal_value(ending) is not None
        and (ending not in DENOMINATORS or ending in ("второй", "вторая", "вторую"))
    )


def pointed_at(lex: Lexemes, n: Numeral) -> bool:
    """«семья из четырёх человек», «одними подъёмными»: nothing is counted here. Gold: семья из [четырёх] человек."""
    form, before = lex.words[n.first], lex.words[n.first - 1]
    if form in ("одни", "одних", "одними", "одним") and n.value == 1:
        return True
    return before in ("из", "с") and lex.words[n.first - 2].startswith("семь") and lex.words[n.first - 2] != "семь"


def none_at_all(lex: Lexemes, n: Numeral) -> bool:
    """«ни одного», «с нуля», «на двоих»: no quantities."""
    before = lex.words[n.first - 1]
    if before == "ни" and n.value == 1:
        return True
    if n.words and n.value == 0 and lex.words[n.first] in ("нуля", "нулю", "нуле", "нулем"):
        return lex.words[n.last] not in ("процентов", "целых", "рублей", "тенге")
    return before == "на" and lex.words[n.first] in ("двоих", "троих", "четверых")


# Rules for a number whatever follows it, and rules for one that has no unit after it.
ALWAYS: tuple[Exclusion, ...] = (
    ordinal_in_words,
    none_at_all,
    pointed_at,
    model,
    far_year,
    clock_or_score,
    clock_dotted,
    score,
    clock_hours,
    minutes_of_clock,
    opening_hours,
    ordinal,
    document_number,
    law_article,
    phone,
    phone_groups,
    help_line,
    list_mark,
    rank,
    address,
    weight_category,
    list_size,
    age,
    chain,
)


def labelled(lex: Lexemes, n: Numeral) -> bool:
    """«дом 5», «школы 12», «маршрут 37», «Windows 11»: a noun or a name and its bare number. Gold: автобус [37]."""
    k = n.first - 1
    word = lex.words[k]
    if lex.kind[k] != WORD or lex.kind[n.first] != NUMBER or n.factor != 1 or (n.value or 0) % 1:
        return False
    if word.startswith("уровн") and lex.words[k - 1] in ("на", "до", "с", "около", "ниже", "выше"):
        return False  # «инфляция на уровне 14»
    token = lex.token(k)
    if token is not None and token.morph.get("Number", []) == ["Plur"] and not word.startswith("стат"):
        return False
    if _is_label(word) or (word in ("части", "часть", "частью") and lex.words[n.last] in ("статьи", "ст")):
        return True
    return bool(word.isascii() and len(word) > 1)


WITHOUT_UNIT: tuple[Exclusion, ...] = (
    bare_age,
    after_a_time,
    inside_name,
    whole_quote,
    attached_letters,
    slash_or_decimal_name,
)
WITHOUT_NOUN: tuple[Exclusion, ...] = (labelled,)


def excluded(lex: Lexemes, number: Numeral, rules: tuple[Exclusion, ...]) -> str | None:
    """The name of the first rule that says the number is no amount, or None."""
    return next((rule.__name__ for rule in rules if rule(lex, number)), None)
