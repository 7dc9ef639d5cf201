"""Features of a figure that tell whether its text gives it a period: verb, unit, sentence and the words about it."""

from __future__ import annotations

from extractor.facts.indicators.features import KINDS
from extractor.facts.indicators.site import Site
from extractor.facts.indicators.when import Calendar
from extractor.facts.text import Word
from extractor.facts.wordlists import entries_marked
from extractor.records import STATUSES, Status

NOW = frozenset({"сегодня", "сейчас", "ныне", "пока", "теперь", "нынешний", "текущий", "уже"})
UNITS: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "%", "m km cm mm", "m2 km2 har", "t kg g c dt", "a mo", "wk d h min s", "MW kW GW kV", "kW.h GW.h MW.h cal",
        "Cel", "m3 L", "{times}",
    )
)  # fmt: skip
NEAR_WORDS = (
    "сейчас", "сегодня", "теперь", "уже", "пока", "ныне", "ещё", "еще", "всего", "ежегодно", "ежемесячно", "ежедневно",
    "обычно", "каждый", "средний", "текущий", "нынешний", "прошлый", "прежний", "итог", "начало", "конец", "первый",
    "впервые", "раньше", "затем", "потом", "тогда", "накануне", "предусмотреть", "составлять", "составить", "стоить",
    "цена", "стоимость", "ставка", "срок", "мощность", "план", "проект", "закон", "суд", "решение", "штраф", "погибнуть",
    "прийти", "участие", "проголосовать", "матч", "счёт", "быть", "работать", "построить", "открыть", "выделить",
)  # fmt: skip
PER = frozenset({"год", "месяц", "день", "сутки", "час", "неделя", "смена"})
BEFORE = ("против", "с", "до", "вместо", "при", "из")
TENSES = ("Past", "Pres", "Fut")
REACH = 25  # tokens


def site_values(calendar: Calendar, site: Site, status: Status) -> list[float]:
    """What all candidates of one figure share; ``status`` is how real the figure is."""
    verb = site.head.verb()
    return [
        *(float(status == x) for x in STATUSES),
        *(float(site.amount.kind == k) for k in KINDS),
        *_verb(verb),
        *_amount(calendar, site),
        *_place(calendar, site),
        *_words(calendar, site),
        *calendar.layout.article,
    ]


def morph(token: Word | None, name: str) -> str:
    """The value of a morphological feature, "" where there is none."""
    return token.feats.get(name, "") if token is not None else ""


def _verb(verb: Word | None) -> list[float]:
    lemma = verb.lemma if verb is not None else ""
    return [
        float(verb is None),
        *(float(morph(verb, "Tense") == tense) for tense in TENSES),
        float(morph(verb, "VerbForm") == "Inf"),
        float(morph(verb, "VerbForm") == "Part"),
        float(morph(verb, "Aspect") == "Perf"),
        float(morph(verb, "Aspect") == "Imp"),
        float(morph(verb, "Voice") == "Pass"),
        float(any(lemma in entries_marked("change_verbs", mark) for mark in ("increase", "decrease"))),
    ]


def _amount(calendar: Calendar, site: Site) -> list[float]:
    layout, unit = calendar.layout, site.amount.unit or ""
    before = layout.words[site.start - 1] if site.start else ""
    tail = layout.lemmas[site.end : site.end + 2]
    return [
        float(site.amount.direction is not None),
        float(site.bracketed),
        float(site.kind == "list_item"),
        float(site.kind == "quote"),
        *(float(before == word) for word in BEFORE),
        float(site.amount.per is not None or (len(tail) > 1 and tail[0] in ("в", "за") and tail[1] in PER)),
        *(float(unit in group) for group in UNITS),
        float(len(unit) == 3 and unit.isupper()),
        float(morph(site.noun, "Animacy") == "Anim"),
    ]


def _place(calendar: Calendar, site: Site) -> list[float]:
    """Where the figure stands, and how many figures and periods stand about it."""
    layout = calendar.layout
    own = layout.sentence[site.start]
    start, end = layout.starts[own], layout.ends[own]
    left = layout.periods[site.start]
    last = calendar.spots[left - 1][0] if left else -1
    return [
        float(own - layout.sentence[site.block_start]),
        float(layout.figures[site.start] - layout.figures[start]),
        float(layout.figures[end] - layout.figures[start]),
        float(layout.periods[end] - layout.periods[start]),
        float(left - layout.periods[start]),
        float(layout.periods[site.block_end] - layout.periods[site.block_start]),
        float(min(9, site.block - calendar.page.text.block_of(last))) if last >= 0 else 10.0,
        float(site.block),
        site.block / max(1, len(calendar.page.text.blocks)),
        float(site.start - start),
        float(end - site.end),
        float(layout.verbs[end] - layout.verbs[start]),
        float(len(layout.stems[own])),
    ]


def _words(calendar: Calendar, site: Site) -> list[float]:
    """Words of its clause and sentence: 2 in the clause, 1 in the sentence."""
    layout, words_ = calendar.layout, calendar.page.words
    own = layout.sentence[site.start]
    start, end = layout.starts[own], layout.ends[own]
    words = {*layout.lemmas[start:end], *layout.words[start:end]}
    clause = {*layout.lemmas[site.left : site.right], *layout.words[site.left : site.right]}
    tenses = {morph(t, "Tense") for t in words_[start:end]}
    return [
        float(bool(NOW.intersection(layout.lemmas[start : min(site.block_end, site.end + REACH)]))),
        *(float(tense in tenses) for tense in TENSES),
        *(float(w in clause) + float(w in words) for w in NEAR_WORDS),
    ]
