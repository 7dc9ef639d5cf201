"""A position in the text: what the finders of roles read off it, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractor.documents import NameMention


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
    says_all          the phrase is all the text says of the body («директор [лагеря]»)
    dedication        tokens of «имени Абая» after a body whose name the finders end before it
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
    dedication: tuple[int, int] | None = None
    says_all: bool = False


@dataclass(slots=True)
class Link:
    """A position of a person and the rule that says so; ``which`` is the person's place among several (from 0)."""

    position: Position
    person: NameMention
    rule: str
    which: int = 0
    of_several: int = 1
