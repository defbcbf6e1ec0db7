"""What the README says: reports in, then the desk shows their events."""

from pathlib import Path

from starlette.testclient import TestClient

from dateline.archive import open_archive
from dateline.serve.app import create_app


def test_what_was_ingested_is_on_the_desk(dateline, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    ran = dateline("ingest", "--samples", "--archive", path)
    assert ran.code == 0
    assert "events in the archive" in ran.err
    with open_archive(path) as archive, TestClient(create_app(archive), base_url="http://localhost") as client:
        total = client.get("/api/v1/events").json()["total"]
        assert total == archive.counts()["events"] > 0
        assert f"{total} events" in client.get("/").text


def test_a_report_that_was_retracted_is_off_the_desk(dateline, tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    dateline("ingest", "--samples", "--archive", path)
    with open_archive(path) as archive:
        gone = archive.events()[0].event.reports[0]
    assert dateline("archive", "retract", gone, "--archive", path, "--why", "the outlet took it back").code == 0
    with open_archive(path) as archive:
        assert not [kept for kept in archive.events() if gone in kept.event.reports]
