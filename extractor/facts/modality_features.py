"""What the text around a figure says of how real it is, as numbers: the features of the status model."""

from __future__ import annotations

from functools import cache
from itertools import islice

from spacy.tokens import Doc, Span, Token

from extractor.documents import AmountMention, Mention
from extractor.facts.modality_rules import STATUSES, ruled_status
from extractor.facts.quotes_lexicon import fold
from extractor.facts.wordlists import rows

REACH, CLIMB, MARKS = 40, 10, frozenset({";", ":", "(", ")"})
KINDS = ("money", "percent", "percentage_point", "count", "measure", "multiple", "fraction")
BEFORE = ("с", "до", "на", "по", "против", "вместо", "от", "из", "в", "при", "под", "—", "(", ",")
AFTER = ("вместо", "против", "до", "—", "(", ",", "из", "в", "на")
LABELS = ("paragraph", "heading", "list_item", "quote", "lead", "title")
TENSES = ("Past", "Pres", "Fut")


@cache
def topics() -> dict[str, tuple[frozenset[str], frozenset[str], tuple[int, ...]]]:
    """Topic -> whole forms, stems, the stems' lengths, in the word list's order."""
    out = {}
    for topic, text in rows("status_words.tsv"):
        words = text.split()
        stems = frozenset(w for w in words if not w.startswith("="))
        out[topic] = (frozenset(w[1:] for w in words if w.startswith("=")), stems, tuple(sorted({len(s) for s in stems})))
    return out


@cache
def topics_of(word: str) -> tuple[str, ...]:
    """The topics a folded word stands in."""
    return tuple(
        topic
        for topic, (forms, stems, sizes) in topics().items()
        if word in forms or any(word[:n] in stems for n in sizes if n <= len(word))
    )


def _counts(tokens: list[Token]) -> dict[str, int]:
    found = dict.fromkeys(topics(), 0)
    for t in tokens:
        for topic in topics_of(fold(t.text)):
            found[topic] += 1
    return found


def status_vector(doc: Doc, mention: Mention) -> list[float]:
    """The feature vector of an amount (any mention) in an annotated Doc; its length is the same for all."""
    at = mention.number_start if isinstance(mention, AmountMention) and mention.number_start >= 0 else mention.start
    span = doc.char_span(at, max(mention.end, at + 1), alignment_mode="expand")
    start, end = (span.start, span.end) if span is not None else (0, min(1, len(doc)))
    block = _block(doc, start)
    first, last = _sentence(doc, start, block)
    left, right = _clause(doc, start, end, first, last)
    rule, step = ruled_status(doc, mention)
    return [
        *(float(rule == s) for s in STATUSES),
        float(step),
        *_verb(doc, start, end, first),
        *_words(doc, start, end, first, last, left, right, block),
        *_years(doc, start, end, first, last, left, right),
        *_amount(doc, mention, start, end, block),
    ]


def _block(doc: Doc, start: int) -> Span:
    blocks = list(doc.spans["blocks"])
    return next((b for b in reversed(blocks) if b.start <= start), doc[:])


def _sentence(doc: Doc, start: int, block: Span) -> tuple[int, int]:
    first = start
    while first > block.start and not doc[first].is_sent_start and start - first < 2 * REACH:
        first -= 1
    last = start + 1
    while last < block.end and not doc[last].is_sent_start and last - start < 2 * REACH:
        last += 1
    return first, last


