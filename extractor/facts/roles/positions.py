"""Positions named in a Doc: head noun, its adjectives, its complement, and the body or place that stands beside it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from extractor.annotate.dictionary import parses
from extractor.documents import NameMention
from extractor.facts.names.chains import body_noun_at, genitive, stop_acronym
from extractor.facts.names.forms import base_forms, is_adjective, may_be_genitive
from extractor.facts.names.lexicon import entries, fold, place_nouns, places, position_classes
from extractor.facts.names.quotes import is_opening, quoted_end

PREFIXES = (
    "экс-",
    "вице-",
    "зам",
    "пресс-",
    "бизнес-",
    "арт-",
    "топ-",
    "шеф-",
    "со",
    "обер-",
    "генерал-",
    "контр-",
    "нарко",
    "нац",
    "гос",
    "кино",
    "теле",
    "радио",
    "фото",
    "видео",
    "вело",
    "авто",
    "мото",
)
INSTRUMENTAL = frozenset(
    {"заведующий", "заведующая", "управляющий", "управляющая", "командующий", "исполняющий", "руководить"}
)
LONGEST_TITLE = 12


@dataclass(slots=True)
class Position:
    """A position in the text, as token indices.

    start, title_end  adjectives, head and complement: what the title is made of
    head              the head noun                    end     after the body that follows, if one does
    bodies            institutions or places named beside it, in order
    anaphor           common noun that stands for the body («директор [компании]»), its token index
    phrase            tokens of that noun with its adjectives («[городской больницы]»)
    possessive        «её директор»: the body is the one the text speaks of
    quoted_end        «автор канала [«Экономика»]»: where the quotation of a thing ends, 0 where there is none
    each              «министры двух [стран]»: the noun that is shared out, 0 where there is none
    adjective         token of an adjective that names the place («[казахстанский] министр»)
    """

    start: int
    head: int
    title_end: int
    end: int
    noun: str
    group: str
    plural: bool
    former: bool = False
    acting: bool = False
    bodies: list[NameMention] = field(default_factory=list)
    anaphor: int | None = None
    adjective: int | None = None
    each: int = 0
    quoted_end: int = 0
    possessive: bool = False
    phrase: tuple[int, int] | None = None


class Names:
    """The mentions of one Doc by token: which mention a token belongs to, and its range."""

    def __init__(self, doc: Doc, names: tuple[NameMention, ...]) -> None:
        self.doc = doc
        self.at: dict[int, NameMention] = {}
        self.range: dict[NameMention, tuple[int, int]] = {}
        for name in names:
            span = doc.char_span(name.start, name.end, alignment_mode="expand")
            if span is not None:
                self.range[name] = (span.start, span.end)
                self.at.update((i, name) for i in range(span.start, span.end))

    def starting(self, i: int, kind: str | None = None) -> NameMention | None:
        """The mention whose first token is i."""
        name = self.at.get(i)
        return name if name is not None and self.range[name][0] == i and kind in (None, name.kind) else None

    def ending(self, i: int, kind: str | None = None) -> NameMention | None:
        """The mention that ends right before token i."""
        name = self.at.get(i - 1)
        return name if name is not None and self.range[name][1] == i and kind in (None, name.kind) else None


def head_noun(token: Token) -> str | None:
    """The position (folded nominative) that a token is a form of, or None; «экс-» and «зам» before a listed noun too."""
    text = token.text
    if not text[:1].isalpha() or len(text) < 2:
        return None
    classes = position_classes()
    low = fold(text)
    if text.isupper() and len(text) > 3 and token.ent_type_:
        return None
    feminine = token.morph.get("Gender", []) == ["Fem"]
    fitting = [f for f in base_forms(text) if f in classes]
    if fitting:
        return min(fitting, key=lambda f: (f != low, f.endswith("ая") != feminine, f))
    if text.count("-") == 1:
        first, last = (sorted(base_forms(part) & classes.keys()) for part in text.split("-"))
        if first and last:
            return f"{first[0]}-{last[0]}"  # «хирург-онколог»
    for prefix in PREFIXES:
        if low.startswith(prefix) and len(low) > len(prefix) + 3:
            rest = text[len(prefix) :]
            for form in sorted(base_forms(rest)):
                if form in classes:
                    return (prefix if prefix != "экс-" else "") + form
    return None


def _governing_group(doc: Doc, p: Position) -> str:
    """«заместитель [акима]», «советник [президента]»: the position in the complement says whose the whole is."""
    for k in range(p.head + 1, p.title_end):
        noun = head_noun(doc[k]) if doc[k].pos_ in ("NOUN", "PROPN") else None
        if noun is not None and group_of(noun) in ("country", "region"):
            return group_of(noun)
    return p.group


def group_of(noun: str) -> str:
    """Class of a position; a prefix does not change it."""
    classes = position_classes()
    if noun in classes:
        return classes[noun]
    if noun.partition("-")[2] in classes:
        return classes[noun.partition("-")[2]]
    for prefix in PREFIXES:
        if noun.startswith(prefix) and noun[len(prefix) :] in classes:
            return classes[noun[len(prefix) :]]
    return "profession"


def find_positions(doc: Doc, names: Names) -> list[Position]:
    """All positions of the Doc, in order; a position in another's complement («заместитель председателя») is part of
    it.
    """
    found: list[Position] = []
    at = 0
    for token in doc:
        if token.i < at or token.is_space or (token.i in names.at and not _mistaken(names, token.i)):
            continue
        if token.pos_ in ("VERB", "ADP", "ADV") and not any(p.pos in ("PRTF", "NOUN") for p in parses(token.text)[:1]):
            continue
        noun = head_noun(token)
        if noun is None or _not_a_position(doc, token, noun):
            continue
        position = _build(doc, token.i, noun, names)
        found.append(position)
        at = max(position.title_end, token.i + 1)
    return found


def _mistaken(names: Names, i: int) -> bool:
    return False


def _not_a_position(doc: Doc, token: Token, noun: str) -> bool:
    """«лидер рынка» of things, «агент» of chemistry … are kept: only a person beside them makes them roles. Left out
    are
    words that are no nouns here.
    """
    if token.pos_ == "VERB" and token.morph.get("VerbForm", []) == ["Fin"]:
        return True
    if (
        token.i
        and fold(doc[token.i - 1].text) == "в"
        and token.morph.get("Number", []) == ["Plur"]
        and token.morph.get("Case", []) in (["Nom"], ["Acc"])
    ):
        return True
    if noun in ("зам", "папа", "звезда", "модель", "герой", "мастер", "часть", "лента") and token.pos_ == "PROPN":
        return True
    if (
        is_adjective(token.text)
        and token.i + 1 < len(doc)
        and doc[token.i + 1].pos_ == "NOUN"
        and _same_case(token, doc[token.i + 1])
        and head_noun(doc[token.i + 1])
    ):
        return True
    return (
        token.pos_ == "ADJ"
        and any(
            doc[k].pos_ == "NOUN" and is_adjective(token.text)
            for k in range(token.i + 1, min(len(doc), token.i + 2))
            if doc[k].morph.get("Case", []) == token.morph.get("Case", [])
        )
        and noun not in ("заведующая", "заведующий", "управляющий", "управляющая", "дежурный", "дежурная")
    )


def _build(doc: Doc, head: int, noun: str, names: Names) -> Position:
    token = doc[head]
    numbers = {p.feats.get("Number") for p in parses(token.text) if p.pos in ("NOUN", "ADJF", "PRTF")}
    plural = numbers == {"Plur"} or (token.morph.get("Number", []) == ["Plur"] and "Plur" in numbers)
    position = Position(head, head, head + 1, head + 1, noun, group_of(noun), plural)
    position.former = fold(token.text).startswith("экс-")
    _take_left(doc, position, names)
    _take_right(doc, position, names)
    while position.bodies and position.title_end > head + 1 and is_adjective(doc[position.title_end - 1].text):
        position.title_end -= 1  # «глава [японского] МИДа»: the adjective is the body's
    position.group = _governing_group(doc, position)
    return position


def _take_left(doc: Doc, p: Position, names: Names) -> None:
    """Adjectives before the head: part of the title, a place, a flag, or left out."""
    k, title_start = p.head - 1, p.head
    former, drop = (entries("position_modifiers.txt", s) for s in ("former", "drop"))
    while k >= 0 and p.head - k <= 6 and not doc[k].is_space and (k not in names.at or is_adjective(doc[k].text)):
        token, forms = doc[k], base_forms(doc[k].text)
        if names.at.get(k) is not None and names.at[k].kind == "person":
            break
        if fold(token.text) in ("врио", "ио"):
            p.acting, k = True, k - 1
        elif token.text == "." and k >= 1 and fold(doc[k - 1].text) in ("о", "и.о"):
            step = 1 if fold(doc[k - 1].text) == "и.о" else 3
            p.acting = True
            k -= step + 1
        elif fold(token.text) in ("и.о", "и.о."):
            p.acting, k = True, k - 1
        elif fold(token.text) == "обязанности" and k and base_forms(doc[k - 1].text) & {"исполняющий", "исполняющая"}:
            p.acting, k = True, k - 2
            if k >= 0 and fold(doc[k].text) == "временно":
                k -= 1
        elif fold(token.text) in ("его", "ее", "их"):
            p.possessive, k = True, k - 1
        elif forms & former:
            p.former, k = True, k - 1
        elif forms & drop or _ordinal_age(token):
            k -= 1
        elif is_adjective(token.text) and _same_case(token, doc[p.head]):
            if forms & places()[1].keys() and not forms & {"республиканский", "федеральный"}:
                p.adjective = k
            elif p.adjective is None:
                title_start = k
            k -= 1
        elif (
            token.text == "и"
            and k >= 1
            and is_adjective(doc[k - 1].text)
            and title_start == k + 1
            and p.adjective is None
        ):
            k -= 1
        else:
            break
    p.start = title_start


def _ordinal_age(token: Token) -> bool:
    return "летн" in token.text and token.text[:1].isdigit()


def _same_case(adjective: Token, noun: Token) -> bool:
    case = noun.morph.get("Case", [])
    cases = {r.feats.get("Case") for r in parses(adjective.text) if r.pos in ("ADJF", "PRTF")}
    return not case or case[0] in cases


def _take_right(doc: Doc, p: Position, names: Names) -> None:
    """Complement and body after the head."""
    j = p.head + 1
    while j < len(doc) and j - p.head < LONGEST_TITLE:
        name = names.at.get(j)
        if name is not None:
            if name.kind != "person" and names.range[name][0] == j and _fits_body(doc, p, j):
                j = _take_bodies(doc, p, j, names)
            p.end = max(p.end, j) if p.bodies else p.end
            return
        step = _complement(doc, p, j, names)
        if not step:
            break
        j += step
        _skip_quoted(doc, p, j, names)
        if p.quoted_end:
            p.end = p.quoted_end
            return
        if p.bodies:
            p.end = j
            return
        if p.anaphor is not None:
            p.end = j
            nxt = names.starting(j)
            if nxt is not None and nxt.kind != "person" and (_fits_body(doc, p, j) or nxt.kind == "place"):
                p.end = _take_bodies(doc, p, j, names)
            return
        p.title_end = p.end = j
    return


def _skip_quoted(doc: Doc, p: Position, j: int, names: Names) -> None:
    """«автор телеграм-канала [«Экономика»]»: the quoted name of a thing stands before the person."""
    if j < len(doc) and j not in names.at and is_opening(doc, j) and (end := quoted_end(doc, j)) is not None:
        if names.starting(end, "person") is not None:
            p.quoted_end = end
            p.phrase = (p.phrase[0] if p.phrase else j - 1, end)
            if p.anaphor is None:
                p.title_end = j - 1 if j - 1 > p.head else j


def _fits_body(doc: Doc, p: Position, j: int) -> bool:
    """The name that starts at j stands in the genitive (or shows no case): it belongs to the position."""
    token = doc[j]
    while token.text in '«„"' and j + 1 < len(doc):
        return True
    case = token.morph.get("Case", [])
    if token.text[1:].lower() != token.text[1:] or token.text[:1].isascii() or not case or case == ["Gen"]:
        return True
    return any(r.feats.get("Case") == "Gen" or "Fixd" in r.grammemes for r in parses(token.text)) or not any(
        r.known for r in parses(token.text)
    )


def _take_bodies(doc: Doc, p: Position, j: int, names: Names) -> int:
    """The body at j, further ones after «и» or a comma where the position is plural, and a place after an
    institution.
    """
    name = names.starting(j)
    if name is None:
        return j
    p.bodies.append(name)
    j = names.range[name][1]
    while True:
        nxt = names.starting(j)
        if nxt is not None and nxt.kind != "person" and p.bodies[-1].kind == "institution" and _fits_body(doc, p, j):
            j = names.range[nxt][1]
            continue
        if j + 1 < len(doc) and doc[j].text in ("и", ","):
            nxt = names.starting(j + 1)
            if nxt is not None and nxt.kind == p.bodies[0].kind and p.plural:
                p.bodies.append(nxt)
                j = names.range[nxt][1]
                continue
        return j


def _complement(doc: Doc, p: Position, j: int, names: Names) -> int:
    """How many tokens from j on belong to the complement; sets ``anaphor`` where they are a common noun for the body."""
    token = doc[j]
    low = fold(token.text)
    if token.text == "." and j == p.head + 1 and p.noun in ("зам", "зав"):
        return 1
    if token.is_space or token.is_punct:
        return _list_comma(doc, p, j, names)
    noun_at = _anaphor(doc, p, j, names)
    if noun_at is not None:
        p.anaphor = noun_at
        return noun_at + 1 - j
    wanted = "Ins" if p.noun in INSTRUMENTAL or p.noun == "зав" else "Gen"
    if (
        low in ("двух", "обеих", "трех", "всех", "обоих")
        and j + 1 < len(doc)
        and base_forms(doc[j + 1].text) & {"страна", "государство", "область", "республика", "регион"}
    ):
        p.each, p.anaphor = j + 1, j + 1
        return 2
    if low == "по" and (name := names.starting(j + 1)) is not None and name.kind == "place" and not p.bodies:
        p.bodies.append(name)
        return names.range[name][1] - j
    if low == "по" and j + 1 < len(doc) and j + 1 not in names.at and _in_case(doc[j + 1], "Dat"):
        k = j + 1
        while (
            k < len(doc)
            and k - j < 5
            and k not in names.at
            and (
                _in_case(doc[k], "Dat")
                or (_in_case(doc[k], "Gen") and (k == j + 1 or not _body_follows(doc, k, names)))
            )
        ):
            k += 1
        if (
            k + 1 < len(doc)
            and fold(doc[k].text) in ("с", "со")
            and _in_case(doc[k + 1], "Ins")
            and k + 1 not in names.at
        ):
            k += 2
            while k < len(doc) and k not in names.at and _in_case(doc[k], "Ins"):
                k += 1
        return k - j
    if low == "и" and j > p.head + 1 and j + 1 < len(doc) and j + 1 not in names.at:
        nxt = doc[j + 1]
        case = "Dat" if any(fold(doc[k].text) == "по" for k in range(p.head + 1, j)) else wanted
        if (
            (nxt.text.islower() or stop_acronym(nxt.text))
            and (_in_case(nxt, case) or _in_case(nxt, "Gen"))
            and (head_noun(nxt) is None or (_in_case(nxt, wanted) and doc[p.head].morph.get("Case", []) != [wanted]))
        ):
            return 2
        return 0
    if (
        low == "в"
        and j + 2 < len(doc)
        and fold(doc[j + 1].text) in ("области", "сфере")
        and p.group in ("profession", "member")
    ):
        return 2
    if (
        token.text[:1].isupper()
        and not token.text.isupper()
        and not (head_noun(token) is not None and _in_case(token, "Gen") and j == p.head + 1)
    ):
        return 0
    if low == "в" and p.noun in ("кандидат", "кандидатка") and j + 1 < len(doc) and head_noun(doc[j + 1]) is not None:
        return 2
    if (
        (noun := head_noun(token)) is not None
        and noun.startswith("зам")
        and token.pos_ == "NOUN"
        and noun not in ("заместитель", "заместительница")
    ):
        return 0  # «журналистам [замруководителя]»: the form is any case
    if _in_case(token, wanted) or (wanted == "Ins" and j > p.head + 1 and _in_case(token, "Gen")):
        if (
            head_noun(token) is not None
            and doc[p.head].morph.get("Case", []) == [wanted]
            and token.pos_ == "NOUN"
            and names.starting(j + 1, "person")
            and j > p.head + 1
        ):
            return 0
        return 1
    return 0


def _body_follows(doc: Doc, k: int, names: Names) -> bool:
    """«директор по закупкам [банка «Развитие»]»: a body noun right before a name."""
    noun = body_noun_at(doc, k)
    return noun is not None and names.starting(k + len(noun.words), "institution") is not None


def _list_comma(doc: Doc, p: Position, j: int, names: Names) -> int:
    """«министр экологии[, геологии] и природных ресурсов»."""
    if doc[j].text != "," or j == p.head + 1 or j + 3 >= len(doc):
        return 0
    for k in range(j + 1, min(len(doc) - 1, j + 5)):
        if k in names.at:
            return 0
        if fold(doc[k].text) == "и":
            return (
                k - j
                if k > j + 1
                and _in_case(doc[k + 1], "Gen")
                and doc[k + 1].text.islower()
                and head_noun(doc[k + 1]) is None
                else 0
            )
        if not _in_case(doc[k], "Gen") or head_noun(doc[k]) is not None or not doc[k].text.islower():
            return 0
    return 0


def _in_case(token: Token, case: str) -> bool:
    if token.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "ADV", "SCONJ", "PART", "PRON", "NUM", "DET") and not is_adjective(
        token.text
    ):
        return False
    found = token.morph.get("Case", [])
    if (
        case == "Gen"
        and found in (["Loc"], ["Dat"], ["Acc"])
        and token.doc[max(0, token.i - 1)].pos_ != "ADP"
        and may_be_genitive(token.text)
    ):
        return True
    return found == [case] or (not found and token.pos_ in ("NOUN", "ADJ", "PROPN"))


def _anaphor(doc: Doc, p: Position, j: int, names: Names) -> int | None:
    """Token of a common noun that stands for the body: «[компании]», «[областной больницы]», «[края]», before a
    quoted name
    or where nothing more is said of it.
    """
    k = j
    while (
        k < len(doc)
        and k - j < 3
        and is_adjective(doc[k].text)
        and doc[k].text.islower()
        and k not in names.at
        and _in_case(doc[k], "Gen")
    ):
        k += 1
    if k >= len(doc) or k in names.at or not genitive(doc, k) or (p.noun.endswith("министр") and k == p.head + 1):
        return None
    forms = base_forms(doc[k].text)
    place = not forms.isdisjoint(place_nouns()) and doc[k].text.islower()
    body = body_noun_at(doc, k)
    if body is None and not place:
        return None
    after = k + (len(body.words) if body else 1)
    if "министр" in p.noun and not place:
        return None
    quoted = names.starting(after, "institution") is not None
    if quoted and forms & ALWAYS_TITLE - {"группа", "проект", "программа"}:
        return None
    if quoted and _fits_body(doc, p, after):
        return after - 1
    unit = not forms.isdisjoint(entries("position_units.txt"))
    followed = (
        after < len(doc)
        and after not in names.at
        and doc[after].text.islower()
        and (_in_case(doc[after], "Gen") and head_noun(doc[after]) is None)
    )
    if followed and not place:
        return None
    if unit and forms & ALWAYS_TITLE and not quoted and not ("проект" in forms and p.noun in FOUNDERS):
        return None
    p.phrase = (j, after)
    return after - 1


FOUNDERS = frozenset({"основатель", "основательница", "сооснователь", "соосновательница", "кофаундер", "фаундер", "владелец", "учредитель", "соучредитель"})
ALWAYS_TITLE = frozenset(
    [
        "правление",
        "совет",
        "управление",
        "отдел",
        "дирекция",
        "служба",
        "пресс-служба",
        "лаборатория",
        "кафедра",
        "отделение",
        "направление",
        "сектор",
        "секция",
        "фракция",
        "группа",
        "аппарат",
        "секретариат",
        "штаб",
        "коллегия",
        "президиум",
        "цех",
        "участок",
        "смена",
        "бригада",
        "экипаж",
        "проект",
        "программа",
        "факультет",
        "делегация",
        "блок",
        "дивизион",
        "канцелярия",
        "батальон",
        "полк",
        "рота",
        "взвод",
    ]
)
