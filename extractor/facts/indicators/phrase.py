"""Noun phrases of the parse, put into the case a name needs: «введённых в строй предприятий» as nominative or genitive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from extractor.annotate.dictionary import CACHE
from extractor.annotate.morphology import best_parse, inflect
from extractor.facts.text import Word
from extractor.facts.wordlists import entries

MODIFIERS = frozenset(
    {
        "amod",
        "nmod",
        "flat",
        "compound",
        "appos",
        "conj",
        "fixed",
        "det",
        "acl",
        "nummod",
        "obl",
        "obj",
        "xcomp",
        "iobj",
    }
)
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "X"})
OPEN_MARKS, CLOSE_MARKS = '«“„"', '»”"'
LONGEST = 14  # tokens of a phrase; longer ones are cut at the last modifier that fits

Masked = Callable[[Word], bool]


def is_noun(token: Word) -> bool:
    """A noun, a proper noun, or an adjective that stands for a noun."""
    return token.pos in NOUNS


def phrase(head: Word, masked: Masked) -> list[Word]:
    """Tokens of the noun phrase ``head`` heads, in text order, without what ``masked`` holds for.

    Kept: adjectives and participles before the noun, nouns after it (genitive and with a preposition), names in
    quotation marks, nouns joined by «и». Left out: clauses, brackets, amounts and periods, and all that hangs on them.
    """
    kept = {head.i}
    _collect(head, masked, kept)
    tokens = [head.among[i] for i in sorted(kept)]
    return _trim(_with_marks(head.among, tokens), head)


def _collect(head: Word, masked: Masked, kept: set[int]) -> None:
    """Adds the indices of the modifiers of ``head`` that belong to its phrase."""
    stack = [head]
    while stack:
        noun = stack.pop()
        for child in noun.children:
            if masked(child) or child.i in kept or not _belongs(child, noun) or states_amount(child):
                continue
            if any(masked(t) for t in _between(noun, child)):
                continue
            kept.add(child.i)
            stack.append(child)


def states_amount(noun: Word) -> bool:
    """«завод мощностью 24 тыс. т», «склад площадью …»: a measure in the instrumental leads to its amount, no more."""
    return (
        noun.feats.get("Case") == "Ins"
        and noun.lemma in entries("measure_nouns")
        and not any(c.dep == "case" for c in noun.children)
    )


def _between(noun: Word, child: Word) -> Iterable[Word]:
    return noun.among[noun.i + 1 : child.i] if child.i > noun.i else ()


def _belongs(child: Word, noun: Word) -> bool:
    """Whether a child is part of its noun's phrase."""
    dep = child.relation
    if dep in ("case", "cc"):
        return True
    if dep == "punct":
        return child.text in ("-",)
    if dep not in MODIFIERS or child.pos == "PRON":
        return False  # «из них федеральные деньги»: whose they are is said elsewhere
    if dep == "det":
        return child.lemma not in (
            "этот",
            "тот",
            "его",
            "их",
            "ее",
            "свой",
            "весь",
            "сам",
            "данный",
            "такой",
            "каждый",
        )
    if dep == "acl":
        return child.i < noun.i and child.pos in ("VERB", "ADJ")
    if dep in ("obl", "obj", "xcomp", "iobj"):
        return noun.pos in ("VERB", "ADJ") and child.i != noun.i and child.pos in ("NOUN", "PROPN", "ADJ")
    if dep == "conj":
        return child.pos == noun.pos and _joined_by_and(child)
    if dep == "appos":
        return child.pos in ("PROPN", "X") or _marked(child)
    if dep == "nummod":
        return False
    if child.lemma in ("сумма", "словам") and any(t.dep == "case" for t in child.children):
        return False  # «проекты на общую сумму»: the sum is another figure
    return not _after_comma(child, noun)


def _joined_by_and(child: Word) -> bool:
    return any(t.dep == "cc" and t.lemma in ("и", "или") for t in child.children)


def _marked(child: Word) -> bool:
    left = child.among[child.edge - 1] if child.edge else None
    return child.among[child.edge].text in OPEN_MARKS or (left is not None and left.text in OPEN_MARKS)


def _after_comma(child: Word, noun: Word) -> bool:
    """A modifier set off from its noun by a comma, a dash, a bracket or a colon says something else."""
    if child.i < noun.i:
        return False
    between = noun.among[noun.i + 1 : child.edge + 1 if child.edge > noun.i else child.i]
    return any(t.text in {",", ";", ":", "(", ")", "—", "–"} for t in between)


def _with_marks(among: list[Word], tokens: list[Word]) -> list[Word]:
    """Quotation marks around kept words are kept too, in pairs."""
    indices = {t.i for t in tokens}
    for t in tokens:
        before, after = t.i - 1, t.i + 1
        if before >= 0 and among[before].text in OPEN_MARKS:
            close = next((i for i in range(t.i, min(len(among), t.i + 8)) if among[i].text in CLOSE_MARKS), None)
            if close is not None:
                indices.update(range(before, close + 1))
        if after < len(among) and among[after].text in CLOSE_MARKS:
            opened = next((i for i in range(t.i, max(-1, t.i - 8), -1) if among[i].text in OPEN_MARKS), None)
            if opened is not None:
                indices.update(range(opened, after + 1))
    return [among[i] for i in sorted(indices)]


