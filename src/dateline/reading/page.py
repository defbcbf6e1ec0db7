"""Saved web pages: trafilatura and htmldate give title, outlet, day and body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft
from dateline.reading.encoding import decode
from dateline.reading.limits import Options
from dateline.reading.normal import normalise, normalise_line
from dateline.reading.quiet import hush
from dateline.reading.source import Source

CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
CHARSET_BYTES = 4_096
"""Where a page has to declare its encoding: the HTML standard asks for 1,024 bytes, real pages need more."""
OPENING = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?>(?><!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body|article|main)\b", re.IGNORECASE | re.S)
BLOCKS = ("p", "div", "br", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "td", "section", "article")
TAG = re.compile(r"<(?:html|head|body|p|div|article|meta|title|h1)\b", re.IGNORECASE)


def is_page(source: Source) -> bool:
    """Whether the content is HTML; the name's ending is enough where tags stand in it."""
    opening = source.opening
    return bool(OPENING.match(opening)) or (source.suffix in (".html", ".htm", ".xhtml") and bool(TAG.search(opening)))


def read_page(source: Source, options: Options) -> Iterator[Draft]:
    """The one report of a page. Raises UnreadableReport where no article text is found."""
    raw = source.whole(options.limits.document)
    declared = CHARSET.search(raw[:CHARSET_BYTES])
    label = source.charset or (declared.group(1).decode("ascii", "replace") if declared else "")
    yield page_draft(decode(raw, options.encoding, label), raw, source.url)


def page_draft(html: str, raw: bytes, url: str = "") -> Draft:
    """A report from a page's HTML, day and outlet marked as guessed. Raises UnreadableReport where no article text is found."""
    found = _extract(normalise(html, "page"), url)
    text = _cells_as_lines(normalise(found.text or "")) if found else ""
    if not found or not text:
        raise UnreadableReport("no article text in the page; expected a saved news page, not a list, a frame or a script's shell")
    title = normalise_line(found.title or "", "title")
    return Draft(
        text=without_title(text, title),
        title=title,
        outlet=found.sitename or found.hostname or "",
        url=found.url or url,
        published=found.date,
        raw=raw,
        guessed=True,
    )


def _extract(html: str, url: str) -> Any:
    # Imported where it is used: it costs a tenth of a second, which a text file need not wait for.
    from trafilatura import bare_extraction

    hush("trafilatura")
    hush("htmldate")
    return bare_extraction(
        html,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _cells_as_lines(text: str) -> str:
    """The text with the rows of tables, which trafilatura writes between bars, as a line for each cell: old pages lay out with
    tables."""
    lines = (line.split("|") if line.startswith("|") else [line] for line in text.split("\n"))
    cells = (cell.strip() for row in lines for cell in row)
    return "\n".join(cell for cell in cells if cell.strip("- "))


def without_title(text: str, title: str) -> str:
    """The body without the headline repeated as its first line, nor twice."""
    first, _, rest = text.partition("\n")
    while title and rest.strip() and " ".join(first.split()) == title:
        text = rest.strip()
        first, _, rest = text.partition("\n")
    return text


def page_text(html: str) -> str:
    """The plain text of an HTML fragment (a feed's content, a story's body): paragraphs divided by a line end, tags gone.

    Raises UnreadableReport for text that cannot be kept (see normalise).
    """
    if not html.strip():
        return ""
    from lxml.etree import Comment, ParserError, strip_elements
    from lxml.html import fromstring

    try:
        root = fromstring(f"<div>{normalise(html, 'page')}</div>")
    except ParserError:
        return ""
    strip_elements(root, "script", "style", Comment, with_tail=False)
    for element in root.iter(*BLOCKS):
        element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    lines = "".join(map(str, root.itertext())).split("\n")
    return "\n".join(line for line in (" ".join(words.split()) for words in lines) if line)
