"""Media named in a Doc: the article's own publisher and the agency of its dateline."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.facts.names.body_words import is_place_token
from extractor.facts.names.forms import Range, base_forms
from extractor.facts.names.lexicon import fold
from extractor.facts.names.quotes import is_opening


def publisher_spans(doc: Doc) -> list[tuple[Range, str]]:
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


def dateline_spans(doc: Doc) -> list[tuple[Range, str]]:
    """«ВОЛОГДА, 22 июля. [/СЗАН/.]», «Душанбе, 6 ноября ([Паёми Вахш]).»: the agency between marks behind a date."""
    out: list[tuple[Range, str]] = []
    opening = [b for b in doc.spans["blocks"] if b.label_ in ("paragraph", "lead")][:2]
    for block in opening:
        if not doc[block.start].text[:1].isupper() or not any(
            is_place_token(t) or (t.text.isupper() and len(t.text) > 2) for t in doc[block.start : block.start + 3]
        ):
            continue
        for k in range(block.start + 2, min(block.end - 2, block.start + 12)):
            closing = DATELINE.get(doc[k].text)
            if closing is None or not any(base_forms(t.text) & MONTHS for t in doc[block.start : k]):
                continue
            end = next((j for j in range(k + 1, min(block.end, k + 6)) if doc[j].text == closing), None)
            words = doc[k + 1 : end] if end is not None else ()
            named = all(t.text[:1].isupper() or "-" in t.text for t in words)
            if end is not None and len(words) and named and not any(is_place_token(t) for t in words):
                out.append(((k + 1, end), "dateline"))
            break
    return out


DATELINE = {"/": "/", "(": ")"}
MONTHS = frozenset(
    [
        "январь",
        "февраль",
        "март",
        "апрель",
        "май",
        "июнь",
        "июль",
        "август",
        "сентябрь",
        "октябрь",
        "ноябрь",
        "декабрь",
        "янв",
        "фев",
        "мар",
        "апр",
        "июн",
        "июл",
        "авг",
        "сен",
        "сент",
        "окт",
        "ноя",
        "дек",
    ]
)
