"""Search means the same in memory, SQLite and PostgreSQL; the archive in memory is held to plain reading."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive, Coded, MemoryStore, Query, Received
from dateline.archive.sql.store import SqlStore
from dateline.archive.words import passages, words_of
from dateline.errors import DatelineError, InvalidRecord, UnknownName
from dateline.records import Actor, Claim, Interval, Place, Report, Span, Status, Trigger, Voice, When, with_id

LEADS = (
    "Rebels shelled the airport of Aleppo, the army said.",
    "The ministers met in København for talks on the cease-fire.",
    "Police arrested 12 students in Lima after the march.",
    "Soldiers did not shell Zürich; نظام الأسد was quiet.",
    "The talks on talks about the airport of Lima go on and on.",
)
PEOPLE = (("Syrian rebels", "SYR", "REB"), ("Peru Police", "PER", "COP"), ("Ministers", "", "GOV"), ("Ägir Ømland", "NOR", "CVL"))
TOWNS = ("Aleppo", "Lima", "Zürich", "")
FIRST = date(2020, 1, 1)


def actor(number: int) -> Actor:
    name, country, sector = PEOPLE[number % len(PEOPLE)]
    return Actor(Span(0, 3), name.split()[0], name, f"id-{number % len(PEOPLE)}", country, sector)


def specimens() -> Iterator[tuple[Report, list[Claim]]]:
    """Forty reports with a claim a word of theirs, every field going through its values at a pace of its own."""
    types, statuses = cycle(("ASSAULT", "CONSULT", "COERCE")), cycle(get_args(Status))
    for number in range(40):
        text = LEADS[number % len(LEADS)] + f" Item {number}."
        published = FIRST + timedelta(days=number % 11) if number % 7 else None
        report = Report(f"r{number}", text, f"Title {number % 3}", f"Wire {number % 2}", "", published, "en")
        yield report, [claim(report, (number, i), next(types), next(statuses)) for i in range(number % 4)]


def claim(report: Report, place: tuple[int, int], type: str, status: Status) -> Claim:
    number, i = place
    town = TOWNS[(number + i) % len(TOWNS)]
    start = report.text.split()[i]
    begins = report.text.index(start)
    day = FIRST + timedelta(days=(number * 3 + i) % 30)
    interval = (None, Interval(day, day), Interval(day, None), Interval(None, day), Interval(None, None))[(number + i) % 5]
    made = Claim(
        id="",
        report=report.id,
        part="text",
        sentence=Span(0, report.text.index(".")),
        trigger=Trigger(Span(begins, begins + len(start)), start),
        type=type,
        modes=(("aerial",), ("arrest", "seize"), ())[number % 3],
        actors=(actor(number),),
        recipients=(actor(number + i + 1),) if i else (),
        place=Place(Span(0, 3), "the town", town, None if number % 3 else 1.0, None if number % 3 else 2.0, country=town[:3].upper()),
        when=When(Span(0, 3), "then", interval) if interval else None,
        sources=(Voice(Span(0, 3), "the army", "Syrian Army"),) if i == 1 else (),
        status=status,
        confidence=(number * 7 % 10) / 10,
        coder="coder",
    )
    return with_id(replace(made, place=made.place if town else None))


def fill(archive: Archive) -> Archive:
    for report, claims in specimens():
        archive.add(Received(report), Coded("coder", claims))
    # Some that no longer stand.
    for number in (0, 3, 6):
        report = next(report for report, _ in specimens() if report.id == f"r{number}")
        later = replace(report, text=report.text + " Updated.")
        archive.add(Received(later), Coded("coder", []))
    return archive


@pytest.fixture(scope="module")
def filled(pattern_file, quick) -> Iterator[dict[str, Archive]]:
    """The same in every kind of archive that this machine has."""
    path = quick / "filled.db"
    made = {"memory": fill(Archive(MemoryStore())), "sqlite": fill(Archive(SqlStore.open(path)))}
    yield made
    made["sqlite"].close()


@pytest.fixture(scope="module")
def with_server(filled, new_database) -> Iterator[dict[str, Archive]]:
    archive = fill(Archive(SqlStore.open(new_database())))
    yield {**filled, "postgresql": archive}
    archive.close()


def all_claims(archive: Archive, query: Query, limit: int = 1000) -> list[str]:
    """Through every page."""
    found, cursor = [], ""
    while True:
        page = archive.search_claims(query, cursor, limit)
        found += [kept.claim.id for kept in page.items]
        cursor = page.cursor
        if not cursor:
            assert page.total == len(found)
            return found


def all_reports(archive: Archive, query: Query) -> list[str]:
    page = archive.search_reports(query, limit=1000)
    assert page.total == len(page.items)
    return [version.digest for version in page.items]


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


ASKED = [
    "airport",
    "TALKS",
    "shell*",
    "-lima",
    '"talks on talks"',
    '"airport of"',
    "zurich",
    "kobenhavn",
    "12",
    "item 3",
    "nizam*",
    "cease-fire",
    "the",
]
NAMES = ["syrian rebels", "Syrian", "id-1", "Agir Omland", "ministers", "", "police"]
DAYS = st.none() | st.integers(0, 35).map(lambda days: FIRST + timedelta(days=days))
FIELDS = {
    "text": st.just("") | st.lists(st.sampled_from(ASKED), max_size=2).map(" ".join),
    "types": some(["ASSAULT", "CONSULT", "AID"]),
    "modes": some(["aerial", "arrest", "drone"]),
    "statuses": some(["actual", "denied"]),
    "countries": some(["ALE", "LIM", ""]),
    "actors": some(NAMES),
    "recipients": some(NAMES),
    "parties": some(NAMES),
    "actor_countries": some(["SYR", "PER", ""]),
    "voices": some(["the army", "SYRIAN ARMY", "nobody"]),
    "places": some(["lima", "zurich", "the town"]),
    "outlets": some(["Wire 0", "Wire 9"]),
    "reports": some(["r1", "r3"]),
    "confidence": st.sampled_from([0.0, 0.0, 0.5]),
    "dated": st.sampled_from([None, None, True, False]),
    "placed": st.sampled_from([None, None, True, False]),
    "standing": st.booleans(),
}
FEW = st.lists(st.sampled_from(sorted(FIELDS)), max_size=3, unique=True).flatmap(
    lambda names: st.fixed_dictionaries({name: FIELDS[name] for name in names})
)


def asked(fields: dict, days: tuple) -> Query | None:
    start, end, first, last = days
    try:
        return Query(**fields, start=start, end=end, published_start=first, published_end=last)
    except DatelineError:
        return None


SETTINGS = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@SETTINGS
@given(fields=FEW, days=st.just((None,) * 4) | st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_every_kind_of_archive_finds_the_same(filled: dict[str, Archive], fields: dict, days: tuple) -> None:
    _agree(filled, fields, days)


@SETTINGS
@given(fields=FEW, days=st.just((None,) * 4) | st.tuples(DAYS, DAYS, DAYS, DAYS))
def test_postgresql_finds_the_same(with_server: dict[str, Archive], fields: dict, days: tuple) -> None:
    _agree(with_server, fields, days)


def _agree(archives: dict[str, Archive], fields: dict, days: tuple) -> None:
    query = asked(fields, days)
    if query:
        claims = {kind: all_claims(archive, query) for kind, archive in archives.items()}
        reports = {kind: all_reports(archive, query) for kind, archive in archives.items()}
        assert all(found == claims["memory"] for found in claims.values()), claims
        assert all(found == reports["memory"] for found in reports.values()), reports


def test_pages_hold_everything_once_in_one_order(with_server: dict[str, Archive]) -> None:
    for archive in with_server.values():
        whole = all_claims(archive, Query())
        assert len(whole) == len(set(whole)) > 40
        assert all_claims(archive, Query(), limit=7) == whole


def test_newest_reports_come_first_and_claims_in_the_order_of_the_text(filled: dict[str, Archive]) -> None:
    for archive in filled.values():
        days = [kept.published for kept in archive.search_claims(Query(), limit=1000).items]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=True)
        assert days[len(dated) :] == [None] * (len(days) - len(dated))
        (first, second) = archive.search_claims(Query(reports=("r2",))).items
        assert first.claim.trigger.span < second.claim.trigger.span


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("shelled", {0}),
        ("SHELL*", {0, 3}),
        ("shell", {3}),
        ("ZURICH", {3}),
        ("zürich", {3}),
        ("airport -aleppo", {4}),
        ('"talks on talks"', {4}),
        ('talks "on the cease-fire"', {1}),
        ("kobenhavn", {1}),
        ("nothing", set()),
    ],
)
def test_words_find_the_reports_that_hold_them(filled: dict[str, Archive], text: str, leads: set[int]) -> None:
    expected = {f"r{number}" for number in range(40) if number % len(LEADS) in leads}
    for archive in filled.values():
        found = archive.search_reports(Query(text=text), limit=1000)
        assert {version.report.id for version in found.items} == expected


def test_a_phrase_is_found_in_a_text_longer_than_a_passage(filled: dict[str, Archive]) -> None:
    words = [f"w{number}" for number in range(5000)]
    stretches = list(passages(" ".join(words)))
    assert len(stretches) == 3
    for start in range(0, 4990, 7):
        assert any(" ".join(words[start : start + 10]) in stretch for stretch in stretches)


@given(st.text(max_size=200))
def test_no_text_is_without_a_passage_and_words_are_plain(text: str) -> None:
    assert set("".join(words_of(text))) <= set(string.ascii_lowercase + string.digits)
    assert list(passages(text))


@pytest.mark.parametrize("cursor", ["x", "????", "e30", "WzEsMl0", "WzEsImEiLDNd", "\ud800"])
def test_a_cursor_that_was_made_up_is_refused(filled: dict[str, Archive], cursor: str) -> None:
    with pytest.raises(InvalidRecord, match="cursor"):
        filled["memory"].search_claims(Query(), cursor)


def test_a_cursor_of_another_query_is_refused(filled: dict[str, Archive]) -> None:
    cursor = filled["memory"].search_claims(Query(), limit=2).cursor
    with pytest.raises(InvalidRecord, match="another query"):
        filled["memory"].search_claims(Query(types=("AID",)), cursor)


@pytest.mark.parametrize(
    "fields", [{"confidence": 2.0}, {"text": "-only"}, {"text": "a\0"}, {"outlets": ("\ud800",)}, {"start": date(2020, 1, 2), "end": FIRST}]
)
def test_a_query_that_means_nothing_is_refused(fields: dict) -> None:
    with pytest.raises(InvalidRecord):
        Query(**fields)


def test_an_unknown_type_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="ASSAULT"):
        Query(types=("MURDER",))
