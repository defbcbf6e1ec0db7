"""The table of formats: how each is told by its content, and who reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dateline.errors import UnreadableReport
from dateline.reading.archives import is_zip, read_zip
from dateline.reading.columns import is_parquet, read_parquet
from dateline.reading.crawl import is_warc, read_warc
from dateline.reading.draft import Draft, Failure
from dateline.reading.feeds import is_feed, read_feed
from dateline.reading.jsonlines import is_json, read_json
from dateline.reading.limits import Options
from dateline.reading.mail import is_mail, read_mail
from dateline.reading.markdown import is_markdown, read_markdown
from dateline.reading.newsml import is_newsml, read_newsml
from dateline.reading.packed import is_gzip, read_gzip
from dateline.reading.page import is_page, read_page
from dateline.reading.pdf import is_pdf, read_pdf
from dateline.reading.plain import read_plain
from dateline.reading.signatures import refuse_binary
from dateline.reading.source import Source
from dateline.reading.tables import is_table, read_table
from dateline.reading.xml import root_name

Item = Draft | Failure | Source
"""What a reader gives: a report, the reason why there is none, or a member to be read in its turn."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of input. `sniff` looks at the head only; `read` takes the stream."""

    name: str
    sniff: Callable[[Source, Options], bool]
    read: Callable[[Source, Options], Iterator[Item]]


def refuse_xml(source: Source, _: Options) -> Iterator[Item]:
    """Raises UnreadableReport: XML of a kind that dateline does not know."""
    raise UnreadableReport(f"XML of an unknown kind (root {root_name(source.opening)!r}); expected RSS, Atom, NewsML-G2 or XHTML")


TEXTUAL: tuple[Format, ...] = (
    Format("json", lambda source, _: is_json(source), read_json),
    Format("newsml", lambda source, _: is_newsml(source), read_newsml),
    Format("feed", lambda source, _: is_feed(source), read_feed),
    Format("html", lambda source, _: is_page(source), read_page),
    Format("mail", lambda source, _: is_mail(source), read_mail),
    Format("csv", is_table, read_table),
    Format("markdown", lambda source, _: is_markdown(source), read_markdown),
    Format("xml", lambda source, _: source.opening.startswith("<?xml"), refuse_xml),
    Format("text", lambda source, _: True, read_plain),
)
"""Formats that are text, tried in this order: plain text takes what no other claims."""

BINARY: tuple[Format, ...] = (
    Format("gzip", lambda source, _: is_gzip(source), read_gzip),
    Format("parquet", lambda source, _: is_parquet(source), read_parquet),
    Format("pdf", lambda source, _: is_pdf(source), read_pdf),
    Format("warc", lambda source, _: is_warc(source), read_warc),
    Format("zip", lambda source, _: is_zip(source), read_zip),
)
"""Formats that begin with bytes of their own."""


def recognise(source: Source, options: Options) -> Format:
    """The format of a source, by its content first. Raises UnreadableReport for empty input and unknown binary data."""
    if not source.head:
        raise UnreadableReport("empty: 0 bytes")
    for form in BINARY:
        if form.sniff(source, options):
            return form
    refuse_binary(source.head)
    return next(form for form in TEXTUAL if form.sniff(source, options))
