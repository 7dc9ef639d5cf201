"""What follows a position’s head noun: complement, common noun for the body, the bodies themselves."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from extractor.documents import NameMention
from extractor.facts.names.body_words import body_noun_at, stop_acronym
from extractor.facts.names.forms import base_forms
from extractor.facts.names.lexicon import entries, fold
from extractor.facts.names.quotes import is_opening, quoted_end
from extractor.facts.roles.adjacent import fits_body, take_bodies
from extractor.facts.roles.affiliation import body_from
from extractor.facts.roles.common_nouns import common_noun
from extractor.facts.roles.heads import head_noun, token_in_case
from extractor.facts.roles.mentions import Names
from extractor.facts.roles.position import Position

FIELDS = entries("role_words.txt", "fields")
INSTRUMENTAL = entries("role_words.txt", "instrumental")

LOOSE = entries("role_words.txt", "loose")
OWNERS = entries("role_words.txt", "owners")
SHARES = entries("role_words.txt", "shares")
LONGEST_TITLE = 12
YEARS = frozenset({"класс", "курс", "разряд", "категория"})
CREATORS = entries("role_words.txt", "creators")


def take_right(doc: Doc, p: Position, names: Names) -> None:
    """Complement and body after the head."""
    j = p.head + 1
    if quoted := _skip_quoted(doc, p, j, names):
        p.end = quoted
        return
    while j < len(doc) and j - p.head < LONGEST_TITLE:
        name = names.at.get(j)
        if name is not None:
            if name.kind != "person" and names.range[name][0] == j and fits_body(doc, j):
                j = take_bodies(doc, p, j, names)
            p.end = max(p.end, j) if p.bodies else p.end
            return
        if is_opening(doc, j) and names.starting(j + 1, "institution") is not None:
            j += 1  # a mark that no other closes
            continue
        step = _complement(doc, p, j, names)
        if not step:
            break
        j += step
        if quoted := _skip_quoted(doc, p, j, names):
            p.end = quoted
            return
        if p.bodies:
            p.end = j
            return
        if p.anaphor is not None:
            p.end = j
            nxt = names.starting(j)
            if nxt is not None and nxt.kind != "person" and (fits_body(doc, j) or nxt.kind == "place"):
                p.end = take_bodies(doc, p, j, names)
            return
        p.title_end = p.end = j
    return


def _skip_quoted(doc: Doc, p: Position, j: int, names: Names) -> int:
    """«автор телеграм-канала [«Экономика»]»: index after the quoted name of a thing before the person; 0 for none."""
    if j >= len(doc) or j in names.at or not is_opening(doc, j):
        return 0
    end = quoted_end(doc, j)
    if end is None:
        return 0
    rank = end < len(doc) and doc[end].text.islower() and head_noun(doc[end]) is not None
    if names.starting(end + rank, "person") is None:
        return 0
    p.quoted_end = end
    if j == p.head + 1:  # «пилот [«Формулы-1»]»; who made a work is not of it
        p.phrase = (j, end) if p.noun not in CREATORS else None
        p.says_all = p.phrase is not None
        return end
    p.phrase = (p.phrase[0] if p.phrase else j - 1, end)
    if p.anaphor is None:
        p.title_end = j - 1 if j - 1 > p.head else j
    return end


def _complement(doc: Doc, p: Position, j: int, names: Names) -> int:
    """How many tokens from j on belong to the complement; sets ``anaphor`` where a common noun stands for it."""
    token = doc[j]
    low = fold(token.text)
    if share := _share(doc, p, j):
        return share
    if token.text == "." and j == p.head + 1 and p.noun in ("зам", "зав"):
        return 1
    if year := _year_of_study(doc, j):
        return year
    if (number := _numbered(doc, j) - j) and j > p.head + 1:
        return number  # «мастер цеха [№ 3]»
    if token.is_space or token.is_punct:
        return _list_comma(doc, p, j, names)
    if token.text.isupper() and token.text.isalpha() and len(token.text) > 1 and j not in names.at:
        if low not in FIELDS:
            p.phrase, p.anaphor = (j, _after_acronym(doc, j + 1)), j
            return p.phrase[1] - j
        return 1
    if low in ("того", "той", "этого", "этой", "данного", "данной") and j == p.head + 1 + (p.title_end - p.head - 1):
        same = j + 2 if j + 1 < len(doc) and fold(doc[j + 1].text) == "же" else j + 1
        if same < len(doc) and (noun_at := common_noun(doc, p, same, names)) is not None:
            p.anaphor = noun_at  # «сотрудник [того же] института»
            return noun_at + 1 - j
    noun_at = common_noun(doc, p, j, names)
    if noun_at is not None:
        p.anaphor = noun_at
        return (p.phrase[1] if p.phrase is not None else noun_at + 1) - j
    wanted = "Ins" if p.noun in INSTRUMENTAL or p.noun == "зав" else "Gen"
    if (
        low in ("двух", "обеих", "трех", "всех", "обоих")
        and j + 1 < len(doc)
        and base_forms(doc[j + 1].text) & {"страна", "государство", "область", "республика", "регион"}
    ):
        p.each, p.anaphor = j + 1, j + 1
        return 2
    if low == "по" and j + 1 < len(doc) and fold(doc[j + 1].text) in ("имени", "фамилии", "прозвищу", "кличке"):
        return 0
    if low == "по" and (name := names.starting(j + 1)) is not None and name.kind == "place" and not p.bodies:
        p.bodies.append(name)
        return names.range[name][1] - j
    if low == "по" and j + 1 < len(doc) and j + 1 not in names.at and token_in_case(doc[j + 1], "Dat"):
        k = j + 1
        while (
            k < len(doc)
            and k - j < 5
            and k not in names.at
            and (
                token_in_case(doc[k], "Dat")
                or (token_in_case(doc[k], "Gen") and (k == j + 1 or not _body_follows(doc, k, names)))
            )
            and not (k > j + 1 and _stands_for_body(doc, k, names))
        ):
            k += 1
        if (
            k + 1 < len(doc)
            and fold(doc[k].text) in ("с", "со")
            and token_in_case(doc[k + 1], "Ins")
            and k + 1 not in names.at
        ):
            k += 2
            while k < len(doc) and k not in names.at and token_in_case(doc[k], "Ins"):
                k += 1
        return k - j
    if low == "из" and not p.bodies and p.group != "country":
        body = body_from(doc, j + 1, names)  # «учительница [из Мальмё]»
        if isinstance(body, NameMention):
            p.bodies.append(body)
            return names.range[body][1] - j
    if low == "и" and j > p.head + 1 and j + 1 < len(doc) and j + 1 not in names.at:
        nxt = doc[j + 1]
        case = "Dat" if any(fold(doc[k].text) == "по" for k in range(p.head + 1, j)) else wanted
        if (
            (nxt.text.islower() or stop_acronym(nxt.text))
            and (token_in_case(nxt, case) or token_in_case(nxt, "Gen"))
            and (
                head_noun(nxt) is None
                or _names_field(nxt)
                or (token_in_case(nxt, wanted) and doc[p.head].morph.get("Case", []) != [wanted])
            )
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
        and not (head_noun(token) is not None and token_in_case(token, "Gen") and j == p.head + 1)
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
    if token_in_case(token, wanted) or (wanted == "Ins" and j > p.head + 1 and token_in_case(token, "Gen")):
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


def _names_field(token: Token) -> bool:
    """«банковского регулирования и [аналитики]»: a field of work in the genitive; people of it would be several."""
    return token.text.endswith("ики") and any(f.endswith("ика") for f in base_forms(token.text))


def _year_of_study(doc: Doc, j: int) -> int:
    """«ученица [9 класса] лицея», «студент [3-го курса]», «ученик [9 «А» класса]»: how many tokens say the year."""
    if not doc[j].text[:1].isdigit():
        return 0
    noun = next((k for k in range(j + 1, min(len(doc), j + 5)) if base_forms(doc[k].text) & YEARS), None)
    between = range(j + 1, noun) if noun is not None else range(0)
    said = noun is not None and all(len(doc[k].text) == 1 or fold(doc[k].text) == "го" for k in between)
    return noun + 1 - j if noun is not None and said else 0


def _after_acronym(doc: Doc, k: int) -> int:
    """Index after «[БТА] Банка», «[ГКБ] № 5»; k itself where nothing completes the short form."""
    if k < len(doc) and doc[k].text[:1].isupper() and body_noun_at(doc, k) is not None:
        return k + 1
    return _numbered(doc, k)


def _numbered(doc: Doc, k: int) -> int:
    """Index after «№ 5»; k itself where no number stands there."""
    return k + 2 if k + 1 < len(doc) and doc[k].text == "№" and doc[k + 1].text[:1].isdigit() else k


def _body_follows(doc: Doc, k: int, names: Names) -> bool:
    """«директор по закупкам [банка «Развитие»]»: a body noun right before a name."""
    noun = body_noun_at(doc, k)
    return noun is not None and names.starting(k + len(noun.words), "institution") is not None


def _stands_for_body(doc: Doc, k: int, names: Names) -> bool:
    """«директор по развитию [хаба] Магжан Мадиев»: a body noun in the genitive right before the person."""
    noun = body_noun_at(doc, k)
    return (
        noun is not None
        and (noun.kind in ("company", "media", "university") or (noun.kind == "other" and noun.words[0] not in LOOSE))
        and doc[k].text.islower()
        and doc[k].morph.get("Case", []) == ["Gen"]
        and names.starting(k + len(noun.words), "person") is not None
    )


def _share(doc: Doc, p: Position, j: int) -> int:
    """«владелец [25% акций]», «держатель [контрольного пакета] компании»: how many tokens say how much is owned."""
    if p.noun not in OWNERS or j != p.head + 1:
        return 0
    k = j
    while (
        k < len(doc)
        and k - j < 6
        and not doc[k].is_space
        and (doc[k].like_num or doc[k].text in ("%", ",", "процентов", "блокирующего", "контрольного", "крупного"))
    ):
        k += 1
    return k + 1 - j if k < len(doc) and base_forms(doc[k].text) & SHARES else 0


def _list_comma(doc: Doc, p: Position, j: int, names: Names) -> int:
    """«министр экологии[, геологии] и природных ресурсов»."""
    if doc[j].text != "," or j == p.head + 1 or j + 3 >= len(doc):
        return 0
    for k in range(j + 1, min(len(doc) - 1, j + 5)):
        if k in names.at:
            return 0
        if doc[k].text == "," and k > j + 1:  # «образования, [науки], культуры и спорта»
            return k - j if _list_comma(doc, p, k, names) else 0
        if fold(doc[k].text) == "и":
            return (
                k - j
                if k > j + 1
                and token_in_case(doc[k + 1], "Gen")
                and doc[k + 1].text.islower()
                and head_noun(doc[k + 1]) is None
                else 0
            )
        if not token_in_case(doc[k], "Gen") or head_noun(doc[k]) is not None or not doc[k].text.islower():
            return 0
    return 0
