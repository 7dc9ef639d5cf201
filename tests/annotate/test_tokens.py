"""Tokens and sentences. In the gold, «|» stands where a token ends, «‖» where a sentence ends."""

import pytest
from spacy.vocab import Vocab

from extractor.annotate.tokens import LONGEST_SENTENCE, RazdelTokenizer, article_doc, split_chunk
from extractor.clean.plain import article_from_text
from extractor.records import Article, Block, Span

GOLD = """
12|,| 15| и| 18| млн| тенге
10,5|%|,| 1/2| и| 2020-2021| гг|.
до| −5| и| -7| градусов
кое-кто| и| что-то| в| IT-компании|,| ТОО| «|А-Б|»
С|.|Ю|.| Витте
м²| и| °C| 👍🏽| Қазақстан
пё́с| не\u00adсколько
Рост — 5%.‖ Это много.‖
В 2021 г. рост составил 5 млн т. зерна.‖
Об этом сообщил А. С. Иванов.‖ Он уехал.‖
«Мы готовы!» — сказал он.‖
АТЫРАУ.‖ НОВОСТИ-КЗ —‖ Рост составил 5%.‖
Москва.‖ 20 марта.‖ NEWSWIRE.RU -‖ Солнечная станция заработала.‖
АСТАНА, 6 марта —‖ Рост составил 5%.‖
ИНФЛЯЦИЯ — 9,5 процента.‖
США — Китай: торговля выросла.‖
""".strip().splitlines()


@pytest.mark.parametrize("line", [line for line in GOLD if "‖" not in line])
def test_tokens(line: str) -> None:
    doc = RazdelTokenizer(Vocab())(line.replace("|", ""))
    assert [t.text for t in doc if not t.is_space] == [token.strip() for token in line.split("|")] or [
        t.text for t in doc if not t.is_space
    ] == [token for part in line.split("|") for token in part.split()]


@pytest.mark.parametrize("line", [line for line in GOLD if "‖" in line])
def test_sentences(line: str) -> None:
    doc = RazdelTokenizer(Vocab())(line.replace("‖", ""))
    assert [sentence.text for sentence in doc.sents] == [s.strip() for s in line.split("‖") if s.strip()]


ODD = [
    "",
    " ",
    "\n\n\t",
    "...",
    "а\u0301 б\u200bв\u00adг",
    "слово  два   три ",
    "\x1c\x85\u2028",
    "a\n\nб\n \nв",
    "а" * 2000,
]


@pytest.mark.parametrize("text", ODD)
def test_text_is_kept(text: str) -> None:
    vocab = Vocab()
    assert RazdelTokenizer(vocab)(text).text == text
    for blocks in ((), (Block(kind="paragraph", start=0, end=len(text)),)):
        assert article_doc(vocab, Article(text=text, blocks=blocks)).text == text


def test_blocks_and_attributions() -> None:
    text = "Заголовок\n\nСлова сказаны\nИван Иванов\n\nКонец."
    blocks = (
        Block(kind="title", start=0, end=9),
        Block(kind="quote", start=11, end=24, attribution=Span(start=25, end=36, text="Иван Иванов")),
        Block(kind="paragraph", start=38, end=44),
    )
    doc = article_doc(Vocab(), Article(text=text, blocks=blocks))
    assert [(span.text, span.label_) for span in doc.spans["blocks"]] == [
        ("Заголовок", "title"),
        ("Слова сказаны", "quote"),
        ("Конец.", "paragraph"),
    ]
    assert [span.text for span in doc.spans["attributions"]] == ["Иван Иванов"]
    assert [s.text.strip() for s in doc.sents] == ["Заголовок", "Слова сказаны", "Иван Иванов", "Конец."]


def test_long_sentences_are_cut() -> None:
    doc = article_doc(Vocab(), article_from_text("слово " * 2000, language="ru"))
    assert max(len(sentence) for sentence in doc.sents) <= LONGEST_SENTENCE


def test_a_chunk_is_the_sum_of_its_tokens() -> None:
    for chunk in ("«Рост!»,", "2,5%", "-5", "—", "a@b.c", "(т.е.)"):
        assert "".join(split_chunk(chunk)) == chunk
