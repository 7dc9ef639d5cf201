"""The body that the context of a position points to: by nearness, by how often and where the article names it."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at
from extractor.facts.names.forms import base_forms, is_adjective
from extractor.facts.names.lexicon import entries, fold, position_classes
from extractor.facts.roles.body_index import BodyIndex
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position

SOURCES = entries("role_words.txt", "sources")
OWNERS = entries("role_words.txt", "owners")
SAID = entries("role_words.txt", "said")
TELLING = entries("role_words.txt", "telling")
AUTHORS = entries("role_words.txt", "authors")
EARLIER = entries("role_words.txt", "earlier") - {"до"}
COMPANY_POSITIONS = entries("role_words.txt", "company_positions")
COMPANY_KINDS = {
    "company": 1.0,
    "other": 0.7,
    "university": 0.2,
    "government": -1.2,
    "court": -3.0,
    "international": -1.5,
    "party": -2.0,
}
STATE_POSITIONS = entries("role_words.txt", "state_positions")
STATE_KINDS = {"company": 0.0, "other": 0.2, "government": 1.0, "court": -1.0, "international": -1.0, "party": -1.0}
HEAD_KINDS = {"company": 0.5, "other": 0.5, "government": 0.3, "court": -1.0, "international": -1.0, "party": 0.2}


class Pointing(BodyIndex):
    """Says which body of several the context points to."""

    def __init__(self, doc: Doc, names: Names) -> None:
        super().__init__(doc, names)
        self.telling = frozenset(n for n in self.institutions if self._tells(n))

    def _tells(self, name: NameMention) -> bool:
        """«сообщает [управление здравоохранения]», «в [Минздраве] рассказали»: its people are those the article cites."""
        start, end = self.names.range[name]
        if start > 1 and self.doc[start - 1].text.isupper() and self.doc[start - 1].text.isalpha():
            start -= 1  # «сообщили в [ГУ МЧС]»
        near = [*range(max(0, start - 3), start), *range(end, min(len(self.doc), end + 3))]
        if not any(self.doc[k].pos_ == "VERB" and fold(self.doc[k].lemma_) in TELLING for k in near):
            return False
        inside = start > 0 and fold(self.doc[start - 1].text) in ("в", "во")
        return inside or any(self.doc[k].dep_ in ("nsubj", "nsubj:pass") for k in range(start, end))

    def _is_subject(self, name: NameMention) -> bool:
        """«резидент хаба компания [«Церебра»] создала»: a subject itself, or right after a noun in the nominative."""
        start, end = self.names.range[name]
        if any(self.doc[k].dep_ in ("nsubj", "nsubj:pass") for k in range(start, end)):
            return True
        noun = self.doc[start - 1] if start else None
        return noun is not None and noun.morph.get("Case", []) == ["Nom"] and body_noun_at(self.doc, noun.i) is not None

    def _organisation(self, p: Position) -> NameMention | None:
        """The institution before the position that the context points to most, where it points to one at all.

        Counted are nearness (same sentence, sentence before), how often the article names the body, whether it opens
        the article, and whether its kind goes with the position; media that are only told or quoted never count. An
        author belongs to who publishes, whatever the work is called.
        """
        if p.anaphor is None and p.noun not in AUTHORS and not self._open_complement(p):
            return None
        at = self.doc[p.head].idx
        before = [n for n in self.institutions if n.start < at and not self._is_source(n)]
        kinds = COMPANY_KINDS if p.noun in COMPANY_POSITIONS and not self._of_a_part(p) else HEAD_KINDS
        kinds = STATE_KINDS if p.noun in STATE_POSITIONS and self._of_a_part(p) else kinds
        scored = [(self._pointed_to(p, n) + kinds.get(self._kind(n), 0.0), n.start, n) for n in before]
        best = max(scored, key=lambda s: s[:2], default=None)
        if best is None:
            return self._named_later(p)
        return best[2] if best[0] >= 0.0 else None

    def _named_later(self, p: Position) -> NameMention | None:
        """«Основатель Тимур Турлов владеет 70% акций [Freedom Holding]»: the only body of the sentence, none before."""
        sentence = self.doc[p.head].sent
        later = [n for n in self.institutions if self.doc[p.head].idx < n.start < sentence.end_char]
        later = [n for n in later if not self._of_the_past(p, n)]
        later = [n for n in later if not self._is_source(n) and self._kind(n) not in ("government", "court", "media")]
        return later[0] if len(later) == 1 else None

    def _of_the_past(self, p: Position, n: NameMention) -> bool:
        """«Руководителем назначена Ким, ранее возглавлявшая [технопарк «Ертіс»]»: where they were before."""
        return any(fold(t.text) in EARLIER for t in self.doc[p.head + 1 : self.names.range[n][0]])

    def _pointed_to(self, p: Position, n: NameMention) -> float:
        """How much the context points to a body: nearness, how often it is named, whether it opens the article."""
        start, since = self.doc[p.head].sent.start_char, self.doc[self._first_near(p)].idx
        score = 2.5 if n.start >= start else 1.5 if n.start >= since else 0.0
        score += 0.5 if score and self._is_subject(n) else 0.0
        score += 0.6 if n in self.telling else 0.0
        return score + min(self.counts[self.stems[n]], 4) * 0.4 + (0.6 if n.start < self._opening else 0.0)

    def _most_pointed_to(self, p: Position, among: list[NameMention]) -> NameMention:
        """The one of several bodies before the position that the context points to most, the last of equals."""
        named = [n for n in among if not self._is_source(n)] or among
        return max(named, key=lambda n: (self._pointed_to(p, n), n.start))

    def _open_complement(self, p: Position) -> bool:
        """Nothing after the head noun, «по закупкам», or a part of a body («отдела», «правления»): the body is not
        said.
        «командир корабля», «автор идеи» say all there is.
        """
        rest = range(p.head + 1, p.title_end)
        if not rest or fold(self.doc[rest[0]].text) in ("по", ".") or p.noun in OWNERS:
            return True
        units = entries("position_units.txt")
        return any(
            base_forms(self.doc[k].text) & units or base_forms(self.doc[k].text) & position_classes().keys()
            for k in rest
        )

    def _of_a_part(self, p: Position) -> bool:
        """«директор департамента», «начальник главного управления»: a part of a body, which state bodies have too."""
        noun = next((k for k in range(p.head + 1, p.title_end) if not is_adjective(self.doc[k].text)), None)
        return noun is not None and not base_forms(self.doc[noun].text).isdisjoint(entries("role_words.txt", "parts"))

    def _is_source(self, name: NameMention) -> bool:
        """The article's publisher, a medium, and whoever is told: «рассказал «Курсору»»."""
        if name.rule in ("publisher", "dateline", "domain_name"):
            return True
        if self._kind(name) == "media" and "пресс-служба" not in self._describes(name):
            return True
        start, _ = self.names.range[name]
        if start == 0:
            return False
        token = self.doc[start - 1]
        if base_forms(token.text) & SOURCES:
            return True
        told = token.pos_ == "VERB" and token.morph.get("Tense", []) == ["Past"] and fold(token.lemma_) in SAID
        if told and token.morph.get("Gender", []) == ["Neut"]:
            return False  # «сообщило [Агентство …]»: the one who tells
        return told or fold(token.text) == "интервью"
