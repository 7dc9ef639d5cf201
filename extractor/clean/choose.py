"""Which segments of a page are its article: the body finder's votes, mended by structure, order and line filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import html

from extractor.clean.authors import people
from extractor.clean.furniture import clock_or_date, furniture_rule, read_also, tail_label
from extractor.clean.segments import Segment
from extractor.clean.votes import Reference, words_of
from extractor.clean.wordlists import class_tokens, tokens_of

KEPT = 0.6
"""Share of a segment's words that the body finder must have taken for the segment to count as voted for."""

_ENDS = (".", "!", "?", "…", "»", '"', "”", ":", ";", ")", "。", "！", "？", "」", "؟", "।", "။", "’", "'")
_IDEOGRAPHS = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class Choice:
    """The article's segments in order, and those around them that may tell its date and authors."""

    lead: list[Segment] = field(default_factory=list)
    body: list[Segment] = field(default_factory=list)
    head: list[Segment] = field(default_factory=list)
    foot: list[Segment] = field(default_factory=list)


def is_prose(segment: Segment) -> bool:
    """A sentence or more, not mostly linked."""
    text = segment.text
    long = len(text) >= 60 or (len(text) >= 20 and len(_IDEOGRAPHS.findall(text)) * 2 > len(text))
    return long and segment.linked * 10 < len(text) * 4 and text.endswith(_ENDS)


def is_headline(segment: Segment, title: str | None) -> bool:
    """The segment repeats the article's headline."""
    return bool(title) and words_of(segment.text) == words_of(title or "") and len(segment.text) > 5


def choose(
    segments: Sequence[Segment],
    root: html.HtmlElement,
    title: str | None,
    descriptions: Sequence[str],
    container: html.HtmlElement | None = None,
) -> Choice:
    """The article among a page's segments, whose votes are written already.

    1. segments in boxes that a class calls furniture are out, unless such a box holds a good part of the votes;
    2. the container is the innermost element with nine tenths of the votes, or the one given;
    3. the article begins after its headline and ends before the first heading of what stands below articles;
    4. what stands between voted segments in the same kind of place is taken too; 5. line filters; 6. loose ends off.
    """
    _unflag(segments)
    start = _after_headline(segments, title)
    region = [s for s in segments[start:] if s.furniture is None]
    region = region[: _tail_at(region)]
    if container is None:
        container = _container([s for s in region if s.vote >= KEPT], root)
    inside = _members(region, container)
    return _trim(_taken(inside, title), segments, region, title, descriptions)


def take_all(segments: Sequence[Segment], title: str | None) -> list[Segment]:
    """All segments of an element known to be the body, but furniture: boxes, lines, the repeated headline."""
    for segment in segments:
        segment.vote = 1.0 if segment.linked * 10 < len(segment.text) * 9 else 0.0
    _unflag(segments)
    return _without_loose_ends(_taken([s for s in segments if s.furniture is None], title))


def _unflag(segments: Sequence[Segment]) -> None:
    """Boxes of one class that together hold over 35 % of the voted text are no furniture, whatever that class says."""
    total = sum(len(s.text) for s in segments if s.vote >= KEPT)
    held: dict[tuple[str, str], int] = {}
    for segment in segments:
        if segment.furniture is not None and segment.vote >= KEPT and is_prose(segment):
            held[_kind_of_box(segment.furniture)] = held.get(_kind_of_box(segment.furniture), 0) + len(segment.text)
    trusted = {box for box, size in held.items() if size <= 0.35 * total}
    if sum(size for box, size in held.items() if box in trusted) > 0.6 * total:
        trusted = set()
    for segment in segments:
        if (
            segment.furniture is not None
            and _kind_of_box(segment.furniture) in held
            and _kind_of_box(segment.furniture) not in trusted
        ):
            segment.furniture = None


