"""Whether a number is the size of a change and which way, and whether «до» names a limit or the level reached."""

from __future__ import annotations

from extractor.facts.amounts.quantity import Quantity
from extractor.facts.lexemes import BREAK, DASHES, NUMBER, SIGN, WORD, Lexemes
from extractor.facts.wordlists import rows
from extractor.records import Direction


def _stems(kind: str) -> dict[str, Direction]:
    table: dict[str, Direction] = {}
    for direction, of_kind, stems in rows("change_words.tsv"):
        if of_kind == kind:
            table.update(dict.fromkeys(stems.split(), "increase" if direction == "increase" else "decrease"))
    return table


VERBS, GAINS, COMPARATIVES = _stems("verb"), _stems("gain"), _stems("comparative")
LONGEST = max(map(len, VERBS | GAINS))
# Words that begin like a change word and are none.
FALSE_FRIENDS = (
    "растен",
    "расти",
    "растит",
    "растра",
    "росси",
    "росси",
    "роспис",
    "росто",
    "расчет",
    "рассе",
    "росл",
    "понижающ",
    "упаков",
    "палат",
    "повышен",
    "растор",
    "падеж",
    "падч",
    "росан",
    "росат",
    "росгв",
    "роснеф",
    "росре",
    "роском",
    "росст",
    "распад",
    "сброд",
    "усил",
)
REACH = 25


def direction_of_word(word: str, table: dict[str, Direction]) -> Direction | None:
    """Direction of a word by the longest stem of the table that it begins with."""
    for size in range(min(LONGEST, len(word)), 2, -1):
        found = table.get(word[:size])
        if found is not None:
            return (
                None
                if word.startswith(FALSE_FRIENDS)
                and word[:size] in ("рост", "рос", "раст", "усил", "повышен", "пада")
                and word not in ("рост", "роста", "росту", "ростом", "росте")
                else found
            )
    return None


def change_before(
    lex: Lexemes, i: int, sentence: int, table: dict[str, Direction] | None = None, reach: int = REACH
) -> tuple[Direction, int] | None:
    """The change word nearest before lexeme i in its sentence: its direction and index."""
    table = VERBS if table is None else table
    for k in range(i - 1, max(lex.first - 1, i - reach), -1):
        if lex.start[k] < sentence or lex.kind[k] == BREAK:
            return None
        if lex.kind[k] == WORD and len(lex.words[k]) > 2 and (found := direction_of_word(lex.words[k], table)):
            return found, k
    return None


def change_after(lex: Lexemes, j: int, reach: int = 5) -> Direction | None:
    """A comparative or change word right after the number: «на 5 % больше», «на 3 % вырос экспорт»."""
    for k in range(j, j + reach):
        if lex.kind[k] == BREAK or (lex.kind[k] == SIGN and lex.words[k] not in "()") or lex.kind[k] == NUMBER:
            return None
        word = lex.words[k]
        if word in COMPARATIVES:
            return COMPARATIVES[word]
        if len(word) > 3 and (found := direction_of_word(word, VERBS)):
            return found
    return None


def signed(lex: Lexemes, q: Quantity) -> Direction | None:
    """«(+12 %)», «плюс 11,6 % к прошлому году», «−3 %» in brackets: the sign is a direction."""
    before = lex.words[q.number_first - 1]
    if before == "минус" and _is_fall(lex, q):
        for name in ("value", "raw"):
            setattr(q, name, abs(getattr(q, name) or q.raw))
        return "decrease"
    if before in ("+", "плюс") and q.unit_code != "Cel":
        return "increase"
    if before in ("-", "−", "–", "минус") and lex.words[q.number_first - 2] == "(":
        return "decrease"
    return None


# «составил минус 2 %», «до минус 3 млрд»: a level below nought.
LEVEL_BEFORE = frozenset({"в", "во", "до", "от", "при", "к", "с", "около", "уровне", "ему", "ей", "им", "ниже", "выше"})
LEVEL_VERBS = ("состав", "равн", "равен", "оказал", "принос", "принес", "показ", "достиг")
CLAUSE_SIGNS = frozenset({",", "(", ":", ";", "это", "среднем", *DASHES})


def _is_fall(lex: Lexemes, q: Quantity) -> bool:
    """«за девять месяцев минус 11,4 %», «244 доллара, минус полтора»: «минус» says that the figure fell by so much.

    «ушёл в минус 2,3 %», «сальдо составило минус 4 млрд» are levels. Gold: «минус [18 процентов]» к прошлым выходным.
    """
    if q.value is None or q.value >= 0:
        return False
    word = lex.words[q.number_first - 2]
    if word in LEVEL_BEFORE or word.startswith(LEVEL_VERBS):
        return False
    return q.kind in ("percent", "percentage_point", "count") or (q.kind == "money" and word in CLAUSE_SIGNS)


