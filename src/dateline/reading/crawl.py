"""WARC, the crawlers' archive (warcio), streamed: every page or document that was fetched whole is a source of its own.

warcio rather than the faster fastwarc: the latter, 2.0 in Rust, ends the whole program on some damaged archives.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dateline.errors import UnreadableReport
from dateline.reading.draft import Failure, printable
from dateline.reading.limits import Options
from dateline.reading.source import Source, open_source

MARK = b"WARC/"
RECORDS = ("response", "resource", "conversion")
KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml")
"""Media types of documents; a crawl's pictures, scripts and styles are no reports and pass without a word."""
CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)


def is_warc(source: Source) -> bool:
    """Whether the content is an unpacked WARC."""
    return source.head.startswith(MARK)


def read_warc(source: Source, options: Options) -> Iterator[Source | Failure]:
    """The documents of an archive; answers other than 200 are left out. Raises UnreadableReport for a damaged one or one
    without any."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    found, archive = False, ArchiveIterator(source.stream)
    archive.INC_RECORD = ""  # Its warning on standard error; `err_count` below tells the same.
    try:
        for record in archive:
            for item in _document(record, source, options) if record.rec_type in RECORDS else ():
                found = True
                yield item
    except (ArchiveLoadFailed, ValueError, EOFError, AttributeError) as error:  # The last for records without their address.
        reason = " ".join(str(error).split())[:120]
        raise UnreadableReport(f"damaged or truncated WARC ({reason}); the records from here on are not read") from None
    if archive.err_count:
        raise UnreadableReport(f"damaged WARC: {archive.err_count} records of another length than they say; some may be missing")
    if not found:
        raise UnreadableReport("no page in the WARC; expected response, resource or conversion records of text, HTML or PDF")


def _document(record: Any, source: Source, options: Options) -> Iterator[Source | Failure]:
    kind = _kind(record)
    if kind.split(";")[0].strip().lower() not in KINDS:
        return
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    name = f"{source.name}/{address or 'record without an address'}"
    data = record.content_stream().read(options.limits.document + 1)
    missing = int(record.raw_stream.limit) if hasattr(record.raw_stream, "limit") else 0
    if len(data) > options.limits.document:
        yield Failure(printable(name), f"larger than {options.limits.document:,} bytes, the limit for one document")
    elif missing > 0:
        reason = f"truncated: {missing:,} bytes of this record are missing; fetch or copy the archive again"
        yield Failure(printable(name), reason)
    else:
        charset = CHARSET.search(kind)
        yield open_source(name, io.BytesIO(data), depth=source.depth + 1, url=address, charset=charset.group(1) if charset else "")


def _kind(record: Any) -> str:
    """The media type of a document that was fetched whole, "" for other answers (not found, moved)."""
    if record.http_headers is None:
        return str(record.rec_headers.get_header("Content-Type") or "")
    return str(record.http_headers.get_header("Content-Type") or "") if record.http_headers.get_statuscode() == "200" else ""
