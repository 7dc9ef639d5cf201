"""Quotations that name institutions, and those that name things: programmes, satellites, works."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import Range, base_forms
from extractor.facts.names.lexicon import (
    entries,
    fold,
    places,
    places_by_first_word,
    position_classes,
)
from extractor.facts.names.quotes import is_opening, quoted_end


def named_things(doc: Doc) -> frozenset[str]:
    """Stems of quoted names that the article calls a programme, a satellite, a medicine …: no bodies anywhere in it."""
    found = set()
    for token in doc:
        if is_opening(doc, token.i) and token.i + 1 < len(doc) and described_as(doc, token.i) == "no":
            end = quoted_end(doc, token.i)
            if end is not None and end - token.i <= 9:
                found.add(_stem(doc, token.i, end))
    return frozenset(found)


def _stem(doc: Doc, start: int, end: int) -> str:
    words = [fold(doc[k].text) for k in range(start, end) if doc[k].text[:1].isalnum()]
    return " ".join(w.split("-")[0][:6] if len(words) == 1 else w[:5] for w in words)


def is_country(doc: Doc, span: Range) -> bool:
    """«Российская Федерация», «Советский Союз»: body nouns in a country's name."""
    words = [doc[k].text for k in range(*span)]
    if len(words) == 1:
        return False
    names = places()[0]
    return any(
        len(e) == len(words) and " ".join(e) in names and all(p in base_forms(w) for p, w in zip(e, words, strict=True))
        for f in sorted(base_forms(words[0]))
        for e in places_by_first_word().get(f, ())
    )


def names_thing(doc: Doc, span: Range, things: frozenset[str]) -> bool:
    """A name the article calls a thing, or one of the list of names that are none («Национальный фонд»)."""
    if things and _stem(doc, *span) in things:
        return True
    words = [doc[k].text for k in range(*span) if doc[k].text[:1].isalnum()]
    return any(
        len(e) == len(words) and all(p in base_forms(w) for p, w in zip(e, words, strict=True))
        for e in _listed_things()
    )


@cache
def _listed_things() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(e.split()) for e in entries("not_bodies.txt", "word")))


def joined_quotes(doc: Doc, found: dict[Range, str]) -> list[Range]:
    """«Қазақ жолдары» beside a quoted body, «и» or a comma between."""
    ends, starts = {s[1] for s in found if doc[s[0]].text in '«„"'}, {s[0] for s in found if doc[s[0]].text in '«„"'}
    out = []
    for token in doc:
        if (
            is_opening(doc, token.i)
            and (end := quoted_end(doc, token.i)) is not None
            and doc[token.i + 1].text[:1].isupper()
        ):
            left = token.i >= 2 and doc[token.i - 1].text in ("и", ",", "или") and token.i - 1 in ends
            right = end + 1 < len(doc) and doc[end].text in ("и", ",", "или") and end + 1 in starts
            if (left or right) and end - token.i <= 8 and not _is_speech(doc, token.i, end):
                out.append((token.i, end))
    return out


def quoted_spans(doc: Doc) -> list[tuple[Range, str]]:
    """«агентства недвижимости «Весы»», «Узтемирлайн»: quotations that name a body."""
    out = []
    for token in doc:
        if not is_opening(doc, token.i) or token.i + 1 >= len(doc):
            continue
        end = quoted_end(doc, token.i)
        if end is None or not doc[token.i + 1].text[:1].isupper() or end - token.i > 9:
            continue
        described = described_as(doc, token.i)
        if described == "no":
            continue
        if (
            not base_forms(doc[token.i + 1].text).isdisjoint(entries("not_bodies.txt", "before"))
            and described != "body"
        ):
            continue
        inside = range(token.i + 1, end - 1)
        tagged = any(doc[k].ent_type_ == "ORG" for k in inside) and not any(doc[k].ent_type_ == "PER" for k in inside)
        if described == "body":
            out.append(((token.i, end), "described_quoted_name"))
        elif _of_person(doc, token.i, end):
            out.append(((token.i, end), "quoted_name_of_person"))
        elif (tagged or _runs_in_text(doc, token.i, end)) and not _is_speech(doc, token.i, end):
            out.append(((token.i, end), "tagged_quoted_name"))
    return out


def _of_person(doc: Doc, start: int, end: int) -> bool:
    """«Инесса Загарян ([«Живая река»])», «Асан из [«Весов»]»: right behind a person who makes no works."""
    if start < 2 or doc[start - 2].ent_type_ != "PER":
        return False
    closed = end < len(doc) and doc[end].text == ")"
    if not (fold(doc[start - 1].text) == "из" or (doc[start - 1].text == "(" and closed)):
        return False
    k = start - 2
    while k >= 0 and doc[k].ent_type_ == "PER":
        k -= 1
    near = (f for j in range(max(0, k - 3), k + 1) for f in base_forms(doc[j].text))
    return not any(f in entries("role_words.txt", "creators") for f in near) and not _is_speech(doc, start, end)


def _runs_in_text(doc: Doc, start: int, end: int) -> bool:
    """A short quotation of capitals amid a sentence, or one that acts in it."""
    words = [doc[k] for k in range(start + 1, end - 1) if doc[k].is_alpha]
    return 1 < len(words) <= 4 and all(w.text[:1].isupper() for w in words)


def described_as(doc: Doc, start: int) -> str:
    """What the words before a quotation call it: "body", "no" body, or "" where they say nothing."""
    k = start - 1
    if k >= 0 and not base_forms(doc[k].text).isdisjoint(places()[1]) and doc[start].text in '«„"':
        return "body"
    while k >= 0 and start - k <= 6 and not doc[k].is_space:
        token = doc[k]
        stops = token.pos_ in ("PUNCT", "VERB", "ADP", "CCONJ", "PRON", "ADV") or token.text in ("и", ",")
        if stops and token.text != ")":
            return ""
        forms = base_forms(token.text)
        if not forms.isdisjoint(entries("not_bodies.txt", "before")):
            return "no"
        if body_noun_at(doc, k) is not None:
            return "body"
        if not forms.isdisjoint(position_classes()):
            return ""
        k -= 1
    return ""


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    """Somebody's words: a finite verb within, or a colon or dash around."""
    if any(
        doc[k].pos_ in ("VERB", "AUX") and doc[k].morph.get("VerbForm", []) == ["Fin"]
        for k in range(start + 1, end - 1)
    ):
        return True
    return start > 0 and doc[start - 1].text == ":" and end < len(doc) and (doc[end].is_space or doc[end].text == ".")
