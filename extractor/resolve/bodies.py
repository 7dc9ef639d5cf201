"""Mentions of institutions -> institutions: who is the same, nominative name, other forms, kind, key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import fold, known_bodies, legal_forms
from extractor.facts.names.nominative import MARKS, body_name, joined, name_of, strip_ending
from extractor.facts.roles.heads import head_noun
from extractor.records import InstitutionKind
from extractor.resolve.body_keys import core_of


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention: its nominative, the bare quoted name in it, the words that describe it, what it is compared by."""

    mention: NameMention
    name: str
    inner: str
    described: str
    core: str
    place: str
    kind: InstitutionKind


@dataclass(slots=True)
class Body:
    """All mentions of one institution; ``number`` is its place among the article's."""

    number: int = 0
    seen: list[Seen] = field(default_factory=list)

    def forms(self) -> list[Seen]:
        """One mention of each form; what a further mention is compared with."""
        return list({(s.core, s.inner, s.place): s for s in self.seen}.values())

    def name(self) -> str:
        """The longest form of those most like a full name: legal form or head noun before abbreviation."""
        attested = [s for s in self.seen if s.name == s.mention.text.strip('«»"')] or self.seen
        best = max((_weight(s), -n) for n, s in enumerate(self.seen))
        chosen = self.seen[-best[1]]
        same = [
            s
            for s in attested
            if fold(s.name)[:5] == fold(chosen.name)[:5] and len(s.name.split()) == len(chosen.name.split())
        ]
        return same[0].name if same and chosen.inner == chosen.name else chosen.name

    def aliases(self) -> tuple[str, ...]:
        """Other forms the article uses, in order, without those that differ from the name by capitals only."""
        name = self.name()
        forms = [f for s in self.seen for f in (s.name, s.described) if f]
        out: dict[str, str] = {}
        for form in forms:
            if fold(form) != fold(name):
                out.setdefault(fold(form), form)
        return tuple(out.values())

    def kind(self) -> InstitutionKind:
        """The first mention's kind that says something."""
        return next((s.kind for s in self.seen if s.kind != "other"), "other")

    def key(self) -> str:
        """The core of the name with its country or region: lower case, ё as е, quotation marks, legal forms and
        «Республика» left out, short forms spelt out («Минфин РК» and «Министерство финансов Казахстана» are one).
        """
        cores = [s for s in self.seen if s.place] or self.seen
        chosen = max(cores, key=lambda s: len(s.core.split()))  # the first of the longest
        return " ".join(filter(None, (chosen.core, fold(chosen.place))))


def _weight(s: Seen) -> tuple[int, int]:
    form = s.name.split()[0] in legal_forms()
    return (2 if form else 1 if len(s.name.split()) > 1 else 0, len(s.name))


def observe(doc: Doc, mention: NameMention, after: NameMention | None = None) -> Seen:
    """What one mention shows. ``after`` is the mention that follows without a word between: a place completes the name
    («Министерство энергетики» + «Узбекистана»), another body gives its longer form.
    """
    seen = _observe_alone(doc, mention)
    if after is None:
        return seen
    if after.kind == "place":
        place = name_of(doc, after.start, after.end, "place")
        return replace(seen, name=f"{seen.name} {after.text}", place=place)
    return replace(seen, described=seen.described or f"{seen.name} {after.text.strip('«»')}")


def _observe_alone(doc: Doc, mention: NameMention) -> Seen:
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None:
        return Seen(mention, mention.text, mention.text, "", fold(mention.text), "", "other")
    name = body_name(doc, span.start, span.end)
    inner, quoted = _inner(doc, span.start, span.end)
    described = ""
    if quoted == span.start:
        described = _described(doc, span.start, inner)
        if not described:
            inner = _nominative_of_quoted(doc, span.start, span.end, inner)
            name = inner
    elif span.text[:1].isascii():
        described = _described(doc, span.start, name)
    core, place = core_of(name if quoted is None or quoted != span.start else inner)
    known = known_bodies().get(fold(name)) or known_bodies().get(core)
    kind = known.kind if known is not None else _kind(doc, span.start, span.end)
    return Seen(mention, name, inner, described, core, place, kind)


