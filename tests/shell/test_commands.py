"""The commands a user meets first, on the bundled page."""

import json
from pathlib import Path

import jsonschema_rs
import pytest
from typer.testing import CliRunner

import extractor
from cli import app

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "corpora" / "demo" / "page.html"
SCHEMA = json.loads((ROOT / "schemas" / "record" / "1.0.0.json").read_text(encoding="utf-8"))


def run(*args: str, **kwargs) -> str:
    result = CliRunner().invoke(app, list(args), **kwargs)
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def demo():
    return json.loads(run("extract", str(DEMO)))


def test_extract_prints_a_valid_record(demo):
    jsonschema_rs.validator_for(SCHEMA).validate(demo)
    assert demo["article"]["title"] == "Шымкент показал, на чём растёт лёгкая промышленность"
    assert demo["article"]["published_at"] == "2024-10-17T11:20:00+05:00"
    assert demo["article"]["authors"] == ["Лаура Бекенова"]


def test_the_demo_names_its_people_with_their_roles(demo):
    roles = {person["name"]: [role["title"] for role in person["roles"]] for person in demo["people"]}
    assert roles["Айдос Бекмуханов"] == ["заместитель акима"]
    assert roles["Гаухар Тлеубаева"] == ["вице-министр промышленности и строительства"]
    assert roles["Мехмет Йылдырым"] == ["посол"]
    assert set(roles) == {"Айдос Бекмуханов", "Гаухар Тлеубаева", "Мехмет Йылдырым", "Ольга Ремизова"}


def test_the_demo_has_its_figures_and_none_of_the_furniture(demo):
    values = {(a["value"], a["unit"]) for a in demo["amounts"]}
    assert {
        ("64300000000", "KZT"),
        ("12.4", "%"),
        ("1.6", "{times}"),
        ("21000000", "USD"),
        ("95000000000", "KZT"),
    } <= values
    assert {
        word for word in ("Читайте также", "484,10", "Поделиться", "+7 (7252)") if word in demo["article"]["text"]
    } == set()


def test_every_span_of_the_demo_slices_to_its_text(demo):
    text, seen = demo["article"]["text"], 0

    def walk(node):
        nonlocal seen
        if isinstance(node, dict):
            if {"start", "end", "text"} <= node.keys():
                assert text[node["start"] : node["end"]] == node["text"]
                seen += 1
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk({key: value for key, value in demo.items() if key != "article"})
    assert seen > 40


def test_extract_reads_standard_input_and_prints_one_line():
    out = run("extract", "-", "--indent", "0", input=DEMO.read_bytes())
    assert out.count("\n") == 1
    assert json.loads(out)["article"]["publisher"] == "Вестник Юга"


def test_a_text_file_is_an_article_too(tmp_path):
    text = tmp_path / "note.txt"
    text.write_text("Экспорт муки вырос на 12%.\n\nОб этом сообщил аким Костаная Марат Жундубаев.", encoding="utf-8")
    record = json.loads(run("extract", str(text), "--published-at", "2024-05-06"))
    assert [block["kind"] for block in record["article"]["blocks"]] == ["paragraph", "paragraph"]
    assert record["article"]["language"] == "ru"
    assert record["people"][0]["name"] == "Марат Жундубаев"


def test_the_same_from_python(demo):
    record = extractor.extract(DEMO.read_bytes())
    same = record.model_dump(mode="json")
    assert {**same, "provenance": None} == {**demo, "provenance": None}
    assert extractor.extract(DEMO.read_text(encoding="utf-8")).people == record.people
    pages = [extractor.Page(content=DEMO.read_bytes())] * 2
    assert [r.id for r in extractor.Pipeline().pipe(pages)] == [record.id] * 2


def test_extract_text_splits_blocks_at_blank_lines():
    record = extractor.extract_text("Первый абзац.\n\nВторой\nабзац.", title="Заголовок", language="ru")
    assert [record.article.text[b.start : b.end] for b in record.article.blocks] == [
        "Заголовок",
        "Первый абзац.",
        "Второй абзац.",
    ]


def test_a_language_without_a_model_gives_the_article_and_a_warning():
    record = extractor.extract_text("Әкімдік биыл 12 мың адамға тұрғын үй береді деп хабарлады. Бұл туралы әкім айтты.")
    assert record.article.language == "kk"
    assert record.warnings
    assert not record.amounts and not record.people


def test_schema_prints_the_committed_schema():
    assert json.loads(run("schema")) == SCHEMA


def test_version_and_help_teach():
    assert run("--version").strip() == f"extractor {extractor.__version__}"
    for command in ("extract", "run", "show", "validate", "evaluate", "schema"):
        assert command in run("--help")
        assert len(run(command, "--help")) > 300


def test_show_prints_tables(tmp_path, demo):
    record = tmp_path / "demo.json"
    record.write_text(json.dumps(demo, ensure_ascii=False), encoding="utf-8")
    out = run("show", str(record), env={"COLUMNS": "160"})
    for words in ("Айдос Бекмуханов", "заместитель акима", "64 300 000 000 KZT"):
        assert words in out