def _kind_of_box(element: html.HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class") or element.get("id") or ""


def _after_headline(segments: Sequence[Segment], title: str | None) -> int:
    """Index after the headline that stands over the text: the last one with less than a tenth of the votes before it."""
    total = sum(len(s.text) for s in segments if s.vote >= KEPT and is_prose(s))
    before, start = 0, 0
    for index, segment in enumerate(segments):
        if before * 10 > total:
            break
        if is_headline(segment, title):
            start = index + 1
        elif segment.vote >= KEPT and is_prose(segment):
            before += len(segment.text)
    return start


def _tail_at(region: Sequence[Segment]) -> int:
    """Index of the first label such as «Самое читаемое» after which less voted prose comes than before it."""
    total = sum(len(s.text) for s in region if s.vote >= KEPT and is_prose(s))
    before = 0
    for index, segment in enumerate(region):
        if (
            tail_label(segment)
            and segment.kind not in ("list_item", "table_row")
            and before * 1.6 > total - before
            and before > 0
        ):
            return index
        if segment.vote >= KEPT and is_prose(segment):
            before += len(segment.text)
    return len(region)


def _container(voted: Sequence[Segment], root: html.HtmlElement) -> html.HtmlElement:
    """The innermost element that holds nine tenths of the voted characters."""
    total = sum(len(s.text) for s in voted)
    held: dict[html.HtmlElement, int] = {}
    for segment in voted:
        held[segment.element] = held.get(segment.element, 0) + len(segment.text)
    best = root
    if total:
        for element in reversed([e for e in root.iter() if isinstance(e.tag, str)]):
            size = held.get(element, 0)
            if size:
                if size >= 0.9 * total:
                    return element if element.tag not in ("p", "tr", "li") else element.getparent()
                parent = element.getparent()
                if parent is not None:
                    held[parent] = held.get(parent, 0) + size
    return best


def _members(region: Sequence[Segment], container: html.HtmlElement) -> list[Segment]:
    """Segments within the container, and voted prose outside it."""
    within = set(container.iter())
    return [s for s in region if s.element in within or (s.vote >= KEPT and is_prose(s))]


def _taken(inside: Sequence[Segment], title: str | None) -> list[Segment]:
    """Voted segments and those that stand among them in the same kind of place; furniture lines left out."""
    voted = [i for i, s in enumerate(inside) if s.vote >= KEPT]
    if not voted:
        return []
    places = {_place(inside[i]) for i in voted if is_prose(inside[i])}
    elements = {inside[i].element for i in voted if is_prose(inside[i])}
    parents = {inside[i].element.getparent() for i in voted if is_prose(inside[i])} | elements
    first, last = voted[0], voted[-1]
    taken: list[Segment] = []
    seen: set[tuple[str, ...]] = set()
    under_label = False
    for index, segment in enumerate(inside):
        mark_caption(segment)
        among = first < index < last
        near = segment.element.getparent() in parents or segment.element in parents
        near = near or (segment.list is not None and segment.list.getparent() in parents)
        keep = segment.vote >= KEPT or _restored(
            segment, among, segment.element in elements, near, _place(segment) in places
        )
        if read_also(segment):
            under_label = not segment.linked
            continue
        if under_label and segment.linked * 10 >= len(segment.text) * 7:
            continue
        under_label = False
        if (
            segment.linked * 10 >= len(segment.text) * 9
            and segment.kind not in ("heading", "list_item")
            and len(segment.text) >= 20
        ):
            continue
        if not keep or furniture_rule(segment) or is_headline(segment, title):
            continue
        found = words_of(segment.text)
        if len(found) > 8 and found in seen:
            continue
        seen.add(found)
        taken.append(segment)
    return taken + _following(inside[last + 1 :], places, parents)


def _following(after: Sequence[Segment], places: set[tuple[str, ...]], parents: set[html.HtmlElement]) -> list[Segment]:
    """What the body finder lost at the end: paragraphs in the same kind of place, captions, a list with its heading."""
    taken: list[Segment] = []
    waiting: list[Segment] = []
    homes = {place[2:] for place in places if place[3]}
    for segment in after:
        mark_caption(segment)
        around = [a for a, _ in zip(segment.element.iterancestors(), range(3), strict=False)]
        part = segment.kind in ("caption", "list_item")
        near = segment.element in parents or any(
            a in parents or (str(a.tag), a.get("class") or "") in homes for a in around[: 3 if part else 1]
        )
        if furniture_rule(segment):
            continue
        if not near or segment.linked * 2 > len(segment.text):
            break
        if segment.kind == "heading" and not waiting:
            waiting.append(segment)
        elif (
            segment.kind == "caption"
            or (is_prose(segment) and _place(segment) in places)
            or (segment.kind == "list_item" and segment.text.endswith(_ENDS) and not segment.linked)
        ):
            taken += [*waiting, segment]
            waiting = []
        else:
            break
    return taken


def _place(segment: Segment) -> tuple[str, ...]:
    element = segment.element
    parent = element.getparent()
    return (
        str(element.tag),
        element.get("class") or "",
        str(parent.tag) if parent is not None else "",
        (parent.get("class") or "") if parent is not None else "",
    )


def _restored(segment: Segment, among: bool, beside: bool, near: bool, same_place: bool) -> bool:
    """A segment without votes that belongs all the same."""
    if "byline" in segment.marks and segment.quote is None:
        return False
    loose = segment.linked * 10 < len(segment.text) * 5
    if among and loose and beside:
        return True
    if among and loose and (near or same_place):
        return (
            is_prose(segment)
            or segment.kind in ("heading", "list_item", "quote", "table_row", "caption")
            or len(segment.text) >= 25
        )
    if among and loose and (segment.quote is not None or segment.table is not None or segment.kind == "caption"):
        return "gallery" not in segment.marks
    return False


def mark_caption(segment: Segment) -> None:
    """Set kind to caption where a short text stands beside a picture."""
    if segment.kind == "caption":
        if len(segment.text) > 400:
            segment.kind = "paragraph"
        return
    if len(segment.text) > 300 or segment.kind in ("heading", "table_row", "list_item") or segment.quote is not None:
        return
    element = segment.element
    if segment.figure is not None:
        segment.kind = "caption"
        return
    if segment.soft or "picture" in segment.marks:
        around: html.HtmlElement | None = element
        for _ in range(4):
            if (
                around is None
                or around.tag == "body"
                or sum(len(t) for t in around.itertext()) > 400
                or _paragraphs(around, 3)
            ):
                break
            if _holds_picture(around):
                segment.kind = "caption"
                return
            around = around.getparent()
    before = element.getprevious()
    if segment.soft and before is not None and _holds_picture(before) and not (before.text_content() or "").strip():
        segment.kind = "caption"


def _holds_picture(element: html.HtmlElement) -> bool:
    return element.tag in ("img", "figure", "amp-img", "picture") or any(True for _ in element.iter("img", "amp-img"))


def _paragraphs(element: html.HtmlElement, many: int) -> bool:
    return sum(1 for _ in element.iter("p")) >= many


def _trim(
    taken: list[Segment],
    segments: Sequence[Segment],
    region: Sequence[Segment],
    title: str | None,
    descriptions: Sequence[str],
) -> Choice:
    """Lead apart, loose lines at both ends off."""
    place = {id(s): i for i, s in enumerate(segments)}
    body = _without_loose_ends(taken)
    first = place[id(body[0])] if body else 0
    start = _after_headline(segments, title)
    lead = find_lead(segments[start:first], body, descriptions)
    if lead and lead[0] in body:
        body = _without_loose_ends([s for s in body if s not in lead])
    body = [s for s in body if s not in lead]
    last = place[id(body[-1])] if body else first
    return Choice(
        lead=lead,
        body=body,
        head=list(segments[max(0, start - 6) : first + 1]),
        foot=list(segments[last + 1 : last + 8]),
    )


def _without_loose_ends(taken: Sequence[Segment]) -> list[Segment]:
    first, last = 0, len(taken)
    while first < last and _loose_at_start(taken[first]):
        first += 1
    while first < last and _loose_at_end(taken[last - 1]):
        last -= 1
    return list(taken[first:last])


def _loose_at_start(segment: Segment) -> bool:
    if segment.kind == "caption" or clock_or_date(segment):
        return True
    if segment.kind in ("heading", "list_item", "table_row", "quote"):
        return False
    return (len(segment.text) < 80 and not segment.text.endswith(_ENDS)) or _is_byline(segment)


def _loose_at_end(segment: Segment) -> bool:
    if segment.kind == "heading":
        return True
    if segment.kind in ("list_item", "table_row", "quote", "caption") or segment.author:
        return False
    return (len(segment.text) < 160 and not segment.text.endswith(_ENDS)) or _is_byline(segment)


def _is_byline(segment: Segment) -> bool:
    return (len(segment.text) < 90 and bool(people([segment.text])) and not segment.text.endswith((".", "!", "?"))) or (
        "byline" in segment.marks and len(segment.text) < 120 and segment.quote is None
    )


def find_lead(before: Sequence[Segment], body: list[Segment], descriptions: Sequence[str]) -> list[Segment]:
    """The standfirst: over the body and called so by its class or by the page's description, or the first body
    paragraph where all of it is bold or its class says so.
    """
    reference = Reference(descriptions)
    for segment in before:
        mark_caption(segment)
        if (
            segment.kind == "caption"
            or furniture_rule(segment)
            or segment.linked * 2 > len(segment.text)
            or len(segment.text) < 30
        ):
            continue
        if _called_lead(segment) or reference.share(segment.text) > 0.8:
            return [segment]
    if len(body) > 2:
        first = body[0]
        apart = _place(first) != _place(body[1]) or first.bold
        marked = "lead" in first.marks and "lead" not in body[2].marks
        if (
            first.kind in ("paragraph", "heading")
            and len(first.text) >= 60
            and first.text.endswith(_ENDS)
            and ((first.bold and not body[2].bold) or (marked and apart))
        ):
            return [first]
    return []


def _called_lead(segment: Segment) -> bool:
    """The class of the segment's element, or of the one around it, names a standfirst."""
    parent = segment.element.getparent()
    around = (segment.element, parent) if parent is not None else (segment.element,)
    named = any(
        tokens_of(name) & class_tokens("lead")
        for e in around
        for name in (e.get("class") or e.get("itemprop") or "").split()
    )
    return named and "lead" in segment.marks and not segment.marks & {"gallery", "byline"}
