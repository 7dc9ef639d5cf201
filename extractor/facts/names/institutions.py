"""Institutions named in a Doc: by legal form and quotation, by head noun, known ones, acronyms, Latin names, tagged
ones.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

from extractor.facts.names.body_words import body_noun_at, is_generic, is_place_token, is_verb, stop_acronym
from extractor.facts.names.chains import Chain, find_chains, without_place
from extractor.facts.names.forms import Range, base_forms, is_adjective, is_common_word, is_title, sentence_start
from extractor.facts.names.known_names import clipped_spans, is_clipped, known_spans
from extractor.facts.names.latin_names import is_event_name, latin_spans
from extractor.facts.names.lexicon import (
    entries,
    fold,
    known_bodies,
    legal_forms,
    places,
    position_classes,
)
from extractor.facts.names.media import dateline_spans, publisher_spans
from extractor.facts.names.person_words import is_body_word
from extractor.facts.names.quoted_names import (
    described_as,
    is_country,
    joined_quotes,
    named_things,
    names_thing,
    quoted_spans,
)
from extractor.facts.names.quotes import is_opening, quoted_end


def find_institutions(doc: Doc, people: frozenset[int]) -> dict[Range, str]:
    """Token ranges of institutions -> rule. ``people`` are tokens of people's names; ranges do not overlap."""
    things = named_things(doc)
    proposals = [
        *_with_form(doc),
        *(_chain_span(doc, c) for c in find_chains(doc, people)),
        *publisher_spans(doc),
        *dateline_spans(doc),
        *known_spans(doc),
        *clipped_spans(doc),
        *quoted_spans(doc),
        *latin_spans(doc),
        *_tagged(doc),
    ]
    found: dict[Range, str] = {}
    taken: set[int] = set()
    for span, rule in proposals:
        if rule == "tagged_organisation" and not people.isdisjoint(range(*span)):
            continue
        if (
            span[0] < span[1]
            and not taken & set(range(*span))
            and not is_country(doc, span)
            and not (rule != "legal_form_and_name" and names_thing(doc, span, things))
        ):
            found[span] = rule
            taken.update(range(*span))
    for span in joined_quotes(doc, found):
        if not taken & set(range(*span)) and not names_thing(doc, span, things):
            found[span] = "joined_quoted_name"
            taken.update(range(*span))
    found.update(_repeats(doc, found, taken | people))
    return {s: found[s] for s in sorted(found)}


def _with_form(doc: Doc) -> list[tuple[Range, str]]:
    """«АО «Горнорудная компания «Мыс»»», «ТОО «Жайық Ет»»: a legal form and a quotation."""
    out = []
    for token in doc:
        if token.text not in legal_forms() or token.i + 1 >= len(doc):
            continue
        end = None
        if is_opening(doc, token.i + 1):
            end = quoted_end(doc, token.i + 1)
        elif is_title(doc[token.i + 1]) and doc[token.i + 1].ent_type_ == "ORG" and token.ent_type_ == "ORG":
            end = token.i + 1
            while end < len(doc) and doc[end].ent_type_ == "ORG" and doc[end].ent_iob_ != "B":
                end += 1
        if end:
            start = token.i
            if start and doc[start - 1].text in legal_forms():
                start -= 1
            out.append(((start, end), "legal_form_and_name"))
    return out


def _chain_span(doc: Doc, chain: Chain) -> tuple[Range, str]:
    """The name's own tokens: a quoted name without the common noun before it, where that is written in lower case."""
    if chain.quoted is not None:
        before = [doc[k] for k in range(chain.start, chain.quoted[0])]
        capital = any(t.text[:1].isupper() and not sentence_start(t) for t in before)
        if not capital:
            return chain.quoted, "noun_and_quoted_name"
        return (chain.start, chain.end), "proper_noun_and_quoted_name"
    if chain.latin and "-" in doc[chain.head].text and doc[chain.head].text[:2].isupper():
        return (chain.end - chain.latin, chain.end), "noun_and_latin_name"  # «казахстанский ИИ-стартап [QoldauAI]»
    start, end = chain.start, chain.end if chain.named else without_place(doc, chain)
    if start and is_opening(doc, start - 1) and end < len(doc) and doc[end].text in '»"”':
        start, end = start - 1, end + 1
    own = [t for t in doc[start : without_place(doc, chain)] if not is_place_token(t)] or [doc[chain.head]]
    if (
        not chain.named
        and all(
            t.text.islower() or (t.i == start and sentence_start(t) and chain.noun.mode in ("single", "weak"))
            for t in own
        )
        and not any(is_clipped(t.text.capitalize()) for t in own)
    ):
        return (start, end), "common_noun_body"
    return (start, end), f"{chain.noun.mode}_body_noun"


