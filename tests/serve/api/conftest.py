"""The API over a small archive in memory and in a file, with a coder that codes by one rule."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.archive import Archive, Coded, MemoryStore, Order, Received, open_archive
from dateline.records import Claim, Event, Interval, Place, Report, Side, Span, Speaker, Toll, Trigger, with_id
from dateline.serve.app import create_app
from dateline.serve.settings import Settings

TOWNS = (("Aleppo", 170063, 36.2, 37.1, "SYR"), ("Lima", None, -12.0, -77.0, "PER"))


class RuleCoder:
    """Every word "shelled" is an ASSAULT."""

    name = "rule 1"

    def code(self, report: Report) -> list[Claim]:
        at = report.text.find("shelled")
        if at < 0:
            return []
        trigger = Trigger(Span(at, at + 7), "shelled")
        return [with_id(Claim("", report.id, "text", Span(0, len(report.text)), trigger, "ASSAULT", coder=self.name))]


def report_of(number: int) -> Report:
    from datetime import date

    return Report(
        f"r{number}", f"Rebels shelled the airport, item {number}.", f"=Title {number}", f"Wire {number % 2}", "", date(2020, 1, 1 + number), "en"
    )


def event_of(number: int, claim: Claim) -> Event:
    from datetime import date

    name, id, lat, lon, country = TOWNS[number % 2]
    day = date(2020, 1 + number % 3, 5)
    return Event(
        f"e{number}",
        main=claim.id,
        label=f"=shelling {number}",
        type="ASSAULT" if number % 2 else "CONSULT",
        when=Interval(day, day),
        place=Place(Span(0, 1), name, name, lat, lon, country=country, geonameid=id),
        actors=(Side("Syrian rebels", "SYRREB", "SYR", "REB", ()),),
        recipients=(Side("Jane Roe", "new-person-jane-roe", "SYR", "CVL", ()),),
        killed=Toll(number, number, None, ()),
        speakers=(Speaker("the army", "", (claim.report,), 1),),
        claims=(claim.id,),
        reports=(claim.report,),
    )


def fill(archive: Archive) -> Archive:
    coder, events = RuleCoder(), []
    for number in range(8):
        report = report_of(number)
        claims = coder.code(report)
        archive.add(Received(report), Coded(coder.name, claims))
        events.append(event_of(number, claims[0]))
    archive.put_events(events)
    archive.erase_report("r7", Order("ann", "asked by law"))
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.db") as made:
        yield fill(made)


@pytest.fixture
def memory() -> Archive:
    return fill(Archive(MemoryStore()))


def client_of(archive: Archive, settings: Settings | None = None) -> TestClient:
    app = create_app(archive, settings)
    app.state.coder = RuleCoder()
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def client(archive: Archive) -> TestClient:
    return client_of(archive)
