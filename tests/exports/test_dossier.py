"""The dossier: one page that stands alone, runs nothing, and quotes what every field rests on."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dateline.errors import UnreadableReport
from dateline.exports.marks import Mark
from dateline.exports.outlines import read_outlines
from dateline.exports.timeline import time_line
from dateline.exports.worldmap import world_map
from dateline.records import Report

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>"
ALLOWED = {"html", "head", "meta", "title", "style", "body", "main", "footer", "article", "section", "a", "svg", "path", "rect", "circle", "text"}
ALLOWED |= {"h1", "h2", "h3", "h4", "p", "b", "i", "ul", "li", "span", "div", "dl", "dt", "dd", "br", "table", "tr", "th", "td", "blockquote", "mark"}


class Seen(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    return parser


def mark(day: date | None = date(2023, 3, 14), lat: float | None = 13.0, lon: float | None = 21.0) -> Mark:
    return Mark("x1", "bombed <b>", "Bir & Nakhla", lat, lon, 5.0, day, day, 4, "actual", 43)


def test_it_fetches_nothing_and_runs_nothing(export) -> None:
    page = seen(export("html").text)
    assert page.tags <= ALLOWED
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style", "srcset", "action")]
    links = [value for name, value in page.attributes if name == "href"]
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    assert "default-src 'none'" in export("html").text
    assert "url(" not in export("html").text
    assert "@import" not in export("html").text


def test_every_happening_its_claims_and_their_words_are_on_the_page(export, events) -> None:
    page = export("html").text
    for happening in events:
        assert f'id="e-{happening.id}"' in page
        assert page.count("<mark>") >= len(happening.claims)
    text = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "machine-coded, unreviewed" in text
    assert "contradict each other" in text
    assert "dateline 0.1.0 / en-1" in text


def test_words_from_outside_stay_words(export, attack) -> None:
    claim = attack.claims[0]
    report = Report(claim.report, EVIL * 20, EVIL, EVIL, "javascript:alert(4)", date(2023, 3, 15), "en")
    evil = replace(
        attack,
        label=EVIL,
        voices=(EVIL,),
        id=EVIL,
        project_code=EVIL,
        place=attack.place and replace(attack.place, name=EVIL, lat=1.0, lon=2.0),
        actors=tuple(replace(person, name=EVIL) for person in attack.actors),
        reports={claim.report: report},
    )
    page = export("html", what=[evil]).text
    parsed = seen(page)
    assert parsed.tags <= ALLOWED
    assert not [name for name, _ in parsed.attributes if name.startswith("on")]
    assert not [value for name, value in parsed.attributes if name == "href" and value.startswith("javascript")]


def test_links_of_map_and_time_line_lead_to_an_element_of_the_page(export) -> None:
    page = seen(export("html").text)
    ids = {value for name, value in page.attributes if name == "id"}
    assert {value[1:] for name, value in page.attributes if name == "href" and value.startswith("#")} <= ids


def test_claims_alone_make_a_dossier_too(export, claims) -> None:
    assert export("html", what=claims).text.count("<article") == len(claims)


def test_an_empty_selection_is_a_page_that_says_so(export) -> None:
    exported = export("html", what=[])
    assert exported.lost.written == 0
    assert "<b>0</b><span>happenings</span>" in exported.text


def test_what_is_not_on_the_map_or_the_time_line_is_counted(export, events) -> None:
    lost = export("html").lost
    assert lost.reduced["happenings that could not be located: not on the map"] == sum(not h.place or h.place.lat is None for h in events)


@pytest.mark.parametrize("lat", [-89.9, 0.0, 89.9])
@pytest.mark.parametrize("lon", [-180.0, 0.0, 180.0])
def test_a_map_is_well_formed_anywhere_on_the_globe(lat: float, lon: float) -> None:
    square = ((lon, lat), (lon + 1, lat), (lon + 1, lat - 1))
    across = ((179.0, 60.0), (-179.0, 60.0), (-179.0, 62.0), (179.0, 62.0))
    root = etree.fromstring(world_map([mark(lat=lat, lon=lon)], [square, across]))
    assert root.find("{*}a/{*}circle") is not None
    assert "bombed <b>" in (root.findtext("{*}a/{*}circle/{*}title") or "")


def test_no_outline_is_drawn_across_the_whole_world() -> None:
    across = ((179.0, 60.0), (-179.0, 60.0), (-179.0, 62.0), (179.0, 62.0))
    root = etree.fromstring(world_map([mark(lat=0, lon=-170), mark(lat=60, lon=170)], [across]))
    for path in root.iterfind("{*}path[@class='land']"):
        xs = [float(point.split()[0]) for point in path.get("d", "").strip("MZ").split("L")]
        assert max(xs) - min(xs) < 100


@given(st.lists(st.tuples(st.dates(), st.integers(0, 4000)), min_size=1, max_size=40))
def test_a_time_line_is_well_formed_for_any_days(days: list[tuple[date, int]]) -> None:
    marks = [replace(mark(day), end=date.fromordinal(min(day.toordinal() + length, date.max.toordinal()))) for day, length in days]
    boxes = [(float(r.get("x")), float(r.get("width"))) for r in etree.fromstring(time_line(marks)).iter("{*}rect")]
    assert len(boxes) == len(marks)
    assert all(x >= 0 and x + width <= 960 for x, width in boxes)


def test_outlines_are_read_from_topojson_and_geojson_and_refused_with_a_reason(tmp_path: Path) -> None:
    topology = '{"type": "Topology", "transform": {"scale": [1, 1], "translate": [10, 20]}, "arcs": [[[0, 0], [1, 0], [0, 1], [-1, -1]]], '
    path = tmp_path / "world.json"
    path.write_text(topology + '"objects": {"land": {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "arcs": [[0]]}]}}}')
    assert read_outlines(path) == (((10.0, 20.0), (11.0, 20.0), (11.0, 21.0), (10.0, 20.0)),)
    path.write_text('{"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1]]]]}}')
    assert read_outlines(path) == (((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)),)
    for bad in ("[]", "{}", '{"type": "Topology"}', "no"):
        path.write_text(bad)
        with pytest.raises(UnreadableReport, match="expected outlines"):
            read_outlines(path)