def _trim(tokens: list[Word], head: Word) -> list[Word]:
    """No preposition, conjunction or punctuation at the ends; not longer than LONGEST."""
    while len(tokens) > LONGEST and tokens[-1].i > head.i:
        tokens = tokens[:-1]
    while (
        tokens
        and tokens[-1].i != head.i
        and (tokens[-1].pos in ("ADP", "CCONJ", "PUNCT", "ADJ", "DET") and not _ends_well(tokens[-1]))
    ):
        tokens = tokens[:-1]
    while (
        tokens
        and tokens[0].i != head.i
        and tokens[0].pos in ("CCONJ", "ADP", "PUNCT")
        and tokens[0].text not in OPEN_MARKS
    ):
        tokens = tokens[1:]
    return tokens


def _ends_well(token: Word) -> bool:
    return token.text in CLOSE_MARKS or (token.pos == "ADJ" and token.i > 0 and token.among[token.i - 1].text in ("-",))


def render(tokens: Sequence[Word], head: Word, case: str = "Nom", number: str | None = None) -> str:
    """The phrase as text, its head and all that agrees with it in ``case`` (UD) and ``number`` (Sing, Plur, as it is)."""
    forms = {t.i: _plain(t) for t in tokens}
    inside = {t.i for t in tokens}
    heads = [
        head,
        *(t for t in head.children if t.dep == "conj" and t.i in inside and is_noun(t) and not _own_case(t)),
    ]
    for noun in heads:
        forms.update(_agreed(noun, inside, case, number))
    return join(tokens, forms)


def join(tokens: Sequence[Word], forms: dict[int, str] | None = None) -> str:
    """Words with the spaces the text has between neighbours, one space where words between them were left out."""
    forms = forms or {t.i: _plain(t) for t in tokens}
    out = ""
    for n, t in enumerate(tokens):
        word = forms[t.i]
        if out and not _glued(tokens[n - 1], t):
            out += " "
        out += word
    return out.strip()


def _glued(left: Word, right: Word) -> bool:
    if left.i + 1 == right.i:
        return not left.spaced
    return left.text in OPEN_MARKS or right.text in CLOSE_MARKS


def _own_case(token: Word) -> bool:
    return any(t.dep == "case" for t in token.children)


def _plain(token: Word) -> str:
    """A word as it stands; without its capital where it has it only for beginning a sentence."""
    first = token.begins or (token.i and token.among[token.i - 1].text in OPEN_MARKS + "—–-•:" and token.pos != "PROPN")
    if (first and not token.entity and not token.text[1:].isupper() and not _is_name(token)) or token.pos == "ADP":
        return token.text.lower()
    return token.text


def _is_name(token: Word) -> bool:
    """A name, or taken for one: «построят теплицу. Теплица займёт …» has its word without a capital elsewhere."""
    if token.pos == "PROPN":
        return not any(w.lemma == token.lemma and w.text.islower() for w in token.among)
    return token.pos == "X"


def _agreed(noun: Word, inside: set[int], case: str, number: str | None) -> dict[int, str]:
    """Forms of a noun and of its adjectives and participles that stand before it."""
    feats = noun.features
    own = noun.feats.get("Number")
    wanted = number or own
    word = _plain(noun)
    forms = {noun.i: inflect(word, case=case, number=wanted, pos=noun.pos, feats=feats)}
    parse = best_parse(noun.text, noun.pos, feats)
    gender = (parse.feats.get("Gender") if parse else None) or noun.feats.get("Gender")
    if parse is not None and parse.pos in ("ADJF", "PRTF"):
        forms[noun.i] = inflect(word, case=case, number=wanted, gender=gender, pos=noun.pos, feats=feats)
    for child in noun.children:
        if child.i not in inside or not _agrees(child, noun):
            continue
        for t in [child, *(c for c in child.children if c.dep == "conj" and c.i in inside and c.pos == child.pos)]:
            forms[t.i] = inflect(_plain(t), case=case, number=wanted, gender=gender, pos="ADJ", feats=t.features)
    return forms


def _agrees(child: Word, noun: Word) -> bool:
    dep = child.relation
    if dep in ("amod", "det"):
        return True
    return dep == "acl" and child.i < noun.i and child.feats.get("VerbForm") == "Part"


def participle(verb: Word, number: str = "Plur", case: str = "nomn") -> str | None:
    """The passive past participle of a transitive verb («построено» -> «построенные»), None where it has none."""
    return _participle(verb.text.lower(), verb.pos, verb.features, "pssv", "past", number, case)


def active_participle(verb: Word, number: str = "Plur", case: str = "nomn") -> str | None:
    """The active participle of a verb in its own tense («работают» -> «работающие»), None where it has none."""
    tense = "pres" if verb.feats.get("Tense") == "Pres" else "past"
    return _participle(verb.text.lower(), verb.pos, verb.features, "actv", tense, number, case)


@lru_cache(CACHE)
def _participle(text: str, pos: str, features: str, voice: str, tense: str, number: str, case: str) -> str | None:
    parse = best_parse(text, pos, features)
    if parse is None or parse.pos not in ("VERB", "PRTS", "PRTF", "INFN", "GRND"):
        return None
    count = "plur" if number == "Plur" else "sing"
    if parse.pos in ("PRTS", "PRTF"):
        return parse.form("PRTF", count, case)
    return parse.form("PRTF", voice, tense, count, case)
