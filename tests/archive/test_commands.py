"""`dateline ingest`, `dateline archive ...` and `dateline verify`, with a coder that is quick."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from dateline.archive import Coded, Received, open_archive
from dateline.cli import archive as commands
from dateline.cli import ingest
from dateline.coder import Coder
from dateline.records import Claim, Report, Span, Trigger, with_id

TEXT = "Rebels shelled the airport of Aleppo on Tuesday, killing twelve soldiers, the army of the country said.\n"


@dataclass(frozen=True)
class Quick:
    name: str = "quick 1"
    type: str = "ASSAULT"

    def code(self, report: Report) -> list[Claim]:
        start = report.text.find("shelled")
        if start < 0:
            return []
        trigger = Trigger(Span(start, start + 7), "shelled")
        claim = Claim("", report.id, "text", Span(0, len(report.text)), trigger, self.type, coder=self.name)
        return [with_id(claim)]


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, new_file: Callable[[], Path]) -> Run:
    """Runs a command on an archive of its own, named by the environment."""
    app = typer.Typer()
    app.command()(ingest.ingest)
    app.command()(commands.verify)
    app.add_typer(commands.app, name="archive")
    monkeypatch.setenv("DATELINE_ARCHIVE", str(new_file()))
    monkeypatch.setattr(Coder, "load", lambda model=None: Quick())
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def path(run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    import os

    return Path(os.environ["DATELINE_ARCHIVE"])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(f"Report {name} of the day. {TEXT}", encoding="utf-8")
    return folder


def test_reports_go_in_once_with_the_bytes_of_their_files(run: Run, path: Path, reports: Path) -> None:
    first, second = run("ingest", reports), run("ingest", reports)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "2 new" in first.stderr
    assert "0 new, 0 new versions, 2 known" in second.stderr
    with open_archive(path) as archive:
        kept = list(archive.standing())
        assert sorted(archive.raw(version.digest) for version in kept) == sorted(file.read_bytes() for file in reports.iterdir())
        assert {version.raw_kind for version in kept} == {"bytes"}
        assert archive.counts()["claims"] == 2


def test_a_record_of_a_file_of_many_is_kept_as_its_record(run: Run, path: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text("".join(json.dumps({"id": f"r{n}", "text": f"{n}. {TEXT}"}) + "\n" for n in range(3)), encoding="utf-8")
    assert run("ingest", file).exit_code == 0
    with open_archive(path) as archive:
        assert {version.raw_kind for version in archive.standing()} == {"record"}


def test_what_cannot_be_read_or_coded_is_listed_and_the_rest_goes_in(run: Run, path: Path, reports: Path, tmp_path: Path) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "german.txt").write_text("Die Aufständischen haben am Dienstag den Flughafen beschossen, teilte die Armee mit. " * 4, "utf-8")
    listed = tmp_path / "failures.jsonl"
    ran = run("ingest", reports, tmp_path / "missing.txt", "--failures", listed)
    assert ran.exit_code == 1
    assert len(listed.read_text(encoding="utf-8").splitlines()) == 3
    with open_archive(path) as archive:
        assert archive.counts()["reports"] == 3
        assert archive.counts()["claims"] == 2


def test_a_report_that_trips_the_coder_is_kept_and_listed_and_the_rest_goes_in(
    run: Run, path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tripped(Quick):
        def code(self, report: Report) -> list[Claim]:
            if "Report a" not in report.text:
                raise IndexError("tuple index out of range")
            return super().code(report)

    monkeypatch.setattr(Coder, "load", lambda model=None: Tripped())
    ran = run("ingest", reports)
    assert ran.exit_code == 1
    assert "IndexError" in ran.stderr
    with open_archive(path) as archive:
        assert (archive.counts()["reports"], archive.counts()["claims"]) == (2, 1)
    monkeypatch.setattr(Coder, "load", lambda model=None: Quick())
    assert run("ingest", reports).exit_code == 0
    with open_archive(path) as archive:
        assert archive.counts()["claims"] == 2


def test_without_an_archive_the_usage_says_how_to_name_one(run: Run, monkeypatch: pytest.MonkeyPatch, reports: Path) -> None:
    monkeypatch.delenv("DATELINE_ARCHIVE")
    ran = run("ingest", reports)
    assert ran.exit_code == 2
    assert "DATELINE_ARCHIVE" in ran.output


def test_recoding_is_shown_claim_by_claim_before_it_is_taken(run: Run, path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", reports)
    monkeypatch.setattr(Coder, "load", lambda model=None: Quick("quick 2", "COERCE"))
    refused = run("ingest", reports)
    assert "recode --dry-run" in str(refused.exception)
    dry = run("archive", "recode", "--dry-run")
    assert dry.stdout.count("type: ASSAULT -> COERCE") == 2
    with open_archive(path) as archive:
        assert archive.coder == "quick 1"
        assert {coding.coder for version in archive.standing() for coding in archive.codings(version.digest)} == {"quick 1"}
    taken = run("archive", "recode", "--json")
    assert [json.loads(line)["fields"] for line in taken.stdout.splitlines()] == [["type"], ["type"]]
    with open_archive(path) as archive:
        assert archive.coder == "quick 2"
        assert archive.verify() == []
    assert run("ingest", reports).exit_code == 0


def test_info_log_and_verify_say_what_is_there(run: Run, reports: Path) -> None:
    run("ingest", reports)
    assert "reports: 2" in run("archive", "info").stdout
    assert "pin" in run("archive", "log").stdout
    verified = run("verify")
    assert verified.exit_code == 0
    head = verified.stdout.split()[-1]
    assert run("verify", "--head", head).exit_code == 0
    assert run("verify", "--head", "0" * 63 + "1").exit_code == 1


def test_retracting_correcting_and_erasing_need_a_reason(run: Run, path: Path, reports: Path) -> None:
    run("ingest", reports)
    with open_archive(path) as archive:
        one, two = (version.report.id for version in archive.standing())
    assert run("archive", "retract", one).exit_code == 2
    assert run("archive", "correct", one, two, "--why", "the outlet says so").exit_code == 0
    assert run("archive", "retract", two, "--why", "the outlet says so").exit_code == 0
    assert run("archive", "erase", "--why", "asked").exit_code == 2
    assert "1 reports touched" in run("archive", "erase", "--report", one, "--why", "asked").stdout
    assert run("archive", "erase", "--person", "army of the country", "--why", "asked").exit_code == 0
    assert run("verify").exit_code == 0


def test_a_back_up_is_restored_and_never_written_over_a_file(run: Run, reports: Path, tmp_path: Path) -> None:
    run("ingest", reports)
    out, other = tmp_path / "backup.gz", tmp_path / "restored.db"
    assert run("archive", "backup", out).exit_code == 0
    assert run("archive", "backup", out).exit_code == 2
    assert run("archive", "restore", out, "--archive", other).exit_code == 0
    assert run("archive", "info", "--archive", other).stdout == run("archive", "info").stdout
    out.write_bytes(out.read_bytes()[:-20])
    assert "damaged" in str(run("archive", "restore", out, "--archive", tmp_path / "none.db").exception)


def test_search_prints_claims_and_reports_and_their_number(run: Run, reports: Path) -> None:
    run("ingest", reports)
    found = run("archive", "search", "airport", "--type", "ASSAULT", "--limit", "1")
    assert found.stdout.count("shelled") == 1
    assert "2 found; go on with --cursor" in found.stderr
    again = run("archive", "search", "airport", "--type", "ASSAULT", "--cursor", found.stderr.split()[-1], "--json")
    assert json.loads(again.stdout)["trigger"]["text"] == "shelled"
    assert "go on" not in again.stderr
    assert len(run("archive", "search", "airport -b", "--reports", "--json").stdout.splitlines()) == 1
    assert run("archive", "search", "--start", "tomorrow").exit_code == 2


def test_two_sources_with_one_id_are_told_apart(run: Run, path: Path, tmp_path: Path) -> None:
    for outlet, text in (("one", TEXT), ("two", "Ministers met.")):
        (tmp_path / f"{outlet}.jsonl").write_text(json.dumps({"id": "1", "outlet": outlet, "text": text}) + "\n", encoding="utf-8")
    ran = run("ingest", tmp_path / "one.jsonl", tmp_path / "two.jsonl")
    assert ran.exit_code == 1
    assert "is taken by a report of one" in ran.stderr


def test_a_report_kept_uncoded_is_coded_when_it_can_be(new_file: Callable[[], Path]) -> None:
    report = Report("r1", TEXT)
    with open_archive(new_file()) as archive:
        archive.add(Received(report))
        assert archive.unstaged("quick 1") == []
        archive.add(Received(report), Coded("quick 1", Quick().code(report)))
        assert archive.counts()["claims"] == 1
