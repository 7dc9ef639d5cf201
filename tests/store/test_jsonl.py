"""Records as JSON lines: streamed, packed by suffix, the same bytes for the same records; JSON of any shape is read."""

import gzip
import io
import json
import tracemalloc
import zlib

import pytest
import zstandard
from make_records import make_records, record_dict

from extractor.errors import StoreError, ValidationFault
from extractor.store.jsonl import JsonlWriter, read_documents, read_jsonl
from extractor.store.zstd_frames import ZstdFrames

NAMES = ["records.jsonl", "records.jsonl.gz", "records.jsonl.zst"]


def write(path, records, **options):
    with JsonlWriter(path, **options) as writer:
        for record in records:
            writer.put(record)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_is_read(tmp_path, name):
    records = list(make_records(5))
    write(tmp_path / name, records)
    assert list(read_jsonl(tmp_path / name)) == records


@pytest.mark.parametrize("name", NAMES)
def test_the_same_records_give_the_same_bytes(tmp_path, name):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / name, make_records(5))
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_appended_records_follow_the_others(tmp_path, name):
    write(tmp_path / name, make_records(2))
    write(tmp_path / name, make_records(3, first=2), append=True)
    assert list(read_jsonl(tmp_path / name)) == list(make_records(5))


def test_packed_files_are_packed(tmp_path):
    for name in NAMES:
        write(tmp_path / name, make_records(5))
    plain = (tmp_path / "records.jsonl").read_bytes()
    assert gzip.decompress((tmp_path / "records.jsonl.gz").read_bytes()) == plain
    packed = zstandard.ZstdDecompressor().stream_reader(io.BytesIO((tmp_path / "records.jsonl.zst").read_bytes()))
    assert packed.read() == plain


R = [record_dict(n) for n in range(3)]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("lines.jsonl", "\n".join(map(json.dumps, R)), [1, 2, 3]),
        ("lines.json", "\n".join(map(json.dumps, R)) + "\n\n", [1, 2, 3]),
        ("blank lines.jsonl", "\n\n" + "\n \n".join(map(json.dumps, R)), [3, 5, 7]),
        ("one.json", json.dumps(R[0], indent=1), [1]),
        ("one after another.json", "\n".join(json.dumps(r, indent=1) for r in R[:1] * 2), [1, None]),
        ("list.json", json.dumps(R), [1, 1, 1]),
        ("list.json", json.dumps(R, indent=1), [2, None, None]),
        ("crlf.jsonl", "\r\n".join(map(json.dumps, R)), [1, 2, 3]),
        ("empty.jsonl", "", []),
        ("empty list.json", "[]", []),
    ],
)
def test_json_of_any_shape_is_read(tmp_path, name, text, lines):
    (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    documents = list(read_documents(tmp_path / name))
    assert len(documents) == len(lines)
    for document, line in zip(documents, lines, strict=True):
        assert json.loads(document.text) in R
        if line is not None:
            assert document.line == line


def test_a_list_over_many_lines_says_where_each_record_begins(tmp_path):
    text = json.dumps(R, indent=1)
    (tmp_path / "list.json").write_text(text)
    lines = text.split("\n")
    assert [document.line for document in read_documents(tmp_path / "list.json")] == [
        number for number, line in enumerate(lines, 1) if line == " {"
    ]


def test_a_line_that_is_no_record_is_named(tmp_path):
    path = tmp_path / "records.jsonl"
    write(path, make_records(2))
    path.write_text(path.read_text() + '{"schema_version": "1.0.0"}\n')
    records = read_jsonl(path)
    assert len([next(records), next(records)]) == 2
    with pytest.raises(ValidationFault, match=r"records\.jsonl:3: /id: Field required: see extractor validate"):
        next(records)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cut.jsonl.gz", gzip.compress(json.dumps(record_dict(0)).encode())[:400]),
        ("no.jsonl.gz", b"{}"),
        ("no.jsonl.zst", b"{}"),
        ("cp1251.jsonl", '{"a": "да"}'.encode("cp1251")),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError) as caught:
        list(read_jsonl(tmp_path / name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_packed_file_that_is_cut_off_says_so_wherever_it_is_cut(tmp_path, name):
    whole, cut = tmp_path / name, tmp_path / f"cut.{name}"
    write(whole, make_records(3))
    write(whole, make_records(3, first=3), append=True)  # a second frame
    packed = whole.read_bytes()
    write(tmp_path / f"first.{name}", make_records(3))
    first = len((tmp_path / f"first.{name}").read_bytes())
    for size in {*range(2, len(packed), 97), *range(len(packed) - 12, len(packed))} - {first, first + 1}:
        cut.write_bytes(packed[:size])
        with pytest.raises(StoreError, match="is cut off before its end: copy it anew"):
            list(read_documents(cut))


@pytest.mark.parametrize("name", NAMES[1:])
def test_a_packed_file_cut_at_the_end_of_a_line_is_cut_off_as_well(tmp_path, name):
    lines = [json.dumps(record) + "\n" for record in R]
    if name.endswith(".gz"):
        packer = zlib.compressobj(wbits=31)
        packed = packer.compress("".join(lines).encode()) + packer.flush(zlib.Z_SYNC_FLUSH)
    else:
        packer = zstandard.ZstdCompressor().compressobj()
        packed = packer.compress("".join(lines).encode()) + packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    (tmp_path / name).write_bytes(packed)
    read = read_documents(tmp_path / name)
    with pytest.raises(StoreError, match="is cut off before its end"):
        for n in range(4):
            assert next(read).line == n + 1


def test_a_hostile_zst_takes_little_memory():
    packed = zstandard.ZstdCompressor().compress(bytes(200_000_000))
    tracemalloc.start()
    frames = ZstdFrames(io.BytesIO(packed))
    assert sum(map(len, iter(lambda: frames.read(1_000_000), b""))) == 200_000_000
    assert tracemalloc.get_traced_memory()[1] < 120_000_000
    tracemalloc.stop()


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(StoreError, match="No such file"):
        list(read_jsonl(tmp_path / "none.jsonl"))
    with pytest.raises(StoreError, match="name a file that can be written"):
        JsonlWriter(tmp_path / "none" / "x.jsonl")
