"""Institutions named in a Doc: by legal form and quotation, by head noun, known ones, acronyms, Latin names, tagged
ones.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from spacy.tokens import Doc

from extractor.annotate.dictionary import parses
from extractor.facts.names.chains import (
    Chain,
    body_noun_at,
    find_chains,
    is_generic,
    is_place_token,
    stop_acronym,
    without_place,
)
from extractor.facts.names.forms import base_forms, is_adjective, is_title, sentence_start
from extractor.facts.names.lexicon import (
    entries,
    fold,
    known_bodies,
    known_by_first_word,
    latin_forms,
    legal_forms,
    places,
    places_by_first_word,
    position_classes,
)
from extractor.facts.names.quotes import is_opening, quoted_end

Range = tuple[int, int]
DOMAIN = re.compile(
    r"[A-Za-zА-Яа-яЁё0-9-]{2,30}\.(?:kz|ru|com|org|net|uz|kg|tj|ua|by|ai|io|media|news|info|biz|рф|su|az|am|ge|eu|uk|de|online|pro|tv|me|app|tech)",
    re.IGNORECASE,
)


def find_institutions(doc: Doc, people: frozenset[int]) -> dict[Range, str]:
    """Token ranges of institutions -> rule. ``people`` are tokens of people's names; ranges do not overlap."""
    things = named_things(doc)
    proposals = [
        *_with_form(doc),
        *(_chain_span(doc, c) for c in find_chains(doc, people)),
        *_publisher(doc),
        *_known(doc),
        *_clipped(doc),
        *_quoted(doc),
        *_latin(doc),
        *_tagged(doc),
    ]
    found: dict[Range, str] = {}
    taken: set[int] = set()
    for span, rule in proposals:
        if (
            span[0] < span[1]
            and not taken & set(range(*span))
            and not _is_country(doc, span)
            and not (rule != "legal_form_and_name" and _thing(doc, span, things))
        ):
            found[span] = rule
            taken.update(range(*span))
    for span in _joined_quotes(doc, found):
        if not taken & set(range(*span)) and not _thing(doc, span, things):
            found[span] = "joined_quoted_name"
            taken.update(range(*span))
    found.update(_repeats(doc, found, taken | people))
    return {s: found[s] for s in sorted(found)}


def _with_form(doc: Doc) -> list[tuple[Range, str]]:
    """«АО «Горнорудная компания «Мыс»»», «ТОО «Жайық Ет»»: a legal form and a quotation."""
    out = []
    for token in doc:
        if token.text not in legal_forms() or token.i + 1 >= len(doc):
            continue
        end = None
        if is_opening(doc, token.i + 1):
            end = quoted_end(doc, token.i + 1)
        elif is_title(doc[token.i + 1]) and doc[token.i + 1].ent_type_ == "ORG" and token.ent_type_ == "ORG":
            end = token.i + 1
            while end < len(doc) and doc[end].ent_type_ == "ORG" and doc[end].ent_iob_ != "B":
                end += 1
        if end:
            start = token.i
            if start and doc[start - 1].text in legal_forms():
                start -= 1
            out.append(((start, end), "legal_form_and_name"))
    return out


def _chain_span(doc: Doc, chain: Chain) -> tuple[Range, str]:
    """The name's own tokens: a quoted name without the common noun before it, where that is written in lower case."""
    if chain.quoted is not None:
        before = [doc[k] for k in range(chain.start, chain.quoted[0])]
        capital = any(t.text[:1].isupper() and not sentence_start(t) for t in before)
        if not capital:
            return chain.quoted, "noun_and_quoted_name"
        return (chain.start, chain.end), "proper_noun_and_quoted_name"
    start, end = chain.start, chain.end if chain.named else without_place(doc, chain)
    if start and is_opening(doc, start - 1) and end < len(doc) and doc[end].text in '»"”':
        start, end = start - 1, end + 1
    own = [t for t in doc[start : without_place(doc, chain)] if not is_place_token(t)] or [doc[chain.head]]
    if (
        not chain.named
        and all(
            t.text.islower() or (t.i == start and sentence_start(t) and chain.noun.mode in ("single", "weak"))
            for t in own
        )
        and not any(is_clipped(t.text.capitalize()) for t in own)
    ):
        return (start, end), "common_noun_body"
    return (start, end), f"{chain.noun.mode}_body_noun"


