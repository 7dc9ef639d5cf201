"""Head nouns of positions: which words are one, and whose position it is."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.facts.names.forms import base_forms, is_adjective, may_be_genitive
from extractor.facts.names.lexicon import fold, position_classes

PREFIXES = (
    "экс-",
    "вице-",
    "зам",
    "пресс-",
    "бизнес-",
    "арт-",
    "топ-",
    "шеф-",
    "со",
    "обер-",
    "генерал-",
    "контр-",
    "нарко",
    "нац",
    "гос",
    "кино",
    "теле",
    "радио",
    "фото",
    "видео",
    "вело",
    "авто",
    "мото",
)


def head_noun(token: Token) -> str | None:
    """The position (folded nominative) that a token is a form of, or None; with «экс-», «зам» before it too."""
    text = token.text
    if not text[:1].isalpha() or len(text) < 2:
        return None
    classes = position_classes()
    low = fold(text)
    if text.isupper() and len(text) > 3 and token.ent_type_:
        return None
    if text.endswith(("и", "ы")) and text.islower() and _field(token, low):
        return None
    feminine = token.morph.get("Gender", []) == ["Fem"]
    fitting = [f for f in base_forms(text) if f in classes]
    if fitting:
        return min(fitting, key=lambda f: (f != low, f.endswith("ая") != feminine, f))
    if text.count("-") == 1:
        first, last = (sorted(base_forms(part) & classes.keys()) for part in text.split("-"))
        if first and last:
            return f"{first[0]}-{last[0]}"  # «хирург-онколог»
    for prefix in PREFIXES:
        if low.startswith(prefix) and len(low) > len(prefix) + 3:
            rest = text[len(prefix) :]
            for form in sorted(base_forms(rest)):
                if form in classes:
                    return (prefix if prefix != "экс-" else "") + form
    return None


def _field(token: Token, low: str) -> bool:
    """«учитель [физики]», «кафедра [математики]»: a field of knowledge in the genitive, not its people."""
    singular = token.morph.get("Number", []) == ["Sing"] and token.morph.get("Case", []) == ["Gen"]
    return singular and any(f.endswith("ика") for f in base_forms(low))


def group_of(noun: str) -> str:
    """Class of a position; a prefix does not change it."""
    classes = position_classes()
    if noun in classes:
        return classes[noun]
    if noun.partition("-")[2] in classes:
        return classes[noun.partition("-")[2]]
    for prefix in PREFIXES:
        if noun.startswith(prefix) and noun[len(prefix) :] in classes:
            return classes[noun[len(prefix) :]]
    return "profession"


def not_a_position(doc: Doc, token: Token, noun: str) -> bool:
    """«лидер рынка» of things, «агент» of chemistry … are kept: only a person beside them makes them roles. Left out
    are
    words that are no nouns here.
    """
    if token.pos_ == "VERB" and token.morph.get("VerbForm", []) == ["Fin"] and "-" not in token.text:
        return True
    if (
        token.i
        and fold(doc[token.i - 1].text) == "в"
        and token.morph.get("Number", []) == ["Plur"]
        and token.morph.get("Case", []) in (["Nom"], ["Acc"])
    ):
        return True
    if noun in ("зам", "папа", "звезда", "модель", "герой", "мастер", "часть", "лента") and token.pos_ == "PROPN":
        return True
    if (
        is_adjective(token.text)
        and token.i + 1 < len(doc)
        and doc[token.i + 1].pos_ == "NOUN"
        and same_case(token, doc[token.i + 1])
        and head_noun(doc[token.i + 1])
    ):
        return True
    return (
        token.pos_ == "ADJ"
        and any(
            doc[k].pos_ == "NOUN" and is_adjective(token.text)
            for k in range(token.i + 1, min(len(doc), token.i + 2))
            if doc[k].morph.get("Case", []) == token.morph.get("Case", [])
        )
        and noun not in ("заведующая", "заведующий", "управляющий", "управляющая", "дежурный", "дежурная")
    )


def modifies(token: Token, noun: Token) -> bool:
    """An adjective (by the dictionary's first reading or the tagger's) in the noun's case: «[старший] преподаватель»."""
    adjective = is_adjective(token.text) or (
        token.pos_ == "ADJ" and any(r.pos in ("ADJF", "PRTF") for r in parses(token.text))
    )
    return adjective and same_case(token, noun)


def same_case(adjective: Token, noun: Token) -> bool:
    case = noun.morph.get("Case", [])
    cases = {r.feats.get("Case") for r in parses(adjective.text) if r.pos in ("ADJF", "PRTF")}
    return not case or case[0] in cases


def token_in_case(token: Token, case: str) -> bool:
    if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "ADV", "SCONJ", "PART", "PRON", "NUM", "DET") and not is_adjective(
        token.text
    ):
        return False
    found = token.morph.get("Case", [])
    if (
        case == "Gen"
        and found in (["Loc"], ["Dat"], ["Acc"])
        and token.doc[max(0, token.i - 1)].pos_ != "ADP"
        and may_be_genitive(token.text)
    ):
        return True
    return found == [case] or (not found and token.pos_ in ("NOUN", "ADJ", "PROPN"))
