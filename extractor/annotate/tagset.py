"""OpenCorpora's tags, as pymorphy2 gives them, beside the tags of Universal Dependencies."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

# OpenCorpora's part of speech -> the UD parts of speech it can stand for, the usual one first.
UD_POS = {
    "NOUN": ("NOUN", "PROPN"),
    "ADJF": ("ADJ", "DET", "PRON", "NUM", "PROPN"),
    "ADJS": ("ADJ",),
    "COMP": ("ADV", "ADJ"),
    "VERB": ("VERB", "AUX"),
    "INFN": ("VERB", "AUX"),
    "PRTF": ("VERB", "ADJ"),
    "PRTS": ("VERB", "ADJ"),
    "GRND": ("VERB",),
    "NUMR": ("NUM", "DET"),
    "ADVB": ("ADV",),
    "NPRO": ("PRON",),
    "PRED": ("ADV", "VERB"),
    "PREP": ("ADP",),
    "CONJ": ("CCONJ", "SCONJ"),
    "PRCL": ("PART",),
    "INTJ": ("INTJ",),
}
# OpenCorpora's grammeme -> UD's feature and value.
UD_FEATS = {
    "nomn": ("Case", "Nom"),
    "gent": ("Case", "Gen"),
    "gen2": ("Case", "Gen"),
    "datv": ("Case", "Dat"),
    "accs": ("Case", "Acc"),
    "ablt": ("Case", "Ins"),
    "loct": ("Case", "Loc"),
    "loc2": ("Case", "Loc"),
    "sing": ("Number", "Sing"),
    "plur": ("Number", "Plur"),
    "masc": ("Gender", "Masc"),
    "femn": ("Gender", "Fem"),
    "neut": ("Gender", "Neut"),
    "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"),
    "perf": ("Aspect", "Perf"),
    "impf": ("Aspect", "Imp"),
    "past": ("Tense", "Past"),
    "pres": ("Tense", "Pres"),
    "futr": ("Tense", "Fut"),
    "1per": ("Person", "1"),
    "2per": ("Person", "2"),
    "3per": ("Person", "3"),
    "actv": ("Voice", "Act"),
    "pssv": ("Voice", "Pass"),
}
FORM_FEATS = {
    "ADJS": ("Variant", "Short"),
    "PRTS": ("Variant", "Short"),
    "INFN": ("VerbForm", "Inf"),
    "PRTF": ("VerbForm", "Part"),
    "GRND": ("VerbForm", "Conv"),
    "VERB": ("VerbForm", "Fin"),
    "COMP": ("Degree", "Cmp"),
}
# How much agreement in a feature says about which reading is meant.
WEIGHTS = {
    "Case": 1.2,
    "Number": 1.0,
    "Gender": 1.0,
    "VerbForm": 1.0,
    "Variant": 1.0,
    "Tense": 0.5,
    "Person": 0.5,
    "Degree": 0.5,
    "Animacy": 0.25,
}
# A plural shows no gender, so that taggers are free with it («голов», «выборов»): it breaks ties only.
PLURAL_WEIGHTS = WEIGHTS | {"Gender": 0.2}
POS_WEIGHT, NAME_WEIGHT = 2.0, 0.3
NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})


class Tag(NamedTuple):
    """A tag of OpenCorpora («NOUN,inan,masc sing,gent»): part of speech, all grammemes, and what UD makes of them."""

    pos: str
    grammemes: frozenset[str]
    feats: dict[str, str]

    def fits(self, pos: str) -> float:
        """How well it goes with a UD part of speech: 1 for its usual one, 0.75 for another, 0 for none."""
        possible = UD_POS.get(self.pos, ())
        return 0.0 if pos not in possible else 1.0 if pos == possible[0] else 0.75


@lru_cache(10_000)
def read_tag(text: str) -> Tag:
    """A tag as OpenCorpora writes it."""
    grammemes = text.replace(" ", ",").split(",")
    pos = grammemes[0] if grammemes[0] in UD_POS else ""
    feats = dict(UD_FEATS[g] for g in grammemes if g in UD_FEATS)
    if pos in FORM_FEATS:
        feats.setdefault(*FORM_FEATS[pos])
    return Tag(pos, frozenset(grammemes), feats)


@lru_cache(10_000)
def read_feats(feats: str) -> dict[str, str]:
    """«Case=Gen|Number=Plur» as a dictionary. Not to be changed by the caller."""
    return dict(part.split("=", 1) for part in feats.split("|") if "=" in part)


@lru_cache(100_000)
def agreement(tag: str, pos: str, feats: str) -> float:
    """How well a tag of OpenCorpora agrees with a part of speech and features of UD; 0 for not at all."""
    own, wanted = read_tag(tag), read_feats(feats)
    weights = PLURAL_WEIGHTS if wanted.get("Number") == "Plur" else WEIGHTS
    score = sum(weights[f] for f, v in wanted.items() if f in weights and own.feats.get(f) == v)
    named = NAME_WEIGHT if pos == "PROPN" and own.grammemes & NAME_GRAMMEMES else 0.0
    return score + POS_WEIGHT * own.fits(pos) + named