def _publisher(doc: Doc) -> list[tuple[Range, str]]:
    """The article's own publisher, where the text names it: «сообщает [СтепьИнформ]»."""
    article = doc._.article
    words = fold(article.publisher or "").replace(".", " . ").split() if article is not None else []
    if not words or len(words) > 6:
        return []
    out: list[tuple[Range, str]] = []
    for token in doc:
        end = token.i + len(words)
        if end > len(doc) or not token.text[:1].isupper() or fold(token.text)[:4] != words[0][:4]:
            continue
        if all(
            w == fold(doc[token.i + k].text) or (len(w) > 3 and w in base_forms(doc[token.i + k].text))
            for k, w in enumerate(words)
        ):
            start = token.i
            if start and is_opening(doc, start - 1) and end < len(doc) and doc[end].text in '»"”':
                start, end = start - 1, end + 1
            out.append(((start, end), "publisher"))
    return out


def named_things(doc: Doc) -> frozenset[str]:
    """Stems of quoted names that the article calls a programme, a satellite, a medicine …: no bodies anywhere in it."""
    found = set()
    for token in doc:
        if is_opening(doc, token.i) and token.i + 1 < len(doc) and _descriptor(doc, token.i) == "no":
            end = quoted_end(doc, token.i)
            if end is not None and end - token.i <= 9:
                found.add(_stem(doc, token.i, end))
    return frozenset(found)


def _stem(doc: Doc, start: int, end: int) -> str:
    words = [fold(doc[k].text) for k in range(start, end) if doc[k].text[:1].isalnum()]
    return " ".join(w.split("-")[0][:6] if len(words) == 1 else w[:5] for w in words)


def _is_country(doc: Doc, span: Range) -> bool:
    """«Российская Федерация», «Советский Союз»: body nouns in a country's name."""
    words = [doc[k].text for k in range(*span)]
    if len(words) == 1:
        return False
    names = places()[0]
    return any(
        len(e) == len(words) and " ".join(e) in names and all(p in base_forms(w) for p, w in zip(e, words, strict=True))
        for f in sorted(base_forms(words[0]))
        for e in places_by_first_word().get(f, ())
    )


def _thing(doc: Doc, span: Range, things: frozenset[str]) -> bool:
    """A name the article calls a thing, or one of the list of names that are none («Национальный фонд»)."""
    if things and _stem(doc, *span) in things:
        return True
    words = [doc[k].text for k in range(*span) if doc[k].text[:1].isalnum()]
    return any(
        len(e) == len(words) and all(p in base_forms(w) for p, w in zip(e, words, strict=True))
        for e in _listed_things()
    )


@cache
def _listed_things() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(e.split()) for e in entries("not_bodies.txt", "word")))


def _joined_quotes(doc: Doc, found: dict[Range, str]) -> list[Range]:
    """«Қазақ жолдары» beside a quoted body, «и» or a comma between."""
    ends, starts = {s[1] for s in found if doc[s[0]].text in '«„"'}, {s[0] for s in found if doc[s[0]].text in '«„"'}
    out = []
    for token in doc:
        if (
            is_opening(doc, token.i)
            and (end := quoted_end(doc, token.i)) is not None
            and doc[token.i + 1].text[:1].isupper()
        ):
            left = token.i >= 2 and doc[token.i - 1].text in ("и", ",", "или") and token.i - 1 in ends
            right = end + 1 < len(doc) and doc[end].text in ("и", ",", "или") and end + 1 in starts
            if (left or right) and end - token.i <= 8 and not _is_speech(doc, token.i, end):
                out.append((token.i, end))
    return out


def _known(doc: Doc) -> list[tuple[Range, str]]:
    """«МИД», «Росстат», «Всемирный банк»: names of the list of known bodies, in any case."""
    out = []
    index = known_by_first_word()
    for token in doc:
        if not token.text[:1].isupper():
            continue
        for form in sorted((_acronym_forms(token.text) | base_forms(token.text)) & index.keys()):
            for words in index[form]:
                end = token.i + len(words)
                if (
                    end <= len(doc)
                    and all(
                        w == fold(doc[token.i + k].text) or w in base_forms(doc[token.i + k].text)
                        for k, w in enumerate(words)
                    )
                    and _spelt_as_listed(doc, token.i, words)
                ):
                    out.append(((token.i, end), "known_body"))
                    break
            else:
                continue
            break
        if match := DOMAIN.fullmatch(token.text):
            out.append(((token.i, token.i + 1), "domain_name")) if match else None
    return out


