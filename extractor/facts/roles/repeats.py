"""People mentioned by position alone: «министр отметил», «глава ведомства», joined to their person."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import fold
from extractor.facts.roles.mentions import Names, family_stem
from extractor.facts.roles.position import Link, Position

# A general position with a common noun («глава региона») -> the positions it may mean.
MEANS: dict[str, frozenset[str]] = {
    "регион": frozenset({"аким", "губернатор", "хоким", "глава"}),
    "область": frozenset({"аким", "губернатор", "хоким", "глава"}),
    "край": frozenset({"губернатор", "глава"}),
    "республика": frozenset({"президент", "глава"}),
    "государство": frozenset({"президент"}),
    "страна": frozenset({"президент"}),
    "город": frozenset({"мэр", "аким", "хоким", "глава"}),
    "район": frozenset({"аким", "хоким", "глава"}),
    "ведомство": frozenset({"министр", "председатель", "глава", "руководитель", "начальник", "директор"}),
    "министерство": frozenset({"министр", "глава"}),
    "правительство": frozenset({"премьер-министр", "премьер"}),
    "кабмин": frozenset({"премьер-министр", "премьер"}),
    "компания": frozenset({"директор", "президент", "председатель", "гендиректор", "глава", "руководитель"}),
    "банк": frozenset({"председатель", "президент", "глава", "директор"}),
    "регулятор": frozenset({"председатель", "глава"}),
}
SHORT = {"премьер": "премьер-министр", "градоначальник": "мэр", "гендиректор": "директор", "замминистра": "заместитель"}


def role_only_mentions(doc: Doc, alone: list[Position], links: list[Link], names: Names) -> list[NameMention]:
    """Mentions whose ``antecedent`` is the one person before them in the article who holds that position."""
    found = []
    for p in alone:
        if p.plural or (p.group == "profession" and p.anaphor is not None) or not _acts(doc, p):
            continue
        person = _holder(doc, p, links)
        if person is None:
            continue
        span = doc[p.start : max(p.end, p.head + 1)]
        if names.has_person(span.start, span.end):
            continue
        found.append(NameMention(span.start_char, span.end_char, span.text, "position_alone", "person", person))
    return found


def _acts(doc: Doc, p: Position) -> bool:
    """Subject of a verb, or after «по словам», «как сообщил»: a certain person, not a class of people."""
    head = doc[p.head]
    if head.dep_ in ("nsubj", "nsubj:pass"):
        return True
    return (
        head.dep_ in ("nmod", "obl")
        and head.morph.get("Case", []) == ["Gen"]
        and head.head.text.lower() in ("словам", "мнению", "данным", "оценке", "слова", "поручению")
    )


def _holder(doc: Doc, p: Position, links: list[Link]) -> NameMention | None:
    at = doc[p.head].idx
    before = [k for k in links if k.person.start < at]
    fits = [k for k in before if _fits(doc, p, k.position)]
    if not fits:
        return None
    last = fits[-1]
    # two holders of one position: only where the words after it tell them apart
    others = {family_stem(k.person) for k in fits}
    if len(others) > 1 and not (p.bodies or p.title_end > p.head + 1):
        near = [k for k in fits if k.person.start >= doc[p.head].sent.start_char - 400]
        if len({family_stem(k.person) for k in near}) != 1:
            return None
        last = near[-1]
    return last.person


def _fits(doc: Doc, p: Position, known: Position) -> bool:
    nouns = {p.noun, SHORT.get(p.noun, p.noun)}
    if p.anaphor is not None and p.noun in ("глава", "руководитель", "начальник"):
        forms = base_forms(doc[p.anaphor].text)
        if any(known.noun in MEANS[f] for f in forms if f in MEANS):
            return True
    if p.noun == "министр" and known.noun in ("глава", "руководитель") and p.title_end == p.head + 1:
        return True
    if known.noun not in nouns and SHORT.get(known.noun) not in nouns:
        return False
    own = _complement(doc, p)
    return not own or own == _complement(doc, known)


def _complement(doc: Doc, p: Position) -> str:
    return " ".join(fold(t.text) for t in doc[p.head + 1 : p.title_end])
