"""Names back to the nominative: what a given or family name in some case can have been. Rules are for news Russian.

Cases are UD's (Nom Gen Dat Acc Ins Loc, "" where unknown), genders "m", "f" or "" where unknown. Hyphenated names are
taken part by part. Where no ending fits, the form itself is the answer: a name is never made worse by guessing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.facts.names.forms import given_readings
from extractor.facts.names.lexicon import fold

CACHE = 20_000
VOWELS = "аеёиоуыэюяіңөүұә"
# Turkic names on ы/і that are nominatives («Сатыбалды», «Есеналы», «Ордабасы»), which no Russian genitive looks like.
TURKIC_Y = re.compile(r"(?:[лрнйжкпстш]ды|[лрнйпстқк]ты|[аеу]лы|басы|[гкхшжғқ]ы|ші|ді|ті|лі|кі|гі)$")
# «Бережной», «Толстой» of a woman: an adjective's ending, not that of «Зимина».
ADJECTIVAL = re.compile(r"[бвгджзклмнпрстфхцчшщ](?:ной|стой|лой|рой)$")
INDECLINABLE = re.compile(
    r"(?:швили|дзе|заде|ых|их|о|у|ю|ко|эль|иани|ани|ели|али|оли|или|ули|ини|они|иди|оди|ети|тти|лли|нни|рри|сси|цци|ччи|дди|зи|ци|оглы|оглу|улы|ұлы|кызы|қызы|э|е|і|ү|ө)$"
)
# Ending of the form -> ending of the nominative, by gender and case. The longest fitting ending wins.
FAMILY: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {
    "m": {
        "Gen": (("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий"), ("ова", "ов"), ("ева", "ев"),
                ("ёва", "ёв"), ("ина", "ин"), ("ына", "ын"), ("ия", "ий"), ("ы", "а"), ("ки", "ка"), ("ги", "га"),
                ("хи", "ха"), ("чи", "ча"), ("ши", "ша"), ("жи", "жа")),
        "Dat": (("скому", "ский"), ("цкому", "цкий"), ("ому", "ый"), ("ему", "ий"), ("ову", "ов"), ("еву", "ев"),
                ("ёву", "ёв"), ("ину", "ин"), ("ыну", "ын")),
        "Ins": (("ским", "ский"), ("цким", "цкий"), ("овым", "ов"), ("евым", "ев"), ("ёвым", "ёв"), ("иным", "ин"),
                ("ыным", "ын"), ("ой", "а"), ("ей", "я")),
        "Loc": (("ском", "ский"), ("цком", "цкий"), ("ове", "ов"), ("еве", "ев"), ("ёве", "ёв"), ("ине", "ин")),
    },
    "f": {
        "Gen": (("ской", "ская"), ("цкой", "цкая"), ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"),
                ("ыной", "ына"), ("ы", "а"), ("ки", "ка"), ("ги", "га"), ("хи", "ха"), ("чи", "ча"), ("ши", "ша")),
        "Dat": (("ской", "ская"), ("цкой", "цкая"), ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"),
                ("ыной", "ына")),
        "Acc": (("скую", "ская"), ("цкую", "цкая"), ("ову", "ова"), ("еву", "ева"), ("ёву", "ёва"), ("ину", "ина"),
                ("ыну", "ына"), ("ую", "ая")),
        "Ins": (("ской", "ская"), ("цкой", "цкая"), ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"),
                ("ыной", "ына"), ("ой", "а"), ("ей", "я")),
        "Loc": (("ской", "ская"), ("цкой", "цкая"), ("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина")),
    },
}  # fmt: skip
FAMILY["m"]["Acc"] = FAMILY["m"]["Gen"]
# Endings of men's names on a consonant, by case; what stands before must be a consonant (or й, ь takes their place).
CONSONANT = {"Gen": ("а", "я"), "Acc": ("а", "я"), "Dat": ("у", "ю"), "Ins": ("ом", "ем", "ём"), "Loc": ("е",)}


@lru_cache(CACHE)
def family_nominative(form: str, case: str, gender: str) -> str:
    """A family name's nominative from one form of it. «Джаявардены», Gen, m -> «Джаявардена»."""
    if "-" in form and form.count("-") < 4:
        return "-".join(family_nominative(p, case, gender) if p else p for p in form.split("-"))
    low = fold(form)
    if gender == "f" and case in ("Gen", "Dat", "Ins", "Loc") and ADJECTIVAL.search(low):
        return form[:-2] + "ая"
    if case in ("Nom", "") or len(low) < 3 or gender == "":
        return form
    if TURKIC_Y.search(low):
        return form
    for ending, nominative in sorted(FAMILY[gender].get(case, ()), key=lambda e: -len(e[0])):
        if low.endswith(fold(ending)) and len(low) - len(ending) >= 2:
            return form[: len(form) - len(ending)] + nominative
    if gender == "f":
        if case == "Acc" and low.endswith(("у", "ю")) and low[-2] not in VOWELS and not low.endswith("ю"):
            return form[:-1] + "а"
        if case in ("Dat", "Loc") and low.endswith("е") and not low.endswith(("дзе", "заде")):
            return form[:-1] + "а" if low[-2] not in VOWELS else form
        return form
    return consonant_nominative(form, case)


