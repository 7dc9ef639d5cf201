"""Institutions named in Latin script."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.facts.names.body_words import body_noun_at, stop_acronym
from extractor.facts.names.forms import Range, base_forms, is_adjective, sentence_start
from extractor.facts.names.lexicon import (
    latin_forms,
    places,
)

DOMAIN = re.compile(
    r"[A-Za-zА-Яа-яЁё0-9-]{2,30}\.(?:kz|ru|com|org|net|uz|kg|tj|ua|by|ai|io|media|news|info|biz|рф|su|az|am|ge|eu|uk|de|online|pro|tv|me|app|tech)",
    re.IGNORECASE,
)


def is_counted(doc: Doc, start: int, end: int) -> bool:
    """«14 Boeing 737»: makes and models that are counted or numbered."""
    before = start > 0 and doc[start - 1].text[:1].isdigit()
    while end < len(doc) and end - start < 5 and doc[end].text[:1].isascii() and doc[end].text[:1].isupper():
        end += 1  # «Toyota [Land Cruiser] 200»
    return before or (end < len(doc) and doc[end].text[:1].isdigit() and doc[start].text[:1].isascii())


def latin_spans(doc: Doc) -> list[tuple[Range, str]]:
    """«De Montfort University Kazakhstan», «TechAtlas»: runs of Latin capitals that the tagger or a word of theirs
    marks.
    """
    out = []
    i = 0
    while i < len(doc):
        if not _latin_word(doc, i):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (
            _latin_word(doc, end)
            or (doc[end].text in LATIN_JOINTS and end + 1 < len(doc) and _latin_word(doc, end + 1))
            or _apostrophe(doc, end)
        ):
            end += 2 if _apostrophe(doc, end) else 1
        if end < len(doc) and doc[end].text == "." and doc[end - 1].text in ("Ltd", "Inc", "Corp", "Co"):
            end += 1
        span = doc[i:end]
        tagged = any(t.ent_type_ == "ORG" for t in span)
        marked = any(t.text.rstrip(".") in latin_forms() for t in span)
        domain = False
        if (
            end + 1 < len(doc)
            and doc[end].text == "."
            and not doc[end].whitespace_
            and DOMAIN.fullmatch(f"aa.{doc[end + 1].text}")
        ):
            end, marked, domain = end + 2, True, True
        if is_counted(doc, i, end):
            i = end
            continue
        stops = all(stop_acronym(t.text) for t in span if t.is_alpha)
        if (
            not stops
            and (
                (marked and end - i > 1)
                or tagged
                or body_before(doc, i)
                or _camel(doc[i].text)
                or _from_country(doc, i)
            )
            and (domain or not is_event_name(doc, i, end))
        ):
            out.append(((i, end), "latin_name"))
        i = end
    return out


def _from_country(doc: Doc, i: int) -> bool:
    """«немецкая [Svevind]», «чилийской [Codelco]»: a feminine adjective of a country says it is a company."""
    before = doc[i - 1] if i else None
    if before is None or before.is_space or not is_adjective(before.text):
        return False
    feminine = any(p.feats.get("Gender") == "Fem" and p.pos == "ADJF" for p in parses(before.text))
    return feminine and not base_forms(before.text).isdisjoint(places()[1])


def _apostrophe(doc: Doc, i: int) -> bool:
    """«Oltin Yo['l]», «O[ʻz]bekiston»: an apostrophe amid a Latin word, which the tokens part."""
    return (
        doc[i].text in APOSTROPHES
        and not doc[i - 1].whitespace_
        and not doc[i].whitespace_
        and i + 1 < len(doc)
        and doc[i + 1].text[:1].isascii()
        and doc[i + 1].is_alpha
        and doc[i - 1].text[:1].isascii()
    )


APOSTROPHES = frozenset("'’ʻʼ‘`")


def _camel(text: str) -> bool:
    """«QoldauAI», «TechAtlas»: capitals within a Latin word, which brands have and words have not."""
    return (
        len(text) > 4
        and text.isalpha()
        and any(a.islower() and b.isupper() for a, b in pairwise(text))
        and not stop_acronym(text)
    )


LATIN_JOINTS = frozenset(
    {
        "&",
        "of",
        "the",
        "and",
        "for",
        "-",
        "und",
        "della",
        "de",
        "la",
        "du",
        "des",
        "et",
        "y",
        "van",
        "von",
        "der",
        "del",
        "di",
        "e",
    }
)


def _latin_word(doc: Doc, i: int) -> bool:
    text = doc[i].text
    return text[:1].isascii() and text[:1].isupper() and any(c.isalpha() for c in text)


def body_before(doc: Doc, i: int) -> bool:
    """«креативный хаб Alatau», «компания Freedom Holding»: a body noun right before."""
    return i > 0 and body_noun_at(doc, i - 1) is not None and (doc[i - 1].text.islower() or sentence_start(doc[i - 1]))


def is_event_name(doc: Doc, start: int, end: int) -> bool:
    """«QS World University Ranking 2020»: a ranking, an index, a year's event."""
    words = {t.text for t in doc[start:end]}
    year = (
        end < len(doc)
        and doc[end].text[:4].isdigit()
        and len(doc[end].text) == 4
        and not doc[end - 1].text.islower()
        and doc[end - 1].whitespace_ == " "
    )
    return bool(
        words
        & {
            "Ranking",
            "Rankings",
            "Index",
            "Award",
            "Awards",
            "Cup",
            "Open",
            "Prize",
            "League",
            "Championship",
            "Week",
            "Days",
            "Report",
        }
        and (year or not words & {"Lab", "Ltd"})
    )
