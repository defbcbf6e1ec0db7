"""`dateline archive`: look into an archive, correct and erase in it, copy it. And `dateline verify`."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import UnusableArchive
from dateline.cli.console import Exit, messages
from dateline.cli.kept import By, Target, Why, opened, order, say
from dateline.cli.recode import recode
from dateline.cli.search import search
from dateline.deriving import derive

app = typer.Typer(no_args_is_help=True, help="The archive: info, search, recode, retract, correct, erase, backup, restore.")
app.command("recode")(recode)
app.command("search")(search)


@app.command("info")
def info(archive: Target = "") -> None:
    """What the archive holds, the coder it is pinned to, and the head of its log."""
    with opened(archive) as kept:
        entries = kept.log()
        for name, value in kept.counts().items():
            say(f"{name}: {value}")
        say(f"coder: {kept.coder or 'none yet'}")
        say(f"log: {len(entries)} entries, head {entries[-1].hash if entries else '-'}")


@app.command("log")
def log(archive: Target = "") -> None:
    """The log: what people decided, corrected and erased, oldest first."""
    with opened(archive) as kept:
        for entry in kept.log():
            body = entry.body or {}
            what = body.get("decision") or body.get("what") or body.get("coder") or body.get("report") or ""
            said = f"{what}  by {body.get('by', '?')}: {body.get('why', '')}" if entry.body is not None else "(erased)"
            say(f"{entry.number}  {entry.at[:19]}  {entry.kind}  {said}")


def verify(
    archive: Target = "",
    head: Annotated[str, typer.Option(help="A hash of the log that you noted before: it must be in the chain.")] = "",
) -> None:
    """Check the log's chain, every report, its bytes and claims. Exit codes: 0 all as it was put in, 1 not."""
    with opened(archive) as kept:
        problems = kept.verify(head)
        entries = kept.log()
    for problem in problems:
        say(f"{problem.where}: {problem.what}")
    if problems:
        raise typer.Exit(Exit.SOME_FAILED)
    say(f"verified: {len(entries)} log entries, head {entries[-1].hash if entries else '-'}")


@app.command("retract")
def retract(report: Annotated[str, typer.Argument(metavar="REPORT-ID")], archive: Target = "", why: Why = "", by: By = "") -> None:
    """Mark a report as retracted by its outlet: kept, not counted any more."""
    given = order(by, why)
    with opened(archive) as kept:
        kept.retract(report, given)
        derive(kept)


@app.command("correct")
def correct(
    report: Annotated[str, typer.Argument(metavar="REPORT-ID")],
    correction: Annotated[str, typer.Argument(metavar="CORRECTION-ID")],
    archive: Target = "",
    why: Why = "",
    by: By = "",
) -> None:
    """Mark a report as corrected by another one: kept, not counted any more."""
    given = order(by, why)
    with opened(archive) as kept:
        kept.correct(report, correction, given)
        derive(kept)


@app.command("undo")
def undo(judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT-ID")], archive: Target = "", why: Why = "", by: By = "") -> None:
    """Take a judgement back."""
    given = order(by, why)
    with opened(archive) as kept:
        kept.undo(judgement, given)
        derive(kept)


@app.command("erase")
def erase(
    report: Annotated[str, typer.Option("--report", metavar="ID", help="Erase this report, all versions.")] = "",
    person: Annotated[list[str] | None, typer.Option("--person", metavar="NAME", help="Erase this name; repeat for other spellings.")] = None,
    archive: Target = "",
    why: Why = "",
    by: By = "",
) -> None:
    """Erase a report or a person's name for good, as a law or a court may ask. A tombstone with the reason stays. Old back-ups are yours to
    destroy.
    """
    if bool(report) == bool(person):
        raise typer.BadParameter("name one: --report ID, or --person NAME")
    given = order(by, why)
    with opened(archive) as kept:
        entry = kept.erase_report(report, given) if report else kept.erase_person(person or [], given)
        derive(kept)
    say(f"erased: {len((entry.body or {})['reports'])} reports touched, log entry {entry.number}")


@app.command("scrub")
def scrub(archive: Target = "") -> None:
    """Finish an erasure that could not while others were reading."""
    with opened(archive) as kept:
        kept.scrub()


@app.command("backup")
def backup(out: Annotated[Path, typer.Argument(metavar="FILE")], archive: Target = "") -> None:
    """Write the whole archive to a compressed file, while others work on it. Refuses to write over a file."""
    if out.exists():
        raise typer.BadParameter(f"{out} exists; name a new file", param_hint="FILE")
    part = out.with_name(out.name + ".part")
    count = 0
    with opened(archive) as kept, gzip.open(part, "wt", encoding="utf-8", newline="\n") as stream:
        for line in kept.backup():
            stream.write(line)
            count += 1
    _settle(part)
    part.replace(out)
    messages().print(f"backup: {count} lines in {out}", markup=False)


@app.command("restore")
def restore(source: Annotated[Path, typer.Argument(metavar="FILE")], archive: Target = "") -> None:
    """Fill a new archive from a back-up, checked as by `dateline verify`; all of it or nothing."""
    if not source.is_file():
        raise UnusableArchive(f"{source}: no such file")
    with opened(archive, create=True) as kept, gzip.open(source, "rt", encoding="utf-8", newline="\n") as stream:
        number = kept.restore(stream)
    messages().print(f"restored: {number} versions of reports", markup=False)


def _settle(path: Path) -> None:
    """On the disk before it has its name."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())