@lru_cache(20_000)
def _acronym_forms(text: str) -> frozenset[str]:
    """«МИДа», «МВФом»: an acronym without the ending it may take."""
    head = text.rstrip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    return frozenset({fold(head)}) if len(head) > 1 and head.isupper() and len(text) - len(head) <= 2 else frozenset()


def _spelt_as_listed(doc: Doc, start: int, words: tuple[str, ...]) -> bool:
    """Common words that are also names («Время», «Власть», «Магнит», «Лента», «Власть») only where tagged or quoted."""
    token = doc[start]
    listed = known_bodies().get(" ".join(words))
    if listed is None:
        return False
    if listed.name.isupper() and len(words) == 1 and not token.text[:2].isupper():
        return False
    if len(words) > 1 or listed.name.isupper() or not listed.name[1:].islower():
        return True
    if listed.kind in ("government", "international"):
        return True
    quoted = start > 0 and is_opening(doc, start - 1) and start + 1 < len(doc) and doc[start + 1].text in '»"”'
    if _counted(doc, start, start + 1):
        return False
    alone = (
        token.ent_type_ == "ORG" and token.ent_iob_ == "B" and (start + 1 >= len(doc) or doc[start + 1].ent_iob_ != "I")
    )
    return quoted or (alone and not sentence_start(token)) or listed.name[:1].isascii()


def _counted(doc: Doc, start: int, end: int) -> bool:
    """«14 Boeing 737»: makes and models that are counted or numbered."""
    before = start > 0 and doc[start - 1].text[:1].isdigit()
    return before or (end < len(doc) and doc[end].text[:1].isdigit() and doc[start].text[:1].isascii())


def _quoted(doc: Doc) -> list[tuple[Range, str]]:
    """«агентства недвижимости «Весы»», «Узтемирлайн»: quotations that name a body."""
    out = []
    for token in doc:
        if not is_opening(doc, token.i) or token.i + 1 >= len(doc):
            continue
        end = quoted_end(doc, token.i)
        if end is None or not doc[token.i + 1].text[:1].isupper() or end - token.i > 9:
            continue
        described = _descriptor(doc, token.i)
        if described == "no":
            continue
        if (
            not base_forms(doc[token.i + 1].text).isdisjoint(entries("not_bodies.txt", "before"))
            and described != "body"
        ):
            continue
        inside = range(token.i + 1, end - 1)
        tagged = any(doc[k].ent_type_ == "ORG" for k in inside) and not any(doc[k].ent_type_ == "PER" for k in inside)
        if described == "body":
            out.append(((token.i, end), "described_quoted_name"))
        elif (tagged or _runs_in_text(doc, token.i, end)) and not _is_speech(doc, token.i, end):
            out.append(((token.i, end), "tagged_quoted_name"))
    return out


def _runs_in_text(doc: Doc, start: int, end: int) -> bool:
    """A short quotation of capitals amid a sentence, or one that acts in it."""
    words = [doc[k] for k in range(start + 1, end - 1) if doc[k].is_alpha]
    return 1 < len(words) <= 4 and all(w.text[:1].isupper() for w in words)


def _descriptor(doc: Doc, start: int) -> str:
    """What the words before a quotation call it: "body", "no" body, or "" where they say nothing."""
    k = start - 1
    if k >= 0 and not base_forms(doc[k].text).isdisjoint(places()[1]) and doc[start].text in '«„"':
        return "body"
    while k >= 0 and start - k <= 6 and not doc[k].is_space:
        token = doc[k]
        if token.pos_ in ("PUNCT", "VERB", "ADP", "CCONJ", "PRON", "ADV") or token.text in ("и", ","):
            if token.text not in (")",):
                return ""
        forms = base_forms(token.text)
        if not forms.isdisjoint(entries("not_bodies.txt", "before")):
            return "no"
        if body_noun_at(doc, k) is not None:
            return "body"
        if not forms.isdisjoint(position_classes()):
            return ""
        k -= 1
    return ""


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    """Somebody's words: a finite verb within, or a colon or dash around."""
    if any(
        doc[k].pos_ in ("VERB", "AUX") and doc[k].morph.get("VerbForm", []) == ["Fin"]
        for k in range(start + 1, end - 1)
    ):
        return True
    return start > 0 and doc[start - 1].text == ":" and end < len(doc) and (doc[end].is_space or doc[end].text == ".")


