"""Bytes -> text: BOM, strict UTF-8, the declared charset, then detection; a declaration that reads as noise loses."""

from __future__ import annotations

import codecs
import re

import cchardet

from extractor.errors import PageError

MAX_BYTES = 10_000_000
"""Largest page that is read, in bytes: the longest news pages are under 5 MB."""

_MAGIC = (
    (b"%PDF", "a PDF file, not a web page: give its text as .txt"),
    (b"PK\x03\x04", "a ZIP or office file, not a web page: give its text as .txt"),
    (b"\x1f\x8b", "gzip-compressed bytes: decompress the file first"),
    (b"\x89PNG", "an image, not a web page"),
    (b"\xff\xd8\xff", "an image, not a web page"),
    (b"GIF8", "an image, not a web page"),
    (b"RIFF", "a media file, not a web page"),
    (b"\xd0\xcf\x11\xe0", "an office file, not a web page: give its text as .txt"),
    (b"\x7fELF", "a program, not a web page"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I
)
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
_CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso-8859-5", "mac-cyrillic")
_COMMON = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжш")
_TYPOGRAPHIC = frozenset("«»—–…№’‘“”„•\u00a0°·©−")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_ALIASES = {"win-1251": "windows-1251", "cp-1251": "windows-1251", "win1251": "windows-1251", "utf8": "utf-8"}
_ALIASES |= {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "ascii": "windows-1252",
    "us-ascii": "windows-1252",
}


def decode(content: bytes, content_type: str | None = None) -> str:
    """The page's text.

    Order: byte order mark; UTF-16 without a mark; strict UTF-8; UTF-8 with a few broken characters; the charset of
    the Content-Type header or of a meta tag where it decodes cleanly and reads as well as any Cyrillic code page;
    faust-cchardet on the whole body. Raises PageError for empty, binary, oversized and undecodable input.
    """
    if not content.strip():
        raise PageError("the page is empty: fetch it again, or give another address")
    if len(content) > MAX_BYTES:
        raise PageError(
            f"the page has {len(content):,} bytes, more than the limit of {MAX_BYTES:,}: give the article's own page"
        )
    start = content[:1024].lstrip()
    for magic, what in _MAGIC:
        if start.startswith(magic):
            raise PageError(f"the input is {what}")
    text = _marked(content) or _utf16(content) or _utf8(content) or _legacy(content, content_type)
    if text is None:
        raise PageError(
            "the bytes are in no known charset: save the page as UTF-8, or give the Content-Type it was sent with"
        )
    if _share_of_controls(text) > 0.02:
        raise PageError("the input is binary data, not a web page: give HTML or plain text")
    return text.replace("\x00", "")


def _marked(content: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content[len(bom) :].decode(encoding, "replace")
    return None


def _utf8(content: bytes) -> str | None:
    """Strict UTF-8, or UTF-8 in which at most one character in two hundred is broken (a cut-off title, a bad advert)."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    return text.replace("\ufffd", "") if broken * 200 <= whole else None


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte is that of ASCII (0), Cyrillic (4) or typographic signs (32)."""
    head = content[:2000]
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = head[start::2], head[1 - start :: 2]
        ours = high.count(0) + high.count(4) + high.count(0x20)
        if len(head) >= 8 and high.count(0) and low.count(0) == 0 and ours >= 0.95 * len(high):
            return content.decode(encoding, "replace")
    return None


def _legacy(content: bytes, content_type: str | None) -> str | None:
    """The best reading in a one-byte (or Asian) charset: declared ones first, another only where it reads clearly better."""
    declared = [m.group(1) for m in (_HEADER.search(content_type or ""),) if m]
    declared += [m.group(1).decode("ascii") for m in (_META.search(content[:8000]),) if m]
    detected = cchardet.detect(content)["encoding"]
    readings: dict[str, str] = {}
    for name in (*declared, *([detected] if detected else []), *_CYRILLIC):
        encoding = _ALIASES.get(name.lower(), name.lower())
        if encoding in readings or encoding.startswith(("utf-8", "utf-16", "utf-32", "utf-7")):
            continue
        text = _strict(content, encoding)
        if text is not None:
            readings[encoding] = text
    if not readings:
        return None
    scores = {encoding: _reads_as_cyrillic(text) for encoding, text in readings.items()}
    best = max(scores, key=lambda e: scores[e])
    if scores[best] >= 0.6:
        first = next(iter(readings))
        return readings[first if scores[first] >= scores[best] - 0.02 else best]
    for name in (*declared, *([detected] if detected else [])):
        encoding = _ALIASES.get(name.lower(), name.lower())
        if encoding in readings and encoding not in _CYRILLIC and not _is_noise(readings[encoding]):
            return readings[encoding]
    return None


def _strict(content: bytes, encoding: str) -> str | None:
    """Decoded text, or None where the codec is unknown, no text codec, or fails on more than one byte in a thousand."""
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return None
        return content.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        pass
    try:
        text = content.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return None
    return text.replace("\ufffd", "") if text.count("\ufffd") * 1000 <= sum(c > "\x7f" for c in text) else None


def _reads_as_cyrillic(text: str) -> float:
    """Share of the non-ASCII characters that stand where Russian text has them.

    A common small letter counts when no Latin letter is beside it, a capital when it begins a word, typographic signs
    always. Russian and Kazakh text gives .9 in its own charset and under .6 in another, as letters turn into signs,
    capitals within words, or rare letters.
    """
    good = seen = 0
    for match in _FOREIGN.finditer(text):
        run = match.group()
        after_latin = text[match.start() - 1 : match.start()].isalpha()
        beside_latin = after_latin or text[match.end() : match.end() + 1].isalpha()
        for place, c in enumerate(run):
            if c in _COMMON:
                good += not beside_latin
            elif c in _TYPOGRAPHIC or ("А" <= c <= "Я" and not (run[place - 1].isalpha() if place else after_latin)):
                good += 1
        seen += len(run)
        if seen > 20_000:
            break
    return good / seen if seen else 0.0


def _is_noise(text: str) -> bool:
    """True where the non-ASCII characters are mostly no letters, or outweigh everything else."""
    foreign = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in foreign)
    return letters * 2 < len(foreign) and len(foreign) * 10 > len(text)


def _share_of_controls(text: str) -> float:
    sample = text[:200_000]
    return len(_CONTROLS.findall(sample)) / max(1, len(sample))
