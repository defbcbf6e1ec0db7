"""`dateline export` through typer: files in, a file out, what is lost on standard error."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from dateline.cli.export import export
from dateline.exports import NAMES

FIXTURE = Path(__file__).parent / "fixture"
CLAIMS, EVENTS, REPORTS = (FIXTURE / f"{name}.jsonl" for name in ("claims", "events", "reports"))


def run(*arguments: object) -> Result:
    app = typer.Typer()
    app.command()(export)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", NAMES)
def test_every_format_is_written_to_a_file(name: str, tmp_path: Path) -> None:
    if name == "xlsx":
        pytest.importorskip("xlsxwriter")
    path = tmp_path / "out"
    ran = run(CLAIMS, "--events", EVENTS, "--reports", REPORTS, "--format", name, "-o", path)
    assert ran.exit_code == 0, ran.output
    assert path.stat().st_size > 100
    assert f"{name}: " in ran.stderr
    assert "unreviewed" in ran.stderr


@pytest.mark.parametrize("name", ["acled", "ged", "gdelt", "hxl"])
def test_a_format_of_events_says_that_it_needs_them_and_what_makes_them(name: str) -> None:
    ran = run(CLAIMS, "--format", name)
    assert ran.exit_code == 2
    assert "needs events" in ran.stderr
    assert "dateline link" in ran.stderr


def test_claims_alone_are_written_to_standard_output() -> None:
    ran = run(CLAIMS, "--format", "jsonl")
    assert [json.loads(line) for line in ran.stdout.splitlines()] == [json.loads(line) for line in CLAIMS.read_text("utf-8").splitlines()]


def test_a_merged_event_is_left_out_counted_and_listed_as_a_tombstone(tmp_path: Path) -> None:
    path = tmp_path / "gone.csv"
    ran = run(CLAIMS, "--events", EVENTS, "--format", "csv", "--tombstones", path)
    assert "1 events that were merged into others" in ran.stderr
    assert path.read_text("utf-8").splitlines()[1].startswith("0" * 24)
    assert "0" * 24 not in ran.stdout


def test_a_line_that_cannot_be_read_is_named_and_the_exit_code_is_1(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("{broken\n" + CLAIMS.read_text("utf-8"), encoding="utf-8")
    ran = run(path, "--format", "jsonl")
    assert ran.exit_code == 1
    assert f"{path}:1:" in ran.stderr.replace("\n", "")
    assert len(ran.stdout.splitlines()) == len(CLAIMS.read_text("utf-8").splitlines())


def test_claims_that_events_name_in_vain_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("", encoding="utf-8")
    ran = run(path, "--events", EVENTS, "--format", "plover")
    assert ran.exit_code == 0
    assert "missing: 28 claims" in ran.stderr


def test_a_workbook_is_not_written_to_a_terminal() -> None:
    ran = run(CLAIMS, "--format", "xlsx")
    assert ran.exit_code == 2
    assert "name a file" in ran.stderr
