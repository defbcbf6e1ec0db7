"""Bytes -> text: byte order marks, what is declared, UTF-8, and detection, in this order. Never a silent replacement."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import islice

from charset_normalizer import from_bytes

from dateline.errors import UnreadableReport
from dateline.reading.languages import identify

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32's mark begins with UTF-16's, so it stands first."""

DETECTION_BYTES = 262_144
"""How much the detector looks at: more does not make it surer, only slower."""

LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")
"""The Windows code pages of Latin letters; Western Europe's first, which is taken where nothing tells them apart."""
WORD = re.compile(rb"[A-Za-z'\x80-\xff]+")
ACCENTED_WORDS = 40

WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
"""Labels that mean another encoding in practice (WHATWG Encoding Standard: pages labelled Latin-1 are Windows-1252)."""


def known_codec(name: str) -> str:
    """The codec that a label stands for, "" where Python has no text codec of that name."""
    label = WEB_NAMES.get(name.strip().lower(), name.strip())
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return info.name if getattr(info, "_is_text_encoding", True) else ""


def mark(data: bytes) -> tuple[bytes, str]:
    """The byte order mark that `data` begins with and its encoding; ("", "") as bytes and text where there is none."""
    return next(((bom, name) for bom, name in BOMS if data.startswith(bom)), (b"", ""))


def peek(head: bytes) -> str:
    """The head of a file as text for telling formats apart, wrong letters and all."""
    bom, name = mark(head)
    return head[len(bom) :].decode(name or "utf-8", "replace")


def decode(data: bytes, asked: str = "", declared: str = "") -> str:
    """The text of `data`.

    `asked` is the encoding that the caller demands, `declared` one that the document claims and that is dropped where it does not
    fit. Raises UnreadableReport: unknown encoding, bytes that it does not have, binary or truncated data.
    """
    bom, name = mark(data)
    if name:
        return _strict(data[len(bom) :], name, "as its byte order mark says")
    if asked:
        return _strict(data, demanded_codec(asked), "as asked for")
    codec = known_codec(declared) if declared else ""
    if codec and codec != "utf-8":
        try:
            return data.decode(codec)
        except UnicodeError:
            pass  # A page that misstates its encoding is common: what follows finds the right one, or fails aloud.
    return _undeclared(data)


def demanded_codec(name: str) -> str:
    """The codec for the caller's own word. Raises UnreadableReport for an unknown one."""
    codec = known_codec(name)
    if not codec:
        raise UnreadableReport(f"unknown encoding {name!r}; expected a name such as utf-8, cp1252, windows-1251 or iso-8859-6")
    return codec


def _strict(data: bytes, codec: str, why: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        found = data[error.start : error.start + 1].hex()
        raise UnreadableReport(
            f"byte 0x{found} at {error.start} does not fit {codec}, {why}; the file is damaged, truncated or in another encoding"
        ) from None


def _undeclared(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, error)
    return data.decode(detected(data))


def _refuse_damaged(data: bytes, error: UnicodeDecodeError) -> None:
    """Raises UnreadableReport for binary data and for UTF-8 with a hole in it, which detection would turn into wrong letters."""
    if b"\0" in data[:DETECTION_BYTES]:
        raise UnreadableReport("binary data or UTF-16 without a byte order mark (it has zero bytes); expected text")
    unicode_so_far = not data[: error.start].isascii()  # Else it may be a text in a code page that ends with an accented letter.
    if unicode_so_far and error.reason == "unexpected end of data":
        raise UnreadableReport(f"truncated: it ends in the middle of a character at byte {error.start}; fetch or copy it again")
    sample = data[:DETECTION_BYTES].decode("utf-8", "replace")
    bad = sample.count("\ufffd")
    good = sum(character > "\x7f" for character in sample) - bad
    if good > 4 * bad:
        found = data[error.start : error.start + 1].hex()
        raise UnreadableReport(f"damaged: byte 0x{found} at {error.start} is not UTF-8 as the rest is; fetch or copy it again")


def detected(data: bytes) -> str:
    """The encoding that charset-normalizer finds most plausible. Raises UnreadableReport where it finds none."""
    found = from_bytes(data[:DETECTION_BYTES]).best()
    codecs_found = [found.encoding, *found.could_be_from_charset] if found else []
    if found and _is_latin(str(found)):
        codecs_found = _by_language(data, [*LATIN, *codecs_found])
    for codec in codecs_found:
        if _fits(data, codec):
            return codec
    raise UnreadableReport("not text in one known encoding: binary, damaged or mixed; expected text, best in UTF-8")


def _is_latin(text: str) -> bool:
    letters = [character for character in text if character > "\x7f" and character.isalpha()]
    return sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) * 2 >= len(letters)


def _by_language(data: bytes, codecs_found: list[str]) -> list[str]:
    """The encodings, first the one in which the words with accents are most clearly of one language.

    charset-normalizer alone takes most French and Spanish for Central European; a language model knows that "ŕ" is no French.
    """
    words = b" ".join(islice((word for word in WORD.findall(data[:DETECTION_BYTES]) if not word.isascii()), ACCENTED_WORDS))
    scores = {codec: identify(words.decode(codec))[1] for codec in codecs_found if _fits(words, codec)}
    return sorted(scores, key=lambda codec: -scores[codec])


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeError:
        return False
    return True
