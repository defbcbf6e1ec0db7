"""`dateline compare`: a researcher's own ACLED or UCDP GED rows beside the events of the reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dateline.cli.console import Exit, messages
from dateline.cli.kept import Target, opened
from dateline.cli.options import Output
from dateline.errors import DatelineError
from dateline.exports.lookup import records
from dateline.exports.streams import Rows
from dateline.peers import COLUMNS, LEAST, Compared, Peer, comparison_rows, read_peers
from dateline.peers import compare as compare_events
from dateline.records import Event, event_from_dict

With = Annotated[list[Path], typer.Option("--with", exists=True, dir_okay=False, help="An ACLED or UCDP GED file (CSV); may be repeated.")]
Least = Annotated[float, typer.Option("--least", min=0.0, max=1.0, help="Least probability that a row and an event are one happening.")]
STYLES = {"both": "green", "only yours": "yellow", "only reports": "cyan"}


class Form(StrEnum):
    """How the comparison is written."""

    table = "table"
    csv = "csv"


def compare(
    events: Annotated[
        Path | None, typer.Argument(metavar="[EVENTS.jsonl]", exists=True, dir_okay=False, help="Events, from `dateline link --format jsonl`.")
    ] = None,
    peers: With = [],  # noqa: B006 typer reads it, nobody changes it
    archive: Target = "",
    format: Annotated[Form, typer.Option(help="A readable table, or CSV with every column.")] = Form.table,
    output: Output = None,
    least: Least = LEAST,
) -> None:
    """Lay your own event data beside what the reports say: what is in both, what each lacks, where they differ.

    Exit codes: 0 all read, 1 some rows or lines could not be read (they are listed), 2 usage.
    """
    if not peers:
        raise typer.BadParameter("name an ACLED or UCDP GED file (CSV)", param_hint="--with")
    failed: list[str] = []
    compared = compare_events(rows_of(peers, failed), _events(events, archive, failed), least)
    with _stream(output) as stream:
        (write_csv if format is Form.csv else print_table)(compared, stream)
    tell(compared, failed)
    raise typer.Exit(Exit.SOME_FAILED if failed else Exit.ALL)


def rows_of(paths: Sequence[Path], failed: list[str]) -> list[Peer]:
    """The rows of all files; a file that is neither data set's is listed in `failed` like a row that is none."""
    found: list[Peer] = []
    for path in paths:
        try:
            found.extend(read_peers(path, failed.append))
        except DatelineError as error:
            failed.append(str(error))
    return found


def write_csv(compared: Compared, stream: TextIO) -> None:
    """Every column, for spreadsheets: cells that begin like formulas are escaped."""
    rows = Rows(stream)
    rows.write(COLUMNS)
    for row in comparison_rows(compared):
        rows.write(row[name] for name in COLUMNS)


def print_table(compared: Compared, stream: TextIO) -> None:
    """Yours on the left, the reports' on the right, what differs and what each lacks."""
    table = Table(title=Text("Your data beside the reports"), title_justify="left", expand=True, show_lines=True)
    for name, ratio in (("", 1), ("yours", 4), ("reports", 4), ("differ", 2), ("yours lack", 2), ("reports lack", 2)):
        table.add_column(name, ratio=ratio)
    for row in comparison_rows(compared):
        mine = [row["your_id"], row["your_day"], row["your_place"], row["your_type"], row["your_parties"], _killed(row["your_killed"])]
        theirs = [row["event"][:12], row["event_day"], row["event_place"], row["event_type"], row["event_parties"], _killed(row["event_killed"])]
        cells = ["\n".join(filter(None, side)) for side in (mine, theirs)]
        outcome = Text(str(row["outcome"]), STYLES[row["outcome"]])
        if row["probability"]:
            outcome.append(f"\n{row['probability']:.2f}", "dim")
        table.add_row(outcome, *map(Text, cells), *(Text(str(row[name]).replace("; ", "\n")) for name in ("differ", "yours_lack", "reports_lack")))
    Console(file=stream, width=None if stream is sys.stdout and stream.isatty() else 160).print(table)


def tell(compared: Compared, failed: Sequence[str]) -> None:
    """The counts, and every line that failed, on standard error."""
    both, yours, reports = len(compared.matches), len(compared.only_peers), len(compared.only_events)
    lines = [f"{both} in both, {yours} only in your data, {reports} only in the reports; matched by machine, unreviewed"]
    if compared.near:
        lines.append(f"{len(compared.near)} further likely pairs whose row or event has a likelier partner: column `near` of --format csv")
    if compared.undated:
        lines.append(f"{compared.undated} events of the reports without a day, or of more than a month: never matched")
    for line in (*lines, *failed):
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)


def _killed(number: str) -> str:
    return f"{number} killed" if number else ""


def _events(path: Path | None, archive: str, failed: list[str]) -> Iterator[Event]:
    if path is not None:
        yield from records(path, event_from_dict, failed.append)
        return
    if not archive:
        raise typer.BadParameter("name a file of events, or an archive (--archive)", param_hint="EVENTS.jsonl")
    with opened(archive) as kept:
        yield from (event.event for event in kept.events())


@contextmanager
def _stream(output: Path | None) -> Iterator[TextIO]:
    """The file, or standard output."""
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as stream:
        yield stream
