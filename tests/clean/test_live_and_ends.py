"""Live reports, standfirsts over a heading and opening captions: what stands at the edges of blocks, and stays."""

from extractor.clean import clean
from extractor.documents import Page

FIRST = "Паводок отступает от посёлка Заречье, вода в реке за ночь упала на 14 сантиметров."
SECOND = "Спасатели вернули домой 52 жителей, в школе остаются ещё девять семей с детьми."
THIRD = "Мост через протоку откроют к вечеру, пока по нему пускают только машины скорой помощи."


def _blocks(body: str, head: str = "") -> tuple[str | None, list[tuple[str, str]]]:
    page = f"""<html lang="ru"><head><title>Паводок в Заречье</title></head><body><div class="menu"><a href="/">Главная
    </a></div><div class="story"><h1>Паводок в Заречье</h1>{head}{body}</div></body></html>"""
    article, _ = clean(Page(page.encode(), url="https://portal.example/a"))
    found = [(b.kind, article.text[b.start : b.end]) for b in article.blocks if b.kind not in ("title", "lead")]
    return article.lead, found


def test_clock_times_head_the_entries_of_a_live_report() -> None:
    _, blocks = _blocks(f"<h3>07:20</h3><p>{FIRST}</p><h3>09:05</h3><p>{SECOND}</p><h3>10:40</h3><p>{THIRD}</p>")
    assert blocks == [
        ("heading", "07:20"),
        ("paragraph", FIRST),
        ("heading", "09:05"),
        ("paragraph", SECOND),
        ("heading", "10:40"),
        ("paragraph", THIRD),
    ]


def test_one_clock_time_set_as_a_heading_between_paragraphs_stays() -> None:
    _, blocks = _blocks(f"<p>{FIRST}</p><p>{SECOND}</p><p><b>10:40</b></p><p>{THIRD}</p>")
    assert [words for _, words in blocks] == [FIRST, SECOND, "10:40", THIRD]


def test_a_clock_time_over_the_article_or_beside_a_date_is_the_page_s() -> None:
    for head in ("<p>07:20</p>", "<p>3 марта 2021</p><p>07:20</p>", "<p>07:20</p><p>3 марта 2021</p>"):
        _, blocks = _blocks(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>", head)
        assert [words for _, words in blocks] == [FIRST, SECOND, THIRD]


def test_a_standfirst_followed_by_a_heading() -> None:
    lead, blocks = _blocks(f"<p><b>{FIRST}</b></p><p><b>Что с мостом</b></p><p>{SECOND}</p><p>{THIRD}</p>")
    assert lead == FIRST
    assert blocks == [("heading", "Что с мостом"), ("paragraph", SECOND), ("paragraph", THIRD)]


def test_the_first_question_of_an_interview_is_no_standfirst() -> None:
    question = "Когда, по вашему мнению, жители Заречья смогут наконец вернуться домой?"
    body = f"<p><b>{question}</b></p><p>{FIRST}</p><p><b>А мост?</b></p><p>{THIRD}</p><p>{SECOND}</p>"
    assert _blocks(body)[0] is None or question not in str(_blocks(body)[0])


def test_a_caption_that_reports_opens_the_body() -> None:
    def box(inner: str) -> str:
        return f'<div class="part">{inner}</div>'

    told = "Насосы откачали из подвалов Заречья 410 кубометров воды за одну ночь. Фото пожарной службы"
    text = "".join(box(f"<div>{words}</div>") for words in (FIRST, SECOND, THIRD))
    for words, kept in ((told, True), ("Вид на реку. Иллюстративное фото", False)):
        picture = box(f'<img src="1.jpg"><div class="pic__caption">{words}</div>')
        _, blocks = _blocks(f'<div class="text">{picture}{text}</div>')
        assert (blocks[0] == ("caption", words)) is kept
