"""PDF documents with text (pypdf): lines joined to paragraphs, page numbers and running heads left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft
from dateline.reading.limits import Options
from dateline.reading.normal import normalise
from dateline.reading.plain import split_headline
from dateline.reading.quiet import hush
from dateline.reading.source import Source

MARK = b"%PDF-"
MARK_WITHIN = 1_024
"""The specification lets a PDF's mark stand anywhere in the first 1,024 bytes."""
FULL_LINE = 0.75
"""A line that fills this share of the usual width goes on in the next, unless that begins a paragraph."""
REPEATED_ON = 2
"""A first or last line that stands on so many pages is a running head or foot."""
PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
ENDS_A_SENTENCE = re.compile(r"[.!?:][\"'”’)\]]*$")


def is_pdf(source: Source) -> bool:
    """Whether the content is a PDF."""
    return MARK in source.head[:MARK_WITHIN]


def read_pdf(source: Source, options: Options) -> Iterator[Draft]:
    """The one report of a PDF. Raises UnreadableReport for a locked or damaged one, one without text and one of too many pages.

    No day is taken from the file's own data: it tells when the file was made, not when the report was published.
    """
    raw = source.whole(options.limits.document)
    text = "\n".join(_paragraphs(_without_running(_pages(raw, options.limits.pages))))
    if not text.strip():
        raise UnreadableReport("no text in the PDF: its pages are pictures; recognise their text (OCR) first")
    title, body = _headline(text)
    yield Draft(text=body, title=title, url=source.url, raw=raw)


def _pages(raw: bytes, limit: int) -> list[list[str]]:
    """The lines of each page."""
    # Imported where it is used: it costs a quarter of a second, which a text file need not wait for.
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    hush("pypdf")
    try:
        reader = PdfReader(io.BytesIO(raw))
        if len(reader.pages) > limit:
            raise UnreadableReport(f"{len(reader.pages):,} pages, the limit is {limit:,}; split it, or raise the limit")
        return [normalise(page.extract_text(), "page").split("\n") for page in reader.pages]
    except (DependencyError, FileNotDecryptedError):
        raise UnreadableReport("locked by a password; save an open copy of the PDF") from None
    except PyPdfError as error:
        raise UnreadableReport(f"damaged or truncated PDF ({str(error)[:120]}); fetch or copy it again") from None


def _without_running(pages: Sequence[list[str]]) -> list[str]:
    """All lines, without page numbers and the heads and feet that come again."""
    filled = [[line.strip() for line in page] for page in pages]
    ends = Counter(line for page in filled for line in {*_content(page)[:1], *_content(page)[-1:]})
    running = {line for line, count in ends.items() if count >= REPEATED_ON}
    return [line for page in filled for line in page if not (line in running or (line and PAGE_NUMBER.match(line)))]


def _content(page: list[str]) -> list[str]:
    return [line for line in page if line]


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """The lines joined where one goes on in the next; a blank line is kept as an empty paragraph."""
    widths = sorted(len(line) for line in lines if line)
    usual = widths[len(widths) * 9 // 10] if widths else 0
    paragraph = ""
    for line in lines:
        if paragraph and (not line or not _goes_on(paragraph.rpartition("\n")[2], line, usual)):
            yield paragraph.replace("\n", " ")
            paragraph = ""
        if line:
            paragraph = _joined(paragraph, line)
        else:
            yield ""
    yield paragraph.replace("\n", " ")


def _goes_on(line: str, following: str, usual: int) -> bool:
    if following[0].islower():
        return True
    return len(line) >= FULL_LINE * usual and not (ENDS_A_SENTENCE.search(line) and len(line) < 0.9 * usual)


def _joined(paragraph: str, line: str) -> str:
    """A paragraph and its next line; a word that was divided at the line's end is made whole."""
    if re.search(r"[a-z]-$", paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph}\n{line}" if paragraph else line


def _headline(text: str) -> tuple[str, str]:
    """Headline and body: in a PDF the first paragraph may be the headline without a blank line after it."""
    first, _, rest = re.sub(r"\n{3,}", "\n\n", text).strip().partition("\n")
    return split_headline(f"{first}\n\n{rest.strip()}") if rest.strip() else ("", first)
