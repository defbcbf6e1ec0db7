"""Events, claims and reports coded from the sample reports and kept as they came (fixture/); one event is a tombstone."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.exports import Happening, Lost, format_named, of_claim, of_event
from dateline.exports.lookup import opened, records
from dateline.records import claim_from_dict, event_from_dict, report_from_dict

FIXTURE = Path(__file__).parent / "fixture"


def stop(line: str) -> None:
    raise AssertionError(line)


@dataclass(frozen=True)
class Exported:
    """What a format wrote of the fixture, and what it said it lost."""

    content: bytes
    lost: Lost

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


Export = Callable[..., Exported]


def _events() -> Iterator[Happening]:
    with (
        opened(FIXTURE / "claims.jsonl", claim_from_dict, stop) as claims,
        opened(FIXTURE / "reports.jsonl", report_from_dict, stop) as reports,
    ):
        for event in records(FIXTURE / "events.jsonl", event_from_dict, stop):
            if not event.merged_into:
                yield of_event(event, claims.all(event.claims), {report.id: report for report in reports.all(event.reports)})


@pytest.fixture(scope="session")
def events() -> list[Happening]:
    return list(_events())


@pytest.fixture(scope="session")
def claims() -> list[Happening]:
    known = {report.id: report for report in records(FIXTURE / "reports.jsonl", report_from_dict, stop)}
    return [of_claim(claim, known) for claim in records(FIXTURE / "claims.jsonl", claim_from_dict, stop)]


@pytest.fixture(scope="session")
def export(events: list[Happening], claims: list[Happening]) -> Export:
    """Writes the fixture's events (or `what`) in a format."""

    def write(name: str, table: str = "events", bom: bool = False, what: list[Happening] | None = None) -> Exported:
        chosen = format_named(name, table, bom)
        stream = io.BytesIO()
        lost = chosen.write(iter(events if what is None else what), stream)
        return Exported(stream.getvalue(), lost)

    return write


@pytest.fixture
def attack(events: list[Happening]) -> Happening:
    """The bombing that several reports count the dead of."""
    return next(h for h in events if "aerial" in h.modes and "killed" in h.tolls and "injured" in h.tolls)