def _clause(doc: Doc, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Between commas that join clauses with a verb of their own; «;», «:» and brackets always part."""
    left = start
    verbs = False
    while left > first:
        text = doc[left - 1].text
        if text in MARKS or (text == "," and verbs):
            break
        verbs = verbs or doc[left - 1].pos_ in ("VERB", "AUX")
        left -= 1
    right = end
    while right < last and doc[right].text not in MARKS and doc[right].text != ",":
        right += 1
    return left, right


def _governor(token: Token, first: int) -> Token | None:
    """The nearest verb, auxiliary or short adjective over a token, in its sentence."""
    at = token
    for _ in range(CLIMB):
        if at.head.i == at.i or at.head.i < first:
            break
        at = at.head
        if at.pos_ in ("VERB", "AUX") or (at.pos_ == "ADJ" and at.morph.get("Variant", []) == ["Short"]):
            return at
    return at if at.pos_ in ("VERB", "AUX") else None


def _forms(verb: Token | None) -> list[float]:
    if verb is None:
        return [0.0] * 13
    tense = verb.morph.get("Tense", [])
    own = verb.morph.get("VerbForm", [])
    return [
        1.0,
        *(float(tense == [t]) for t in TENSES),
        *(float(own == [f]) for f in ("Fin", "Inf", "Part", "Conv")),
        float(verb.morph.get("Aspect", []) == ["Perf"]),
        float(verb.morph.get("Voice", []) == ["Pass"]),
        float(verb.morph.get("Person", []) == ["First"]),
        float(verb.morph.get("Number", []) == ["Plur"]),
        float(verb.morph.get("Variant", []) == ["Short"]),
    ]


def _verb(doc: Doc, start: int, end: int, first: int) -> list[float]:
    """The governing verb, the verb over it, its subject and its auxiliaries."""
    head = next((t for t in doc[start:end] if not start <= t.head.i < end or t.head.i == t.i), doc[start])
    verb = _governor(head, first)
    above = _governor(verb, first) if verb is not None else None
    above = None if above is verb else above
    children = [] if verb is None else list(islice(verb.children, 20))
    subject = next((c for c in children if c.dep_.startswith("nsubj")), None)
    about = topics_of(fold(subject.text)) if subject is not None else ()
    aids = {fold(c.text) for c in children}
    own = {t: 1.0 for t in topics_of(fold(verb.text))} if verb is not None else {}
    over = {t: 1.0 for t in topics_of(fold(above.text))} if above is not None else {}
    return [
        *_forms(verb),
        *_forms(above),
        float(subject is not None),
        float(subject is not None and subject.ent_type_ != ""),
        *(float(t in about) for t in topics()),
        *(own.get(t, 0.0) for t in topics()),
        *(over.get(t, 0.0) for t in topics()),
        float(bool(aids & {"будет", "будут", "будем", "буду"})),
        float("бы" in aids),
        float("не" in aids),
        float(verb.i < start if verb is not None else -1),
    ]


def _words(
    doc: Doc, start: int, end: int, first: int, last: int, left: int, right: int, block: Span
) -> list[float]:
    """How often each topic's words stand in the clause, the sentence, the block, the headings and the article."""
    titles = [t for b in doc.spans["blocks"] if b.label_ in ("title", "lead") for t in b]
    heading = next((b for b in reversed(list(doc.spans["blocks"])) if b.start < start and b.label_ == "heading"), None)
    before = [t for t in doc[max(block.start, first - 3 * REACH) : first]]
    pieces = [
        [t for t in doc[left:start]],
        [t for t in doc[end:right]],
        [t for t in doc[first:last]],
        before,
        titles,
        list(heading) if heading is not None else [],
        [t for t in doc[max(left, start - 5) : start]],
    ]
    out: list[float] = []
    for tokens in pieces:
        counts = _counts(tokens)
        out += [float(min(3, counts[t])) for t in topics()]
    for tokens in (doc[left:start], doc[end:right], doc[first:last], before, titles):
        tense = [t.morph.get("Tense", []) for t in tokens if t.pos_ in ("VERB", "AUX")]
        out += [float(min(3, tense.count([x]))) for x in TENSES]
    verbs = [t.morph.get("Tense", []) for t in doc if t.pos_ in ("VERB", "AUX")]
    out += [verbs.count([x]) / max(1, len(verbs)) for x in TENSES]
    whole = _article(doc)
    return out + [whole[t] for t in topics()]


def _article(doc: Doc) -> dict[str, float]:
    counts = _counts(list(doc))
    return {t: 100.0 * n / max(1, len(doc)) for t, n in counts.items()}


def _years(doc: Doc, start: int, end: int, first: int, last: int, left: int, right: int) -> list[float]:
    """Years before, at and after the year of publication in the clause, sentence and block so far."""
    article = doc._.article
    published = article.published_at[:4] if article is not None and article.published_at else ""
    out: list[float] = []
    for low, high in ((left, start), (end, right), (first, last), (max(0, first - 2 * REACH), first)):
        years = [t.text[:4] for t in doc[low:high] if t.text[:4].isdigit() and 4 <= len(t.text) <= 6]
        years = [y for y in years if "1900" < y < "2100"]
        for test in (-1, 0, 1):
            out.append(float(bool(published) and any((y > published) - (y < published) == test for y in years)))
    return out


def _amount(doc: Doc, mention: Mention, start: int, end: int, block: Span) -> list[float]:
    """The amount's kind and direction, the words beside it, its block, and whether it is said by someone."""
    before = fold(doc[start - 1].text) if start else ""
    after = fold(doc[end].text) if end < len(doc) else ""
    amount = mention if isinstance(mention, AmountMention) else None
    quoted = sum(t.text == "«" for t in doc[block.start : start]) > sum(t.text == "»" for t in doc[block.start : start])
    return [
        *(float(amount is not None and amount.kind == k) for k in KINDS),
        float(amount is not None and amount.direction is not None),
        *(float(before == w) for w in BEFORE),
        *(float(after == w) for w in AFTER),
        *(float(block.label_ == x) for x in LABELS),
        float(quoted),
        start / max(1, len(doc)),
    ]
