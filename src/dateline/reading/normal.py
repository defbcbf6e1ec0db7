"""Text as a report carries it: one form of line end, space and letter. Done before the record is made, so that spans hold."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dateline.errors import UnreadableReport

CONTROL_SHARE = 0.01
"""Above this share of control characters a text is binary or damaged; below it they are strays and become spaces."""

SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens, zero-width spaces, stray byte order marks, direction overrides. The joiners stay: Persian and Hindi spell with
them."""


@cache
def _windows_controls() -> dict[int, str]:
    """What 0x80 to 0x9F mean where text in Windows-1252 was taken for Latin-1 (quotes, dashes)."""
    pairs = ((code, bytes([code]).decode("cp1252", "replace")) for code in range(0x80, 0xA0) if code != 0x85)
    return {code: letter for code, letter in pairs if letter != "\ufffd"}


def normalise(text: str, what: str = "text") -> str:
    """The text in NFC, lines ended by \\n, odd spaces as spaces, invisible characters and stray controls gone. Idempotent.

    Raises UnreadableReport, naming `what`, for lone surrogates, NULs and more than 1% control characters.
    """
    if text.isascii() and text.isprintable():
        return text
    _refuse_surrogates(text, what)
    text = LINE_END.sub("\n", text).translate(_windows_controls())
    _refuse_controls(text, what)
    text = INVISIBLE.sub("", SPACE.sub(" ", CONTROL.sub(" ", text)))
    return unicodedata.normalize("NFC", text)


def normalise_line(text: str, what: str) -> str:
    """The same on one line, without space around it: titles, outlets, addresses."""
    return " ".join(normalise(text, what).split())


def _refuse_surrogates(text: str, what: str) -> None:
    found = SURROGATE.search(text)
    if not found:
        return
    code = ord(found.group())
    if 0xDC80 <= code <= 0xDCFF:  # How Python hands on a byte that does not fit the encoding.
        raise UnreadableReport(f"{what}: byte 0x{code - 0xDC00:x} does not fit its encoding; save it as UTF-8 or name the encoding")
    raise UnreadableReport(f"{what}: lone surrogate U+{code:04X} at {found.start()}, half of a character; its source is damaged")


def _refuse_controls(text: str, what: str) -> None:
    if "\0" in text:
        raise UnreadableReport(f"{what}: NUL character at {text.index(chr(0))}; it is binary or damaged, expected plain text")
    count = len(CONTROL.findall(text))
    if count > max(CONTROL_SHARE * len(text), 0):
        raise UnreadableReport(f"{what}: {count} control characters in {len(text)}; it is binary or damaged, expected plain text")
