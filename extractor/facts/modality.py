"""How real a figure is, by its clause: actual, planned, forecast, target or required.

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
from extractor.facts.lexemes import BREAK, NUMBER, SIGN, WORD, Lexemes, lexemes_of
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
BOUND, SUBJECT, WILLING, DECIDED = Cues("bound"), Cues("subject"), Cues("willing"), Cues("decided")
CHANGE, PROJECT, LAW = Cues("change"), Cues("project"), Cues("law")


def status_of(doc: Doc, mention: Mention) -> Status:
    """Status of a mention (an amount's, as a rule) in an annotated Doc; "actual" where nothing says otherwise."""
    return status_and_step(doc, mention)[0]


def status_and_step(doc: Doc, mention: Mention) -> tuple[Status, int]:
    """The status of a mention and the step that gave it.

    The step says what decided: 0 nothing, 1 a word right before the number, 2 the start of a change, 3 a word over the
    number, 4 the predicate's future, 5 its past or present, 6 a word of the sentence, 7 a word of the clause, 8 the
    sentence that introduces a list.
    """
    lex = lexemes_of(doc)
    at = mention.number_start if isinstance(mention, AmountMention) and mention.number_start >= 0 else mention.start
    i = lex.at(at)
    if is_english(lex):
        return _english(lex, i), 0
    return _ruled(lex, i, 0)


def _ruled(lex: Lexemes, i: int, depth: int) -> tuple[Status, int]:
    if (status := _modifier(lex, i) or _bound(lex, i) or _now(lex, i)) is not None:
        return status, 1
    token = lex.token(i)
    if token is None:
        return "actual", 0
    if _is_start(lex, i):
        verb = next((t for t in _governors(token) if t.pos_ in PREDICATES), None)
        return (_by_subject(verb) if verb is not None else None) or "actual", 2
    other = _equivalent_of(lex, i)
    if other >= 0 and depth < EQUIVALENTS:
        return _ruled(lex, other, depth + 1)
    found = _by_governors(lex, i, token)
    if found is not None:
        return found
    if (status := _sentence_cue(lex, i, SENTENCE)) is not None:
        return status, 6
    verb = next((t for t in _governors(token) if t.pos_ in PREDICATES), None)
    if verb is None:
        if (status := _clause(lex, i)) is not None:
            return status, 7
        if (status := _introduced(token)) is not None:
            return status, 8
    return "actual", 0


def _by_governors(lex: Lexemes, i: int, token: Token) -> tuple[Status, int] | None:
    """The first word over the number that decides; an infinitive «довести» waits for who orders it."""
    weak: Status | None = None
    infinitive = token.morph.get("VerbForm", []) == ["Inf"]
    for t in _governors(token):
        status = _cue(t, token, infinitive)
        infinitive = infinitive or t.morph.get("VerbForm", []) == ["Inf"]
        if status == "target" or (status is not None and weak == "target"):
            weak = "required" if status == "required" else weak or status
            continue
        if status is not None:
            return status, 3
        if t.pos_ in PREDICATES:
            found = _predicate_status(lex, i, t)
            if found is not None:
                return (weak, 3) if weak is not None and found[0] == "actual" else found
    return (weak, 3) if weak is not None else None


def _cue(word: Token, number: Token, infinitive: bool) -> Status | None:
    """The status a word over the number means."""
    text = _word(word)
    if infinitive and WILLING.of(text) is not None:
        return WILLING.of(text)
    status = PREDICATE.of(text)
    if status is None or (word.i > number.i and word.pos_ == "NOUN" and _follows(word, ("при", "вместо"))):
        return None
    if text in ("может", "могут") and any(_word(c) == "не" for c in word.children):
        return "required"
    return _weighed(status, word)


def _follows(word: Token, prepositions: tuple[str, ...]) -> bool:
    return any(c.dep_ == "case" and _word(c) in prepositions for c in word.children)


def _predicate_status(lex: Lexemes, i: int, verb: Token) -> tuple[Status, int] | None:
    """What a predicate says by its modals, its subject, its mood and its tense; None where it leaves it open."""
    by_subject = _by_subject(verb)
    found = _of_predicate(verb)
    if found == "planned" and by_subject is not None:
        return by_subject, 4
    if found == "planned" and (_sentence_cue(lex, i, ESTIMATE) or _is_spontaneous(verb)):
        found = "forecast"
    if found is not None:
        return found, 4
    if by_subject is not None:
        return by_subject, 4
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    if verb.morph.get("Mood", []) == ["Imp"]:
        return "required", 4
    if _word(verb).startswith("оценива"):
        return (PROJECT.of(_word(subject)) or "actual") if subject is not None else "planned", 4
    if _is_past(verb):
        return "actual", 5
    if verb.morph.get("Tense", []) == ["Pres"] and verb.morph.get("VerbForm", []) == ["Fin"]:
        if _starts_later(lex, i) and CHANGES.intersection((_word(verb)[:5], _word(verb)[:6], _word(verb)[:4])):
            return "planned", 4
        if verb.dep_ in OWN_CLAUSE and PREDICATE.of(_word(verb.head)) is None:
            return "actual", 5
        if verb.dep_.startswith("acl"):
            return "actual", 5
    return None


def _by_subject(verb: Token) -> Status | None:
    """«прогноз сужен с 9 до 8 %», «понизил прогноз», «штраф увеличен», «закон устанавливает»: by its subject or object."""
    present = verb.morph.get("Tense", []) == ["Pres"]
    for c in verb.children:
        kind = c.dep_.split(":")[0]
        if kind in ("nsubj", "obj"):
            status = SUBJECT.of(_word(c))
            if status is not None:
                return status
        if kind == "nsubj" and ((present and LAW.of(_word(c)) is not None) or _is_limited(c, verb)):
            return "required"
    return None


def _is_limited(subject: Token, verb: Token) -> bool:
    """«предельные цены снижены», but «предельная концентрация превышена»: a limit itself, not what breaks it."""
    if _word(verb).startswith("превы"):
        return False
    return any(MODIFIER.of(_word(c)) == "required" for c in subject.children if c.pos_ == "ADJ")


OWN_CLAUSE = frozenset({"conj", "parataxis", "ROOT", "root"})
PAST_ENDINGS = ("л", "ла", "ло", "ли", "лся", "лась", "лось", "лись")
CHANGES = frozenset(
    {"повыш", "сниж", "увелич", "вводи", "устан", "сокра", "индек", "поднима", "начин", "вступ", "умень"}
)
EQUIVALENTS = 3


def _is_past(verb: Token) -> bool:
    """By the parse, and by the ending where the parse knows no tense or gives another for a word it does not know."""
    if "Past" in verb.morph.get("Tense", []):
        return True
    return verb.morph.get("VerbForm", []) != ["Inf"] and _word(verb).endswith(PAST_ENDINGS)


def _is_future(verb: Token) -> bool:
    """«вырастет»: a perfective verb in the present's form; never a form in -л."""
    if _is_past(verb):
        return False
    tense = verb.morph.get("Tense", [])
    perfective = verb.morph.get("Aspect", []) == ["Perf"] and verb.morph.get("VerbForm", []) == ["Fin"]
    return tense == ["Fut"] or _word(verb) in FUTURE_AUX or (perfective and tense == ["Pres"])


def _is_spontaneous(verb: Token) -> bool:
    """«спрос вырастет», «запасов хватит»: a change that nobody decides is a forecast."""
    if CHANGE.of(_word(verb)) is None:
        return False
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    if subject is None:
        return _word(verb) == "хватит"
    return not any(DECIDED.of(_word(t)) is not None for t in subject.subtree)


def _bound(lex: Lexemes, i: int) -> Status | None:
    """«при плане 2,7 млн», «при нормативе в 3,5 млн», «вместо положенных 40»."""
    for k in range(i - 1, max(lex.first - 1, i - MODIFIER_REACH - 1), -1):
        status = BOUND.of(lex.words[k])
        if status is not None:
            before = lex.words[max(lex.first, k - 2) : k]
            return status if "при" in before or "вместо" in before or "против" in before else None
        if lex.kind[k] != WORD:
            return None
    return None


def _now(lex: Lexemes, i: int) -> Status | None:
    """«…, сейчас их 144», «(сейчас 11,7)», «против 12,8 млрд в текущем году»: beside a future, what is so now."""
    for k in range(i - 1, max(lex.first - 1, i - NOW_REACH - 1), -1):
        if lex.kind[k] == BREAK or lex.words[k] in (",", "(", ";", ".", ":"):
            break
        if lex.words[k] in NOW:
            return "actual"
    return "actual" if lex.words[i - 1] in ("против",) else None


NOW, NOW_REACH = frozenset({"сейчас", "сегодня", "ныне", "теперь", "пока", "нынче"}), 5
OR = frozenset({"или", "есть"})


def _equivalent_of(lex: Lexemes, i: int) -> int:
    """The number another one repeats: «20 МРП (73 840 тенге)», «или 69 570 тенге», «то есть на 3,6 %»; -1 if none."""
    k = i - 1
    while k > lex.first and lex.kind[k] == WORD and lex.words[k] in ABOUT:
        k -= 1
    if not (lex.words[k] == "(" or lex.words[k] in OR):
        return -1
    if lex.words[k] == "есть" and lex.words[k - 1] != "то":
        return -1
    for m in range(k - 1, max(lex.first - 1, k - 7), -1):
        if lex.kind[m] == BREAK or lex.words[m] in (";", ".", ")"):
            return -1
        if lex.kind[m] == NUMBER:
            return m
    return -1


ABOUT = frozenset(
    {"на", "около", "почти", "примерно", "порядка", "более", "свыше", "в", "до", "это", "не", "менее", "$"}
)


def _starts_later(lex: Lexemes, i: int) -> bool:
    """«с 1 июля», «с нового года» before the number in its sentence."""
    start = lex.sentence_start(i)
    k = i - 1
    while k > lex.first and lex.start[k] >= start and lex.kind[k] != BREAK:
        if lex.words[k - 1] in ("с", "со") and (lex.words[k] in ("1", "нового", "следующего", "будущего")):
            return True
        k -= 1
    return False


def _introduced(token: Token) -> Status | None:
    """A list item without a predicate: the status of the last predicate before the list («получат 14 регионов:»)."""
    blocks = list(token.doc.spans["blocks"])
    at = next((n for n, b in enumerate(blocks) if b.start <= token.i < b.end), 0)
    if blocks and blocks[at].label_ == "list_item":
        while at > 0 and blocks[at].label_ == "list_item":
            at -= 1
        last = blocks[at][-LIST_INTRO:]
        verb = next((t for t in reversed(list(last)) if t.pos_ in PREDICATES), None)
        if verb is not None and last.text.rstrip().endswith(":"):
            return PREDICATE.of(_word(verb)) or _of_predicate(verb)
    return None


LIST_INTRO = 25


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
    return "planned" if _is_future(verb) else None


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
