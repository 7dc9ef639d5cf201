"""Candidate names for what an amount measures: each rule looks at one place in the sentence and gives noun phrases."""

from __future__ import annotations

from extractor.facts.indicators.naming.carried import ellipsis, heading, inherited, list_head
from extractor.facts.indicators.naming.common import Candidate, Named, Rule, lemma_of
from extractor.facts.indicators.naming.counts import (
    capacity,
    clause_subject_people,
    counted_noun,
    counted_with_participle,
    of_agent,
)
from extractor.facts.indicators.naming.heads import head_noun
from extractor.facts.indicators.naming.places import (
    after_dash,
    before_dash,
    first_nominative,
    governor,
    nearby,
    noun_before,
)
from extractor.facts.indicators.naming.purposes import purpose
from extractor.facts.indicators.naming.shares import share
from extractor.facts.indicators.naming.verbs import action, complement, object_, quantity, subject, verb_measures
from extractor.facts.indicators.site import Page, Site
from extractor.facts.text import Word
from extractor.facts.wordlists import entries, entries_marked, fold, rows

__all__ = ["RULES", "Candidate", "Named", "candidates"]

RULES: tuple[Rule, ...] = (
    counted_noun,
    counted_with_participle,
    clause_subject_people,
    subject,
    object_,
    verb_measures,
    action,
    complement,
    quantity,
    governor,
    capacity,
    of_agent,
    first_nominative,
    noun_before,
    before_dash,
    after_dash,
    share,
    purpose,
    inherited,
    ellipsis,
    list_head,
    heading,
    nearby,
    head_noun,
)


QUANTITY_WORDS = frozenset({"доля", "число", "сумма", "количество", "размер", "объем"})
PERCENT_NOUNS = frozenset(
    row[0] for row in rows("measure_nouns") if row[1].startswith("percent") and row[0] != "доля"
)  # «доля инфляции»
DOUBLED = frozenset({"доля", "доли", "числ", "сумм", "коли", "разм", "объе", "раза", "раз", "проц"})

CHANGES = frozenset({"рост", "снижение", "падение", "увеличение", "уменьшение", "спад", "прирост", "сокращение"})
CHANGES_OF = frozenset({"роста", "снижения", "падения", "увеличения", "уменьшения", "спада", "прироста", "сокращения"})

# Rules that give a noun as it stands: a body alone («Фонд выделил 5 млрд») is nothing that is measured.
BARE_RULES = frozenset(
    [
        "subject",
        "object",
        "clause_nominative",
        "sentence_nominative",
        "noun_before",
        "noun_before_top",
        "before_dash",
        "after_dash",
        "governor",
        "governor_up",
        "nearby_0",
        "nearby_1",
        "nearby_2",
    ]
)


def _is_somebody(site: Site, head: Word, modified: bool) -> bool:
    """«победитель» or «компания» for a sum or a measure: who has it, not what it is."""
    if site.amount.kind not in ("money", "measure"):
        return False
    animate = head.feats.get("Animacy") == "Anim" and head.pos == "NOUN"
    return animate or (not modified and lemma_of(head) in entries_marked("empty_nouns", "who"))


def _says_nothing(page: Page, site: Site, candidate: Candidate) -> bool:
    """«этот показатель», «его», a person's, a body's or a place's name, «доля доли»: no name of something measured."""
    head_word, *rest = candidate.name.split()
    if _is_change_alone(head_word, rest) or fold(head_word) == "числе":  # «в том числе две золотые»
        return True
    if fold(head_word) in QUANTITY_WORDS and rest and fold(rest[0])[:4] in DOUBLED:
        return True
    if fold(head_word) == "доля" and candidate.at >= 0 and lemma_of(page.words[candidate.at]) in PERCENT_NOUNS:
        return True
    if candidate.rule.startswith(("inherited", "list_")) or candidate.at < 0:
        return False
    head = page.words[candidate.at]
    if fold(head_word) == head.word and head.feats.get("VerbForm") == "Fin":  # «отдаю», «завезли»
        return True
    if candidate.at in page.person_tokens and not candidate.rule.startswith(("verb_measures", "counted_of")):
        return True
    if candidate.rule in BARE_RULES and (
        candidate.at in page.body_tokens or candidate.at in page.place_tokens or _is_somebody(site, head, bool(rest))
    ):
        return True
    empty = entries_marked("empty_nouns", "always") | (frozenset() if rest else entries_marked("empty_nouns", "bare"))
    if lemma_of(head) in empty and candidate.rule in BARE_RULES:
        return True
    bare = len([w for w in candidate.name.split() if len(w) > 2]) <= 1 or candidate.rule.startswith(
        ("quantity", "share", "number")
    )
    return bare and lemma_of(head) in entries("pointing_nouns")


def _is_change_alone(head: str, rest: list[str]) -> bool:
    """«рост», «доля снижения» of «фармацевтика — снижение на 6,2 %»: what changes is the name, not that it does."""
    if fold(head) in QUANTITY_WORDS:
        return len(rest) == 1 and fold(rest[0]) in CHANGES_OF
    return not rest and fold(head) in CHANGES


def _lowered(page: Page, name: str, at: int) -> str:
    """«Урожайность пшеницы» without the capital a sentence begins with, whatever the tagger took it for."""
    head = page.words[at]
    begins = at >= 0 and (head.begins or at == 0) and name.startswith(head.text[:4])
    return name[0].lower() + name[1:] if begins and lemma_of(head) in entries("measure_nouns") else name


def candidates(page: Page, site: Site, done: list[Named]) -> list[Candidate]:
    """All candidate names of an amount, each name once, in the order of the rules."""
    out: dict[str, Candidate] = {}
    for rule in RULES:
        for c in rule(page, site, done):
            name = " ".join(c.name.split()).strip(" ,;:—–-")
            if name and name not in out and not _says_nothing(page, site, c):
                out[name] = Candidate(_lowered(page, name, c.at), c.rule, c.at, c.base)
    return list(out.values())
