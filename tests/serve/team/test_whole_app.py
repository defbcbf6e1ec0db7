"""The real app with its door: every page and way out that there is."""

from __future__ import annotations

import asyncio
import csv
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.archive import Archive, Coded, MemoryStore, Order, Received
from dateline.events import link
from dateline.records import Actor, Claim, Place, Report, Span, Trigger, Voice, with_id
from dateline.serve.app import create_app
from dateline.serve.limits import Limits
from dateline.serve.settings import Settings

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=HYPERLINK(1)"
TEXT = f"{FORMULA} shelled {SCRIPT}Qamvarro{SCRIPT}, '\"><img src=x onerror=alert(1)> said."
ORIGIN = "https://desk.example"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def filled() -> Archive:
    kept = Archive(MemoryStore())
    report = Report("note-1", TEXT, f"{SCRIPT} title", f"{SCRIPT} Daily", "javascript:alert(1)", date(2016, 7, 28), "en")
    place = Place(at(SCRIPT), SCRIPT, f"Qamvarro {SCRIPT}", 36.48215, 2.81734, "place", "DZA", "Mitidja", 5)
    actor = Actor(at(FORMULA), FORMULA, FORMULA, "new-hyperlink", "DZA", "REB")
    voice = Voice(at("'\"><img src=x onerror=alert(1)>"), "'\"><img src=x onerror=alert(1)>", "'\"><img src=x onerror=alert(1)>")
    claim = Claim("", report.id, "text", Span(0, len(TEXT)), Trigger(at("shelled"), "shelled"), "ASSAULT", actors=(actor,), place=place)
    made = [with_id(replace(claim, sources=(voice,), coder="c"))]
    kept.add(Received(report), Coded("c", made))
    kept.put_events(link(made, [report]).events)
    return kept


@pytest.fixture
def client(desk: Any) -> TestClient:
    """Logged in as admin on the app that `dateline serve --team` runs."""
    path: Path = desk.accounts.file.path
    app = create_app(filled(), Settings(hosts=(), team=path, secure=True, most_body=100_000))
    made = TestClient(
        app, base_url=ORIGIN, headers={"origin": ORIGIN, "sec-fetch-site": "same-origin", "accept": "text/html"}, follow_redirects=False
    )
    made.cookies.set("__Host-dateline", app.state.team.passes.begin("admin").secret)
    return made


def pages(client: TestClient) -> list[str]:
    app: Any = client.app
    archive = app.state.archive
    event, claim = archive.events()[0].event, archive.claims(archive.report("note-1").digest)[0]
    known = {"id": event.id, "event": event.id, "claim": claim.id, "report": "note-1", "name": "admin"}
    paths = ["/", "/counts", "/actors", "/places", f"/events/{event.id}", "/reports/note-1", "/actors/new-hyperlink", "/review", "/team/audit"]
    return [*paths, "/team/members", "/team/account", f"/review/{known['event']}"]


def test_no_page_runs_a_script_that_a_report_or_a_name_brings(client: TestClient) -> None:
    seen = 0
    for path in pages(client):
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.status_code == 200 and "text/html" in answer.headers["content-type"]:
            seen += 1
            assert "<script>alert" not in answer.text and "<img src=x" not in answer.text and 'href="javascript:' not in answer.text, path
            assert "script-src 'self'" in answer.headers["content-security-policy"], path
    assert seen >= 6


def test_nothing_but_the_log_in_and_its_looks_is_open_to_strangers(client: TestClient) -> None:
    client.cookies.clear()
    app: Any = client.app
    paths = {path for path in app.openapi()["paths"] if "{" not in path} | set(pages_of_strangers())
    for path in sorted(paths):
        assert client.get(path).status_code in (303, 401, 405), path
    assert client.get("/team/login").status_code == 200
    assert client.get("/desk/static/desk.css").status_code == 200


def pages_of_strangers() -> list[str]:
    return ["/", "/review", "/team/audit", "/team/account", "/api/v1/openapi.json", "/api/v1/events", "/events/x", "/reports/note-1"]


OUT = ["/desk/static/../pages.py", "/desk/static/%2e%2e/pages.py", "/desk/static/..%2fpages.py", "/desk/built/%2e%2e/%2e%2e/pages.py"]


@pytest.mark.parametrize("path", [*OUT, "/desk/static//etc/passwd"])
def test_no_path_leads_out_of_the_folder_of_static_files(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert "templates" not in answer.text and "root:" not in answer.text
    assert answer.status_code in (303, 400, 401, 404, 405)


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/team/login", content=b"name=" + b"x" * 200_000).status_code == 413


def test_a_body_that_comes_too_slowly_is_refused() -> None:
    async def slow() -> dict[str, Any]:
        await asyncio.sleep(5)
        return {"type": "http.request", "body": b"", "more_body": True}

    async def run() -> int:
        sent: list[Any] = []

        async def send(message: Any) -> None:
            sent.append(message)

        async def never(*_: Any) -> None:
            raise AssertionError("the app saw the request")

        scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"host", b"x")], "query_string": b""}
        await Limits(never, Settings(hosts=(), body_seconds=0.05))(scope, slow, send)
        return int(sent[0]["status"])

    # In a thread of its own: the browser of other tests holds this one's event loop.
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(asyncio.run, run()).result() == 408


@pytest.mark.parametrize("path", ["/api/v1/export/claims.csv", "/api/v1/export/events.csv"])
def test_a_csv_export_starts_no_cell_with_a_formula(client: TestClient, path: str) -> None:
    exported = client.get(path)
    assert exported.status_code == 200 and "csv" in exported.headers["content-type"]
    cells = [cell for row in csv.reader(io.StringIO(exported.text)) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell[:1] in ("=", "@", "\t", "\r") for cell in cells if cell)


EXPORTS = ["jsonl", "csv", "geojson", "arrow", "parquet", "xlsx", "acled", "ged", "gdelt", "hxl", "rdf", "plover"]


@pytest.mark.parametrize("form", EXPORTS)
def test_a_reader_exports_what_the_rules_leave(client: TestClient, form: str) -> None:
    app: Any = client.app
    app.state.archive.set_sensitivity('[[embargo]]\nexempt = ["admin"]\n', Order("ada", "a test"))
    client.cookies.set("__Host-dateline", app.state.team.passes.begin("reader").secret)
    answer = client.get(f"/api/v1/export/events.{form}")
    assert answer.status_code == 200
    assert b"Qamvarro" not in answer.content and b"HYPERLINK" not in answer.content


def test_a_reader_gets_what_the_rules_leave_from_the_api(client: TestClient) -> None:
    app: Any = client.app
    app.state.archive.set_sensitivity('[[coarsen]]\nplace = "region"\nexempt = ["admin"]\n', Order("ada", "a test"))
    assert "36.48215" in client.get("/api/v1/events", headers={"accept": "application/json"}).text
    client.cookies.set("__Host-dateline", app.state.team.passes.begin("reader").secret)
    for path in ("/api/v1/events", "/api/v1/claims", "/api/v1/reports", "/api/v1/places", "/api/v1/actors"):
        answer = client.get(path, headers={"accept": "application/json"})
        assert answer.status_code == 200, (path, answer.text)
        assert "36.48215" not in answer.text and "Qamvarro" not in answer.text, path
    assert client.get("/api/v1/events?text=Qamvarro", headers={"accept": "application/json"}).text.count('"schema"') == 0
