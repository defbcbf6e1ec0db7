"""Where a job keeps what it made: a folder here, or one on any fsspec path (s3://, gs:// ...). Writes are atomic in both."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from dateline.errors import MissingData


class Store(Protocol):
    """Named byte strings; names are relative paths with /."""

    def read(self, name: str) -> bytes | None:
        """The content, or None where there is none."""
        ...

    def write(self, name: str, content: bytes) -> None:
        """Puts the content whole or not at all, in place of what was there."""
        ...

    def delete(self, name: str) -> None:
        """Takes it away, if it is there."""
        ...

    def names(self, folder: str) -> list[str]:
        """The names under a folder, sorted."""
        ...


class Folder:
    """A store on this machine, or on a disk that all machines share."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> bytes | None:
        """As Store.read."""
        try:
            return (self.root / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """As Store.write: a file beside it, then renamed, so that a killed process leaves no half of one."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{uuid4().hex}")
        try:
            with beside.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def delete(self, name: str) -> None:
        """As Store.delete."""
        (self.root / name).unlink(missing_ok=True)

    def names(self, folder: str) -> list[str]:
        """As Store.names."""
        paths = (self.root / folder).rglob("*") if (self.root / folder).is_dir() else ()
        return sorted(path.relative_to(self.root).as_posix() for path in paths if path.is_file() and not path.name.startswith("."))


class Bucket:
    """A store on an object store: an object is put whole, which is all the atomicity that is needed."""

    def __init__(self, url: str) -> None:
        self.fs, self.root = file_system(url)

    def read(self, name: str) -> bytes | None:
        """As Store.read."""
        try:
            content: bytes = self.fs.cat_file(f"{self.root}/{name}")
        except FileNotFoundError:
            return None
        return content

    def write(self, name: str, content: bytes) -> None:
        """As Store.write."""
        self.fs.pipe_file(f"{self.root}/{name}", content)

    def delete(self, name: str) -> None:
        """As Store.delete."""
        if self.read(name) is not None:
            self.fs.rm_file(f"{self.root}/{name}")

    def names(self, folder: str) -> list[str]:
        """As Store.names."""
        self.fs.invalidate_cache()
        return sorted(path.removeprefix(f"{self.root}/") for path in self.fs.find(f"{self.root}/{folder}"))


def is_url(path: str) -> bool:
    """Whether a path names a file system other than this machine's."""
    return "://" in path and not path.startswith("file://")


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it without a closing /. Raises MissingData where its library is missing."""
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped,import-not-found,unused-ignore]

        fs, path = url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise MissingData(f"{url}: cannot be opened ({error}); install dateline[ray] for s3://, gcsfs for gs://") from None
    return fs, str(path).rstrip("/")


def open_store(path: str) -> Store:
    """The store at a local path or a URL. Raises MissingData."""
    return Bucket(path) if is_url(path) else Folder(Path(path.removeprefix("file://")).absolute())
