"""Patronymics: which words are one, of whom, and their nominative."""

from __future__ import annotations

from functools import cache, lru_cache

from extractor.facts.names.lexicon import fold, lines_of

# Ending of an inflected patronymic -> its nominative ending, case, gender.
INFLECTED: tuple[tuple[str, str, str, str], ...] = (
    ("ичем", "ич", "Ins", "m"), ("овичу", "ович", "Dat", "m"), ("евичу", "евич", "Dat", "m"), ("ичу", "ич", "Dat", "m"),
    ("ича", "ич", "Gen", "m"), ("иче", "ич", "Loc", "m"),
    ("овной", "овна", "Ins", "f"), ("евной", "евна", "Ins", "f"), ("ичной", "ична", "Ins", "f"),
    ("овны", "овна", "Gen", "f"), ("евны", "евна", "Gen", "f"), ("ичны", "ична", "Gen", "f"),
    ("овне", "овна", "Dat", "f"), ("евне", "евна", "Dat", "f"), ("ичне", "ична", "Dat", "f"),
    ("овну", "овна", "Acc", "f"), ("евну", "евна", "Acc", "f"), ("ичну", "ична", "Acc", "f"),
)  # fmt: skip
# Surnames that end like patronymics (Serbian, Belarusian) are told from them by what stands beside.
SHORTEST = 6


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    rows = [tuple(line.split("\t")) for line in lines_of("patronymics.txt")]
    return tuple((fold(r[0]), r[1]) for r in sorted(rows, key=lambda r: -len(r[0])))


@lru_cache(20_000)
def patronymic_reading(word: str) -> tuple[str, str, str] | None:
    """(nominative, case, gender) of a patronymic in any case, None for other words. Capitals are the word's own."""
    low = fold(word)
    if len(low) < SHORTEST and low not in ("ильич", "лукич", "кузьмич", "фомич"):
        return None
    for ending, gender in _endings():
        if low.endswith(ending):
            return word, "Nom", gender
    for ending, nominative, case, gender in INFLECTED:
        if low.endswith(ending) and len(low) - len(ending) >= 2:
            return word[: len(word) - len(ending)] + nominative, case, gender
    for ending in ("улы", "ұлы", "оглы", "кызы", "қызы"):
        if low.endswith(ending):
            return word, "Nom", "m" if ending in ("улы", "ұлы", "оглы") else "f"
    return None


def is_patronymic(word: str) -> bool:
    """True for «Рустамовна», «Олеговича», «Оспанулы»."""
    return patronymic_reading(word) is not None
