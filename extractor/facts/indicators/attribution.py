"""Who states a figure: the speaker of the quote it stands in, «по данным Бюро статистики», «сообщил аким»."""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from extractor.documents import AmountMention, NameMention, QuoteMention
from extractor.facts.quotes.marks import is_speech_verb
from extractor.facts.quotes.speaker import FEMININE, MASCULINE, Speakers
from extractor.facts.wordlists import entries, fold

REACH = 12  # tokens after «по данным» within which the source is named


class Attribution:
    """Sources of the figures of one Doc."""

    def __init__(self, doc: Doc, names: tuple[NameMention, ...], quotes: tuple[QuoteMention, ...]) -> None:
        self.doc = doc
        self.speakers = Speakers(doc, names, ())
        self.quotes = quotes
        self._sources: dict[int, NameMention | None] = {}  # by first token of the sentence

    def of(self, amount: AmountMention) -> NameMention | None:
        """The person or body that states an amount, None where the text does not say."""
        for quote in self.quotes:
            if quote.start <= amount.start < quote.end:
                return quote.speaker
        span = self.doc.char_span(amount.start, amount.end, alignment_mode="expand")
        if span is None:
            return None
        sentence = span.sent
        if sentence.start not in self._sources:
            self._sources[sentence.start] = self._by_source(sentence) or self._by_verb(sentence)
        return self._sources[sentence.start]

    def _by_source(self, sentence: Span) -> NameMention | None:
        """«по данным Росстата», «по словам акима», «по её словам», «согласно отчёту компании»."""
        for i in range(sentence.start, sentence.end):
            if fold(self.doc[i].lemma_) not in entries("source_nouns") or not self._led(i, sentence):
                continue
            own = fold(self.doc[i - 1].text)
            if own in MASCULINE:
                return self.speakers.last_before(sentence.start, "Masc")
            if own in FEMININE:
                return self.speakers.last_before(sentence.start, "Fem")
            after = (i + 1, min(sentence.end, i + 1 + REACH))
            return self.speakers.named_in(after) or self.speakers.body_in(after)
        return None

    def _led(self, i: int, sentence: Span) -> bool:
        before = {fold(t.text) for t in self.doc[max(sentence.start, i - 3) : i]}
        return bool(before & {"по", "согласно"})

    def _by_verb(self, sentence: Span) -> NameMention | None:
        """The person or body that is subject of a verb of saying in the sentence."""
        verbs = [t for t in sentence if is_speech_verb(t)]
        for verb in verbs:
            speaker = self._subject(verb, sentence)
            if speaker is not None:
                return speaker
        return None

    def _subject(self, verb: Token, sentence: Span) -> NameMention | None:
        speakers = self.speakers
        bounds = (sentence.start, sentence.end)
        for n in speakers.in_range(bounds, speakers.people) + speakers.in_range(bounds, speakers.bodies):
            tokens = speakers.tokens_of(n)
            chain = [*tokens, *(t.head for t in tokens), *(t.head.head for t in tokens)]
            if any(t.dep_.startswith("nsubj") and t.head.i == verb.i for t in chain):
                return n
            if verb.morph.get("Number", []) == ["Plur"] and any(
                t.head.i == verb.i and t.dep_.startswith("obl") for t in tokens
            ):
                return n
        return None
