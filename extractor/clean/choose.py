"""Which segments of a page are its article: the body finder's votes, mended by structure, order and line filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import html

from extractor.clean.captions import mark_caption
from extractor.clean.furniture import clock_or_date, furniture_rule, read_also, tail_label
from extractor.clean.lead import find_lead
from extractor.clean.lines import ENDS, is_byline, is_headline, is_prose, loose_at_end, loose_at_start, place_of, tells
from extractor.clean.live import mark_clock_headings
from extractor.clean.segments import Segment
from extractor.clean.votes import words_of

MANY_HEADINGS = 3
KEPT = 0.6
"""Share of a segment's words that the body finder must have taken for the segment to count as voted for."""


@dataclass(slots=True)
class Choice:
    """The article's segments in order, and those around them that may tell its date and authors."""

    lead: list[Segment] = field(default_factory=list)
    body: list[Segment] = field(default_factory=list)
    head: list[Segment] = field(default_factory=list)
    foot: list[Segment] = field(default_factory=list)


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
    mark_clock_headings(inside, KEPT)
    return _trim(_taken(inside, title), segments, region, title, descriptions)


def take_all(segments: Sequence[Segment], title: str | None) -> list[Segment]:
    """All segments of an element known to be the body, but furniture: boxes, lines, the repeated headline."""
    for segment in segments:
        segment.vote = 1.0 if segment.linked * 10 < len(segment.text) * 9 else 0.0
    _unflag(segments)
    inside = [s for s in segments if s.furniture is None]
    mark_clock_headings(inside, KEPT)
    return _without_loose_ends(_taken(inside, title))


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
    places = {place_of(inside[i]) for i in voted if is_prose(inside[i])}
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
            segment, among, segment.element in elements, near, place_of(segment) in places
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
    homes = {place[2:] for place in places if place[3]}
    opening = _preceding(inside[:first], homes, parents)
    return opening + taken + _following(inside[last + 1 :], places, homes, parents)


def _preceding(before: Sequence[Segment], homes: set[tuple[str, ...]], parents: set[html.HtmlElement]) -> list[Segment]:
    """A caption that reports and opens the body: in a box like those of its paragraphs, right before the first one."""
    for segment in reversed(before):
        mark_caption(segment)
        if segment.kind == "caption" and tells(segment) and not furniture_rule(segment):
            return [segment] if _near(segment, homes, parents, 3) and segment.vote < KEPT else []
        if not furniture_rule(segment):
            return []
    return []


def _near(segment: Segment, homes: set[tuple[str, ...]], parents: set[html.HtmlElement], steps: int) -> bool:
    """One of the elements around a segment holds paragraphs of the body, or is a box of the same class."""
    around = [a for a, _ in zip(segment.element.iterancestors(), range(steps), strict=False)]
    return segment.element in parents or any(
        a in parents or (str(a.tag), a.get("class") or "") in homes for a in around
    )


def _following(
    after: Sequence[Segment],
    places: set[tuple[str, ...]],
    homes: set[tuple[str, ...]],
    parents: set[html.HtmlElement],
) -> list[Segment]:
    """What the body finder lost at the end: paragraphs in the same kind of place, captions, a list with its heading."""
    taken: list[Segment] = []
    waiting: list[Segment] = []
    for segment in after:
        mark_caption(segment)
        near = _near(segment, homes, parents, 3 if segment.kind in ("caption", "list_item") else 1)
        if furniture_rule(segment):
            continue
        if not near or segment.linked * 2 > len(segment.text):
            break
        if segment.kind == "heading" and not waiting:
            waiting.append(segment)
        elif (
            segment.kind == "caption"
            or (is_prose(segment) and place_of(segment) in places)
            or (segment.kind == "list_item" and segment.text.endswith(ENDS) and not segment.linked)
        ):
            taken += [*waiting, segment]
            waiting = []
        else:
            break
    return taken


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


def _trim(
    taken: list[Segment],
    segments: Sequence[Segment],
    region: Sequence[Segment],
    title: str | None,
    descriptions: Sequence[str],
) -> Choice:
    """Lead apart, loose lines at both ends off."""
    place = {id(s): i for i, s in enumerate(segments)}
    # the first of many bold lines is a heading like the others
    body = _without_loose_ends(taken, headed=sum(map(_bold_heading, taken)) >= MANY_HEADINGS)
    first = place[id(body[0])] if body else 0
    start = _after_headline(segments, title)
    lead = find_lead(segments[start:first], body, descriptions)
    if lead and lead[0] in body:
        body = _without_loose_ends([s for s in body if s not in lead], headed=True)
    body = [s for s in body if s not in lead]
    first = place[id(body[0])] if body else first
    last = place[id(body[-1])] if body else first
    return Choice(
        lead=lead,
        body=body,
        head=list(segments[max(0, start - 6) : first + 1]),
        foot=list(segments[last + 1 : last + 8]),
    )


def _without_loose_ends(taken: Sequence[Segment], *, headed: bool = False) -> list[Segment]:
    """Loose lines at both ends off; after a standfirst (``headed``) a bold line is the first heading."""
    first, last = 0, len(taken)
    while first < last and loose_at_start(taken[first]) and not (headed and _bold_heading(taken[first])):
        first += 1
    while first < last and loose_at_end(taken[last - 1]):
        last -= 1
    return list(taken[first:last])


def _bold_heading(segment: Segment) -> bool:
    return segment.bold and segment.kind == "paragraph" and not is_byline(segment) and not clock_or_date(segment)
