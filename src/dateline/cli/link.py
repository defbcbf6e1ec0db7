"""`dateline link`: claims and judgements in, events out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TextIO, TypeVar

import typer

from dateline.cli.compare import print_table, rows_of, tell, write_csv
from dateline.cli.console import Exit, messages
from dateline.cli.event_tables import notes, print_events
from dateline.cli.kept import Sensitive, collection_rules
from dateline.cli.options import Outlet, Output, Published
from dateline.cli.release import linked_out
from dateline.cli.sources import read_all
from dateline.cli.why import find, print_why
from dateline.errors import DatelineError, InvalidRecord
from dateline.events import Linked, Linker
from dateline.events import link as link_claims
from dateline.peers import compare as compare_events
from dateline.reading import Failure
from dateline.records import Claim, Report, claim_from_dict, event_to_dict, judgement_from_dict
from dateline.sensitivity import Rules
from dateline.when import dated

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
    peers: Annotated[
        list[Path] | None, typer.Option("--with", exists=True, dir_okay=False, help="Your own ACLED or UCDP GED file, laid beside the events.")
    ] = None,
    sensitivity: Sensitive = "",
    compared: Annotated[Path | None, typer.Option("--compared", help="Write the comparison here (CSV) rather than as a table.")] = None,
    why: Annotated[str, typer.Option(metavar="EVENT", help="Say which features brought the reports of this event together (id or its start).")] = "",
) -> None:
    """Bring claims together into events: who says what of the same happening, and where they contradict each other.

    Exit codes: 0 all read, 1 some lines or reports could not be read (they are listed), 2 usage, 3 missing data.
    """
    failed: list[str] = []
    found = list(_records(claims, claim_from_dict, failed))
    judged = list(_records(judgements, judgement_from_dict, failed)) if judgements else []
    known = _reports(reports or [], (published, outlet), failed)
    _warn(found, known)
    linker = Linker()
    linker.add(found, known, judged)
    linked = linked_out(collection_rules(sensitivity), linker.result(), found)
    with _opened(output) as stream:
        if why:
            print_why(find(linked, why), linker, stream)
        elif format is Form.table:
            print_events(linked, stream)
        else:
            write_events(linked, stream)
    if peers:
        beside(linked, peers, compared, failed)
    for line in failed:
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)
    raise typer.Exit(Exit.SOME_FAILED if failed else Exit.ALL)


def write_events(linked: Linked, stream: TextIO) -> None:
    """One event record a line, tombstones last; what judgements came to goes to standard error."""
    for event in (*linked.events, *linked.tombstones):
        stream.write(json.dumps(event_to_dict(event), ensure_ascii=False) + "\n")
    for line in notes(linked):
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)


def beside(linked: Linked, peers: list[Path], output: Path | None, failed: list[str]) -> None:
    """The user's own rows beside the events: as a table on standard error (events may go to standard output), or as CSV in the file `output`."""
    found = compare_events(rows_of(peers, failed), linked.events)
    if output is None:
        print_table(found, sys.stderr)
    else:
        with output.open("w", encoding="utf-8", newline="") as stream:
            write_csv(found, stream)
    tell(found, ())


def link_coded(coded: Iterable[tuple[Report, list[Claim]]], events: Path | None, rules: Rules) -> None:
    """After `dateline code --link`: the events of what was coded, as a table or as records in the file `events`."""
    pairs = list(coded)
    claims = [claim for _, own in pairs for claim in own]
    linked = linked_out(rules, link_claims(claims, [dated(report) for report, _ in pairs]), claims)
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
