"""The review's pages and forms without browser code."""

from __future__ import annotations

from fastapi.testclient import TestClient

from dateline.archive import Archive
from dateline.records import Event
from dateline.review.queue import queue
from dateline.review.studies import studies


def first(archive: Archive) -> Event:
    return queue(archive).items[0].event


def test_the_queue_says_how_many_wait_and_why(client: TestClient, archive: Archive) -> None:
    answer = client.get("/review")
    assert answer.status_code == 200
    assert f"{queue(archive).total} unreviewed events" in answer.text
    assert "doubt" in answer.text
    assert answer.text.count("data-item") == len(queue(archive).items)


def test_a_search_narrows_the_queue(client: TestClient) -> None:
    assert client.get("/review?text=convoy").text.count("data-item") < client.get("/review").text.count("data-item")
    assert client.get("/review?text=-").status_code == 400


def test_accepting_goes_on_to_the_next_and_stays_in_the_log_with_its_reason(client: TestClient, archive: Archive) -> None:
    event = first(archive)
    after = queue(archive).after(event.id)
    answer = client.post(
        f"/review/events/{event.id}/verdict", data={"decision": "accepted", "why": "<b>seen</b>", "next": after}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/review/events/{after}?")
    assert archive.event(event.id).event.reviewed
    assert (archive.judgements()[0].why, archive.judgements()[0].by) == ("<b>seen</b>", "local")
    assert "<b>seen</b>" not in client.get(f"/events/{event.id}").text


def test_words_typed_correct_a_field(client: TestClient, archive: Archive) -> None:
    claim = archive.claim(first(archive).main).claim
    answer = client.post(f"/review/claims/{claim.id}/correct", data={"field": "place", "words": claim.trigger.text, "name": "Ardouz"})
    assert answer.status_code == 200
    assert "corrected: place" in answer.text
    assert archive.judgements()[0].value["name"] == "Ardouz"


def test_words_that_are_not_there_are_refused_on_a_page(client: TestClient, archive: Archive) -> None:
    claim = archive.claim(first(archive).main).claim
    answer = client.post(f"/review/claims/{claim.id}/correct", data={"field": "place", "words": "Atlantis"})
    assert answer.status_code == 400
    assert "is not in the sentence" in answer.text
    assert client.post(f"/review/claims/{claim.id}/correct", data={"field": "place", "start": "x", "end": "2"}).status_code == 400
    assert archive.judgements() == []


def test_what_is_not_there_is_404(client: TestClient) -> None:
    for path in ("/review/events/none", "/review/studies/none", "/review/merge?one=a&other=b"):
        assert client.get(path).status_code == 404


def test_an_undo_without_a_decision_says_so(client: TestClient) -> None:
    answer = client.post("/review/undo")
    assert answer.status_code == 404
    assert "nothing to undo" in answer.text


def test_a_post_from_another_site_decides_nothing(client: TestClient, archive: Archive) -> None:
    event = first(archive)
    answer = client.post(f"/review/events/{event.id}/verdict", data={"decision": "accepted"}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert archive.judgements() == []


def test_two_coders_see_nothing_of_each_other_until_both_are_done(client: TestClient, archive: Archive) -> None:
    client.post("/review/studies", data={"coders": "ana, ben", "size": "2"})
    (study,) = studies(archive).values()
    for coder in study.coders:
        for claim in study.claims:
            assert "Agreement is shown when both are done" in client.get(f"/review/studies/{study.id}").text
            shown = client.get(f"/review/studies/{study.id}/{coder}").text
            assert claim in shown
            assert 'data-marks="1:trigger"' in shown and "1:actor" not in shown
            words = archive.claim(claim).claim.trigger.text
            client.post(f"/review/studies/{study.id}/{coder}", data={"claim": claim, "type": "ASSAULT", "actors": words})
    answer = client.get(f"/review/studies/{study.id}").text
    assert "2 of 2 the same" in answer
    assert "1.000" in answer


def test_an_audit_is_judged_and_states_its_interval(client: TestClient, archive: Archive) -> None:
    client.post("/review/studies", data={"coders": "ana", "size": "3"})
    (study,) = studies(archive).values()
    for claim in study.claims:
        client.post(f"/review/studies/{study.id}/ana", data={"claim": claim, **_all_right(client, study.id)})
    answer = client.get(f"/review/studies/{study.id}").text
    assert "3 of 3" in answer
    assert "0.439 to 1.000" in answer


def _all_right(client: TestClient, study: str) -> dict[str, str]:
    fields = client.get(f"/review/studies/{study}/ana").text.split('name="v-')[1:]
    return {f"v-{field.split(chr(34))[0]}": "right" for field in fields}
