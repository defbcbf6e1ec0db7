"""The archive over HTTP: what is found, paged, cached, exported, and refused."""

import csv
import io
import json

import pyarrow.ipc
import pytest
from starlette.testclient import TestClient

from .conftest import client_of

API = "/api/v1"


def test_pages_of_events_hold_every_event_once(client: TestClient) -> None:
    found, cursor = [], ""
    while True:
        page = client.get(f"{API}/events", params={"limit": 3, "cursor": cursor} if cursor else {"limit": 3}).json()
        found += [item["id"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(found) == [f"e{number}" for number in range(7)]
    assert page["total"] == 7


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ("type=ASSAULT", {"e1", "e3", "e5"}),
        ("country=syr&type=CONSULT", {"e0", "e2", "e4", "e6"}),
        ("min_killed=5", {"e5", "e6"}),
        ("place=aleppo&place=nowhere&max_killed=2", {"e0", "e2"}),
        ("box=-80,-20,-70,0", {"e1", "e3", "e5"}),
        ("outlet=Wire 1", {"e1", "e3", "e5"}),
        ("start=2020-03-01&end=", {"e2", "e5"}),
        ("text=airport -talks&report=r4", {"e4"}),
        ("text=nothing", set()),
    ],
)
def test_filters_of_the_url_find_what_they_say(client: TestClient, filters: str, expected: set[str]) -> None:
    assert {item["id"] for item in client.get(f"{API}/events?{filters}").json()["items"]} == expected


def test_the_desk_reads_the_same_filters(client: TestClient) -> None:
    from starlette.datastructures import QueryParams

    from dateline.serve.desk.filters import query_of
    from dateline.serve.filters import EventFilters, event_filters

    url = "text=a&type=AID&status=actual&actor=x&country=syr&box=1,2,3,4&start=2020-01-01&min_killed=2&contested=true&order=killed&max_confidence=0.5"
    params = QueryParams(url)
    several = {name: params.getlist(name) if name in ("type", "status", "actor", "country") else params[name] for name in params}
    assert event_filters(EventFilters(**several)) == query_of(params)


def test_a_record_that_one_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/events/e1")
    again = client.get(f"{API}/events/e1", headers={"If-None-Match": f'"x", {first.headers["etag"]}'})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize("path", ["events/none", "claims/none", "reports/none", "actors/none", "places/none", "reports/r7", "events/%00", "nothing"])
def test_what_is_not_there_is_a_problem_that_says_so(client: TestClient, path: str) -> None:
    found = client.get(f"{API}/{path}")
    if path == "reports/r7":  # Erased: its tombstone stands, its words do not.
        assert found.json()["text"] == ""
        assert client.get(f"{API}/tombstones").json()["items"][0]["reports"] == ["r7"]
        return
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["status"] == 404


@pytest.mark.parametrize(
    "asked", ["type=MURDER", "order=best", "start=yesterday", "box=1,2", "confidence=2", "cursor=abc", "limit=0", "text=-only", "updated_since=1"]
)
def test_a_question_that_means_nothing_is_refused_with_what_was_expected(client: TestClient, asked: str) -> None:
    found = client.get(f"{API}/events?{asked}")
    assert found.status_code == 422
    assert len(found.json()["detail"]) > 20


def test_changes_since_a_time_are_found_and_the_past_can_be_asked_for(client: TestClient) -> None:
    changed = client.get(f"{API}/events/e1").json()["archive"]["changed"]
    assert client.get(f"{API}/events", params={"updated_since": changed, "order": "changed"}).json()["total"] == 7
    assert client.get(f"{API}/events", params={"updated_since": "2999-01-01T00:00:00Z"}).json()["total"] == 0
    assert client.get(f"{API}/reports/r1", params={"as_of": "2000-01-01T00:00:00Z"}).status_code == 404
    assert client.get(f"{API}/reports/r1", params={"as_of": "2999-01-01T00:00:00Z"}).json()["id"] == "r1"


