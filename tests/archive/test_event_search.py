"""Searching events means the same in memory, SQLite and PostgreSQL; memory is held to plain reading."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive, Coded, EventQuery, MemoryStore, Pen, Received
from dateline.archive.event_query import FIELDS, ORDERS
from dateline.archive.sql.store import SqlStore
from dateline.errors import DatelineError, InvalidRecord, UnknownName
from dateline.records import (
    Claim,
    Contradiction,
    Event,
    Interval,
    Place,
    Report,
    Side,
    Span,
    Speaker,
    Status,
    Toll,
    Trigger,
    Variant,
    with_id,
)

FIRST = date(2020, 1, 1)
PEOPLE = (("Syrian rebels", "SYRREB", "SYR"), ("Peru Police", "", "PER"), ("Ägir Ømland", "new-person-agir", "NOR"))
TOWNS = (("Aleppo", 170063, 36.2, 37.1), ("Lima", None, -12.0, -77.0), ("Suva", 2198148, -18.1, 178.4), ("the border", None, None, None))
TOLLS = (None, Toll(3, 5, 9, ()), Toll(None, None, 4, ()), Toll(0, 0, 0, ()), Toll(12, None, None, ()))


def reports() -> list[tuple[Report, Claim]]:
    made = []
    for number in range(12):
        text = f"Rebels {('shelled', 'left', 'met in')[number % 3]} the airport number {number}."
        report = Report(f"r{number}", text, "", f"Wire {number % 3}", "", FIRST, "en")
        trigger = Trigger(Span(0, 6), "Rebels")
        made.append((report, with_id(Claim("", report.id, "text", Span(0, len(text)), trigger, "ASSAULT", coder="coder"))))
    return made


def events() -> list[Event]:
    """Sixty events, every field going through its values at a pace of its own."""
    known, made = reports(), []
    for number in range(60):
        town = TOWNS[number % len(TOWNS)]
        day = FIRST + timedelta(days=number * 3 % 100)
        report, claim = known[number % len(known)]
        side, other = (PEOPLE[(number + i) % len(PEOPLE)] for i in (0, number // 3))
        event = Event(
            f"e{number:02}",
            main=claim.id,
            label=f"shelling {number % 7}",
            type=("ASSAULT", "CONSULT", "COERCE")[number % 3],
            modes=(("aerial",), ("arrest", "seize"), ())[number % 3],
            status=get_args(Status)[number % 4],
            when=(Interval(day, day), Interval(day, None), Interval(None, day), None, Interval(None, None), Interval(day, day + timedelta(40)))[
                number % 6
            ],
            place=Place(Span(0, 3), "there", *(town[0], *town[2:]), country=town[0][:3].upper(), geonameid=town[1]) if number % 7 else None,
            actors=(Side(side[0], side[1], side[2], "REB", (Variant("the gunmen", (claim.id,), ()),)),),
            recipients=(Side(other[0], other[1], other[2], "", ()),) if number % 4 else (),
            killed=TOLLS[number % len(TOLLS)],
            speakers=tuple(Speaker(f"Voice {i}", "", (report.id,), 1) for i in range(number % 4)),
            contradictions=(Contradiction("killed", "3 or 5", (claim.id,)),) if number % 5 == 0 else (),
            claims=(claim.id,),
            reports=(report.id,),
            reviewed=number % 9 == 0,
            confidence=(number * 7 % 10) / 10,
        )
        made.append(event)
    return [*made, Event("e99", merged_into="e01")]


def pen() -> Pen:
    seconds = count()
    return Pen(lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(seconds)), lambda: "salt")


def fill(archive: Archive) -> Archive:
    for report, claim in reports():
        archive.add(Received(report, b"raw"), Coded("coder", [claim]))
    archive.put_events([*events(), Event("gone", label="gone")])
    archive.put_events([replace(event, confidence=0.35) if event.id == "e05" else event for event in events()])
    return archive


@pytest.fixture(scope="module")
def filled(pattern_file, quick) -> Iterator[dict[str, Archive]]:
    made = {"memory": fill(Archive(MemoryStore(), pen())), "sqlite": fill(Archive(SqlStore.open(quick / "events.db"), pen()))}
    yield made
    made["sqlite"].close()


@pytest.fixture(scope="module")
def with_server(filled, new_database) -> Iterator[dict[str, Archive]]:
    archive = fill(Archive(SqlStore.open(new_database()), pen()))
    yield {**filled, "postgresql": archive}
    archive.close()


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


FLAG = st.sampled_from([None, True, False])
DAYS = st.none() | st.integers(0, 110).map(lambda days: FIRST + timedelta(days=days))
FIELDS_ASKED = {
    "text": st.just("")
    | st.lists(st.sampled_from(["shelled", "airport", "-left", "gunmen", "agir", '"met in the"', "nothing", "alep*"]), max_size=2).map(" ".join),
    "types": some(["ASSAULT", "CONSULT", "AID"]),
    "modes": some(["aerial", "arrest", "drone"]),
    "statuses": some(["actual", "denied"]),
    "countries": some(["ALE", "SUV", ""]),
    "actors": some(["SYRREB", "peru police", "the gunmen", "nobody", ""]),
    "recipients": some(["syrian rebels", "agir omland"]),
    "parties": some(["peru police", "syrreb"]),
    "voices": some(["voice 0", "VOICE 2", "nobody"]),
    "places": some(["aleppo", "170063", "there"]),
    "outlets": some(["Wire 0", "Wire 9"]),
    "reports": some(["r1", "r99"]),
    "precisions": some(["place", "country"]),
    "box": st.sampled_from([None, (30.0, 30.0, 40.0, 40.0), (170.0, -20.0, -70.0, 0.0)]),
    "start": DAYS,
    "end": DAYS,
    "min_killed": st.sampled_from([None, 0, 4]),
    "max_killed": st.sampled_from([None, 4, 9]),
    "min_voices": st.integers(0, 3),
    "confidence": st.sampled_from([0.0, 0.3]),
    "max_confidence": st.sampled_from([1.0, 0.5]),
    "contested": FLAG,
    "reviewed": FLAG,
    "dated": FLAG,
    "placed": FLAG,
    "changed_since": st.sampled_from(["", "2026-01-01T00:00:01+00:00", "2026-01-01T02:00:13+02:00"]),
    "standing": st.booleans(),
    "order": st.sampled_from(ORDERS),
}
FEW = st.lists(st.sampled_from(sorted(FIELDS_ASKED)), max_size=4, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: FIELDS_ASKED[name] for name in names})
)
SETTINGS = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])


def pages(archive: Archive, query: EventQuery, limit: int = 1000) -> list[str]:
    found, cursor = [], ""
    while True:
        page = archive.find_events(query, cursor, limit)
        found += [kept.event.id for kept in page.items]
        cursor = page.cursor
        if not cursor:
            assert page.total == len(found) == archive.count_events(query)
            return found


def agree(archives: dict[str, Archive], fields: dict, field: str, period: str) -> None:
    try:
        query = EventQuery(**fields)
    except DatelineError:
        return
    told = {
        kind: (
            pages(archive, query),
            archive.map_rows(query),
            archive.count_events_by(query, field),
            archive.dyads(query, period),
            archive.actors_of(query),
            archive.places_of(query, "a"),
        )
        for kind, archive in archives.items()
    }
    assert all(said == told["memory"] for said in told.values()), told


@SETTINGS
@given(fields=FEW, field=st.sampled_from(FIELDS), period=st.sampled_from(["", "year", "month", "day"]))
def test_every_kind_of_archive_finds_the_same_events(filled: dict[str, Archive], fields: dict, field: str, period: str) -> None:
    agree(filled, fields, field, period)


@SETTINGS
@given(fields=FEW, field=st.sampled_from(FIELDS), period=st.sampled_from(["", "year", "month", "day"]))
def test_postgresql_finds_the_same_events(with_server: dict[str, Archive], fields: dict, field: str, period: str) -> None:
    agree(with_server, fields, field, period)


@pytest.mark.parametrize("order", ORDERS)
def test_pages_hold_every_event_once_in_the_order_asked(with_server: dict[str, Archive], order: str) -> None:
    for archive in with_server.values():
        whole = pages(archive, EventQuery(order=order))
        assert len(whole) == len(set(whole)) == 60
        assert pages(archive, EventQuery(order=order), limit=7) == whole


PLAIN = [
    ({"min_killed": 5}, lambda event: event.killed and (event.killed.best or event.killed.low or 0) >= 5),
    ({"contested": True}, lambda event: event.contradictions),
    ({"reviewed": False}, lambda event: not event.reviewed),
    ({"min_voices": 2}, lambda event: len(event.speakers) >= 2),
    ({"placed": False}, lambda event: event.place is None or event.place.lat is None),
    ({"outlets": ("Wire 1",)}, lambda event: int(event.reports[0][1:]) % 3 == 1),
    ({"text": "shelled"}, lambda event: int(event.reports[0][1:]) % 3 == 0),
    ({"box": (170.0, -20.0, -70.0, 0.0)}, lambda event: event.place and event.place.name in ("Suva", "Lima")),
    ({"places": ("aleppo",), "types": ("ASSAULT",)}, lambda event: event.place and event.place.name == "Aleppo" and event.type == "ASSAULT"),
    ({"start": date(2020, 3, 1), "end": date(2020, 3, 9)}, lambda event: touches(event, date(2020, 3, 1), date(2020, 3, 9))),
]


def touches(event: Event, start: date, end: date) -> bool:
    when = event.when
    return bool(when and (when.start or when.end)) and (when.start or date.min) <= end and (when.end or date.max) >= start


@pytest.mark.parametrize(("fields", "meant"), PLAIN)
def test_a_filter_finds_what_plain_reading_finds(with_server: dict[str, Archive], fields: dict, meant) -> None:
    expected = {event.id for event in events() if not event.merged_into and meant(event)}
    assert expected
    for archive in with_server.values():
        assert set(pages(archive, EventQuery(**fields))) == expected


def test_what_was_merged_or_is_gone_is_found_only_when_asked_for(with_server: dict[str, Archive]) -> None:
    for archive in with_server.values():
        every = set(pages(archive, EventQuery(standing=False)))
        assert every - set(pages(archive, EventQuery())) == {"e99", "gone"}


def test_an_event_that_changed_is_found_by_its_new_value_only(archive: Archive) -> None:
    archive.put_events([Event("e", label="bombing", type="ASSAULT")])
    archive.put_events([Event("e", label="talks", type="CONSULT")])
    assert pages(archive, EventQuery(text="talks", types=("CONSULT",))) == ["e"]
    assert pages(archive, EventQuery(text="bombing")) == []


def test_many_events_at_once_are_all_found(archive: Archive) -> None:
    archive.put_events(Event(f"m{number:04}", label="many") for number in range(600))
    assert archive.count_events(EventQuery(text="many")) == 600


def test_an_erased_report_takes_its_events_out_of_the_search(archive: Archive) -> None:
    from dateline.archive import Order

    fill(archive)
    archive.erase_report("r0", Order("ann", "asked by law"))
    assert not {f"e{number:02}" for number in range(0, 60, 12)} & set(pages(archive, EventQuery(standing=False)))


def test_events_of_an_old_archive_become_searchable(new_file, filled: dict[str, Archive]) -> None:
    path = new_file()
    fill(Archive(SqlStore.open(path), pen())).close()
    with sqlite3.connect(path) as plain:
        for statement in ("DROP INDEX ix_passages_event", "DELETE FROM passages WHERE event IS NOT NULL", "ALTER TABLE passages DROP COLUMN event"):
            plain.execute(statement)
        for table in ("event_facets", "event_sides", "event_index"):
            plain.execute(f"DROP TABLE {table}")
        plain.execute("UPDATE alembic_version SET version_num = '0003'")
    with Archive(SqlStore.open(path)) as again:
        agree({"memory": filled["memory"], "again": again}, {"text": "airport"}, "actor", "month")
        assert again.verify() == []


def test_the_tables_are_those_that_the_migrations_make(new_file) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from dateline.archive.sql.models import Base

    store = SqlStore.open(new_file())
    with store.engine.connect() as connection:
        told = [str(change) for change in compare_metadata(MigrationContext.configure(connection), Base.metadata)]
    assert [change for change in told if "event" in change] == []
    store.close()


@pytest.mark.parametrize(
    "fields",
    [
        {"confidence": 0.9, "max_confidence": 0.1},
        {"confidence": float("nan")},
        {"box": (0.0, 10.0, 0.0, -10.0)},
        {"box": (0.0, 0.0, float("nan"), 0.0)},
        {"min_killed": -1},
        {"min_killed": 2**40},
        {"changed_since": "yesterday"},
        {"changed_since": "2020-01-01T00:00:00"},
        {"text": "-only"},
        {"actors": ("\0",)},
    ],
)
def test_a_query_for_events_that_means_nothing_is_refused(fields: dict) -> None:
    with pytest.raises(InvalidRecord):
        EventQuery(**fields)


def test_unknown_names_list_the_known_ones(filled: dict[str, Archive]) -> None:
    with pytest.raises(UnknownName, match="newest"):
        EventQuery(order="best")
    with pytest.raises(UnknownName, match="month"):
        filled["memory"].count_events_by(EventQuery(), "colour")
