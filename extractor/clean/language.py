"""Language of a text, by its letters and its function words; what the page declares only breaks ties."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"[^\W\d_]+(?:['’‘ʻʼ`-][^\W\d_]+)*")
_KAZAKH = frozenset("әғқңөұүһі")
_MARKS = {
    "kk": "ұһ", "uk": "їєґ", "be": "ў", "tg": "ӣӯҷ", "uz": "ўҳ", "tt": "җ", "sr": "ђћџљњј",
    "mn": "", "ky": "", "bg": "", "kk-latn": "ñğūäı", "az": "ə", "tr": "ğış", "de": "ßäöü", "pl": "łąęśżń",
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
    cyrillic = sum(1 for t in tokens if "\u0400" <= t[0] <= "\u04ff")
    scores = {
        code: sum(t in listed for t in tokens) / len(tokens) + _by_letters(code, sample)
        for code, listed in _function_words().items()
        if (any("\u0400" <= w[0] <= "\u04ff" for w in listed) if cyrillic * 2 > len(tokens) else any(w[0] < "\u0400" for w in listed))
    }
    other = {"kz": "kk"}.get(declared or "", declared)
    best = max(scores, key=lambda c: (scores[c], c == other))
    if other in scores and scores[best] - scores[other] < (0.02 if len(tokens) > 30 else 0.1):
        best = other
    if scores[best] < 0.03:
        return declared if _script_fits(declared, cyrillic * 2 > len(tokens)) else ("ru" if cyrillic * 2 > len(tokens) else None)
    return best.split("-")[0]


def normal_code(declared: str | None) -> str | None:
    """`ru_RU`, `kz-KZ`, "Russian" -> ISO 639-1, or None."""
    if not declared:
        return None
    code = re.split(r"[-_,;\s]", declared.strip().lower(), maxsplit=1)[0]
    code = {"kz": "kk", "kaz": "kk", "rus": "ru", "eng": "en", "ua": "uk", "kg": "ky", "russian": "ru", "kazakh": "kk", "english": "en"}.get(code, code)
    return code if re.fullmatch(r"[a-z]{2}", code) else None


def _script_fits(code: str | None, cyrillic: bool) -> bool:
    return code is not None and (code in ("ru", "kk", "uk", "be", "ky", "tt", "tg", "uz", "mn", "bg", "sr")) == cyrillic


def _by_letters(code: str, sample: str) -> float:
    """What a language's own letters add to its score: up to .3; Kazakh and Kyrgyz are told apart by theirs."""
    letters = max(1, sum(c.isalpha() for c in sample))
    marks = _MARKS.get(code, "")
    share = sum(sample.count(c) for c in marks) / letters
    if code == "kk":
        share = (sum(sample.count(c) for c in "әғқұһі")) / letters if any(c in sample for c in "әғқұ") else 0.0
    if code == "ky":
        share = sum(sample.count(c) for c in "өүң") / letters if not any(sample.count(c) > 3 for c in "әғқұ") else 0.0
    if code == "uk" and not any(c in sample for c in "їє"):
        share = 0.0
    return min(0.3, share * 4)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for line in (files(__package__) / "data" / "function_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, listed = line.split("\t")
            lists[code] = frozenset(listed.split())
    return lists