@lru_cache(CACHE)
def consonant_nominative(form: str, case: str) -> str:
    """A man's name on a consonant from its case form: «Брандтом» -> «Брандт», «Пономаря» -> «Пономарь»."""
    low = fold(form)
    for ending in CONSONANT.get(case, ()):
        stem = form[: len(form) - len(ending)]
        if not low.endswith(ending) or len(stem) < 2:
            continue
        last = fold(stem)[-1]
        if ending in ("я", "ю", "ём") or (ending == "ем" and last in VOWELS):
            return stem + ("й" if last in VOWELS else "ь")
        if last not in VOWELS and last not in "ьъй":
            return _with_vowel(stem)
    if (
        case in ("Dat", "Loc")
        and low.endswith("е")
        and low[-2] not in VOWELS
        and not INDECLINABLE.search(low[:-1] + "_")
    ):
        return form
    return form


# Stem of an oblique case -> nominative with the vowel that it lost; only where no surname keeps the stem as it is.
FLEETING = (("ийц", "иец"), ("айц", "аяц"), ("онк", "онок"), ("ёнк", "ёнок"), ("енк", "енок"), ("вц", "вец"),
            ("бц", "бец"), ("пц", "пец"), ("мц", "мец"))  # fmt: skip


def _with_vowel(stem: str) -> str:
    """«Войтешонк» -> «Войтешонок», «Коломийц» -> «Коломиец»; other stems as they are."""
    low = stem.lower()
    for ending, nominative in FLEETING:
        if low.endswith(ending) and len(low) > len(ending):
            return stem[: len(stem) - len(ending)] + nominative
    return stem


@lru_cache(CACHE)
def given_nominative(form: str, case: str, gender: str) -> str:
    """A given name's nominative: the name list's where it has the form, else by the rules of family names."""
    if "-" in form and form.count("-") < 3 and not given_readings(form):
        return "-".join(given_nominative(p, case, gender) if p else p for p in form.split("-"))
    readings = [r for r in given_readings(form) if gender in (r[2], "")]
    exact = [r for r in readings if case and case in r[1].split()]
    if exact and case == "Nom":
        return form
    if exact:
        return like_capitals(form, exact[0][0])
    nominative = [r for r in readings if r[1] == "Nom"]
    if nominative:
        return form
    if readings and case != "Nom":
        return like_capitals(form, readings[0][0])
    if case in ("", "Nom") or not gender:
        return form
    if gender == "f":
        low = fold(form)
        if TURKIC_Y.search(low):
            return form
        for ending, nom in (("ией", "ия"), ("ой", "а"), ("ей", "я"), ("ою", "а")):
            if case == "Ins" and low.endswith(ending):
                return form[: -len(ending)] + nom
        if (
            (case == "Gen" and low.endswith("ы"))
            or (case in ("Dat", "Loc") and low.endswith("е") and low[-2] not in VOWELS)
            or (case == "Acc" and low.endswith("у"))
        ):
            return form[:-1] + "а"
        return form
    if low_ends_indeclinable(form, case):
        return form
    return consonant_nominative(form, case)


def low_ends_indeclinable(form: str, case: str) -> bool:
    """Names on о, э, і … never change; those on е, у only where the case has no such ending."""
    low = fold(form)
    return low.endswith(("о", "э", "і", "ү")) or bool(TURKIC_Y.search(low))


def like_capitals(form: str, name: str) -> str:
    """``name`` with ё only where the form's own spelling can have had it («Петра» -> «Пётр», as the list writes it)."""
    return name.upper() if form.isupper() and len(form) > 2 else name


@lru_cache(CACHE)
def family_candidates(form: str) -> frozenset[str]:
    """Folded nominatives that a form of a family name may go back to, the form itself among them."""
    found = {fold(form)}
    for gender in ("m", "f"):
        for case in ("Gen", "Dat", "Acc", "Ins", "Loc"):
            found.add(fold(family_nominative(form, case, gender)))
    masculine = {c[:-1] for c in found if c.endswith(("ова", "ева", "ина", "ына"))}
    masculine |= {c[:-2] + "ий" for c in found if c.endswith(("ская", "цкая"))}
    return frozenset(found | masculine | {w for c in found for w in _fleeting(c)})


def _fleeting(form: str) -> tuple[str, ...]:
    """«дятл» -> «дятел», «дятол»: what a stem on two consonants may be with a vowel between them."""
    if len(form) < 4 or form[-1] in VOWELS + "ьъй" or form[-2] in VOWELS + "ьъ":
        return ()
    stem = form[:-2] if form[-2] == "й" else form[:-1]
    return stem + "е" + form[-1], stem + "о" + form[-1]


def family_gender(form: str) -> str:
    """Gender that a nominative family name shows: «Иванова» f, «Иванов» m, «Цой» neither."""
    low = fold(form)
    if low.endswith(("ова", "ева", "ина", "ына", "ская", "цкая")):
        return "f"
    return "m" if low.endswith(("ов", "ев", "ин", "ын", "ский", "цкий")) else ""
