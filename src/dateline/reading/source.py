"""A named stream of bytes and the look at its head that tells its format."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from dateline.errors import UnreadableReport
from dateline.reading.draft import printable
from dateline.reading.encoding import peek
from dateline.reading.limits import HEAD_BYTES

SPOOL_BYTES = 8 * 2**20
CHUNK = 65_536


class _Replayed(io.RawIOBase):
    """A stream that cannot seek, with the head that was already taken put back before it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        data = bytes(self._head[:size]) if self._head else self._rest.read(size)
        self._head = self._head[len(data) :] if self._head else self._head
        buffer[: len(data)] = data
        return len(data)


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read: `name` for people, `head` their first 64 KiB, `stream` all of them, `depth` the archives around them.

    `url` and `charset` are what the transport said (a WARC's headers), where it did.
    """

    name: str
    stream: BinaryIO
    head: bytes
    depth: int = 0
    url: str = ""
    charset: str = ""

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case: ".html"; a hint only, the content decides."""
        return PurePath(self.name).suffix.lower()

    @property
    def opening(self) -> str:
        """The head as text, however encoded, without the white space before it; only for telling formats apart."""
        return peek(self.head).lstrip()

    def whole(self, limit: int) -> bytes:
        """All bytes. Raises UnreadableReport where there are more than `limit`."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise UnreadableReport(f"larger than {limit:,} bytes, the limit for one document; split it, or raise the limit")
        return data

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """The lines and their numbers from 1, without their ends; None for a line of more than `limit` bytes."""
        number = 0
        while line := self.stream.readline(limit + 1):
            number += 1
            if len(line) > limit and not line.endswith(b"\n"):
                _skip_line(self.stream)
                yield number, None
            else:
                yield number, line.rstrip(b"\r\n")

    def seekable(self) -> BinaryIO:
        """The stream itself where it can seek, else a temporary copy, on disk where it is large."""
        if self.stream.seekable():
            return self.stream
        # Not closed here: who reads it does so by dropping it, and then its file is gone too.
        copy = tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115
        while chunk := self.stream.read(CHUNK):
            copy.write(chunk)
        copy.seek(0)
        return copy  # type: ignore[return-value]


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(CHUNK)) and not piece.endswith(b"\n"):
        pass


def _take(stream: BinaryIO, size: int) -> bytes:
    """`size` bytes or all there are; a pipe gives them in pieces."""
    pieces, left = [], size
    while left > 0 and (piece := stream.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def open_source(name: str, stream: BinaryIO, *, depth: int = 0, url: str = "", charset: str = "") -> Source:
    """A source over `stream`, its head taken and put back."""
    head = _take(stream, HEAD_BYTES)
    if stream.seekable():
        stream.seek(0)
    else:
        stream = io.BufferedReader(_Replayed(head, stream), CHUNK)
    return Source(printable(name), stream, head, depth, url, charset)
