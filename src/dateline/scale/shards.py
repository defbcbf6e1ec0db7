"""The cut: inputs into groups of files, groups into shards. It depends on the inputs and the shard size alone, so names stay the same."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath

import pyarrow

from dateline.errors import UnreadableReport
from dateline.reading import Failure, read_reports
from dateline.records import Report
from dateline.scale.schema import items_batch
from dateline.scale.store import file_system, is_url

GROUP_BYTES = 8 * 2**20
"""Files are read together until they are this large: small ones share shards."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: a path or URL; its size in bytes and a mark that changes with its content, as far as the file system tells."""

    path: str
    size: int = 0
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Files that one task reads, in their order."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shard:
    """What one worker codes at a time: `items` is an Arrow IPC stream of ITEMS."""

    name: str
    items: bytes

    def table(self) -> pyarrow.Table:
        """The items."""
        return pyarrow.ipc.open_stream(self.items).read_all()


def listing(path: str) -> list[Source]:
    """The files of a file or folder, local or by URL, sorted by name, hidden ones left out. Raises UnreadableReport, MissingData."""
    found = _remote(path) if is_url(path) else _local(Path(path.removeprefix("file://")))
    if not found:
        raise UnreadableReport(f"{path}: no file there; expected a file of reports or a folder of such files")
    return found


def _local(path: Path) -> list[Source]:
    if path.is_file():
        return [_source(path)]
    names = [Path(place, name) for place, folders, files in os.walk(path) for name in files if not _hidden(Path(place, name).relative_to(path))]
    return [_source(name) for name in sorted(names)]


def _source(path: Path) -> Source:
    about = path.stat()
    return Source(str(path.absolute()), about.st_size, str(about.st_mtime_ns))


def _remote(url: str) -> list[Source]:
    fs, root = file_system(url)
    fs.invalidate_cache()
    try:
        found = fs.find(root, detail=True)
    except OSError as error:
        raise UnreadableReport(f"{url}: cannot be listed: {error}") from None
    kept = sorted(name for name in found if not _hidden(PurePosixPath(name.removeprefix(root).lstrip("/"))))
    return [Source(fs.unstrip_protocol(name), found[name]["size"], str(found[name].get("ETag", ""))) for name in kept]


def _hidden(path: Path | PurePosixPath) -> bool:
    return any(part.startswith(".") for part in path.parts)


def groups(sources: Sequence[Source], least: int = GROUP_BYTES) -> list[Group]:
    """The sources in order, `least` bytes or more a group (the last may be smaller)."""
    found: list[list[str]] = []
    size = least
    for source in sources:
        if size >= least:
            found.append([])
            size = 0
        found[-1].append(source.path)
        size += source.size
    return [Group(number, tuple(paths)) for number, paths in enumerate(found)]


def read_group(group: Group, published: str | None, outlet: str) -> Iterator[Report | Failure]:
    """Every report or failure of the group's files, in order; remote files are fetched one at a time. Raises UnreadableReport (`published`)."""
    for path in group.paths:
        yield from _fetched(path, published, outlet) if is_url(path) else read_reports(path, published=published, outlet=outlet)


def _fetched(url: str, published: str | None, outlet: str) -> Iterator[Report | Failure]:
    fs, path = file_system(url)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        here = str(Path(folder, PurePosixPath(path).name))
        try:
            fs.get_file(path, here)
        except OSError as error:
            yield Failure(url, f"cannot be fetched: {error}")
            return
        for item in read_reports(here, published=published, outlet=outlet):
            yield replace(item, name=item.name.replace(here, url)) if isinstance(item, Failure) else item


def cut(number: int, items: Iterable[Report | Failure], size: int) -> Iterator[Shard]:
    """The items of group `number` as shards of `size` reports or failures."""
    left = iter(items)
    place = 0
    while taken := list(islice(left, size)):
        yield Shard(f"part-{number:06d}-{place:06d}", _packed(items_batch(taken)))
        place += 1


def _packed(batch: pyarrow.RecordBatch) -> bytes:
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    content: bytes = sink.getvalue().to_pybytes()
    return content