def _latin(doc: Doc) -> list[tuple[Range, str]]:
    """«De Montfort University Kazakhstan», «TechAtlas»: runs of Latin capitals that the tagger or a word of theirs
    marks.
    """
    out = []
    i = 0
    while i < len(doc):
        if not _latin_word(doc, i):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (
            _latin_word(doc, end)
            or (doc[end].text in LATIN_JOINTS and end + 1 < len(doc) and _latin_word(doc, end + 1))
        ):
            end += 1
        if end < len(doc) and doc[end].text == "." and doc[end - 1].text in ("Ltd", "Inc", "Corp", "Co"):
            end += 1
        span = doc[i:end]
        tagged = any(t.ent_type_ == "ORG" for t in span)
        marked = any(t.text.rstrip(".") in latin_forms() for t in span)
        if (
            end + 1 < len(doc)
            and doc[end].text == "."
            and not doc[end].whitespace_
            and DOMAIN.fullmatch(f"aa.{doc[end + 1].text}")
        ):
            end, marked = end + 2, True
        if _counted(doc, i, end):
            i = end
            continue
        stops = all(stop_acronym(t.text) for t in span if t.is_alpha)
        if (
            not stops
            and ((marked and end - i > 1) or tagged or body_before(doc, i) or _camel(doc[i].text))
            and not _event_name(doc, i, end)
        ):
            out.append(((i, end), "latin_name"))
        i = end
    return out


def _camel(text: str) -> bool:
    """«QoldauAI», «TechAtlas»: capitals within a Latin word, which brands have and words have not."""
    return (
        len(text) > 4
        and text.isalpha()
        and any(a.islower() and b.isupper() for a, b in pairwise(text))
        and not stop_acronym(text)
    )


LATIN_JOINTS = frozenset(
    {
        "&",
        "of",
        "the",
        "and",
        "for",
        "-",
        "und",
        "della",
        "de",
        "la",
        "du",
        "des",
        "et",
        "y",
        "van",
        "von",
        "der",
        "del",
        "di",
        "e",
    }
)


def _latin_word(doc: Doc, i: int) -> bool:
    text = doc[i].text
    return text[:1].isascii() and text[:1].isupper() and any(c.isalpha() for c in text)


def body_before(doc: Doc, i: int) -> bool:
    """«креативный хаб Alatau», «компания Freedom Holding»: a body noun right before."""
    return i > 0 and body_noun_at(doc, i - 1) is not None and (doc[i - 1].text.islower() or sentence_start(doc[i - 1]))


def _event_name(doc: Doc, start: int, end: int) -> bool:
    """«QS World University Ranking 2020»: a ranking, an index, a year's event."""
    words = {t.text for t in doc[start:end]}
    year = (
        end < len(doc)
        and doc[end].text[:4].isdigit()
        and len(doc[end].text) == 4
        and not doc[end - 1].text.islower()
        and doc[end - 1].whitespace_ == " "
    )
    return bool(
        words
        & {
            "Ranking",
            "Rankings",
            "Index",
            "Award",
            "Awards",
            "Cup",
            "Open",
            "Prize",
            "League",
            "Championship",
            "Week",
            "Days",
            "Report",
        }
        and (year or not words & {"Lab", "Ltd"})
    )


def _tagged(doc: Doc) -> list[tuple[Range, str]]:
    """What the tagger alone calls an organisation, trimmed; without acronyms that are none and bare common nouns."""
    out = []
    for ent in doc.ents:
        if ent.label_ != "ORG":
            continue
        start, end = ent.start, ent.end
        while start < end and not (doc[start].text[:1].isupper() or is_opening(doc, start)):
            start += 1
        if (
            end - start > 1
            and not base_forms(doc[start].text).isdisjoint(position_classes())
            and "-" not in doc[start].text
        ):
            start += 1
            if not doc[start].text[:1].isupper():
                start = end
        while end > start and not (doc[end - 1].text[:1].isalnum() or doc[end - 1].text in '»"+'):
            end -= 1
        if start >= end or not _plausible(doc, start, end):
            continue
        if start and is_opening(doc, start - 1) and end < len(doc) and doc[end].text in '»"”':
            start, end = start - 1, end + 1
        out.append(((start, end), "tagged_organisation"))
    return out


