"""Zip archives: office documents, web archives (WACZ), and any others with the files in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure, printable
from dateline.reading.limits import Limits, Options
from dateline.reading.office import is_office, office_draft
from dateline.reading.packed import open_archive, unpack
from dateline.reading.source import Source, open_source

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
CRAWLED = re.compile(r"archive/[^/]+\.warc(\.gz)?$")
"""Where a WACZ keeps its WARCs; the rest of it (indexes, lists of pages) is about them."""


def is_zip(source: Source) -> bool:
    """Whether the content is a zip archive."""
    return source.head.startswith(MARKS)


def read_zip(source: Source, options: Options) -> Iterator[Draft | Source | Failure]:
    """The report of an office document, else the files of the archive, sorted by name, hidden ones left out.

    Raises UnreadableReport for a damaged archive, an empty one and one of too many files.
    """
    stream = source.seekable()
    with open_archive(stream, options.limits) as archive:
        if is_office(archive):
            yield office_draft(archive, stream, source.url, options.limits)
            return
        members = _members(archive)
        if not members:
            raise UnreadableReport("empty: no file in the archive")
        for info in members:
            yield from _member(archive, info, source, options.limits)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = sorted((info for info in archive.infolist() if _wanted(info)), key=lambda info: info.filename)
    names = {info.filename for info in members}
    crawled = [info for info in members if CRAWLED.match(info.filename)]
    return crawled if crawled and "datapackage.json" in names else members


def _wanted(info: zipfile.ZipInfo) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in info.filename.split("/"))
    return not info.is_dir() and not hidden


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, limits: Limits) -> Iterator[Source | Failure]:
    name = f"{source.name}/{info.filename}"
    try:
        yield open_source(name, unpack(archive, info, limits), depth=source.depth + 1)
    except UnreadableReport as error:
        yield Failure(printable(name), str(error))
