"""What readers see beside an article -> its title, date, authors and publisher, compared with what the markup says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from htmldate import find_date
from lxml import html

from extractor.clean.authors import people
from extractor.clean.dates import Moment, date_in_url, parse_stamp, parse_visible
from extractor.clean.lines import is_headline
from extractor.clean.metadata import Metadata
from extractor.clean.segments import Segment
from extractor.clean.votes import words_of

_SEPARATORS = re.compile(r"\s+[|•·»/]\s+|\s+::\s+|\s+[—–-]\s+|\s*\|\s*")
_LABELS = (
    "автор:",
    "авторы:",
    "автор текста:",
    "текст:",
    "авторы ",
    "автор ",
    "авторлары ",
    "авторлары:",
    "author:",
    "written by ",
    "by ",
    "мәтін:",
    "avtory ",
    "avtorlary ",
)
_JOINTS = frozenset(("и", "және", "and", "by", "мск", "msk", "в", "at"))
_DATE_PARTS = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\d{4}|\d{1,2}\s+[^\W\d_]{3,10}")


def find_title(meta: Metadata, segments: Sequence[Segment]) -> str | None:
    """The headline without the site's name.

    A heading that the page's title or a meta title contains is the headline as readers see it; else the shortest meta
    title, else the page's title with the site's name cut off, else the first h1.
    """
    declared = [t for t in (*meta.titles, meta.page_title) if t]
    runs = [words_of(t) for t in declared]
    best: tuple[int, int, str] | None = None
    for _index, segment in enumerate(segments[:400]):
        found = words_of(segment.text)
        if not 2 <= len(found) <= 40 or (segment.kind != "heading" and _ends_as_prose(segment.text, declared)):
            continue
        fits = [
            run
            for run, whole in zip(runs, declared, strict=True)
            if _contains(run, found) and (len(found) * 2 >= len(run) or _is_first_part(segment.text, whole))
        ]
        if fits:
            score = (len(found), segment.kind == "heading")
            if best is None or score > best[:2]:
                best = (*score, segment.text)
    if best:
        return best[2]
    heading = next((s.text for s in segments if s.element.tag == "h1" and s.furniture is None), None)
    if heading and any(_overlap(words_of(heading), run) > 0.5 for run in runs):
        return heading
    if meta.titles:
        return cut_site_name(min(meta.titles, key=lambda t: (t.endswith(("…", "...")), len(t))), meta)
    return cut_site_name(meta.page_title, meta) if meta.page_title else heading


def _ends_as_prose(text: str, declared: Sequence[str]) -> bool:
    """A full stop, comma or semicolon at the end, unless a declared title ends so too: «… сразу на 1,5 п. п.»"""
    return text.endswith((".", ";", ",")) and not any(title.endswith(text) for title in declared)


def _contains(run: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(run[i : i + len(part)] == part for i in range(len(run) - len(part) + 1))


def _is_first_part(text: str, whole: str) -> bool:
    """The title is this text, a separator, and something else."""
    rest = whole.removeprefix(text)
    return len(rest) < len(whole) and len(text) > 12 and _SEPARATORS.match(rest) is not None


def _overlap(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return len(set(a) & set(b)) / max(1, min(len(set(a)), len(set(b))))


def cut_site_name(title: str, meta: Metadata) -> str:
    """«Заголовок | Zakon.kz» without the end; a dash is a separator only before the publisher's name or a short end."""
    pieces = _SEPARATORS.split(title)
    gaps = _SEPARATORS.findall(title)
    while len(pieces) > 1:
        last, gap = pieces[-1], gaps[-1]
        named = bool(meta.publisher) and _overlap(words_of(last), words_of(meta.publisher or "")) > 0.6
        if named or (gap.strip() in "|•·»/::" and len(last) <= 40) or (len(last) <= 25 and len(pieces) > 2):
            pieces.pop()
            gaps.pop()
        else:
            break
    out = pieces[0]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        out += gap + piece
    return out.strip()


def find_publisher(meta: Metadata, title: str | None) -> str | None:
    """The medium: as declared, else what the page's title has beside the headline, else the text of the home link."""
    if meta.publisher:
        return meta.publisher
    rest = (meta.page_title or "").replace(title, "") if title and meta.page_title else ""
    rest = _DATE_PARTS.sub("", rest).strip(" |•·»/:—–-,.")
    if 2 < len(rest) < 45:
        return rest
    return meta.home_link


