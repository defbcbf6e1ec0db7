"""Plain text: the headline where the first line reads as one, and wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dateline.reading.draft import Draft
from dateline.reading.encoding import decode
from dateline.reading.limits import Options
from dateline.reading.normal import normalise
from dateline.reading.source import Source

HEADLINE_CHARACTERS = 160
HEADLINE_WORDS = 3
WRAP_WIDTH = range(40, 121)
"""Typists and mailers wrap at 60 to 100 characters; a longer line is a paragraph."""
WRAPPED_LINES = 3
"""From this many lines on a block can be told to be wrapped."""

ENDS_A_SENTENCE = (".", ",", ";", ":", "…", '."', ".”", ".'")
BYLINE = re.compile(r"(by|from|von|par|por)\s+[A-Z]", re.IGNORECASE)
DATE_LINE = re.compile(r"[^a-zA-Z]*(?:[a-zA-Z]{3,9}[^a-zA-Z]+){0,2}(?:[a-zA-Z]{2,4})?[^a-zA-Z]*\d{4}\W*$")
"""A line that is only a date (Wednesday 27 July 2016)."""


def read_plain(source: Source, options: Options) -> Iterator[Draft]:
    """The one report of a text file."""
    raw = source.whole(options.limits.document)
    yield plain_draft(decode(raw, options.encoding, source.charset), raw, source.url)


def plain_draft(text: str, raw: bytes, url: str = "") -> Draft:
    """A report from running text: wrapped lines joined, the headline in `title`, the rest in `text`. Raises UnreadableReport."""
    title, body = split_headline(unwrap(normalise(text).strip()))
    return Draft(text=body, title=title, url=url, raw=raw)


def split_headline(text: str) -> tuple[str, str]:
    """Headline and body; ("", text) where the first line does not read as a headline.

    A headline is short (3 words to 160 characters), does not end as a sentence does, is neither a date nor a byline, and has a
    blank line and further text after it. Date lines stay in the body.
    """
    first, gap, rest = text.partition("\n")
    blank, _, body = rest.partition("\n")
    if gap and not blank.strip() and body.strip() and reads_as_headline(first.strip()):
        return first.strip(), body.strip()
    return "", text


def reads_as_headline(line: str) -> bool:
    """Whether a line, by itself, has the form of a headline."""
    sized = len(line) <= HEADLINE_CHARACTERS and len(line.split()) >= HEADLINE_WORDS
    return sized and not line.endswith(ENDS_A_SENTENCE) and not BYLINE.match(line) and not DATE_LINE.match(line)


def unwrap(text: str) -> str:
    """The text with the lines of wrapped paragraphs joined by a space; other line ends are kept.

    A line end is a wrap when the word after it would not have fitted in the width of the block's longest line.
    """
    return "\n\n".join(_unwrap_block(block) for block in re.split(r"\n[ \t]*\n", text))


def _unwrap_block(block: str) -> str:
    lines = block.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    if len(lines) < WRAPPED_LINES or width not in WRAP_WIDTH:
        return block
    full = all(_filled(line, following, width) for line, following in pairwise(lines))
    return " ".join(line.strip() for line in lines) if full else block


def _filled(line: str, following: str, width: int) -> bool:
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    return bool(word) and len(line.rstrip()) + 1 + len(word) > width
