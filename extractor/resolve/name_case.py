"""The case and the gender a name stands in: by its own endings, the position beside it, the verb, the syntax."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from extractor.documents import RoleMention
from extractor.facts.names.forms import given_readings
from extractor.facts.names.lexicon import fold, given_names
from extractor.facts.names.patronymics import patronymic_reading
from extractor.resolve.name_parts import Parts


def gender_of(doc: Doc, start: int, end: int, parts: Parts, beside: str = "") -> tuple[str, bool]:
    """Gender and whether it is only the tagger's guess: by patronymic, given name, the verb's ending, the family name.

    ``beside`` is the case of the position beside: «министра Руслана Эркенова» is a form of Руслан, not Руслана.
    """
    if parts.patronymic and (reading := patronymic_reading(parts.patronymic)):
        return reading[2], False
    if parts.given and not parts.initial:
        readings = given_readings(parts.given)
        verb = _verb_gender(doc, start, end)
        if verb and (
            any(r[2] == verb for r in readings)
            or (verb == "f" and fold(parts.given)[-1:] in "ая" and doc[start].morph.get("Case", []) == ["Nom"])
        ):
            return verb, False
        if _feminine_subject(doc, start, end, parts, beside, readings):
            return "f", False
        fitting = [r for r in readings if beside in r[1].split()] if beside else []
        genders = {r[2] for r in fitting or readings}
        if len(genders) == 1 and fitting:
            return genders.pop(), False
        if len(genders) == 2 and (own := _ending_gender(parts.family, beside)):
            return own, False
        listed = given_names().get(fold(parts.given))
        if listed is not None and listed[1] != "mf":
            genders = {listed[1]} if not parts.family or not _contradicts(parts.family, listed[1]) else genders
        if len(genders) == 1:
            return genders.pop(), False
    if verb := _verb_gender(doc, start, end):
        return verb, False
    if parts.family and (own := _ending_gender(parts.family, beside)):
        return own, False
    votes = Counter(g for i in range(start, end) for g in doc[i].morph.get("Gender", []) if g in ("Masc", "Fem"))
    if not votes:
        return "", True
    return {"Masc": "m", "Fem": "f"}[min(votes, key=lambda g: (-votes[g], g))], True


def _feminine_subject(
    doc: Doc, start: int, end: int, parts: Parts, beside: str, readings: tuple[tuple[str, str, str], ...]
) -> bool:
    """«считает Рашида Шайкенова»: in the nominative, a name and a surname on «а» are a woman's, not a man's genitive."""
    if any("Nom" in r[1].split() and r[2] == "m" for r in readings):
        return False
    subject = not beside and any(doc[i].dep_ in ("nsubj", "nsubj:pass") for i in range(start, end))
    family = fold(parts.family or "")
    return (
        (beside == "Nom" or subject) and fold(parts.given)[-1:] in "ая" and family.endswith(("ова", "ева", "ина", "ая"))
    )


def _verb_gender(doc: Doc, start: int, end: int) -> str:
    """Gender of the past verb whose subject the name is, or which stands right beside it («— сказала Иванова»)."""
    verbs = [doc[i].head for i in range(start, end) if doc[i].dep_ in ("nsubj", "nsubj:pass")]
    verbs += [doc[i] for i in (start - 1, end) if 0 <= i < len(doc) and doc[i].pos_ == "VERB"]
    for verb in verbs:
        if (
            verb.morph.get("Tense", []) == ["Past"]
            and verb.morph.get("VerbForm", []) == ["Fin"]
            and verb.morph.get("Gender", [])
        ):
            return {"Masc": "m", "Fem": "f"}.get(verb.morph.get("Gender", [])[0], "")
    return ""


def _contradicts(family: str, gender: str) -> bool:
    """«Женис Ахметовой»: an ending that only the other gender has."""
    low = fold(family)
    if gender == "m":
        return low.endswith(("овой", "евой", "иной", "ская", "скую", "цкая"))
    return low.endswith(("овым", "евым", "ского", "скому", "цкого", "ов", "ев", "ский"))


def _ending_gender(family: str, case: str = "") -> str:
    low = fold(family)
    if low.endswith(("ова", "ева", "ина")) and case:
        return "f" if case == "Nom" else "m" if case in ("Gen", "Acc") else ""
    if low.endswith(("овой", "евой", "иной", "ской", "цкой", "ская", "цкая", "скую", "цкую")):
        return "f"
    if low.endswith(
        ("овым", "евым", "иным", "ского", "цкого", "скому", "цкому", "ским", "цким", "ов", "ев", "ский", "цкий")
    ):
        return "m"
    return ""


def case_of(doc: Doc, start: int, end: int, parts: Parts, roles: list[RoleMention], gender: str) -> tuple[str, bool]:
    """The case a name stands in and whether that is sure: the given name's ending, the position beside it, the
    syntax.
    """
    given: set[str] = set()
    if parts.given and not parts.initial:
        readings = [r for r in given_readings(parts.given) if not gender or r[2] == gender]
        given = {c for r in readings for c in r[1].split()}
        listed_only = given == {"Nom"}
        if listed_only and not _changes(parts.given, gender):
            given = set()
    votes = Counter(c for i in range(start, end) for c in doc[i].morph.get("Case", []))
    role = role_case(doc, roles)
    if len(given) == 1:
        return next(iter(given)), True
    if role and (not given or role in given):
        return role, True
    if _free_standing(doc, start, end):
        return "Nom", True
    subject = any(doc[i].dep_ in ("nsubj", "nsubj:pass") for i in range(start, end))
    if subject and (not given or "Nom" in given):
        return "Nom", False
    if given:
        ranked = [c for c in sorted(votes, key=lambda c: (-votes[c], c)) if c in given]
        if ranked:
            return ranked[0], True
        return ("Gen" if "Gen" in given else sorted(given)[0]), True
    if votes:
        return min(votes, key=lambda c: (-votes[c], c)), False
    return "", False


def _changes(name: str, gender: str) -> bool:
    """Whether a given name has case endings at all."""
    last = fold(name)[-1:]
    if last in "ая" or (last == "ь" and fold(name) in ("любовь", "нинель", "адель", "николь")):
        return True
    return gender == "m" and last not in "оуюиеэыіөү"


def role_case(doc: Doc, roles: list[RoleMention]) -> str:
    """The case of the position a name stands beside, which its own must be."""
    for role in roles:
        if role.rule in ("role_before_name", "role_with_role_before_name"):
            span = doc.char_span(role.start, role.end, alignment_mode="expand")
            if (
                span is None
                or role.acting
                or (role.title.startswith("зам") and not role.title.startswith("заместитель"))
            ):
                continue  # «замглавы», «врио министра»: the form shows no case of the name's
            head = next((t for t in span if t.pos_ in ("NOUN", "PROPN") and t.morph.get("Case", [])), None)
            if head is not None and head.morph.get("Number", []) != ["Plur"]:
                return str(head.morph.get("Case", [])[0])
            if head is not None:
                return str(head.morph.get("Case", [])[0])
    return ""


def _free_standing(doc: Doc, start: int, end: int) -> bool:
    """A name that opens or fills its line: a quote's attribution, «— Роза Сарсенбай, руководитель», «Имя: «…»»."""
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    opens = (
        before is None
        or before.is_space
        or (before.text in "—–-" and (start == 1 or doc[start - 2].is_space or doc[start - 2].text == "\n"))
    )
    closes = after is None or after.is_space or after.text in (":", ",")
    return opens and closes
