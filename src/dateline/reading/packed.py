"""Packed files: gzip, and zip archives with what lies in them. Bombs and loops are refused with their reason."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import UnreadableReport
from dateline.reading.draft import Failure
from dateline.reading.limits import Limits, Options
from dateline.reading.source import Source, open_source

GZIP = b"\x1f\x8b\x08"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MARGIN = 2**20
"""Below one MiB no ratio makes a bomb: short texts of one letter pack 1,000 times."""


class Metered(io.RawIOBase):
    """An unpacking stream that refuses to become much larger than what was packed, and says where it is truncated."""

    def __init__(self, inner: BinaryIO, allowed: int) -> None:
        self._inner = inner
        self._left = allowed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._inner.read(len(buffer))
        except EOFError:
            raise UnreadableReport("truncated: the packed file ends too early; fetch or copy it again") from None
        except (zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as error:
            raise UnreadableReport(f"damaged: the packed file cannot be unpacked ({error}); fetch or copy it again") from None
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableReport("unpacks to far more than text does (a bomb?); unpack it yourself, or raise the limit")
        buffer[: len(data)] = data
        return len(data)


def is_gzip(source: Source) -> bool:
    """Whether the content is packed by gzip."""
    return source.head.startswith(GZIP)


def read_gzip(source: Source, options: Options) -> Iterator[Source]:
    """What is packed, to be read as if it were not."""
    stream = source.stream
    packed = _size(stream)
    allowed = packed * options.limits.ratio + MARGIN if packed else options.limits.document * options.limits.ratio
    unpacked = Metered(gzip.GzipFile(fileobj=stream), allowed)  # type: ignore[arg-type]
    name = source.name[:-3] if source.suffix == ".gz" else source.name
    yield open_source(name, io.BufferedReader(unpacked), depth=source.depth + 1, url=source.url)


def _size(stream: BinaryIO) -> int:
    """The size of a stream that can seek, 0 for a pipe."""
    if not stream.seekable():
        return 0
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size


def is_zip(source: Source) -> bool:
    """Whether the content is a zip archive."""
    return source.head.startswith(ZIP)


def read_zip(source: Source, options: Options) -> Iterator[Source | Failure]:
    """The files of an archive, sorted by name, hidden ones left out. Raises UnreadableReport for a damaged or an empty one."""
    with open_archive(source, options.limits) as archive:
        members = sorted((info for info in archive.infolist() if _wanted(info)), key=lambda info: info.filename)
        if not members:
            raise UnreadableReport("empty: no file in the archive")
        for info in members:
            yield from _member(archive, info, source, options.limits)


def open_archive(source: Source, limits: Limits) -> zipfile.ZipFile:
    """The archive over a source. Raises UnreadableReport for a damaged one or one of too many files."""
    try:
        archive = zipfile.ZipFile(source.seekable())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableReport(f"damaged or truncated zip archive ({error}); fetch or copy it again") from None
    if len(archive.infolist()) > limits.members:
        raise UnreadableReport(f"{len(archive.infolist()):,} files in the archive, the limit is {limits.members:,}")
    return archive


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> BinaryIO:
    """One member, metered. Raises UnreadableReport where it cannot be opened."""
    if info.flag_bits & 1:
        raise UnreadableReport("locked by a password; unpack it first")
    try:
        stream = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, UnicodeError) as error:
        raise UnreadableReport(f"cannot be unpacked ({error})") from None
    return io.BufferedReader(Metered(stream, info.compress_size * limits.ratio + MARGIN))  # type: ignore[arg-type]


def _wanted(info: zipfile.ZipInfo) -> bool:
    hidden = any(part.startswith((".", "__MACOSX")) for part in info.filename.split("/"))
    return not info.is_dir() and not hidden


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, limits: Limits) -> Iterator[Source | Failure]:
    name = f"{source.name}/{info.filename}"
    try:
        yield open_source(name, unpack(archive, info, limits), depth=source.depth + 1)
    except UnreadableReport as error:
        yield Failure(name, str(error))
