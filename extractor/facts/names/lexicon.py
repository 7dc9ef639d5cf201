"""The word lists of names and roles, read once: positions, body nouns, known bodies, legal forms, given names,
places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from extractor.records import InstitutionKind, PlaceKind

BodyMode = Literal["single", "unit", "weak", "named"]


def fold(word: str) -> str:
    """Lower case with ё as е: how words are compared."""
    return word.lower().replace("ё", "е")


def lines_of(name: str) -> Iterator[str]:
    """The lines of ``data/<name>`` without comments and empty lines."""
    text = (files("extractor.facts") / "data" / name).read_text(encoding="utf-8")
    return (line.rstrip("\n") for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """A list with «@section» headings: heading without «@» -> its entries, which commas and line ends part.

    Entries before any heading are under the empty string.
    """
    found: dict[str, list[str]] = {}
    heading = ""
    for line in lines_of(name):
        if line.startswith("@"):
            heading = line[1:].strip()
        else:
            found.setdefault(heading, []).extend(e.strip() for e in line.split(",") if e.strip())
    return {h: tuple(entries) for h, entries in found.items()}


@cache
def entries(name: str, section: str = "") -> frozenset[str]:
    """The entries of one section, folded."""
    return frozenset(fold(e) for e in sections(name).get(section, ()))


@cache
def nouns_by_word(name: str) -> dict[str, frozenset[str]]:
    """A two-column list, the second parted by commas: word -> its nouns, both folded."""
    rows = (line.split("\t") for line in lines_of(name))
    return {fold(row[0]): frozenset(fold(n.strip()) for n in row[1].split(",")) for row in rows}


@cache
def position_classes() -> dict[str, str]:
    """Head noun of a position (folded) -> its class: country, region, member, organisation or profession."""
    found: dict[str, str] = {}
    for heading, nouns in sections("positions.txt").items():
        for noun in nouns:
            found.setdefault(fold(noun), heading)
    return found


@dataclass(frozen=True, slots=True)
class BodyNoun:
    """A noun that heads an institution's name; ``words`` is its nominative, folded."""

    words: tuple[str, ...]
    mode: BodyMode
    kind: InstitutionKind


@cache
def body_nouns() -> dict[str, tuple[BodyNoun, ...]]:
    """First word -> the body nouns that begin with it, longest first. A noun listed twice keeps its first meaning."""
    found: dict[str, dict[tuple[str, ...], BodyNoun]] = {}
    for heading, nouns in sections("body_nouns.txt").items():
        mode, kind = heading.split()
        for noun in nouns:
            words = tuple(fold(noun).split())
            entry = BodyNoun(words, cast(BodyMode, mode), cast(InstitutionKind, kind))
            found.setdefault(words[0], {}).setdefault(words, entry)
    return {w: tuple(sorted(b.values(), key=lambda e: -len(e.words))) for w, b in found.items()}


@dataclass(frozen=True, slots=True)
class KnownBody:
    """An institution known by its name alone; ``name`` is the nominative as written in the list."""

    name: str
    kind: InstitutionKind


@cache
def known_bodies() -> dict[str, KnownBody]:
    """Folded name -> institution."""
    found: dict[str, KnownBody] = {}
    for heading, names in sections("known_bodies.txt").items():
        for name in names:
            found.setdefault(fold(name), KnownBody(name, cast(InstitutionKind, heading)))
    return found


@cache
def known_by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a known body -> the word sequences of all that begin so, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in known_bodies():
        words = tuple(name.split())
        found.setdefault(words[0], []).append(words)
    return {w: tuple(sorted(seqs, key=lambda s: (-len(s), s))) for w, seqs in found.items()}


@cache
def legal_forms() -> frozenset[str]:
    """«АО», «ТОО» … in capitals as written."""
    return frozenset(sections("legal_forms.txt")[""])


@cache
def latin_forms() -> frozenset[str]:
    """«Ltd», «Bank» …: words that mark a Latin name as an organisation's."""
    return frozenset(w.rstrip(".") for w in sections("latin_forms.txt")[""])


@cache
def given_names() -> dict[str, tuple[str, str]]:
    """Folded given name -> (nominative, "m", "f" or "mf")."""
    found: dict[str, tuple[str, str]] = {}
    for gender, name in (("m", "given_names_male.txt"), ("f", "given_names_female.txt")):
        for line in lines_of(name):
            for word in line.split():
                other = found.get(fold(word))
                spelling = other[0] if other is not None and "ё" in other[0] else word
                found[fold(word)] = (spelling, gender if other is None or other[1] == gender else "mf")
    return found


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer: nominative name and kind."""

    name: str
    kind: PlaceKind


@cache
def places() -> tuple[dict[str, KnownPlace], dict[str, KnownPlace]]:
    """Folded names (and other names) -> place; folded adjectives -> place. The first list that has a word wins."""
    names: dict[str, KnownPlace] = {}
    adjectives: dict[str, KnownPlace] = {}
    for kind, name in (("country", "countries.tsv"), ("region", "regions.tsv"), ("city", "cities.tsv")):
        for line in lines_of(name):
            columns = [*line.split("\t"), "—", "—"]
            place = KnownPlace(columns[0], cast(PlaceKind, kind))
            for other in (columns[0], *columns[1].split(",")):
                if other.strip() not in ("", "—"):
                    names.setdefault(fold(other.strip()), place)
            for adjective in columns[2].split(","):
                if adjective.strip() not in ("", "—"):
                    adjectives.setdefault(fold(adjective.strip()), place)
    return names, adjectives


@cache
def places_by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    """First word of a place's name -> the word sequences of all that begin so, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in places()[0]:
        words = tuple(name.split())
        found.setdefault(words[0], []).append(words)
    return {w: tuple(sorted(seqs, key=lambda s: (-len(s), s))) for w, seqs in found.items()}


@cache
def place_nouns() -> dict[str, PlaceKind]:
    """«область», «город» … (folded) -> kind of the place they head."""
    return {fold(noun): cast(PlaceKind, kind) for kind, nouns in sections("place_nouns.txt").items() for noun in nouns}