def find_date_published(
    meta: Metadata,
    selected: Sequence[Moment],
    near: Sequence[Segment],
    root: html.HtmlElement,
    url: str | None,
) -> Moment | None:
    """When the article was published.

    JSON-LD, meta tags and microdata first, a stamp with a time of day and an offset before one without; then what a
    site profile selects; then <time> elements and dates as readers see them near the headline; then the address; then
    htmldate.
    """
    shown = [m for m in (_visible_moment(s, meta, url) for s in near) if m]
    # a headline may name days of its own: «Уик-энд 9–12 октября»
    seen = [*selected, *sorted(shown, key=lambda m: not m.clock)]
    stated = list(meta.published)
    if stated:
        first = stated[0]
        same = [
            m
            for m in (*stated, *(parse_stamp(t) for t in meta.times[:3]), *seen)
            if m and m.day == first.day and m.clock
        ]
        exact = next((m for m in same if m.offset), None) or (same[0] if same else None)
        return first if first.clock and first.offset else exact or first
    times = [*selected] or [m for t in meta.times[:5] if (m := parse_stamp(t))]
    in_url = date_in_url(url) or date_in_url(meta.canonical_url)
    for moment in (*times, *seen):
        if in_url is None or abs((moment.day - in_url.day).days) <= 1:
            return moment
    if times or seen:
        return [*times, *seen][0]
    if in_url:
        return in_url
    return _guessed(root, url)


def _visible_moment(segment: Segment, meta: Metadata, url: str | None) -> Moment | None:
    if len(segment.text) > 120:
        return None
    anchor = (
        next(iter(meta.published), None)
        or date_in_url(url)
        or date_in_url(meta.canonical_url)
        or next(iter(meta.modified), None)
    )
    return parse_visible(segment.text, anchor)


def _guessed(root: html.HtmlElement, url: str | None) -> Moment | None:
    """Htmldate (fast), bounded by fixed dates so that the answer does not depend on today's."""
    try:
        found = find_date(
            root, extensive_search=False, original_date=True, url=url, min_date="1995-01-01", max_date="2100-01-01"
        )
    except Exception:
        return None
    return parse_stamp(found)


def find_authors(
    meta: Metadata, head: Sequence[Segment], foot: Sequence[Segment], title: str | None, publisher: str | None
) -> tuple[str, ...]:
    """People named as authors: declared ones, else a by-line between headline and text or right below the text."""
    for source in meta.bylines:
        declared = people(source, publisher=publisher)
        if declared:
            return declared
    of_title: tuple[str, ...] = ()
    for segment in (*reversed(head), *foot):
        if (
            is_headline(segment, title)
            or segment.author
            or segment.kind in ("caption", "heading", "list_item")
            or len(segment.text) > 160
        ):
            continue
        if segment.furniture is not None:
            continue
        names = people([segment.byline], publisher=publisher) if segment.byline else ()
        names = names or _labelled_names(segment.text, publisher)
        if not names and (
            segment.soft
            or "byline" in segment.marks
            or "date" in segment.marks
            or (segment.kind == "paragraph" and segment.bold)
        ):
            names = _names_in_line(segment.text, publisher)
        if names and not (title and any(name in title for name in names)):
            return names
        of_title = of_title or names  # «Иван Петров: «Строить стало дороже»»: whom the headline names was asked
    return of_title


def _labelled_names(text: str, publisher: str | None) -> tuple[str, ...]:
    """Names after «Автор:» or "by"."""
    low = text.lower()
    for label in _LABELS:
        at = low.find(label)
        if at >= 0 and (at == 0 or not low[at - 1].isalpha()):
            return people([_before_figures(text[at + len(label) :])], publisher=publisher)
    return ()


def _before_figures(text: str) -> str:
    """«Диана Ким 19 мая 2021, 16:20» -> «Диана Ким»: a date or a counter ends a by-line."""
    return text[: next((i for i, c in enumerate(text) if c.isdigit()), len(text))]


def _names_in_line(text: str, publisher: str | None) -> tuple[str, ...]:
    """Names in a line that holds nothing else but a date."""
    line = _DATE_PARTS.sub(" | ", text)
    names = people([line], publisher=publisher)
    known = {w for n in names for w in words_of(n)}
    rest = [w for w in words_of(line) if w not in known and not w.isdigit() and w not in _JOINTS]
    return names if not rest else ()