def test_counts_dyads_and_maps(client: TestClient) -> None:
    counts = client.get(f"{API}/events:counts?by=month").json()["items"]
    assert [(item["value"], item["events"]) for item in counts] == [("2020-01", 3), ("2020-02", 2), ("2020-03", 2)]
    dyads = client.get(f"{API}/events:dyads?period=").json()["items"]
    assert {(d["actor"], d["recipient"], d["type"]): (d["events"], d["killed"]) for d in dyads} == {
        ("SYRREB", "private", "CONSULT"): (4, 12),
        ("SYRREB", "private", "ASSAULT"): (3, 9),
    }
    rows = client.get(f"{API}/events:map?type=ASSAULT").json()
    assert {row[rows["columns"].index("lat")] for row in rows["rows"]} == {-12.0}


def test_private_persons_are_not_listed_nor_described(client: TestClient) -> None:
    assert [item["id"] for item in client.get(f"{API}/actors").json()["items"]] == ["SYRREB"]
    assert client.get(f"{API}/actors/new-person-jane-roe").status_code == 404
    assert client.get(f"{API}/actors/SYRREB").json()["with"] == []
    assert client.get(f"{API}/events:counts?by=recipient").json()["items"] == []


def test_exports_carry_every_event_and_no_formula(client: TestClient) -> None:
    lines = client.get(f"{API}/export/events.jsonl").text.splitlines()
    assert {json.loads(line)["id"] for line in lines} == {f"e{number}" for number in range(7)}
    table = list(csv.DictReader(io.StringIO(client.get(f"{API}/export/events.csv").text)))
    assert len(table) == 7
    assert not [cell for row in table for cell in row.values() if cell and cell[0] in "=+@"]
    shapes = client.get(f"{API}/export/events.geojson?type=ASSAULT").json()["features"]
    assert [shape["geometry"]["coordinates"] for shape in shapes] == [[-77.0, -12.0]] * 3
    arrow = pyarrow.ipc.open_stream(client.get(f"{API}/export/claims.arrow").content).read_all()
    assert arrow.num_rows == 7


def test_one_search_finds_reports_claims_and_events(client: TestClient) -> None:
    found = client.get(f"{API}/search?text=airport&limit=2").json()
    assert {name: (len(part["items"]), part["total"]) for name, part in found.items()} == dict.fromkeys(("reports", "claims", "events"), (2, 7))


def test_the_same_is_told_of_an_archive_in_memory(memory) -> None:
    assert client_of(memory).get(f"{API}/events?order=killed&limit=1").json()["items"][0]["id"] == "e6"


def test_open_refine_finds_actors_and_places(client: TestClient) -> None:
    manifest = client.get(f"{API}/reconcile").json()
    assert manifest["versions"] == ["0.2"]
    queries = {"a": {"query": "syrian Rebels", "type": "actor"}, "b": {"query": "Alepo"}, "c": {"query": "Jane Roe"}, "d": {"query": "Aleppo"}}
    found = client.post(f"{API}/reconcile", data={"queries": json.dumps(queries)}).json()
    assert [(each["id"], each["match"]) for each in found["a"]["result"]] == [("actors/SYRREB", True)]
    assert found["c"]["result"] == []
    assert found["d"]["result"][0]["id"] == "places/170063"
    assert client.get(f"/{found['d']['result'][0]['id']}").status_code == 200
    for wrong in ("[", "[1]", '{"a": 1}', '{"a": {"query": 1}}', "[" * 100_000):
        assert client.post(f"{API}/reconcile", data={"queries": wrong}).status_code == 422
    assert client.get(f"{API}/reconcile/suggest/entity?prefix=ale").json()["result"][0]["name"] == "Aleppo"


def test_the_page_of_the_api_needs_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get(API).text
    assert "GET /api/v1/events" in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://localhost", "")
    assert client.get(f"{API}/openapi.json").json()["openapi"].startswith("3.1")
