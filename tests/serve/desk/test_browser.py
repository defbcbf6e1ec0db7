"""The desk in a real browser, under the strict policy: every flow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dateline.archive import Archive, EventQuery
from dateline.serve.desk.pages import BUILT

pytestmark = pytest.mark.skipif(not (BUILT / "overview.js").is_file(), reason="the browser code is not built: run browser/build")
WAIT = 30_000


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    found = context.new_page()
    said: list[str] = []
    found.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: said.append(str(error)))
    yield found
    context.close()
    assert not said


def opened(page: Any, served: str, query: str = "") -> Any:
    page.goto(f"{served}/{query}")
    page.wait_for_selector("html[data-painted]", timeout=WAIT)
    return page


def total(page: Any) -> int:
    return int(re.sub(r"\D", "", page.inner_text("#total")))


def until_total(page: Any, wanted: int) -> None:
    page.wait_for_selector(f"#total:text-matches('^{wanted:,} event')", timeout=WAIT)


def zoomed_in(page: Any) -> None:
    for _ in range(3):
        page.click(".maplibregl-ctrl-zoom-in")
        page.wait_for_timeout(400)


def test_the_map_counts_what_lies_on_it(page: Any, served: str, archive: Archive) -> None:
    opened(page, served)
    placed = archive.count_events(EventQuery(placed=True))
    assert page.inner_text("#on-map") == f"{placed} on it"


def test_only_what_is_on_the_map_moves_table_time_line_and_url(page: Any, served: str, archive: Archive) -> None:
    opened(page, served)
    page.check("#only")
    until_total(page, archive.count_events(EventQuery(placed=True)))
    zoomed_in(page)
    page.wait_for_timeout(900)
    assert "box=" in page.url
    assert f"{total(page)} on it" == page.inner_text("#on-map")
    assert total(page) < archive.count_events(EventQuery(placed=True))


def test_a_view_that_was_sent_shows_the_same(page: Any, served: str) -> None:
    opened(page, served)
    page.check("#only")
    zoomed_in(page)
    page.wait_for_timeout(900)
    url, shown = page.url, total(page)
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_selector("html[data-painted]", timeout=WAIT)
    assert total(page) == shown and page.is_checked("#only")


def test_a_stretch_of_the_time_line_chooses_a_period(page: Any, served: str, archive: Archive) -> None:
    opened(page, served)
    box = page.locator("#timeline").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 30, steps=5)
    page.mouse.up()
    page.wait_for_selector("#tally .chips .chip", timeout=WAIT)
    start, end = page.input_value("#f-start"), page.input_value("#f-end")
    assert f"start={start}" in page.url and f"end={end}" in page.url and start < end
    assert 0 < total(page) < archive.count_events(EventQuery())


def test_a_filter_takes_effect_without_a_click(page: Any, served: str, archive: Archive) -> None:
    opened(page, served)
    page.select_option("#f-type", "PROTEST")
    until_total(page, archive.count_events(EventQuery(types=("PROTEST",))))
    assert page.url.endswith("?type=PROTEST")
    assert page.inner_text("#on-map") == f"{archive.count_events(EventQuery(types=('PROTEST',), placed=True))} on it"


def test_the_trays_hold_what_map_and_time_line_cannot_show(page: Any, served: str, archive: Archive) -> None:
    opened(page, served)
    page.click("text=/\\d+ unplaced$/")
    assert total(page) == archive.count_events(EventQuery(placed=False))
    page.goto(served)
    page.click("text=/\\d+ undated$/")
    assert total(page) == archive.count_events(EventQuery(dated=False))


def test_a_field_lights_its_words_and_words_light_their_field(page: Any, served: str, archive: Archive) -> None:
    report = next(v.report.id for v in archive.standing() if archive.claims(v.digest))
    page.goto(f"{served}/reports/{report}")
    field = page.locator("[data-field$=':trigger']").first
    field.hover()
    key = field.get_attribute("data-field")
    assert key in page.locator("mark.lit").first.get_attribute("data-marks").split()
    mark = page.locator("mark.trigger").last
    mark.hover()
    lit = {field.get_attribute("data-field") for field in page.locator(".lit-field").all()}
    assert lit == set(mark.get_attribute("data-marks").split())


def test_words_light_from_the_keyboard(page: Any, served: str, archive: Archive) -> None:
    report = next(v.report.id for v in archive.standing() if archive.claims(v.digest))
    page.goto(f"{served}/reports/{report}")
    page.locator("[data-field]").first.focus()
    assert page.locator("mark.lit").count() >= 1
    page.keyboard.press("Escape")
    assert page.locator(".lit, .lit-field").count() == 0


def test_from_the_table_to_event_report_and_back_to_a_view(page: Any, served: str) -> None:
    opened(page, served)
    page.locator("#results tbody a").first.click()
    assert "/events/" in page.url and page.locator("h1").count() == 1
    page.locator(".witness header a").first.click()
    assert "/reports/" in page.url and page.locator("mark.trigger").count() >= 1
    page.locator(".claims a").first.click()
    assert "/events/" in page.url
    page.fill("#find", "police")
    page.keyboard.press("Enter")
    page.wait_for_selector("html[data-painted]", timeout=WAIT)
    assert "text=police" in page.url and total(page) >= 1


def test_a_phone_scrolls_no_page_sideways(browser: Any, served: str, archive: Archive) -> None:
    event = max((kept.event for kept in archive.events()), key=lambda event: len(event.claims))
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    for path in ("/", f"/events/{event.id}", f"/reports/{event.reports[0]}", "/actors", "/places", "/counts"):
        page.goto(served + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    context.close()


LIGHT = ("/", "/event", "/report", "/actors", "/actor", "/places", "/place", "/counts", "/nowhere")


@pytest.mark.parametrize(("path", "scheme"), [*((path, "light") for path in LIGHT), ("/", "dark"), ("/event", "dark"), ("/report", "dark")])
def test_axe_finds_nothing_wrong(browser: Any, served: str, archive: Archive, path: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(served + address(archive, path))
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    context.close()
    assert not [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found.response["violations"]]


def address(archive: Archive, path: str) -> str:
    """The page of the fullest event, and of what stands in it."""
    event = max((kept.event for kept in archive.events()), key=lambda event: len(event.claims))
    ways = {
        "/event": f"/events/{event.id}",
        "/report": f"/reports/{event.reports[0]}",
        "/actor": f"/actors/{next(one.id for one in archive.actors_of(EventQuery()) if not one.id.startswith('new-person-'))}",
        "/place": f"/places/{archive.places_of(EventQuery())[0].id}",
        "/nowhere": "/events/none",
    }
    return ways.get(path, path)
