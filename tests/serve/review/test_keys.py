"""Every key and flow in a real browser, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.archive import Archive
from dateline.review.queue import queue
from dateline.serve.desk.pages import BUILT

pytestmark = pytest.mark.skipif(not (BUILT / "review.js").is_file(), reason="the browser code is not built: browser/build")


def waiting(archive: Archive) -> list[str]:
    return [item.event.id for item in queue(archive).items]


def here(page: Any) -> str:
    return str(page.locator(".queue > li.here [data-open]").get_attribute("href")).split("/")[-1]


def test_j_and_k_walk_the_queue_and_enter_opens(page: Any, served: str, archive: Archive) -> None:
    ids = waiting(archive)
    page.goto(f"{served}/review")
    page.wait_for_selector(".queue > li.here")
    assert here(page) == ids[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert here(page) == ids[1]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/review/events/{ids[1]}")


def test_a_and_r_decide_in_the_queue_and_u_takes_back(page: Any, served: str, archive: Archive) -> None:
    ids = waiting(archive)
    page.goto(f"{served}/review")
    page.wait_for_selector(".queue > li.here")
    page.keyboard.press("a")
    page.wait_for_selector("#done:has-text('accepted')")
    assert archive.event(ids[0]).event.reviewed
    page.wait_for_selector(".queue > li.here")
    page.keyboard.press("r")
    page.wait_for_selector("#done:has-text('rejected')")
    assert [judgement.decision for judgement in archive.judgements()] == ["accepted", "rejected"]
    page.keyboard.press("u")
    page.wait_for_selector("#done:has-text('undone')")
    assert [judgement.decision for judgement in archive.judgements()] == ["accepted"]


def test_a_on_an_events_page_goes_on_to_the_next_one(page: Any, served: str, archive: Archive) -> None:
    ids = waiting(archive)
    page.goto(f"{served}/review/events/{ids[0]}")
    page.fill("#why", "both reports say so")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.wait_for_url(f"**/review/events/{ids[1]}?**")
    assert archive.judgements()[0].why == "both reports say so"
    page.keyboard.press("j")
    page.wait_for_url(f"**/review/events/{ids[2]}*")
    page.keyboard.press("k")
    page.wait_for_url(f"**/review/events/{ids[1]}*")


def test_e_corrects_a_field_by_words_chosen_with_the_arrows(page: Any, served: str, archive: Archive) -> None:
    page.goto(f"{served}/review/events/{waiting(archive)[0]}")
    page.keyboard.press("e")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    chosen = page.locator(".pick").first.locator("[aria-selected=true]").all_inner_texts()
    assert len(chosen) == 2
    page.keyboard.press("Enter")
    page.keyboard.press("a")  # typed into the field's list, no key of the page: chooses "actors"
    page.locator("details.correct button:has-text('Correct the field')").first.press("Enter")
    page.wait_for_selector("#done:has-text('corrected: actors')")
    (judgement,) = archive.judgements()
    span = judgement.value[-1]["span"]
    report = archive.report(judgement.about[0].report).report
    words = report.part(judgement.about[0].part)[span[0] : span[1]]
    assert "".join(words.split()) == "".join(chosen)
    assert judgement.value[-1]["text"] == words


def test_the_type_is_changed_from_the_form(page: Any, served: str, archive: Archive) -> None:
    page.goto(f"{served}/review/events/{waiting(archive)[0]}")
    page.keyboard.press("e")
    page.select_option("#type-1", "AID")
    page.locator("button:has-text('Change the type')").first.press("Enter")
    page.wait_for_selector("#done:has-text('corrected: type')")
    assert archive.judgements()[0].value == "AID"


def test_m_merges_after_a_preview_and_s_splits_again(page: Any, served: str, archive: Archive) -> None:
    page.goto(f"{served}/review/events/{waiting(archive)[0]}")
    page.keyboard.press("m")
    assert page.evaluate("document.activeElement.id") == "other"
    page.locator("button:has-text('See what it comes to')").first.press("Enter")
    page.wait_for_selector("h1:has-text('Merge two events')")
    assert "keeps its id" in page.inner_text("#content")
    page.keyboard.press("a")
    page.wait_for_selector("#done:has-text('merged')")
    assert archive.judgements()[-1].decision == "same"
    page.keyboard.press("s")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.locator("#split ~ form button").press("Enter")
    page.wait_for_selector("h1:has-text('Split claims off')")
    page.keyboard.press("a")
    page.wait_for_selector("#done:has-text('split')")
    assert archive.judgements()[-1].decision == "different"
    assert archive.verify() == []


def test_slash_searches_and_the_question_mark_shows_the_keys(page: Any, served: str) -> None:
    page.goto(f"{served}/review")
    page.wait_for_selector(".queue > li.here")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("/")
    page.keyboard.type("convoy")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?text=convoy")
    assert page.locator(".queue > li.here").count() == 1


def test_keys_that_are_typed_into_a_field_decide_nothing(page: Any, served: str, archive: Archive) -> None:
    page.goto(f"{served}/review/events/{waiting(archive)[0]}")
    page.locator("#why").press_sequentially("a rare mess")
    assert page.input_value("#why") == "a rare mess"
    assert archive.judgements() == []
