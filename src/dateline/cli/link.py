"""`dateline link`: claims and judgements in, events out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO, TypeVar

import typer

from dateline.cli.console import Exit, messages
from dateline.cli.event_tables import notes, print_events
from dateline.cli.options import Outlet, Output, Published
from dateline.cli.sources import read_all
from dateline.errors import DatelineError, InvalidRecord
from dateline.events import Linked
from dateline.events import link as link_claims
from dateline.reading import Failure
from dateline.records import Claim, Report, claim_from_dict, event_to_dict, judgement_from_dict
from dateline.when import publication_day

T = TypeVar("T")


class Form(StrEnum):
    """How events are written."""

    table = "table"
    jsonl = "jsonl"


def link(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.jsonl", help="Claims, as `dateline code --format jsonl` writes them.")],
    reports: Annotated[
        list[str] | None, typer.Option("--reports", help="The reports of the claims: files or folders; may be given more than once.")
    ] = None,
    judgements: Annotated[Path | None, typer.Option(help="What people decided about claims (JSON lines).")] = None,
    format: Annotated[Form, typer.Option(help="A readable table, or JSON lines.")] = Form.table,
    output: Output = None,
    published: Published = None,
    outlet: Outlet = "",
) -> None:
    """Bring claims together into events: who says what of the same happening, and where they contradict each other.

    Exit codes: 0 all read, 1 some lines or reports could not be read (they are listed), 2 usage, 3 missing data.
    """
    failed: list[str] = []
    found = list(_records(claims, claim_from_dict, failed))
    judged = list(_records(judgements, judgement_from_dict, failed)) if judgements else []
    known = _reports(reports or [], (published, outlet), failed)
    _warn(found, known)
    linked = link_claims(found, known, judged)
    with _opened(output) as stream:
        if format is Form.table:
            print_events(linked, stream)
        else:
            write_events(linked, stream)
    for line in failed:
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)
    raise typer.Exit(Exit.SOME_FAILED if failed else Exit.ALL)


def dated(report: Report) -> Report:
    """The report on the day that its own text shows: linking goes by it."""
    return replace(report, published=publication_day(report) or report.published)


def write_events(linked: Linked, stream: TextIO) -> None:
    """One event record a line, tombstones last; what judgements came to goes to standard error."""
    for event in (*linked.events, *linked.tombstones):
        stream.write(json.dumps(event_to_dict(event), ensure_ascii=False) + "\n")
    for line in notes(linked):
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)


def link_coded(coded: Iterable[tuple[Report, list[Claim]]], events: Path | None) -> None:
    """After `dateline code --link`: the events of what was coded, as a table or as records in the file `events`."""
    pairs = list(coded)
    linked = link_claims([claim for _, claims in pairs for claim in claims], [dated(report) for report, _ in pairs])
    if events is None:
        print_events(linked, sys.stdout)
        return
    with events.open("w", encoding="utf-8") as stream:
        write_events(linked, stream)


def _records(path: Path, read: Callable[[Any], T], failed: list[str]) -> Iterator[T]:
    """The records of a JSON lines file; a line that holds none is listed and left out. Raises typer.BadParameter where there is no file."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{path}: cannot be read: {error}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _record(line, read)
        except (DatelineError, ValueError, TypeError, KeyError, AttributeError) as error:
            failed.append(f"{path}:{number}: {error}")


def _record(line: str, read: Callable[[Any], T]) -> T:
    record = json.loads(line)
    if not isinstance(record, dict):
        raise InvalidRecord(f"expected a JSON object, found {line[:40]!r}")
    return read(record)


def _reports(names: Iterable[str], defaults: tuple[str | None, str], failed: list[str]) -> list[Report]:
    found = []
    for item in read_all(list(names), *defaults):
        if isinstance(item, Failure):
            failed.append(f"{item.name}: {item.reason}")
        else:
            found.append(dated(item))
    return found


def _warn(claims: Iterable[Claim], reports: Iterable[Report]) -> None:
    """Says of how many claims the report is not at hand: they link by their fields alone."""
    known = {report.id for report in reports}
    lost = {claim.report for claim in claims} - known
    if lost:
        line = f"dateline: {len(lost)} reports of the claims were not given (--reports): their words, outlets and days are not known"
        messages().print(line, markup=False, soft_wrap=True)


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8") as stream:
        yield stream
