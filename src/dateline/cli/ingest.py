"""`dateline ingest`: reports into an archive, coded."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Added, Archive, NotCoded, Received, Refused, take_in
from dateline.cli.console import Exit, messages, tracked
from dateline.cli.kept import Target, opened
from dateline.cli.options import ModelFolder, Outlet, Published, Quiet, Reports, Samples
from dateline.cli.sources import given, read_all
from dateline.coder import Coder
from dateline.deriving import derive
from dateline.errors import InvalidRecord
from dateline.reading import Failure
from dateline.records import content_id
from dateline.uncoded import uncoded

WHOLE = 8 * 2**20
"""Bytes of the largest file that is looked at for whether it is one report's own."""


@dataclass
class Tally:
    """What came of the reports."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: list[Failure] = field(default_factory=list)

    def line(self) -> str:
        """In words."""
        counts = self.counts
        kept = f"{counts['new']} new, {counts['version']} new versions, {counts['known']} known already"
        return f"{sum(counts.values())} reports kept: {kept}; {len(self.failed)} to look at"


def ingest(
    reports: Reports = None,
    samples: Samples = False,
    archive: Target = "",
    published: Published = None,
    outlet: Outlet = "",
    model: ModelFolder = None,
    failures: Annotated[Path | None, typer.Option(help="Where reports that failed are listed (JSON lines).")] = None,
    quiet: Quiet = False,
) -> None:
    """Put reports into an archive (made where it is missing), and their claims; the archive's events are brought up to them.

    What is there already is not coded again: stop it when you like, run it again, and it goes on.

    Exit codes: 0 all in, 1 some failed or are in a language without a model (kept uncoded), 2 usage, 3 missing data, 130 interrupted.
    """
    names = given(reports, samples)
    read_all(names, published, outlet)  # Says at once where --published is no day.
    items = _read(names, published, outlet)
    tally = Tally()
    with opened(archive, create=True) as kept:
        coder = Coder.load(model)
        kept.check_coder(coder.name)
        try:
            _take_all(kept, coder, tracked(items, "ingesting", quiet), tally)
        except KeyboardInterrupt:
            messages(quiet).print(f"dateline: interrupted; {tally.line()}. Run it again and it goes on")
            raise typer.Exit(Exit.INTERRUPTED) from None
        derive(kept)
        events = kept.counts()["events"]
    _list(tally.failed, failures)
    messages(quiet).print(f"ingest: {tally.line()}; {events} events in the archive", markup=False)
    raise typer.Exit(Exit.SOME_FAILED if tally.failed else Exit.ALL)


def _take_all(archive: Archive, coder: Coder, items: Iterator[Received | Failure], tally: Tally) -> None:
    for item in items:
        if isinstance(item, Failure):
            tally.failed.append(item)
            continue
        problem = uncoded(item.report)
        tally.failed += [problem] if problem else []
        try:
            added = take_in(archive, item, None if problem else coder)
        except (Refused, NotCoded, InvalidRecord) as error:
            tally.failed.append(Failure(item.report.title or item.report.id, str(error)))
        else:
            tally.counts[_what(added)] += 1


def _what(added: Added) -> str:
    if not added.new_version:
        return "known"
    return "version" if added.version.number > 1 else "new"


def _read(names: list[str], published: str | None, outlet: str) -> Iterator[Received | Failure]:
    """Reports with the bytes of the file that they are the whole of: their id is then the sha256 of those bytes.

    Of a record among others in a file (JSON lines, a feed, a WARC), and from standard input, the archive keeps the canonical record.
    """
    for name in chain.from_iterable(map(_files, names)):
        content = _small(Path(name))
        own = content_id(content)
        for item in read_all([name], published, outlet):
            yield item if isinstance(item, Failure) else Received(item, content if item.id == own else None)


def _files(name: str) -> Iterator[str]:
    """A folder's files in the order in which they are read; other names as they are. What cannot be listed is left to the reader to say."""
    unlisted: list[OSError] = []
    found = False
    for place, folders, files in os.walk(name, onerror=unlisted.append):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for file in sorted(file for file in files if not file.startswith(".")):
            found = True
            yield str(Path(place, file))
    yield from (str(error.filename) for error in unlisted if found)
    if not found:
        yield name


def _small(path: Path) -> bytes:
    """A file's bytes, where it may be one report's."""
    try:
        return path.read_bytes() if path.is_file() and path.stat().st_size <= WHOLE else b""
    except (OSError, ValueError):
        return b""


def _list(failed: list[Failure], path: Path | None) -> None:
    """Each failure on standard error, and in the failures file."""
    for failure in failed:
        messages().print(f"dateline: {failure.name}: {failure.reason}", markup=False, soft_wrap=True)
    if path is not None:
        lines = (json.dumps({"name": failure.name, "reason": failure.reason}, ensure_ascii=False) + "\n" for failure in failed)
        path.write_text("".join(lines), encoding="utf-8")
