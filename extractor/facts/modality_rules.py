"""How real a figure is by the words and tense of its clause: actual, planned, forecast, target or required.

The words that decide are in ``data/modality.tsv``. They are looked for from the number outwards: its modifiers, the
words that govern it up to the predicate of its clause, then the sentence; without any the tense of the
predicate decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from spacy.tokens import Doc, Token

from extractor.documents import AmountMention, Mention
from extractor.facts import english
from extractor.facts.english import is_english
from extractor.facts.lexemes import BREAK, SIGN, WORD, Lexemes, lexemes_of
from extractor.facts.wordlists import rows
from extractor.records import Status

STATUSES: dict[str, Status] = {s: s for s in get_args(Status)}
MODIFIER_REACH, CLIMB = 3, 8
PREDICATES = frozenset({"VERB", "AUX"})
FUTURE_AUX = frozenset(["будет", "будут", "будем", "буду", "будешь", "будете"])


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

    def of(self, word: str) -> Status | None:
        """The status a word means, by its whole form, then by its longest stem."""
        found = self.forms.get(word)
        if found is not None:
            return found
        return next((self.stems[word[:n]] for n in self.sizes if word[:n] in self.stems), None)


PREDICATE, MODIFIER, SENTENCE, ESTIMATE = Cues("predicate"), Cues("modifier"), Cues("sentence"), Cues("estimate")


def ruled_status(doc: Doc, mention: Mention) -> tuple[Status, int]:
    """Status of a mention (an amount's, as a rule) by the rules, "actual" where nothing says otherwise, and the step.

    The step says what decided: 0 nothing, 1 a modifier, 2 the start of a change, 3 a word over the number, 4 the
    predicate's future, 5 its past, 6 a word of the sentence, 7 a word of the clause.
    """
    lex = lexemes_of(doc)
    at = mention.number_start if isinstance(mention, AmountMention) and mention.number_start >= 0 else mention.start
    i = lex.at(at)
    if is_english(lex):
        return _english(lex, i), 0
    if (status := _modifier(lex, i)) is not None:
        return status, 1
    token = lex.token(i)
    if token is None or _is_start(lex, i):
        return "actual", 2
    predicate = None
    for t in _governors(token):
        status = PREDICATE.of(_word(t))
        if status is not None and _word(t) in ("может", "могут") and any(_word(c) == "не" for c in t.children):
            return "required", 3
        if status is not None:
            return _weighed(status, t), 3
        if t.pos_ in PREDICATES:
            predicate = t
            if (found := _of_predicate(t)) is not None:
                if found == "planned" and _sentence_cue(lex, i, ESTIMATE):
                    return "forecast", 4
                return found, 4
            if "Past" in t.morph.get("Tense", []):
                return "actual", 5
    if (status := _sentence_cue(lex, i, SENTENCE)) is not None:
        return status, 6
    if predicate is None and (status := _clause(lex, i)) is not None:
        return status, 7
    return "actual", 0


ENGLISH: dict[str, Status] = {
    **dict.fromkeys(english.word_class("planned"), "planned"),
    **dict.fromkeys(english.word_class("forecast"), "forecast"),
    **dict.fromkeys(english.word_class("required"), "required"),
}


def _english(lex: Lexemes, i: int) -> Status:
    """The nearest English cue in the sentence, before the number or up to six words after it."""
    start = lex.sentence_start(i)
    for k in range(i - 1, max(lex.first - 1, i - 25), -1):
        if lex.start[k] < start or lex.kind[k] == BREAK or lex.words[k] in (";", "("):
            break
        if lex.words[k] in ENGLISH:
            return ENGLISH[lex.words[k]]
    for k in range(i, min(i + 9, lex.last)):
        if lex.words[k] in (".", ";", ",") or lex.kind[k] == BREAK:
            break
        if lex.words[k] in ENGLISH and lex.words[k - 1] in ("are", "is", "to", "be"):
            return ENGLISH[lex.words[k]]
    return "actual"


def _word(token: Token) -> str:
    return token.lower_.replace("ё", "е")


def _modifier(lex: Lexemes, i: int) -> Status | None:
    """«запланированных 30 школ», «при нынешних 2,7 %»: an adjective right before the number."""
    for k in range(i - 1, max(lex.first - 1, i - MODIFIER_REACH - 1), -1):
        if lex.kind[k] != WORD:
            return None
        if (
            (status := MODIFIER.of(lex.words[k])) is not None
            and (token := lex.token(k)) is not None
            and token.pos_ in ("ADJ", "VERB", "DET")
        ):
            return status
    return None


def _is_start(lex: Lexemes, i: int) -> bool:
    """«вырастет с 70,2 до 77 лет»: the level a change starts from is there already."""
    return lex.words[i - 1] in ("с", "со") and "до" in lex.words[i + 1 : i + 7]


def _governors(token: Token) -> Iterator[Token]:
    """The tokens that govern a token, nearest first, each followed by its auxiliaries and short predicates."""
    for _ in range(CLIMB):
        if token.head is token:
            yield token
            return
        token = token.head
        yield token


APART = frozenset({"conj", "parataxis", "ccomp", "advcl"})
SET = ("установл", "утвержд", "определен", "закреплен")


def _is_required(subject: Token) -> bool:
    """«предельная цена установлена»: a subject that names a limit."""
    return any(MODIFIER.of(_word(t)) == "required" or PREDICATE.of(_word(t)) == "required" for t in subject.subtree)


def _of_predicate(verb: Token) -> Status | None:
    """Planned for a future or a «будет»; the status of a modal that governs or stands beside the verb."""
    for child in verb.children:
        word = _word(child)
        if child.dep_ in APART:
            continue
        if child.dep_.startswith("nsubj") and _word(verb).startswith(SET) and _is_required(child):
            return "required"
        if word in FUTURE_AUX:
            return "planned"
        if child.pos_ in ("ADJ", "ADV", "AUX", "PART") and (status := PREDICATE.of(word)) is not None:
            return status
    if verb.morph.get("Tense", []) == ["Fut"] or _word(verb) in FUTURE_AUX:
        return "planned"
    return None


def _weighed(status: Status, word: Token) -> Status:
    """«может получить до 20 млн» is a limit, «может вырасти» a forecast."""
    if (
        _word(word) in ("может", "могут")
        and any(_word(t) == "до" for t in word.subtree)
        and not any(
            _word(t).startswith(("вырас", "сниз", "упас", "возрас", "увелич", "сократ", "достиг")) for t in word.subtree
        )
    ):
        return "required"
    return status


def _sentence_cue(lex: Lexemes, i: int, cues: Cues) -> Status | None:
    start = lex.sentence_start(i)
    k = i - 1
    while k >= lex.first and lex.start[k] >= start and lex.kind[k] != BREAK:
        if (status := cues.of(lex.words[k])) is not None:
            return status
        k -= 1
    return None


def _clause(lex: Lexemes, i: int) -> Status | None:
    """Without a predicate in the tree: the nearest cue to the left in the clause."""
    start = lex.sentence_start(i)
    k = i - 1
    while k >= lex.first and lex.start[k] >= start and lex.kind[k] != BREAK:
        if lex.kind[k] == SIGN and lex.words[k] in (";", ":", "("):
            return None
        if lex.kind[k] == WORD and (status := PREDICATE.of(lex.words[k])) is not None:
            return status
        k -= 1
    return None