def direction(lex: Lexemes, q: Quantity) -> Direction | None:
    """Direction of a quantity that is itself a change; None for a level.

    «на N» and «в N раз» under a change word or a comparative; «прибавил N»; «рост составил N %», «рост — 5 %».
    """
    if (sign := signed(lex, q)) is not None:
        return sign
    if q.rule in ("percent_adjective", "compound_adjective", "multiple_adjective"):
        token = lex.token(q.last)
        return direction_of_word(lex.words[q.last], VERBS) if token is not None and token.pos_ == "NOUN" else None
    if q.link in ("на", "по") or q.kind == "multiple" or "share_change" in q.tags:
        if q.kind != "measure" and lex.words[q.first - 1] == "на" and lex.words[q.first - 2] in COMPARATIVES:
            return COMPARATIVES[lex.words[q.first - 2]]  # «стало больше на 14,8 %», «дороже на 300 тенге»
        after = change_after(lex, q.last)
        if after is not None and (q.link == "на" or q.kind == "multiple"):
            return after
        before = change_before(lex, q.first, q.sentence)
        if before is not None and (q.link == "на" or q.kind == "multiple"):
            return before[0]
        if before is not None and lex.words[q.first - 1] != "под" and q.kind in ("percent", "percentage_point"):
            return before[0]
        return None
    return _gained(lex, q) or _noun_of_change(lex, q)


def _gained(lex: Lexemes, q: Quantity) -> Direction | None:
    """«прибавили 0,9 %», «потерял 5 рублей»: the object of a verb of gain or loss."""
    if q.link or q.kind not in ("percent", "percentage_point", "fraction"):
        return None
    for k in range(q.first - 1, max(lex.first - 1, q.first - 6), -1):
        if (
            lex.start[k] < q.sentence
            or lex.kind[k] in (BREAK, NUMBER)
            or (lex.kind[k] == SIGN and lex.words[k] not in "«»")
        ):
            return None
        if len(lex.words[k]) > 3 and (found := direction_of_word(lex.words[k], GAINS)):
            return found
    return None


NOUNS_OF_CHANGE = {
    "рост": "increase",
    "роста": "increase",
    "прирост": "increase",
    "прибавка": "increase",
    "прибавку": "increase",
    "прироста": "increase",
    "увеличение": "increase",
    "повышение": "increase",
    "подъем": "increase",
    "снижение": "decrease",
    "падение": "decrease",
    "спад": "decrease",
    "сокращение": "decrease",
    "уменьшение": "decrease",
}


def _noun_of_change(lex: Lexemes, q: Quantity) -> Direction | None:
    """«рост составил 5 %», «прирост — 4–5 %», «снижение — 12 %»."""
    if q.kind not in ("percent", "percentage_point") or q.link in ("до", "от", "с") or (q.value or 0) < 0:
        return None
    for k in range(q.first - 1, max(lex.first - 1, q.first - 9), -1):
        word = lex.words[k]
        if lex.start[k] < q.sentence or lex.kind[k] in (BREAK, NUMBER) or word in (",", ";", "(", ")", ":"):
            return None
        if q.link == "в" and k < q.first - 4:
            return None
        found = NOUNS_OF_CHANGE.get(word)
        if found is not None:
            return "increase" if found == "increase" else "decrease"
        if word in ("темп", "темпы", "до", "прогноз"):
            return None
    return None


LEVEL_WORDS = (
    "остыл",
    "остын",
    "остыв",
    "прогре",
    "нагре",
    "разогн",
    "разогр",
    "усилит",
    "усилил",
    "охлад",
    "заморо",
    "потепле",
    "похолод",
    "окреп",
    "укреп",
    "ослаб",
    "доход",
    "довед",
    "довел",
    "дове",
    "выйти",
    "выйд",
    "вышл",
    "выход",
    "дойд",
    "дош",
    "дорос",
    "дораст",
    "дотян",
    "округл",
    "дости",
    "перен",
    "восстан",
    "смягч",
    "продл",
    "расшир",
    "обновл",
    "поменя",
    "измен",
    "скоррект",
    "пересмотр",
    "индекс",
)


def is_level_reached(lex: Lexemes, i: int, sentence: int) -> bool:
    """True where «до» before lexeme i names the level a figure came to: «вырос до», «на 5 %, до 9,25 %», «с
    11 до 9 %».
    """
    if change_before(lex, i, sentence) is not None:
        return True
    for k in range(i - 1, max(lex.first - 1, i - REACH), -1):
        if lex.start[k] < sentence or lex.kind[k] == BREAK:
            break
        if (
            lex.words[k].startswith(LEVEL_WORDS)
            or lex.words[k].startswith(("удво", "утро"))
            or lex.words[k] in ("вдвое", "втрое", "раза", "раз")
        ):
            return True
    return False
