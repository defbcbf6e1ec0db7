"""The client reads what the server holds, as records."""

from datetime import date

import httpx
import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive, EventQuery
from dateline.client import Client, ServerError
from dateline.records import Claim, Event, Judgement, Report

from .conftest import event_of, report_of


class Through(httpx.BaseTransport):
    """To the app, without a network."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = {**request.headers, "host": "localhost"}
        found = self.client.request(request.method, request.url.raw_path.decode(), content=request.read(), headers=headers)
        return httpx.Response(found.status_code, headers={"content-type": found.headers.get("content-type", "")}, content=found.content)


@pytest.fixture
def remote(client: TestClient) -> Client:
    return Client("http://localhost", transport=Through(client))


def test_records_come_back_as_they_are_kept(remote: Client, archive: Archive) -> None:
    assert list(remote.events(order="oldest")) == [kept.event for kept in archive.find_events(EventQuery(order="oldest")).items]
    claims = list(remote.claims())
    assert all(isinstance(claim, Claim) for claim in claims)
    assert remote.claim(claims[0].id) == claims[0]
    assert remote.event("e1") == event_of(1, archive.claims(archive.report("r1").digest)[0])
    assert remote.report("r1") == report_of(1)


def test_every_page_is_followed(remote: Client) -> None:
    assert len({event.id for event in remote.events(limit=2)}) == 7
    assert len(list(remote.reports(limit=2))) == 7


def test_filters_are_sent_as_values(remote: Client) -> None:
    found = {event.id for event in remote.events(start=date(2020, 3, 1), type=["ASSAULT", "CONSULT"], contested=False, min_killed=3)}
    assert found == {"e5"}
    assert remote.count("events", country="PER") == 3
    assert remote.counts("type") == {"CONSULT": 4, "ASSAULT": 3}


def test_a_text_is_coded_kept_and_judged(remote: Client) -> None:
    assert remote.code("Rebels shelled it.", published="2020-01-01")[0].type == "ASSAULT"
    report, claims = remote.add("Rebels shelled it.", published=date(2020, 1, 1), outlet="Wire")
    assert isinstance(report, Report)
    made = remote.judge("rejected", [claims[0].id], why="no such thing")
    assert isinstance(made, Judgement)
    assert [each.id for each in remote.judgements()] == [made.id]
    remote.undo(made.id)
    assert list(remote.judgements()) == []


def test_files_come_in_parts(remote: Client) -> None:
    assert b"".join(remote.export("events", "csv", type="ASSAULT")).count(b"\r\n") == 4
    with pytest.raises(ServerError, match="format"):
        list(remote.export("events", "doc"))


def test_a_refusal_carries_the_servers_words(remote: Client) -> None:
    with pytest.raises(ServerError, match="no event 'x'") as found:
        remote.event("x")
    assert found.value.status == 404


def test_a_busy_server_is_asked_again_with_the_same_key() -> None:
    keys = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers.get("idempotency-key"))
        return httpx.Response(503 if len(keys) == 1 else 404, json={"detail": "gone"})

    with pytest.raises(ServerError, match="gone"):
        Client("http://x", transport=httpx.MockTransport(answer)).judge("accepted", ["c"])
    assert len(keys) == 2
    assert keys[0] == keys[1] is not None


def test_a_server_that_is_none_is_told_in_one_line() -> None:
    with pytest.raises(ServerError, match="dateline serve"):
        Client("http://127.0.0.1:9", tries=1).event("x")
    with pytest.raises(ServerError, match="dateline server"):
        Client("http://x", transport=httpx.MockTransport(lambda _: httpx.Response(200, text="<html>"))).event("x")


def test_an_event_is_an_event(remote: Client) -> None:
    assert isinstance(next(iter(remote.events())), Event)
