"""Institutions known by a list or by the make of the word: «МИД», «Росстат», «Минводресурсов»."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.facts.names.forms import Range, base_forms, sentence_start
from extractor.facts.names.latin_names import DOMAIN, is_counted
from extractor.facts.names.lexicon import (
    fold,
    known_bodies,
    known_by_first_word,
)
from extractor.facts.names.quotes import is_opening


def known_spans(doc: Doc) -> list[tuple[Range, str]]:
    """«МИД», «Росстат», «Всемирный банк»: names of the list of known bodies, in any case."""
    out = []
    index = known_by_first_word()
    for token in doc:
        if not token.text[:1].isupper():
            continue
        for form in sorted((_acronym_forms(token.text) | base_forms(token.text)) & index.keys()):
            for words in index[form]:
                end = token.i + len(words)
                if (
                    end <= len(doc)
                    and all(
                        w == fold(doc[token.i + k].text) or w in base_forms(doc[token.i + k].text)
                        for k, w in enumerate(words)
                    )
                    and _spelt_as_listed(doc, token.i, words)
                ):
                    out.append(((token.i, _domain_end(doc, end)), "known_body"))
                    break
            else:
                continue
            break
        if match := DOMAIN.fullmatch(token.text):
            out.append(((token.i, token.i + 1), "domain_name")) if match else None
    return out


def _domain_end(doc: Doc, end: int) -> int:
    """Index after «.kz» that the tokens part from its name: «Kaspi[.kz] Александра»; ``end`` where none follows."""
    if end + 1 < len(doc) and doc[end].text == "." and not doc[end].whitespace_ and not doc[end - 1].whitespace_:
        return end + 2 if DOMAIN.fullmatch(f"aa.{doc[end + 1].text}") else end
    return end


@lru_cache(20_000)
def _acronym_forms(text: str) -> frozenset[str]:
    """«МИДа», «МВФом»: an acronym without the ending it may take."""
    head = text.rstrip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    return frozenset({fold(head)}) if len(head) > 1 and head.isupper() and len(text) - len(head) <= 2 else frozenset()


def _spelt_as_listed(doc: Doc, start: int, words: tuple[str, ...]) -> bool:
    """Common words that are also names («Время», «Власть», «Магнит», «Лента», «Власть») only where tagged or quoted."""
    token = doc[start]
    listed = known_bodies().get(" ".join(words))
    if listed is None:
        return False
    if listed.name.isupper() and len(words) == 1 and not token.text[:2].isupper():
        return False
    if len(words) > 1 or listed.name.isupper() or not listed.name[1:].islower():
        return True
    if listed.kind in ("government", "international"):
        return True
    quoted = start > 0 and is_opening(doc, start - 1) and start + 1 < len(doc) and doc[start + 1].text in '»"”'
    if is_counted(doc, start, start + 1):
        return False
    alone = (
        token.ent_type_ == "ORG" and token.ent_iob_ == "B" and (start + 1 >= len(doc) or doc[start + 1].ent_iob_ != "I")
    )
    return quoted or (alone and not sentence_start(token)) or listed.name[:1].isascii()


UNIVERSITY = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]{1,6}(?:ГУ|НУ|ТУ|МУ|АУ|ПУ|ФУ|АТУ)")


def university_acronym(word: str) -> bool:
    """«КазНУ», «СПбГЭУ», «ВКТУ»: an acronym with small letters that ends as universities' do."""
    return (
        4 <= len(word) <= 10
        and not word.isupper()
        and sum(c.isupper() for c in word) > 2
        and bool(UNIVERSITY.fullmatch(word))
    )


def is_clipped(word: str) -> bool:
    """«Минводресурсов», «Мордовстат», «Роспотребнадзор»: a word made of a body's clipped name, which no dictionary
    has.
    """
    low = fold(word)
    if not word[:1].isupper() or len(low) < 6 or "-" in low:
        return False
    if any(p.pos in ("ADJF", "PRTF", "VERB") for p in parses(word)[:1]):
        return False  # «Минерализованную»
    if low.startswith("мин") and low[3:4] not in ("и", "у", "а"):
        return not any(p.known for p in parses(word)) or not base_forms(word).isdisjoint(known_bodies())
    stems = set(base_forms(word)) | {low}
    return any(s.endswith(CLIPPED_ENDINGS) for s in stems) and not any(
        p.known and "Surn" not in p.grammemes for p in parses(word)
    )


CLIPPED_ENDINGS = (
    "стат",
    "надзор",
    "гидромет",
    "водоканал",
    "госстрах",
    "авиация",
    "авианадзор",
    "здрав",
    "имущество",
    "реестр",
    "финмониторинг",
    "нефтегаз",
    "мунайгаз",
    "автодор",
    "автожол",
    "энергосбыт",
    "теплосеть",
    "горсвет",
    "облздрав",
    "телеком",
    "энерго",
    "атомпром",
)


def _in_full_name(doc: Doc, i: int) -> bool:
    """Token i is tagged as part of a person's name of two words or more («Гульшат [Мингазова]»)."""
    token = doc[i]
    if token.ent_type_ != "PER":
        return False
    return (token.ent_iob_ == "I") or (
        i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I" and doc[i + 1].ent_type_ == "PER"
    )


def clipped_spans(doc: Doc) -> list[tuple[Range, str]]:
    """Clipped names that stand alone, with the adjective that says of which region."""
    out = []
    for token in doc:
        if university_acronym(token.text):
            out.append(((token.i, token.i + 1), "university_acronym"))
            continue
        quoted = token.i > 0 and is_opening(doc, token.i - 1)
        if is_clipped(token.text) and not _in_full_name(doc, token.i) and not quoted:
            out.append(((token.i, token.i + 1), "clipped_name"))
    return out