def _inner(doc: Doc, start: int, end: int) -> tuple[str, int | None]:
    """The innermost quoted name and where the quotation begins; the whole name where nothing is quoted."""
    marks = [i for i in range(start, end) if doc[i].text in MARKS]
    if not marks:
        return body_name(doc, start, end), None
    opening = [i for i in marks if doc[i].text in '«„"“' and i + 1 < end]
    last = opening[-1] if opening else marks[0]
    if doc[last].text == '"' and len(opening) > 1:
        last = opening[0]
    words = [doc[i] for i in range(last + 1, end) if doc[i].text not in MARKS]
    return joined(words), marks[0]


def _described(doc: Doc, start: int, inner: str) -> str:
    """«швейной фабрики «Ак-Булут»» -> «швейная фабрика Ак-Булут»: the common noun before a quoted name, nominative."""
    first = start
    k = start - 1
    while (
        k >= 0
        and start - k <= 5
        and not doc[k].is_space
        and (doc[k].pos_ in ("NOUN", "ADJ", "PROPN") or "-" in doc[k].text)
        and doc[k].text not in MARKS
    ):
        if body_noun_at(doc, k) is not None:
            first = k
            break
        k -= 1
    if first == start:
        return ""
    while first > 0 and doc[first - 1].pos_ == "ADJ" and doc[first - 1].text.islower() and start - first < 4:
        first -= 1
    return f"{body_name(doc, first, start)} {inner}".strip()


def _nominative_of_quoted(doc: Doc, start: int, end: int, inner: str) -> str:
    """«Медиаметра», «Кобылан Капитала» quoted with their ending: the last word without it, where the case is plain."""
    words = [i for i in range(start, end) if doc[i].text not in MARKS]
    if not words:
        return inner
    last = doc[words[-1]]
    case = (last.morph.get("Case", []) or [""])[0]
    if start and doc[start - 1].is_alpha and head_noun(doc[start - 1]) is not None:
        case = "Gen"  # «аналитик «Меры»», «директор «Припять-Банка»»
    if case in ("", "Nom", "Acc") or len(last.text) < 4:
        return inner
    before = inner[: len(inner) - len(last.text)]
    first, dash, tail = last.text.rpartition("-")
    if dash:
        return before + first + dash + strip_ending(tail, case)
    if not last.text.isalpha():
        return inner
    if len(words) == 1 and case == "Gen" and (nominative := _feminine(last.text)):
        return nominative
    return before + (strip_ending(last.text, case) if len(last.text) > 4 else last.text)


def _feminine(word: str) -> str | None:
    """«Меры» -> «Мера», «Бараки» -> «Барака»: a word on «-ы», «-и» quoted alone in the genitive, a feminine by the
    dictionary; None for others.
    """
    for parse in parses(word):
        if parse.pos == "NOUN" and parse.feats.get("Case") == "Gen" and parse.feats.get("Number") == "Sing":
            form = parse.form("nomn", "sing")
            if form and word[-1] in "ыи" and form[-1] in "ая":
                return word[:-1] + form[-1]
    return None


def _kind(doc: Doc, start: int, end: int) -> InstitutionKind:
    """By the noun in the name or before it, the list of known bodies, a legal form, a domain."""
    for k in range(start, end):
        noun = body_noun_at(doc, k)
        if noun is not None:
            return noun.kind
    text = doc[start].text
    if text in legal_forms() or any(t.text in ("Ltd", "LLP", "Inc", "Corp", "LLC") for t in doc[start:end]):
        return "company"
    for form in [fold(doc[start:end].text.strip('«»"')), *sorted(base_forms(text))]:
        if form in known_bodies():
            return known_bodies()[form].kind
    if fold(text).startswith("мин") and text[:1].isupper():
        return "government"
    if any(t.text in ("University", "College", "School", "Academy", "Institute") for t in doc[start:end]):
        return "university"
    for k in range(start - 1, max(-1, start - 4), -1):
        if doc[k].is_space:
            break
        noun = body_noun_at(doc, k)
        if noun is not None:
            return noun.kind
    return "other"