def _plausible(doc: Doc, start: int, end: int) -> bool:
    text = doc[start:end].text.strip('«»"')
    first = doc[start]
    if not text or stop_acronym(text) or fold(text) in entries("not_bodies.txt", "word"):
        return False
    if any(fold(f) in places()[0] for f in base_forms(text)):
        return False
    if text in legal_forms():
        return False
    if _event_name(doc, start, end):
        return False
    if end - start > 1 and doc[end - 1].text.isdigit() and doc[start + 1].text.islower():
        return False
    if end - start == 1 and (is_generic(text) or not base_forms(text).isdisjoint(position_classes())):
        return False
    if _descriptor(doc, start - 1 if start and is_opening(doc, start - 1) else start) == "no":
        return False
    if end - start == 1 and (len(text) < 2 or is_adjective(text)):
        return False
    if any(doc[k].pos_ == "ADP" and doc[k].text.islower() for k in range(start, end)) or any(
        doc[k].is_space for k in range(start, end)
    ):
        return False
    if end - start == 1 and sentence_start(first) and first.pos_ not in ("PROPN", "NOUN") and not text[:2].isupper():
        return False
    return not (end - start == 1 and is_generic(fold(text)))


def is_clipped(word: str) -> bool:
    """«Минводресурсов», «Мордовстат», «Роспотребнадзор»: a word made of a body's clipped name, which no dictionary
    has.
    """
    low = fold(word)
    if not word[:1].isupper() or len(low) < 6 or "-" in low:
        return False
    if low.startswith("мин") and low[3:4] not in ("и", "у", "а"):
        return not any(p.known for p in parses(word)) or not base_forms(word).isdisjoint(known_bodies())
    stems = set(base_forms(word)) | {low}
    return any(s.endswith(CLIPPED_ENDINGS) for s in stems) and not any(
        p.known and "Surn" not in p.grammemes for p in parses(word)
    )


CLIPPED_ENDINGS = (
    "стат",
    "надзор",
    "гидромет",
    "водоканал",
    "госстрах",
    "авиация",
    "авианадзор",
    "здрав",
    "имущество",
    "реестр",
    "финмониторинг",
    "нефтегаз",
    "мунайгаз",
    "автодор",
    "автожол",
    "энергосбыт",
    "теплосеть",
    "горсвет",
    "облздрав",
    "телеком",
    "энерго",
    "атомпром",
)


def _in_full_name(doc: Doc, i: int) -> bool:
    """Token i is tagged as part of a person's name of two words or more («Гульшат [Мингазова]»)."""
    token = doc[i]
    if token.ent_type_ != "PER":
        return False
    return (token.ent_iob_ == "I") or (
        i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I" and doc[i + 1].ent_type_ == "PER"
    )


def _clipped(doc: Doc) -> list[tuple[Range, str]]:
    """Clipped names that stand alone, with the adjective that says of which region."""
    out = []
    for token in doc:
        if (
            is_clipped(token.text)
            and not _in_full_name(doc, token.i)
            and not (token.i and is_opening(doc, token.i - 1))
        ):
            out.append(((token.i, token.i + 1), "clipped_name"))
    return out


def _repeats(doc: Doc, found: dict[Range, str], taken: set[int] | frozenset[int]) -> dict[Range, str]:
    """Further mentions of a quoted or Latin name by its bare words: «Чинар» quoted once, «Чинара» later."""
    names: dict[str, int] = {}
    for (start, end), _rule in found.items():
        words = [doc[k] for k in range(start, end)]
        marks = [k for k in range(start, end) if doc[k].text in '«»"„“']
        if marks:
            inner = [doc[k].text for k in range(marks[-2] + 1 if len(marks) > 1 else start, marks[-1])]
            if inner and inner[0][:1].isupper():
                names[fold(" ".join(inner))] = len(inner)
        elif all(w.text[:1].isascii() for w in words):
            names[fold(" ".join(w.text for w in words))] = len(words)
    out: dict[Range, str] = {}
    for token in doc:
        if not token.text[:1].isupper() or token.i in taken:
            continue
        for length in sorted(set(names.values())):
            span = range(token.i, min(len(doc), token.i + length))
            if set(span) & set(taken):
                continue
            text = fold(" ".join(doc[k].text for k in span))
            hit = text in names or (
                length == 1
                and not sentence_start(token)
                and len(text) > 3
                and any(f in names for f in base_forms(token.text))
            )
            if hit:
                start, end = span[0], span[-1] + 1
                if (
                    start
                    and is_opening(doc, start - 1)
                    and end < len(doc)
                    and doc[end].text in '»"”'
                    and start - 1 not in taken
                ):
                    start, end = start - 1, end + 1
                out[start, end] = "repeated_name"
                break
    return out
