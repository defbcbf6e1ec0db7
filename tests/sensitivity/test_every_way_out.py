"""No withheld name, exact coordinate or embargoed id is in the bytes of any export format."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.events import link
from dateline.exports import NAMES, Happening, format_named, of_claim, of_event
from dateline.records import Actor, Claim, Count, Interval, Place, Report, Span, Trigger, Voice, When, with_id
from dateline.sensitivity import Records, read_rules, released

WRITERS = [(name, table) for name in NAMES for table in (("events", "claims", "mentions", "actors") if name in ("csv", "parquet") else ("events",))]
TODAY = date(2026, 1, 1)
SECRET = st.text("qxzvkj", min_size=5, max_size=9).map(str.title)
"""Words of letters that nothing else in the records is made of in a row."""
DEGREES = st.integers(100_000, 600_000).map(lambda number: (number * 10 + 7) / 100_000)


def places(name: str, point: tuple[float, float], span: Span) -> Place:
    return Place(span, name, name, *point, "place", "MLI", "Abome", 987654321)


@st.composite
def collections(draw: st.DrawFn) -> tuple[Records, list[str], list[str]]:
    """Records of one report; the words and the numbers that are secret in them."""
    town, first, last = draw(st.lists(SECRET, min_size=3, max_size=3, unique=True))
    point = draw(st.tuples(DEGREES, DEGREES))
    day = date(2011, 3, 1) + timedelta(draw(st.integers(3, 25)))
    who = f"{first} {last}"
    parts = [f"Men shot {who} in {town} on {day.isoformat()}", f"People of {town} mourned {last}", f"{who} had come from {town.upper()}"]
    text = ", officials said. ".join(parts) + "."
    report = Report(f"{town}-{day}", text, f"{last} shot", "Daily", f"https://example.org/{town}/{day}", day, "en")
    claims = tuple(_claims(report, (town, who, last), point, day))
    linked = link(list(claims), [report])
    return Records(claims, tuple(linked.events), (report,)), [town, first, last], [repr(value) for value in point] + ["987654321"]


def _claims(report: Report, names: tuple[str, str, str], point: tuple[float, float], day: date) -> Iterator[Claim]:
    town, who, _ = names

    def at(words: str) -> Span:
        start = report.text.index(words)
        return Span(start, start + len(words))

    victim = Actor(at(who), who, who, "new-person-mli-" + who.lower().replace(" ", "-"), "MLI", "CVL", "MLICVL")
    kin = Actor(at(f"People of {town}"), f"People of {town}", f"People of {town}", f"new-mli-people-of-{town.lower()}", "MLI", "CVL")
    men = Actor(at("Men"), "Men", "", "", "MLI", "REB", "MLIREB")
    when = When(at(day.isoformat()), day.isoformat(), Interval(day, day))
    first = Span(0, report.text.index(" People"))
    second = Span(first.end + 1, report.text.index(f" {who} had"))
    voice = Voice(at("officials"), "officials", "officials")
    shot = Claim("", report.id, "text", first, Trigger(at("shot"), "shot"), "ASSAULT", actors=(men,), recipients=(victim,), killed=Count(1, 1))
    mourned = Claim("", report.id, "text", second, Trigger(at("mourned"), "mourned"), "PROTEST", actors=(kin,), recipients=(victim,))
    place = places(town, point, at(town))
    yield with_id(replace(shot, place=place, when=when, sources=(voice,), coder="c"))
    yield with_id(replace(mourned, place=place, coder="c"))


def happenings(records: Records) -> Iterator[Happening]:
    claims, reports = {claim.id: claim for claim in records.claims}, {report.id: report for report in records.reports}
    for event in records.events:
        yield of_event(event, [claims[id] for id in event.claims], reports)


def bytes_of(records: Records, name: str, table: str) -> bytes:
    """What the format's file holds, unpacked."""
    chosen, stream = format_named(name, table), io.BytesIO()
    reports = {report.id: report for report in records.reports}
    alone = table == "claims" and not chosen.events
    chosen.write((of_claim(claim, reports) for claim in records.claims) if alone else happenings(records), stream)
    raw = stream.getvalue()
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(raw)) as book:
            return b"\n".join(book.read(part) for part in book.namelist())
    if "parquet" in name:
        columns = pyarrow.parquet.read_table(io.BytesIO(raw)).to_pydict()
        return raw + repr(columns).encode() + b"".join(point or b"" for point in columns.get("geometry", []))
    return raw


def text_of(records: Records, name: str, table: str) -> str:
    return bytes_of(records, name, table).decode("utf-8", "replace").casefold()


RULES = read_rules('[[coarsen]]\nplace = "region"\nday = "month"\n[[withhold]]\nnames = "omit"')
GRID = read_rules('[[coarsen]]\nplace = "40 km"\nday = "year"\n[[withhold]]\nnames = "initials"')


@pytest.mark.parametrize(("name", "table"), WRITERS)
@given(data=collections(), grid=st.booleans())
@settings(max_examples=6, deadline=None)
def test_nothing_secret_is_in_the_bytes(name: str, table: str, data: tuple[Records, list[str], list[str]], grid: bool) -> None:
    records, words, numbers = data
    plain = text_of(records, name, table)
    assert [secret for secret in words if secret.casefold() in plain] != []
    out, _ = released(records, GRID if grid else RULES, TODAY)
    said, raw = text_of(out, name, table), bytes_of(out, name, table)
    assert [secret for secret in (*words, *numbers) if secret.casefold() in said] == []
    day = records.claims[0].when
    assert day and day.interval.start
    assert not {day.interval.start.isoformat(), day.interval.start.strftime("%Y%m%d")} & set(said.replace('"', " ").replace(",", " ").split())
    exact = [struct.pack(order, float(number)) for number in numbers[:2] for order in ("<d", ">d")]
    assert [number for number in exact if number in raw] == []


@pytest.mark.parametrize(("name", "table"), WRITERS)
@given(data=collections())
@settings(max_examples=4, deadline=None)
def test_no_embargoed_id_is_in_the_bytes(name: str, table: str, data: tuple[Records, list[str], list[str]]) -> None:
    records, _, _ = data
    event = next(event for event in records.events if event.type == "ASSAULT")
    out, _ = released(records, read_rules(f'[[embargo]]\nids = ["{event.id}"]\nuntil = 2030-01-01'), TODAY)
    said = text_of(out, name, table)
    assert [id for id in (event.id, *event.claims, "men shot") if id.casefold() in said] == []


WITH_ROOM = ["acled", "csv", "ged", "geojson", "geojsonl", "hxl", "jsonl", "parquet", "plover", "rdf", "sqlite", "xlsx"]


@pytest.mark.parametrize("name", WITH_ROOM)
@given(data=collections())
@settings(max_examples=3, deadline=None)
def test_what_was_coarsened_is_said_in_the_file(name: str, data: tuple[Records, list[str], list[str]]) -> None:
    out, _ = released(data[0], RULES, TODAY)
    said = text_of(out, name, "events")
    assert "place to region" in said
    assert "day to month" in said
    assert "names withheld" in said
