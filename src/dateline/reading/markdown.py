"""Markdown (markdown-it): the words without the marks; a first heading or the front matter gives the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from dateline.reading.draft import Draft
from dateline.reading.encoding import decode
from dateline.reading.limits import Options
from dateline.reading.normal import normalise
from dateline.reading.page import page_text
from dateline.reading.source import Source

SUFFIXES = (".md", ".markdown", ".mdown")
FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
HEADING = re.compile(r"#{1,2} \S")
ENTRY = re.compile(r"^([A-Za-z_]+):(.*)$", re.M)
NAMES = {
    "title": ("title", "headline"),
    "outlet": ("outlet", "source", "publisher", "publication"),
    "url": ("url", "link", "canonical"),
    "published": ("published", "date", "publish_date"),
    "language": ("language", "lang"),
    "id": ("id",),
}
"""What writers call a report's fields in front matter."""


def is_markdown(source: Source) -> bool:
    """Whether the text begins with a heading or front matter in Markdown, or is named as Markdown."""
    opening = source.opening.replace("\r\n", "\n")
    return source.suffix in SUFFIXES or bool(HEADING.match(opening)) or bool(FRONT.match(opening) and ENTRY.search(opening))


def read_markdown(source: Source, options: Options) -> Iterator[Draft]:
    """The one report of a Markdown file: paragraphs, headings and list entries a line each; code and pictures left out."""
    raw = source.whole(options.limits.document)
    text = normalise(decode(raw, options.encoding, source.charset)).strip()
    front = FRONT.match(text)
    said = _front(front.group(1)) if front else {}
    title, body = _blocks(MarkdownIt("commonmark").parse(text[front.end() :] if front else text))
    yield Draft(
        text=body,
        title=said.get("title") or title,
        outlet=said.get("outlet", ""),
        url=said.get("url", "") or source.url,
        published=said.get("published"),
        language=said.get("language", ""),
        id=said.get("id", ""),
        raw=raw,
    )


def _front(matter: str) -> dict[str, str]:
    entries = {key.lower(): value.strip().strip("\"'") for key, value in ENTRY.findall(matter)}
    return {field: value for field, names in NAMES.items() if (value := next((entries[n] for n in names if entries.get(n)), ""))}


def _blocks(tokens: Sequence[Token]) -> tuple[str, str]:
    """The leading heading and the blocks after it, divided by blank lines."""
    blocks: list[tuple[bool, str]] = []
    for position, token in enumerate(tokens):
        if token.type == "inline":
            blocks.append((tokens[position - 1].type == "heading_open", _words(token)))
        elif token.type == "html_block":
            blocks.append((False, page_text(token.content)))
    filled = [(heading, text) for heading, text in blocks if text]
    titled = len(filled) > 1 and filled[0][0]
    return (filled[0][1] if titled else ""), "\n\n".join(text for _, text in filled[titled:])


def _words(inline: Token) -> str:
    pieces = {"softbreak": " ", "hardbreak": "\n"}
    kept = {"text", "code_inline", "text_special"}
    return "".join(pieces.get(part.type, part.content if part.type in kept else "") for part in inline.children or ()).strip()
