"""The mentions of one Doc by token."""

from __future__ import annotations

from spacy.tokens import Doc

from extractor.documents import NameMention
from extractor.facts.names.lexicon import fold


class Names:
    """The mentions of one Doc by token: which mention a token belongs to, and its range."""

    def __init__(self, doc: Doc, names: tuple[NameMention, ...]) -> None:
        self.doc = doc
        self.at: dict[int, NameMention] = {}
        self.range: dict[NameMention, tuple[int, int]] = {}
        for name in names:
            span = doc.char_span(name.start, name.end, alignment_mode="expand")
            if span is not None:
                self.range[name] = (span.start, span.end)
                self.at.update((i, name) for i in range(span.start, span.end))

    def starting(self, i: int, kind: str | None = None) -> NameMention | None:
        """The mention whose first token is i."""
        name = self.at.get(i)
        return name if name is not None and self.range[name][0] == i and kind in (None, name.kind) else None

    def has_person(self, start: int, end: int) -> bool:
        """Whether a person is named among the tokens from ``start`` to before ``end``."""
        return any(k in self.at and self.at[k].kind == "person" for k in range(start, end))

    def ending(self, i: int, kind: str | None = None) -> NameMention | None:
        """The mention that ends right before token i."""
        name = self.at.get(i - 1)
        return name if name is not None and self.range[name][1] == i and kind in (None, name.kind) else None


def family_stem(person: NameMention) -> str:
    """What the cases of a family name share: the first letters of the person's last word, folded."""
    return fold(person.text.split()[-1])[:5]
