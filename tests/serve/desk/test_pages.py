"""The pages as the server writes them: they need no script."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from dateline.archive import Archive, EventQuery
from dateline.records import Event


class Words(HTMLParser):
    """The text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def words(page: str) -> str:
    reader = Words()
    reader.feed(page)
    return " ".join("".join(reader.found).split())


def events(archive: Archive) -> Iterator[Event]:
    return (kept.event for kept in archive.events())


def test_the_overview_shows_how_many_events_there_are(client: TestClient, archive: Archive) -> None:
    assert f"{archive.count_events(EventQuery())} events" in words(client.get("/").text)


def test_a_filter_in_the_url_leaves_only_its_events(client: TestClient, archive: Archive) -> None:
    page = words(client.get("/?type=PROTEST").text)
    wanted = archive.count_events(EventQuery(types=("PROTEST",)))
    assert 0 < wanted < archive.count_events(EventQuery())
    assert f"{wanted} event" in page and "type PROTEST" in page


def test_an_empty_field_of_the_form_asks_nothing(client: TestClient) -> None:
    assert client.get("/?text=&start=&min_killed=&type=&box=").text.count("data-event") == client.get("/").text.count("data-event")


def test_the_pages_of_a_view_hold_every_event_once(client: TestClient, archive: Archive) -> None:
    url, seen = "/", []
    while url:
        page = client.get(url).text
        seen += [part.split('"')[0] for part in page.split('data-event="')[1:]]
        url = "/" + page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&") if 'rel="next"' in page else ""
    assert sorted(seen) == sorted(event.id for event in events(archive) if not event.merged_into)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("start=yesterday", "expected a day such as"),
        ("box=1,2", "expected west,south,east,north"),
        ("min_killed=many", "expected a number"),
        ("type=WAR", "unknown type"),
        ("contested=maybe", "expected true or false"),
        ("confidence=2", "expected 0 to 1"),
        ("cursor=rubbish", "start again without it"),
    ],
)
def test_a_mistaken_filter_gives_a_page_that_says_what_to_write(client: TestClient, query: str, said: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert said in words(answer.text)


@pytest.mark.parametrize("path", ["/events/none", "/reports/none", "/actors/nobody-at-all", "/places/nowhere-at-all", "/actors/new-person-jane-doe"])
def test_what_is_not_kept_gives_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Not here" in words(answer.text)


def test_every_event_has_a_page_with_the_words_of_its_reports(client: TestClient, archive: Archive) -> None:
    for event in events(archive):
        answer = client.get(f"/events/{event.id}")
        assert answer.status_code == 200
        for id in event.claims:
            assert f">{archive.claim(id).claim.trigger.text}</mark>" in answer.text.replace("&#39;", "'")


def test_every_contradiction_stands_on_its_events_page(client: TestClient, archive: Archive) -> None:
    disputed = [event for event in events(archive) if event.contradictions]
    for event in disputed:
        page = words(client.get(f"/events/{event.id}").text)
        assert all(" ".join(found.line.split()) in page for found in event.contradictions)


def test_a_merged_event_leads_to_the_one_that_took_its_place(client: TestClient, archive: Archive) -> None:
    gone = Event(id="0" * 24, merged_into=next(events(archive)).id)
    before = list(events(archive))
    archive.put_events([*before, gone])
    try:
        answer = client.get(f"/events/{gone.id}", follow_redirects=False)
        assert answer.status_code == 308 and answer.headers["location"] == f"/events/{gone.merged_into}"
    finally:
        archive.put_events(before)


def test_every_reports_page_holds_its_whole_text(client: TestClient, archive: Archive) -> None:
    for version in archive.standing():
        page = client.get(f"/reports/{version.report.id}").text
        assert " ".join(version.report.text.split()) in words(page)


def test_what_was_not_coded_is_told_on_request_with_a_reason(client: TestClient, archive: Archive) -> None:
    reasons = 0
    for version in archive.standing():
        assert "reads like" not in client.get(f"/reports/{version.report.id}").text
        page = words(client.get(f"/reports/{version.report.id}?why=1").text)
        reasons += page.count("no word in it reads like") + page.count("that a claim needs")
        assert page.count("Every sentence makes a claim.") <= 1
    assert reasons


def test_every_actor_and_place_of_the_lists_has_a_page(client: TestClient, archive: Archive) -> None:
    for one in archive.actors_of(EventQuery(), limit=30):
        expected = 404 if one.id.startswith("new-person-") else 200
        assert client.get(f"/actors/{one.id}").status_code == expected
    for place in archive.places_of(EventQuery(), limit=30):
        assert client.get(f"/places/{place.id}").status_code == 200


def test_no_list_links_to_a_private_person(client: TestClient) -> None:
    for path in ("/actors", "/", "/places", "/counts"):
        assert "/actors/new-person-" not in client.get(path).text


def test_the_counts_of_the_page_stand_in_its_export(client: TestClient, archive: Archive) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/counts.csv?by=type").text)))
    assert sum(int(row["events"]) for row in rows) == archive.count_events(EventQuery())
    page = words(client.get("/counts?by=type").text)
    assert all(row["type"] in page for row in rows)


def test_dyad_months_name_pair_type_and_month(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/counts.csv?by=pair&period=month").text)))
    assert set(rows[0]) == {"actor", "recipient", "type", "month", "events", "killed"}
    assert all(row["month"] == "undated" or len(row["month"]) == 7 for row in rows)


@pytest.mark.parametrize("by", ["", "nothing", "../etc"])
def test_an_unknown_way_to_count_is_refused(client: TestClient, by: str) -> None:
    assert client.get(f"/counts?by={by}").status_code == 400


def test_the_map_columns_hold_every_placed_event_and_no_other(client: TestClient, archive: Archive) -> None:
    columns = client.get("/desk/map.json").json()
    assert sorted(columns["ids"]) == sorted(e.id for e in events(archive) if e.place and e.place.lat is not None)
    assert len({len(columns[name]) for name in ("ids", "lat", "lon", "precision", "type", "day", "killed")}) == 1


def test_the_map_columns_come_plain_to_whom_does_not_take_gzip(client: TestClient) -> None:
    answer = client.get("/desk/map.json", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers and json.loads(answer.content)["ids"]


@pytest.mark.parametrize(
    "path", ["/desk/static/..%2fpages.py", "/desk/static/pages.py", "/desk/built/..%2f..%2fpages.py", "/desk/static/%2e%2e/pages.py"]
)
def test_no_path_leads_out_of_the_files_that_are_meant(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_without_the_browser_code_the_page_says_how_to_build_it_and_keeps_its_table(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.serve.desk.pages.is_built", lambda: False)
    page = client.get("/").text
    assert "browser/build" in page and "data-event" in page and "<script" not in page


def test_no_page_carries_script_or_style_of_its_own(client: TestClient, archive: Archive) -> None:
    paths = ["/", "/counts", "/actors", "/places", *(f"/events/{e.id}" for e in list(events(archive))[:5])]
    for path in paths:
        page = client.get(path).text
        assert "style=" not in page and "onclick" not in page
        assert all("src=" in tag.split(">")[0] for tag in page.split("<script")[1:])
