"""Unpacking: gzip, and the members of zip archives, metered, so that bombs are refused before they fill the memory."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import UnreadableReport
from dateline.reading.limits import Limits, Options
from dateline.reading.source import Source, open_source

GZIP = b"\x1f\x8b\x08"
MARGIN = 2**20
"""Below one MiB no ratio makes a bomb: short texts of one letter pack 1,000 times."""


class Metered(io.RawIOBase):
    """An unpacking stream that refuses to become much larger than what was packed, and says where it is truncated."""

    def __init__(self, inner: BinaryIO, allowed: int) -> None:
        self._inner = inner
        self._left = allowed

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer`; the number of bytes. Raises UnreadableReport for a bomb, a damaged or a truncated file."""
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


def open_archive(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The archive over a stream that can seek. Raises UnreadableReport for a damaged one or one of too many files."""
    try:
        archive = zipfile.ZipFile(stream)
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
