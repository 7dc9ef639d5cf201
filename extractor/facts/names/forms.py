"""Forms of words in names: dictionary forms a word may have, capitals, given names behind their endings."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import Parse, parses
from extractor.facts.names.lexicon import fold, given_names

CACHE = 50_000
Range = tuple[int, int]  # token indices, the end exclusive
DASHES = frozenset("-–—−")
OPENING, CLOSING = frozenset('«„“"('), frozenset('»”“")')

# Endings of an inflected given name -> (ending of the nominative, cases, gender). Longest ending first.
GIVEN_ENDINGS: tuple[tuple[str, str, str, str], ...] = (
    ("ьей", "ья", "Ins", "f"), ("ией", "ия", "Ins", "f"), ("ьем", "ий", "Ins", "m"), ("ием", "ий", "Ins", "m"),
    ("ею", "я", "Ins", "f"), ("ой", "а", "Ins", "f"), ("ой", "а", "Ins", "m"), ("ей", "я", "Ins", "f"),
    ("ей", "а", "Ins", "f"), ("ей", "я", "Ins", "m"), ("ом", "", "Ins", "m"), ("ем", "й", "Ins", "m"),
    ("ем", "ь", "Ins", "m"), ("ем", "", "Ins", "m"), ("ём", "й", "Ins", "m"), ("ём", "ь", "Ins", "m"),
    ("ью", "ь", "Ins", "f"), ("ии", "ия", "Gen Dat Loc", "f"), ("ии", "ий", "Loc", "m"),
    ("ы", "а", "Gen", "f"), ("ы", "а", "Gen", "m"), ("и", "а", "Gen", "f"), ("и", "я", "Gen", "f"),
    ("и", "а", "Gen", "m"), ("и", "я", "Gen", "m"), ("и", "ь", "Gen Dat Loc", "f"),
    ("е", "а", "Dat Loc", "f"), ("е", "я", "Dat Loc", "f"), ("е", "а", "Dat Loc", "m"), ("е", "я", "Dat Loc", "m"),
    ("е", "", "Loc", "m"), ("е", "й", "Loc", "m"), ("е", "ь", "Loc", "m"),
    ("у", "а", "Acc", "f"), ("у", "а", "Acc", "m"), ("у", "", "Dat", "m"), ("ю", "я", "Acc", "f"),
    ("ю", "я", "Acc", "m"), ("ю", "й", "Dat", "m"), ("ю", "ь", "Dat", "m"),
    ("а", "", "Gen Acc", "m"), ("я", "й", "Gen Acc", "m"), ("я", "ь", "Gen Acc", "m"),
)  # fmt: skip
FLEETING = {"петр": "петр", "льв": "лев", "павл": "павел", "игнатик": "игнатик"}


@lru_cache(CACHE)
def base_forms(word: str) -> frozenset[str]:
    """Folded dictionary forms a word may have: nouns in the nominative singular, adjectives and participles in the
    nominative singular of every gender. The folded word itself is always among them.
    """
    found = {fold(word)}
    for parse in parses(word):
        if parse.pos in ("ADJF", "PRTF"):
            found.update(fold(f) for g in ("masc", "femn", "neut") if (f := parse.form("nomn", "sing", g)))
        elif parse.pos in ("NOUN", ""):
            found.add(fold(parse.lemma))
            if form := parse.form("nomn", "sing"):
                found.add(fold(form))
    if "-" in word and word.count("-") <= 2:
        parts = [sorted(base_forms(p))[:4] if p else [""] for p in word.split("-")]
        found.update("-".join(p) for p in product(*parts))
    return frozenset(found)


@lru_cache(CACHE)
def is_adjective(word: str) -> bool:
    """True where the likeliest reading of a word is an adjective or participle."""
    found = parses(word)
    return bool(found) and found[0].pos in ("ADJF", "PRTF")


@lru_cache(CACHE)
def may_be_genitive(word: str) -> bool:
    """True for «мечети», «площади»: the tagger's dative or locative may be a genitive."""
    return any(p.pos in ("NOUN", "ADJF", "PRTF") and p.feats.get("Case") == "Gen" for p in parses(word))


@lru_cache(CACHE)
def known_readings(word: str) -> tuple[Parse, ...]:
    """Readings that the dictionary itself has."""
    return tuple(p for p in parses(word) if p.known)


@lru_cache(CACHE)
def is_common_word(word: str) -> bool:
    """True where the dictionary has the word, and only as a common word: no name, place or organisation."""
    names = {"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"}
    found = known_readings(word)
    return bool(found) and not any(p.grammemes & names for p in found)


def is_person_noun(word: str) -> bool:
    """«кенийка», «кровельщик»: a common word that the dictionary knows as a noun for living beings alone."""
    found = known_readings(word)
    return is_common_word(word) and all(p.pos == "NOUN" and "anim" in p.grammemes for p in found)


def is_title(token: Token) -> bool:
    """«Иванов», «О’Коннор», «Ахмет-Кереев»: a word that begins with a capital and is no acronym."""
    text = token.text
    return (text[:1].isupper() and (len(text) == 1 or not text.isupper()) and text.replace("-", "").isalpha()) or (
        text[:1].isupper() and any(c in text for c in "’'ʼ`") and len(text) > 2
    )


def is_initial(doc: Doc, i: int) -> bool:
    """True where token i is one capital (or «Дж») and a full stop follows."""
    if not (0 <= i < len(doc) - 1):
        return False
    text = doc[i].text
    return ((len(text) == 1 and text.isupper()) or text in ("Дж", "Ю", "Дз")) and doc[i + 1].text == "."


@lru_cache(CACHE)
def given_readings(word: str) -> tuple[tuple[str, str, str], ...]:
    """(nominative, cases apart by blanks, gender) of each given name of the list that ``word`` may be a form of.

    The nominative itself comes first. «Ернара» -> («Ернар», «Gen Acc», «m»).
    """
    names, low = given_names(), fold(word)
    found: dict[tuple[str, str, str], None] = {}
    if low in names:
        name, genders = names[low]
        found.update(((name, "Nom", g), None) for g in genders)
    for ending, nominative, cases, gender in GIVEN_ENDINGS:
        if len(low) > len(ending) + 1 and low.endswith(ending):
            stem = low[: -len(ending)]
            name, genders = names.get(FLEETING.get(stem, stem + nominative), ("", ""))
            if gender in genders and not _indeclinable(name, gender):
                found.setdefault((name, cases, gender))
    return tuple(found)


def _indeclinable(name: str, gender: str) -> bool:
    """Women's names on a hard consonant, all names on о, у, ю, и, е, э, ы."""
    last = fold(name)[-1:]
    return last in "оуюиеэы" or (gender == "f" and last not in "аяь")


def sentence_start(token: Token) -> bool:
    """True for the first word of its sentence, quotation marks and dashes not counted."""
    i, doc = token.i, token.doc
    while True:
        if doc[i].is_sent_start:
            return True
        if i == 0:
            return True
        before = doc[i - 1]
        if before.is_space:
            return True
        if before.text in OPENING or before.text in DASHES or before.text == "…":
            i -= 1
            if i and doc[i - 1].text == ":":
                return True
            continue
        return before.text in (".", "!", "?")
