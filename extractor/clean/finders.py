"""Ways to an article's body, in the order they are tried: site profile, the page's JSON, the generic path, a last resort."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import html

from extractor.clean import appdata
from extractor.clean.body import Part, parts
from extractor.clean.choose import KEPT, Choice, choose, take_all
from extractor.clean.lines import is_prose
from extractor.clean.metadata import Metadata
from extractor.clean.profiles import Profile, profiles_for
from extractor.clean.segments import Segment
from extractor.clean.tree import text_of
from extractor.clean.votes import Reference, trafilatura_lines, vote

MIN_BODY = 60
"""Fewest characters of text that make an article."""

_MIN_PROFILE = 150
"""Fewest characters a profile must find; with less its site is taken to have changed."""


@dataclass(slots=True)
class Body:
    """An article's parts, the path that found them, and the page's segments around them.

    profile is set where a site profile found the body; dates, authors and section are texts the path states.
    """

    path: str
    parts: list[Part]
    lead: str | None = None
    head: Sequence[Segment] = ()
    foot: Sequence[Segment] = ()
    profile: type[Profile] | None = None
    title: str | None = None
    dates: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    section: str | None = None

    @property
    def size(self) -> int:
        """Characters of text, lead included."""
        return sum(len(words) for _, words, _ in self.parts) + len(self.lead or "")


def find_body(
    root: html.HtmlElement, every: list[Segment], meta: Metadata, title: str | None, url: str | None
) -> Body | None:
    """The body by the first path that gives an article, None where none does."""
    for profile in profiles_for(url or meta.canonical_url):
        found = by_profile(profile, root, every, title)
        if found is not None and _covers(found, meta):
            return found
    lines = trafilatura_lines(root, url)
    vote(every, Reference(lines))
    found = from_json(root, meta, every)
    if found is not None:
        return found
    path = "trafilatura"
    if sum(len(s.text) for s in every if s.vote >= KEPT) < MIN_BODY:
        vote_by_density(every)
        path = "last-resort"
    container = declared_container(root, every)
    if container is not None:
        path = "microdata"
    found = _of_choice(choose(every, root, title, meta.descriptions, container), path)
    if found is None or found.size < 200:
        return _of_lines(lines, title) or found
    return found


def by_profile(
    profile: type[Profile], root: html.HtmlElement, every: Sequence[Segment], title: str | None
) -> Body | None:
    """The body where a site profile says it is, or None where the page is not built so."""
    headline = next((t for e in profile.select(root, profile.title) if (t := text_of(e))), None) or title
    for selector in profile.body:
        containers = profile.select(root, (selector,))
        within = _inside(containers)
        if not within:
            continue
        out = _inside(profile.dropped(root))
        leads = profile.select(root, profile.lead)
        lead_ids = _inside(leads[:1])
        chosen = [s for s in every if s.element in within and s.element not in out and s.element not in lead_ids]
        body = take_all(chosen, headline)
        lead = " ".join(text_of(e) for e in leads[:1]) or None
        found = Body(profile.name, parts(body), lead, profile=profile, title=headline)
        if found.size >= _MIN_PROFILE and found.parts:
            found.dates = [e.get("datetime") or text_of(e) for e in profile.select(root, profile.published)[:2]]
            found.authors = [text_of(e) for e in profile.select(root, profile.author)[:6]]
            found.section = next((text_of(e) for e in profile.select(root, profile.section)), None)
            return found
    return None


def _inside(elements: Iterable[html.HtmlElement]) -> set[html.HtmlElement]:
    return {e for container in elements for e in container.iter()}


def _covers(found: Body, meta: Metadata) -> bool:
    """The profile's text holds most of the articleBody the page states, where it states one."""
    if not meta.body_text:
        return True
    stated = appdata.from_article_body(meta.body_text)
    own = Reference([words for _, words, _ in found.parts] + [found.lead or ""])
    return stated is None or own.share(" ".join(words for _, words, _ in stated.parts)) > 0.4


def from_json(root: html.HtmlElement, meta: Metadata, every: Sequence[Segment]) -> Body | None:
    """The body from the page's JSON where the visible page lacks it."""
    stated = appdata.from_article_body(meta.body_text) if meta.body_text else None
    visible = Reference(s.text for s in every if is_prose(s) or s.vote >= KEPT)
    prose = sum(len(s.text) for s in every if is_prose(s) and s.vote >= KEPT)
    if stated is not None and visible.share(" ".join(words for _, words, _ in stated.parts)) > 0.5:
        return None
    if stated is None and prose >= 800:
        return None
    state = appdata.from_application_state(root)
    if state is not None and (stated is None or state.size > 0.7 * stated.size) and state.size > 1.5 * prose:
        dates = [state.published] if state.published else []
        return Body("next-data", list(state.parts), state.lead, dates=dates, authors=list(state.authors))
    if stated is not None and stated.size > 1.2 * prose:
        return Body("json-ld", list(stated.parts))
    return None


def declared_container(root: html.HtmlElement, every: Sequence[Segment]) -> html.HtmlElement | None:
    """The element marked itemprop=articleBody, where there is one and it holds most of the voted text."""
    marked = root.xpath("//*[@itemprop='articleBody']")
    if len(marked) != 1:
        return None
    within = _inside(marked)
    total = sum(len(s.text) for s in every if s.vote >= KEPT)
    held = sum(len(s.text) for s in every if s.vote >= KEPT and s.element in within)
    return marked[0] if held > 0.6 * total and held > 200 else None


def vote_by_density(every: Sequence[Segment]) -> None:
    """Last resort: the prose of the element around which most unlinked prose lies is the article."""
    held: dict[html.HtmlElement, float] = {}
    for segment in every:
        if segment.furniture is None and is_prose(segment):
            element: html.HtmlElement | None = segment.element
            for weight in (1.0, 0.9, 0.3):
                if element is None:
                    break
                held[element] = held.get(element, 0.0) + weight * len(segment.text)
                element = element.getparent()
    if not held:
        return
    within = _inside([max(held, key=lambda e: held[e])])
    for segment in every:
        segment.vote = 1.0 if segment.element in within and segment.furniture is None and is_prose(segment) else 0.0


def _of_choice(choice: Choice, path: str) -> Body | None:
    found = Body(path, parts(choice.body), choice.lead[0].text if choice.lead else None, choice.head, choice.foot)
    return found if found.size >= MIN_BODY else None


def _of_lines(lines: Sequence[str], title: str | None) -> Body | None:
    """Trafilatura's own text, where hardly any of it is found again among the segments of the page."""
    kept = [line for line in appdata.lines_of("\n".join(line.strip("| ") for line in lines)) if line[1] != title]
    return Body("trafilatura", kept) if sum(len(words) for _, words, _ in kept) >= 400 else None
