"""Language of a text, by its letters and its function words; what the page declares only breaks ties."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`-][^\W\d_]+)*")
_MARKS = {
    "kk": "ұһ",
    "uk": "їєґ",
    "be": "ў",
    "tg": "ӣӯҷ",
    "uz": "ўҳ",
    "tt": "җ",
    "sr": "ђћџљњј",
    "mn": "",
    "ky": "",
    "bg": "",
    "kk-latn": "ñğūäı",
    "az": "ə",
    "tr": "ğış",
    "de": "ßäöü",
    "pl": "łąęśżń",
}
_SAMPLE = 20_000


def detect_language(text: str, hint: str | None = None) -> str | None:
    """ISO 639-1 code of the text's language, or None for a text without words.

    Kazakh is found in both scripts (`kk`). Languages that are told: those of data/function_words.tsv. `hint` is the
    language a page declares (`ru-RU`, `kz`): taken where the text is too short or two languages are equally likely.
    """
    sample = text[:_SAMPLE].lower().replace("’", "'").replace("‘", "'").replace("ʻ", "'").replace("ʼ", "'")
    tokens = _TOKEN.findall(sample)
    declared = normal_code(hint)
    if not tokens:
        return declared
    counts = Counter(sample)
    letters = max(1, sum(n for c, n in counts.items() if c.isalpha()))
    cyrillic = sum(1 for t in tokens if "\u0400" <= t[0] <= "\u04ff")
    scores = {
        code: sum(t in listed for t in tokens) / len(tokens) + _by_letters(code, counts, letters)
        for code, listed in _function_words().items()
        if (cyrillic * 2 > len(tokens)) in _scripts()[code]
    }
    other = {"kz": "kk"}.get(declared or "", declared)
    best = max(scores, key=lambda c: (scores[c], c == other))
    if other in scores and scores[best] - scores[other] < (0.02 if len(tokens) > 30 else 0.1):
        best = other
    if scores[best] < 0.03:
        return (
            declared
            if _script_fits(declared, cyrillic * 2 > len(tokens))
            else ("ru" if cyrillic * 2 > len(tokens) else None)
        )
    return best.split("-")[0]


def normal_code(declared: str | None) -> str | None:
    """`ru_RU`, `kz-KZ`, "Russian" -> ISO 639-1, or None."""
    if not declared:
        return None
    code = re.split(r"[-_,;\s]", declared.strip().lower(), maxsplit=1)[0]
    code = {
        "kz": "kk",
        "kaz": "kk",
        "rus": "ru",
        "eng": "en",
        "ua": "uk",
        "kg": "ky",
        "russian": "ru",
        "kazakh": "kk",
        "english": "en",
    }.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _script_fits(code: str | None, cyrillic: bool) -> bool:
    return code is not None and (code in ("ru", "kk", "uk", "be", "ky", "tt", "tg", "uz", "mn", "bg", "sr")) == cyrillic


def _by_letters(code: str, counts: Counter[str], letters: int) -> float:
    """What a language's own letters add to its score: up to .3; Kazakh and Kyrgyz are told apart by theirs."""
    marks = _MARKS.get(code, "")
    kazakh = any(counts[c] for c in "әғқұ")
    if code == "kk":
        marks = "әғқұһі" if kazakh else ""
    elif code == "ky":
        marks = "өүң" if not any(counts[c] > 3 for c in "әғқұ") else ""
    elif code == "uk" and not any(counts[c] for c in "їє"):
        marks = ""
    return min(0.3, sum(counts[c] for c in marks) / letters * 4)


@cache
def _scripts() -> dict[str, frozenset[bool]]:
    """Whether a language's words are Cyrillic (True), Latin (False) or both."""
    return {code: frozenset("\u0400" <= w[0] <= "\u04ff" for w in listed) for code, listed in _function_words().items()}


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for line in (files(__package__) / "data" / "function_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, listed = line.split("\t")
            lists[code] = frozenset(listed.split())
    return lists
