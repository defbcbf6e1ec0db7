"""`dateline annotations`: the hand-annotated reports checked, counted and read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.console import Exit, messages, results
from dateline.cli.tables import print_claims
from dateline.training.annotation import Annotated as AnnotatedReport
from dateline.training.annotation import annotation_files, check
from dateline.training.statistics import statistics

app = typer.Typer(no_args_is_help=True, help="The hand-annotated reports: check, stats, view.")
Paths = Annotated[list[Path] | None, typer.Argument(metavar="PATH...", help="Files or folders; annotations/ by default.")]


def _read(paths: list[Path] | None) -> tuple[list[AnnotatedReport], list[str]]:
    files = [file for path in paths or [Path("annotations")] for file in annotation_files(path)]
    missing = [file for file in files if not file.is_file()]
    if missing or not files:
        raise typer.BadParameter(f"no annotations at {missing[0] if missing else 'annotations/'}; name a *.claims file or a folder of them")
    return check(files)


@app.command("check")
def check_command(paths: Paths = None) -> None:
    """Report every mistake with file and line; exit code 1 where there is one."""
    reports, mistakes = _read(paths)
    for mistake in mistakes:
        results().print(mistake, markup=False, highlight=False, soft_wrap=True)
    messages().print(f"{len(reports)} reports, {sum(len(report.claims) for report in reports)} claims, {len(mistakes)} mistakes")
    raise typer.Exit(Exit.SOME_FAILED if mistakes else Exit.ALL)


@app.command("stats")
def stats_command(paths: Paths = None) -> None:
    """Count what there is, the most repeated word n-grams, and near-duplicate sentences."""
    results().print(statistics(_read(paths)[0]), markup=False, highlight=False)


@app.command("view")
def view_command(path: Annotated[Path, typer.Argument()], report: Annotated[str, typer.Option(help="Only this report's id.")] = "") -> None:
    """Print annotated reports as a reader sees them: the text, then its claims."""
    reports, _ = _read([path])
    console = results()
    for annotated in reports:
        if report in ("", annotated.report.id):
            console.print(annotated.report.text, markup=False, highlight=False)
            print_claims(annotated.report, annotated.claims, console.file)  # type: ignore[arg-type]