def _tagged(doc: Doc) -> list[tuple[Range, str]]:
    """What the tagger alone calls an organisation, trimmed; without acronyms that are none and bare common nouns."""
    out = []
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = ent.start, ent.end
        while start < end and not (doc[start].text[:1].isupper() or is_opening(doc, start)):
            start += 1
        if (
            end - start > 1
            and not base_forms(doc[start].text).isdisjoint(position_classes())
            and "-" not in doc[start].text
        ):
            start += 1
            if not doc[start].text[:1].isupper():
                start = end
        # «[Торайгыров Университете] открылся центр»: no name runs on over the verb of its sentence
        end = next((k for k in range(start + 1, end) if doc[k].text.islower() and is_verb(doc[k])), end)
        while end > start and not (doc[end - 1].text[:1].isalnum() or doc[end - 1].text in '»"+'):
            end -= 1
        if start >= end or not _plausible(doc, start, end):
            continue
        if start and is_opening(doc, start - 1) and end < len(doc) and doc[end].text in '»"”':
            start, end = start - 1, end + 1
        out.append(((start, end), "tagged_organisation"))
    return out


def _heads_section(doc: Doc, start: int, end: int) -> bool:
    """«Коротко», «Отгрузки», «Парк»: a common word that is the whole of a heading."""
    return any(
        b.label_ == "heading"
        and b.start == start
        and end >= b.end - 1
        and all(is_common_word(t.text) for t in doc[start:end])
        for b in doc.spans["blocks"]
    )


FLIGHT = re.compile(r"[A-ZА-Я]{1,3}-?\d{3,}[а-яa-z]?")


def _plausible(doc: Doc, start: int, end: int) -> bool:
    text = doc[start:end].text.strip('«»"')
    first = doc[start]
    if not text or stop_acronym(text) or fold(text) in entries("not_bodies.txt", "word"):
        return False
    if any(fold(f) in places()[0] for f in base_forms(text)):
        return False
    if text in legal_forms():
        return False
    if is_event_name(doc, start, end) or _heads_section(doc, start, end):
        return False
    if end - start == 1 and FLIGHT.fullmatch(text) and fold(text) not in known_bodies():
        return False  # «рейс РФ-418»
    if sentence_start(first) and is_verb(first):
        return False
    if end - start == 1 and sentence_start(first) and is_common_word(text) and not is_body_word(first):
        return False  # «Карго и почта», «Пресс-релиз»
    if sentence_start(first) and first.tag_ != "PROPN" and _bare_phrase(doc, start, end):
        return False
    if end - start > 1 and doc[end - 1].text.isdigit() and doc[start + 1].text.islower():
        return False
    if end - start == 1 and (is_generic(text) or not base_forms(text).isdisjoint(position_classes())):
        return False
    if described_as(doc, start - 1 if start and is_opening(doc, start - 1) else start) == "no":
        return False
    if end - start == 1 and (len(text) < 2 or is_adjective(text)):
        return False
    if any(doc[k].pos_ == "ADP" and doc[k].text.islower() for k in range(start, end)) or any(
        doc[k].is_space for k in range(start, end)
    ):
        return False
    if end - start == 1 and sentence_start(first) and first.pos_ not in ("PROPN", "NOUN") and not text[:2].isupper():
        return False
    return not (end - start == 1 and is_generic(fold(text)))


def _bare_phrase(doc: Doc, start: int, end: int) -> bool:
    """«Представляющий истца», «Страховой рынок»: common words of which only the sentence's first has a capital."""
    words = doc[start:end]
    return (
        end - start > 1
        and all(t.is_alpha and (is_common_word(t.text) or (is_place_token(t) and t.i > start)) for t in words)
        and not any(t.text[:1].isupper() and not (is_place_token(t) and end - start > 2) for t in words[1:])
        and all(body_noun_at(doc, k) is None for k in range(start, end))
    )


def _repeats(doc: Doc, found: dict[Range, str], taken: set[int] | frozenset[int]) -> dict[Range, str]:
    """Further mentions of a quoted or Latin name by its bare words: «Чинар» quoted once, «Чинара» later."""
    names: dict[str, int] = {}
    for start, end in found:
        words = [doc[k] for k in range(start, end)]
        marks = [k for k in range(start, end) if doc[k].text in '«»"„“']
        if marks:
            inner = [doc[k].text for k in range(marks[-2] + 1 if len(marks) > 1 else start, marks[-1])]
            if inner and inner[0][:1].isupper():
                names[fold(" ".join(inner))] = len(inner)
        elif all(w.text[:1].isascii() for w in words):
            names[fold(" ".join(w.text for w in words))] = len(words)
    out: dict[Range, str] = {}
    for token in doc:
        if not token.text[:1].isupper() or token.i in taken:
            continue
        if token.i and doc[token.i - 1].text.islower() and base_forms(doc[token.i - 1].text) & {"область", "город"}:
            continue  # «области [Улытау]» beside the club «Улытау»
        for length in sorted(set(names.values())):
            span = range(token.i, min(len(doc), token.i + length))
            if set(span) & set(taken):
                continue
            text = fold(" ".join(doc[k].text for k in span))
            hit = text in names or (
                length == 1
                and not sentence_start(token)
                and len(text) > 3
                and any(f in names for f in base_forms(token.text))
            )
            if hit:
                start, end = span[0], span[-1] + 1
                if (
                    start
                    and is_opening(doc, start - 1)
                    and end < len(doc)
                    and doc[end].text in '»"”'
                    and start - 1 not in taken
                ):
                    start, end = start - 1, end + 1
                out[start, end] = "repeated_name"
                break
    return out
