"""What a Doc promises (extractor/annotate/__init__.py), and that the parts work in anyone's pipeline."""

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from extractor import annotate
from extractor.annotate import components, tokens
from extractor.clean.plain import article_from_text
from extractor.evaluate import load_corpus
from extractor.records import Article

GOLD = Path(__file__).parents[2] / "corpora" / "gold"
TEXT = "Аким Алматы Ерболат Досаев  рассказал о росте на 12, 15 и 18 млн тенге.\n\nНацбанк ждёт инфляцию."


def state(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start)
        for t in doc
    ]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [a.article() for a in load_corpus(GOLD) if a.language == "ru" and int(a.id.split("-")[1]) % 3][:24]


def test_what_is_found() -> None:
    doc = annotate.annotate(article_from_text(TEXT, language="ru"))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Алматы", "LOC"),
        ("Ерболат Досаев", "PER"),
        ("Нацбанк", "ORG"),
    ]
    words = {t.text: t for t in doc}
    assert (words["росте"].pos_, words["росте"].lemma_, words["росте"].dep_) == ("NOUN", "рост", "obl")
    assert words["Аким"].head == words["рассказал"] and words["рассказал"].dep_ == "root"
    assert words["ждёт"].lemma_ == "ждать"


def test_the_contract_holds_on_gold(articles: list[Article]) -> None:
    for article, doc in zip(articles, annotate.pipe(articles), strict=True):
        assert doc.text == article.text
        assert doc._.article is article
        assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["blocks"]] == [
            (b.start, b.end, b.kind) for b in article.blocks
        ]
        blocks = [*doc.spans["blocks"], *doc.spans["attributions"]]
        for token in doc:
            assert token.is_space or sum(b.start <= token.i < b.end for b in blocks) == 1
            assert token.is_space == (token.pos_ == "SPACE")
        for sentence in doc.sents:
            assert [t.head.i for t in sentence].count(sentence.root.i) >= 1
            assert sum(t.head.i == t.i for t in sentence) == 1
            words = [t for t in sentence if not t.is_space]
            assert sum(b.start <= words[0].i and words[-1].i < b.end for b in blocks) == 1
        for ent in doc.ents:
            assert ent.label_ in {"PER", "LOC", "ORG"}
            assert ent.end <= ent.sent.end


def test_a_batch_changes_nothing(articles: list[Article]) -> None:
    alone = [state(annotate.annotate(article)) for article in articles[:6]]
    assert [state(doc) for doc in annotate.pipe(articles[:6], batch_size=4)] == alone


def test_parts_in_another_pipeline() -> None:
    nlp = spacy.blank("ru")
    nlp.add_pipe("slovnet_ner")
    assert [ent.text for ent in nlp("Ерболат Досаев приехал в Москву.").ents] == ["Ерболат Досаев", "Москву"]
    nlp = spacy.blank("ru", config={"nlp": {"tokenizer": {"@tokenizers": tokens.TOKENIZER}}})
    for step in components.STEPS:
        nlp.add_pipe(step)
    assert nlp(TEXT).text == TEXT
    assert len(pickle.dumps(nlp("Рост цен."))) > 0


ODD = [
    "",
    " ",
    "\n\n",
    "... !!! —",
    "а\u0301 \u200b\u00ad 👍🏽 \U0010ffff \x1c\x85",
    "слово " * 3000,
    "а" * 100_000,
    "; " * 3000,
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts(text: str) -> None:
    for article in (article_from_text(text, language="ru"), Article(language="ru", text=text)):
        doc = annotate.annotate(article)
        assert doc.text == article.text
        assert all(sum(t.head.i == t.i for t in sentence) == 1 for sentence in doc.sents)


def test_languages() -> None:
    assert annotate.has_model("ru") and not annotate.has_model("fr") and not annotate.has_model(None)
    assert annotate.models("ru")["slovnet_morph_news_v1"].startswith("natasha ")
    assert annotate.models("fr") == {}
    with pytest.raises(KeyError):
        annotate.annotate(Article(language="fr", text="Bonjour."))
