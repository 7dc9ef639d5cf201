"""The words that say how real a figure is, from ``data/modality.tsv``."""

from __future__ import annotations

from functools import lru_cache
from typing import get_args

from extractor.facts.wordlists import rows
from extractor.records import Status

CACHE = 5_000  # words
STATUSES: dict[str, Status] = {s: s for s in get_args(Status)}


class Cues:
    """Stems and whole forms of one place in the word list, each with the status it means."""

    def __init__(self, place: str) -> None:
        entries = [
            (word, STATUSES[status])
            for status, where, stems in rows("modality.tsv")
            if where == place
            for word in stems.split()
        ]
        self.forms = {word[1:]: status for word, status in entries if word.startswith("=")}
        self.stems = {word: status for word, status in entries if not word.startswith("=")}
        self.sizes = sorted({len(s) for s in self.stems}, reverse=True)
        self._kept = lru_cache(CACHE)(self._of)

    def of(self, word: str) -> Status | None:
        """The status a word means, by its whole form, then by its longest stem."""
        return self._kept(word)

    def _of(self, word: str) -> Status | None:
        found = self.forms.get(word)
        if found is not None:
            return found
        return next((self.stems[word[:n]] for n in self.sizes if word[:n] in self.stems), None)


PREDICATE, MODIFIER, SENTENCE, ESTIMATE = Cues("predicate"), Cues("modifier"), Cues("sentence"), Cues("estimate")
BOUND, SUBJECT, WILLING, DECIDED = Cues("bound"), Cues("subject"), Cues("willing"), Cues("decided")
CHANGE, PROJECT, LAW = Cues("change"), Cues("project"), Cues("law")
ASKS, ACCUSER, DRAFT = Cues("asks"), Cues("accuser"), Cues("draft")
MENTAL, DEBT, MACRO = Cues("mental"), Cues("debt"), Cues("macro")
CONDITION, PROMISE, LASTING = Cues("condition"), Cues("promise"), Cues("lasting")
COURT, APPEAL, GUESSED, LAID = Cues("court"), Cues("appeal"), Cues("guessed"), Cues("laid")
AGREED, INTRODUCED, REPORTING = Cues("agreed"), Cues("introduced"), Cues("reporting")
COST = Cues("cost")
