"""Places named in a Doc: gazetteer, adjective with a place noun, tagged ones."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.facts.names.forms import (
    Range,
    base_forms,
    given_readings,
    is_adjective,
    is_common_word,
    is_title,
    sentence_start,
)
from extractor.facts.names.lexicon import fold, place_nouns, places, places_by_first_word, position_classes


def find_places(doc: Doc, taken: frozenset[int]) -> dict[Range, str]:
    """Token ranges of places -> rule. ``taken`` are tokens of other names; ranges do not overlap."""
    found: dict[Range, str] = {}
    used = set(taken)
    for span, rule in [*_with_noun(doc), *_listed(doc), *_elliptical(doc), *_tagged(doc)]:
        if span[0] < span[1] and not used & set(range(*span)):
            found[span] = rule
            used.update(range(*span))
    return {s: found[s] for s in sorted(found)}


def _with_noun(doc: Doc) -> list[tuple[Range, str]]:
    """«Костанайской области», «области Абай», «Аягозском районе», «Ферганской долине»."""
    out = []
    for token in doc:
        i = token.i
        forms = base_forms(token.text)
        kinds = [place_nouns()[f] for f in sorted(forms) if f in place_nouns()]
        if not kinds and fold(token.text) not in ("обл", "г"):
            continue
        start, end = i, i + 1
        if (
            i
            and is_adjective(doc[i - 1].text)
            and doc[i - 1].text[:1].isupper()
            and (not sentence_start(doc[i - 1]) or _relational(doc[i - 1].text))
        ):
            start = i - 1
        elif (
            kinds
            and kinds[0] == "region"
            and i + 1 < len(doc)
            and is_title(doc[i + 1])
            and doc[i + 1].text not in ("РК",)
            and (fold(doc[i + 1].text) in places()[0] or doc[i + 1].ent_type_ == "LOC")
            and not _is_country(doc[i + 1].text)
        ) or (
            kinds
            and kinds[0] == "country"
            and token.text[:1].isupper()
            and i + 1 < len(doc)
            and is_title(doc[i + 1])
            and doc[i + 1].ent_type_ == "LOC"
            and not is_adjective(doc[i + 1].text)
        ):
            end = i + 2
        if end - start > 1:
            out.append(((start, end), "place_noun"))
    return out


def _relational(word: str) -> bool:
    low = fold(word)
    return "ск" in low[-5:] or "цк" in low[-5:]


def _is_country(word: str) -> bool:
    names = places()[0]
    return any(names[f].kind == "country" for f in base_forms(word) if f in names)


def _listed(doc: Doc) -> list[tuple[Range, str]]:
    """Names of the gazetteer in any case, longest first."""
    out = []
    index = places_by_first_word()
    for token in doc:
        if not token.text[:1].isupper():
            continue
        hit = 0
        for form in sorted(base_forms(token.text) & index.keys()):
            for words in index[form]:
                end = token.i + len(words)
                if end <= len(doc) and all(
                    w == fold(doc[token.i + k].text) or w in base_forms(doc[token.i + k].text)
                    for k, w in enumerate(words)
                ):
                    hit = max(hit, len(words))
                    break
        if hit and _unambiguous(doc, token.i, hit):
            out.append(((token.i, token.i + hit), "gazetteer"))
    return out


def _unambiguous(doc: Doc, i: int, length: int) -> bool:
    """Acronyms as listed only («РК»); names that are people's or common words too («Владимир», «Орёл») only if
    tagged.
    """
    token = doc[i]
    if token.ent_type_ == "LOC":
        return True
    if token.ent_type_ == "PER" and given_readings(token.text):
        return False
    if length > 1:
        return True
    if len(token.text) <= 3 and not token.text.isupper() and token.text not in ("Ош", "Гаа"):
        return False
    if token.text.isupper() and len(token.text) <= 4:
        return fold(token.text) in places()[0]
    return not is_common_word(token.text)


def _elliptical(doc: Doc) -> list[tuple[Range, str]]:
    """«хоким [Джизакской] Бахром Хакимов», «лучшей признана [Наманганская], …»: a region by its adjective alone."""
    out = []
    for token in doc:
        if (
            not token.text[:1].isupper()
            or sentence_start(token)
            or (token.morph.get("Gender", []) != ["Fem"] and not fold(token.text).endswith(("ской", "ская", "скую")))
        ):
            continue
        forms = base_forms(token.text)
        if forms.isdisjoint(places()[1]) and not any(
            f.endswith("ская") and f"{f} область" in places()[0] for f in forms
        ):
            continue
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if after is None or after.text[:1].isupper() or after.is_punct or after.pos_ in ("VERB", "ADP", "CCONJ"):
            out.append(((token.i, token.i + 1), "adjective_of_region"))
    return out


def _tagged(doc: Doc) -> list[tuple[Range, str]]:
    """What the tagger alone calls a place."""
    out = []
    for ent in doc.ents:
        if ent.label_ != "LOC":
            continue
        start, end = ent.start, ent.end
        while (
            start < end and not doc[start].text[:1].isupper() and base_forms(doc[start].text).isdisjoint(place_nouns())
        ):
            start += 1
        while end - start > 1 and not base_forms(doc[start].text).isdisjoint(position_classes()):
            start += 1
        while end > start and not doc[end - 1].text[:1].isalpha():
            end -= 1
        if start >= end:
            continue
        first = doc[start]
        if end - start == 1 and (
            (is_common_word(first.text) and sentence_start(first) and not base_forms(first.text) & places()[0].keys())
            or not base_forms(first.text).isdisjoint(position_classes())
        ):
            continue
        if any(doc[k].text[:1].isupper() for k in range(start, end)) and not _adverb(first.text):
            out.append(((start, end), "tagged_place"))
    return out


def _adverb(word: str) -> bool:
    found = parses(word)
    return bool(found) and found[0].pos in ("ADVB", "PREP", "CONJ")
