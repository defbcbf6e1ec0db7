"""What is sent changes the archive once, with leave, and by what was last decided."""

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.serve.access import Access

from .conftest import client_of

API = "/api/v1"
TEXT = {"text": "Rebels shelled the port today.", "published": "2020-02-02", "outlet": "Wire", "title": "Port"}


def claim_ids(client: TestClient) -> list[str]:
    return [item["id"] for item in client.get(f"{API}/claims").json()["items"]]


def test_a_text_gives_its_claims_and_is_not_kept(client: TestClient) -> None:
    found = client.post(f"{API}/code", json=TEXT).json()
    assert [claim["trigger"]["text"] for claim in found["claims"]] == ["shelled"]
    assert client.get(f"{API}/search?text=port").json()["reports"]["total"] == 0


def test_a_report_is_kept_once_however_often_it_is_sent(client: TestClient) -> None:
    first, again = (client.post(f"{API}/reports", json=TEXT).json() for _ in range(2))
    assert (first["new"], again["new"]) == (True, False)
    assert first["claims"] == again["claims"] != []
    assert client.get(f"{API}/search?text=port").json()["reports"]["total"] == 1


def test_the_events_of_a_report_that_is_sent_are_there_at_once(client: TestClient) -> None:
    added = client.post("/api/v1/reports", json={"text": "Militants shelled the harbour.", "published": "2020-03-01"}).json()
    claim = added["claims"][0]["id"]
    assert [event["claims"] for event in client.get("/api/v1/events", params={"claim": claim}).json()["items"]] == [[claim]]


def test_the_events_follow_a_decision(client: TestClient) -> None:
    claim = client.post("/api/v1/reports", json={"text": "Militants shelled the harbour."}).json()["claims"][0]["id"]
    said = client.post("/api/v1/judgements", json={"decision": "accepted", "about": [claim]}).json()
    assert client.get("/api/v1/events", params={"claim": claim}).json()["items"][0]["reviewed"]
    client.post("/api/v1/judgements", json={"decision": "undone", "undoes": said["id"]})
    assert not client.get("/api/v1/events", params={"claim": claim}).json()["items"][0]["reviewed"]


GERMAN = "Die Regierung teilte am Montag mit, dass die Gespräche über den Waffenstillstand in der kommenden Woche fortgesetzt werden sollen."


def test_a_text_in_a_language_without_a_model_is_never_coded(client: TestClient) -> None:
    refused = client.post("/api/v1/code", json={"text": GERMAN})
    assert refused.status_code == 422 and "no model" in refused.json()["detail"]
    kept = client.post("/api/v1/reports", json={"text": GERMAN}).json()
    assert kept["new"] and kept["claims"] == [] and "no model" in kept["uncoded"]


@pytest.mark.parametrize(("field", "value"), [("status", "perhaps"), ("type", "RAID"), ("trigger", "x"), ("modes", ["aerial", "nonsense"])])
def test_a_correction_that_is_none_of_its_field_is_refused(client: TestClient, field: str, value: object) -> None:
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    refused = client.post("/api/v1/judgements", json={"decision": "corrected", "about": [claim], "field": field, "value": value})
    assert refused.status_code == 422
    assert field in refused.json()["detail"]


def test_an_idempotency_key_carries_a_request_out_once(client: TestClient) -> None:
    claim = claim_ids(client)[0]
    headers = {"Idempotency-Key": "one"}
    first, again = (client.post(f"{API}/judgements", json={"decision": "accepted", "about": [claim]}, headers=headers) for _ in range(2))
    assert first.json() == again.json()
    assert client.get(f"{API}/judgements").json()["total"] == 1
    other = client.post(f"{API}/judgements", json={"decision": "rejected", "about": [claim]}, headers=headers)
    assert (other.status_code, "another body" in other.json()["detail"]) == (422, True)


def test_a_failed_request_may_be_sent_again_under_its_key(client: TestClient) -> None:
    headers = {"Idempotency-Key": "two"}
    for _ in range(2):
        assert client.post(f"{API}/judgements", json={"decision": "accepted", "about": ["none"]}, headers=headers).status_code == 404


def test_who_decided_by_an_old_state_is_told_so(client: TestClient) -> None:
    claims, before = claim_ids(client), client.get(f"{API}/judgements").headers["etag"]
    decided = [
        client.post(f"{API}/judgements", json={"decision": "accepted", "about": [claim]}, headers={"If-Match": before}) for claim in claims[:2]
    ]
    assert [found.status_code for found in decided] == [200, 412]


def test_a_judgement_is_logged_with_who_made_it_and_can_be_undone(client: TestClient, archive: Archive) -> None:
    claim = claim_ids(client)[0]
    made = client.post(
        f"{API}/judgements", json={"decision": "corrected", "about": [claim], "field": "type", "value": "COERCE", "why": "read"}
    ).json()
    assert (made["by"], made["field"], made["value"]) == ("local", "type", "COERCE")
    when = client.get(f"{API}/judgements").json()["items"][0]["at"]
    client.post(f"{API}/judgements", json={"decision": "undone", "undoes": made["id"], "why": "no"})
    assert client.get(f"{API}/judgements").json()["total"] == 0
    assert client.get(f"{API}/judgements?in_force=false").json()["total"] == 2
    assert client.get(f"{API}/judgements", params={"as_of": when}).json()["items"][0]["id"] == made["id"]
    assert archive.verify() == []


@pytest.mark.parametrize(
    "given",
    [
        {"decision": "accepted"},
        {"decision": "loved", "about": ["x"]},
        {"decision": "undone", "undoes": "none"},
        {"decision": "accepted", "about": ["x"], "extra": 1},
        [],
    ],
)
def test_a_judgement_that_means_nothing_is_refused(client: TestClient, given: object) -> None:
    found = client.post(f"{API}/judgements", json=given)
    assert found.status_code in (404, 422)
    assert client.get(f"{API}/judgements?in_force=false").json()["total"] == 0


@pytest.mark.parametrize("text", ["", "\0", "\ud800"])
def test_a_text_that_is_none_is_refused(client: TestClient, text: str) -> None:
    import json

    found = client.post(f"{API}/code", content=json.dumps({"text": text}), headers={"Content-Type": "application/json"})
    assert found.status_code == 422


def test_another_coder_than_the_archives_is_refused(client: TestClient) -> None:
    client.app.state.coder.name = "rule 2"
    try:
        assert client.post(f"{API}/reports", json=TEXT).status_code == 409
    finally:
        client.app.state.coder.name = "rule 1"


@pytest.mark.parametrize(
    ("scopes", "expected"),
    [(set(), (403, 403, 403, 403)), ({"read"}, (200, 200, 403, 403)), ({"read", "write"}, (200, 200, 200, 403)), ({"judge"}, (403, 403, 403, 404))],
)
def test_a_scope_allows_what_it_says_and_no_more(archive: Archive, scopes: set[str], expected: tuple[int, ...]) -> None:
    client = client_of(archive)
    inner = client.app

    async def with_access(scope, receive, send) -> None:
        scope.setdefault("state", {})["access"] = Access("ann", frozenset(scopes))
        await inner(scope, receive, send)

    asking = TestClient(with_access, base_url="http://localhost")
    found = (
        asking.get(f"{API}/events"),
        asking.post(f"{API}/code", json=TEXT),
        asking.post(f"{API}/reports", json=TEXT),
        asking.post(f"{API}/judgements", json={"decision": "accepted", "about": ["none"]}),
    )
    assert tuple(answer.status_code for answer in found) == expected
