"""The Russian pipeline (baseline; the annotate room replaces the inside)."""

from __future__ import annotations

import pymorphy2_dicts_ru
import os

os.environ.setdefault("PYMORPHY2_DICT_PATH", pymorphy2_dicts_ru.get_path())

import spacy
from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, MorphVocab
from razdel import sentenize, tokenize
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.records import Article

Doc.set_extension("article", default=None, force=True)


def blank_doc(nlp: Language, article: Article) -> Doc:
    text = article.text
    cuts = sorted([(b.start, b.end, b.kind) for b in article.blocks] + [(b.attribution.start, b.attribution.end, "attribution") for b in article.blocks if b.attribution])
    words, spaces, starts, spans, at = [], [], set(), [], 0

    def gap(upto):
        nonlocal at
        if at < upto:
            piece = text[at:upto]
            if piece[0] == " " and words and not spaces[-1]:
                spaces[-1] = True
                piece = piece[1:]
            if piece:
                words.append(piece)
                spaces.append(False)
            at = upto

    for start, end, kind in cuts:
        gap(start)
        first = len(words)
        for sent in sentenize(text[start:end]):
            for n, tok in enumerate(tokenize(sent.text)):
                gap(start + sent.start + tok.start)
                if n == 0:
                    starts.add(len(words))
                words.append(tok.text)
                spaces.append(False)
                at = start + sent.start + tok.stop
        spans.append((first, len(words), kind))
    gap(len(text))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    assert doc.text == text
    for i, token in enumerate(doc):
        token.is_sent_start = i in starts or i == 0
    doc.spans["blocks"] = [Span(doc, a, b, label=k) for a, b, k in spans if k != "attribution"]
    doc.spans["attributions"] = [Span(doc, a, b, label=k) for a, b, k in spans if k == "attribution"]
    doc._.article = article
    return doc


def build() -> Language:
    nlp = spacy.blank("ru")
    nlp.add_pipe("slovnet_baseline")
    return nlp


@Language.factory("slovnet_baseline")
def make(nlp, name):
    emb = NewsEmbedding()
    morph, syntax, ner, vocab = NewsMorphTagger(emb), NewsSyntaxParser(emb), NewsNERTagger(emb), MorphVocab()

    def run(doc):
        sents = [[t for t in s if not t.is_space] for s in doc.sents]
        sents = [s for s in sents if s]
        words = [[t.text for t in s] for s in sents]
        ents = []
        for toks, m, s in zip(sents, morph.map(words), syntax.map(words), strict=True):
            for t, mt, st in zip(toks, m.tokens, s.tokens, strict=True):
                t.pos_ = mt.pos
                t.set_morph(mt.feats or {})
                t.lemma_ = vocab.lemmatize(mt.text, mt.pos, mt.feats or {})
                t.dep_ = st.rel
                h = int(st.head_id)
                t.head = toks[h - 1] if h else t
        for t in doc:
            if t.is_space:
                t.pos_ = "SPACE"
                t.dep_ = "dep"
                if t.i:
                    t.head = doc[t.i - 1]
        for b in [*doc.spans["blocks"], *doc.spans["attributions"]]:
            for sp in ner(doc.text[b.start_char:b.end_char]).spans:
                e = doc.char_span(b.start_char + sp.start, b.start_char + sp.stop, label=sp.type, alignment_mode="expand")
                ents.append(e)
        doc.set_ents(spacy.util.filter_spans(ents))
        return doc

    return run
