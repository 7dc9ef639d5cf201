"""Bodies are decompressed piece by piece and never unfold beyond their limit."""

import asyncio
import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.fetch.bodies import Inflater, encodings, inflate, read_body
from extractor.fetch.faults import UnfetchedError

BODY = "Экспорт вырос на 5%. ".encode() * 5000
RAW_DEFLATE = zlib.compressobj(wbits=-15)
PACKED = {
    "gzip": gzip.compress(BODY),
    "x-gzip": gzip.compress(BODY),
    "GZIP": gzip.compress(BODY[:100]) + gzip.compress(BODY[100:]),
    "gzip ": gzip.compress(BODY) + b"\0" * 100,
    "deflate": zlib.compress(BODY),
    "deflate ": RAW_DEFLATE.compress(BODY) + RAW_DEFLATE.flush(),
    "identity": BODY,
    "": BODY,
    "deflate, gzip": gzip.compress(zlib.compress(BODY)),
}


def read(data: bytes, encoding: str, limit: int, piece: int, wire: int = 10**9) -> bytes:
    async def pieces():
        for start in range(0, len(data), piece):
            yield data[start : start + piece]

    return asyncio.run(read_body(pieces(), encoding, wire, limit))


@pytest.mark.parametrize("piece", [1, 7, 4096, 10**6])
@pytest.mark.parametrize("encoding", PACKED)
def test_every_coding_is_undone_however_it_is_cut(encoding, piece):
    if piece == 1 and len(PACKED[encoding]) > 10_000:
        piece = 100
    assert read(PACKED[encoding], encoding, len(BODY), piece) == BODY
    assert inflate(PACKED[encoding], encoding, len(BODY)) == BODY


@given(st.binary(max_size=300), st.integers(1, 50))
def test_gzip_round_trip(body, piece):
    assert read(gzip.compress(body), "gzip", 300, piece) == body


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data):
    for encoding in ("gzip", "deflate"):
        try:
            assert len(inflate(data, encoding, 1000)) <= 1000
        except UnfetchedError as error:
            assert error.reason in ("incomplete", "too-large")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_body_that_breaks_off_is_no_page(encoding):
    with pytest.raises(UnfetchedError, match="broke off"):
        read(PACKED[encoding][:-30], encoding, len(BODY), 1000)


def test_bomb_takes_no_more_memory_than_its_limit():
    bomb = gzip.compress(b"\0" * 300_000_000, 9)
    tracemalloc.start()
    with pytest.raises(UnfetchedError, match="unfolds to more than 1000000 bytes"):
        read(bomb, "gzip", 1_000_000, 65536)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_bomb_in_a_bomb():
    inner = gzip.compress(b"\0" * 100_000_000, 9)
    with pytest.raises(UnfetchedError, match="unfolds"):
        read(gzip.compress(inner), "gzip, gzip", 1_000_000, 1000)


def test_limits_are_exact():
    assert read(b"x" * 1000, "", 1000, 100) == b"x" * 1000
    with pytest.raises(UnfetchedError, match=r"fetch\.max_body_bytes"):
        read(b"x" * 1001, "", 1000, 100)
    with pytest.raises(UnfetchedError, match=r"fetch\.max_wire_bytes"):
        read(b"x" * 1001, "", 10_000, 100, wire=1000)


@pytest.mark.parametrize("header", ["br", "zstd", "gzip, gzip, gzip, gzip", "compress", "ж" * 300])
def test_coding_not_asked_for_is_refused(header):
    with pytest.raises(UnfetchedError) as caught:
        encodings(header)
    assert caught.value.reason == "encoding"
    assert len(str(caught.value)) < 200


def test_output_that_zlib_holds_back_is_not_lost():
    body = b"a" * 65536 * 3 + b"end"
    inflater = Inflater("gzip", 10**6)
    assert inflater.feed(gzip.compress(body)) == body
    inflater.finish()
