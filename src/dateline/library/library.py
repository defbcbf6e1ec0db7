"""An archive for notebooks: its events, claims and reports, lazily."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from types import TracebackType
from typing import Any

from dateline.archive import Archive, Query
from dateline.events import link
from dateline.exports import Happening, Lost, acled, ged, of_claim, of_event
from dateline.exports.tables import CLAIMS, EVENTS, Row, Table
from dateline.library.frames import Frame, needed
from dateline.peers import Compared, Peer, compare
from dateline.records import Claim, Event, Report
from dateline.when import dated


class Events(Frame[Event]):
    """The events, lazily, with their claims and reports at hand for every conversion."""

    def __init__(self, read: Callable[[], Iterable[Event]], happening: Callable[[Event], Happening]) -> None:
        super().__init__(read, happening, EVENTS)

    def where(self, meant: Callable[[Event], bool]) -> Events:
        """Those that are meant, as lazily: `events.where(lambda event: event.type == "ASSAULT")`."""
        return Events(lambda: filter(meant, self._read()), self._happening)

    def to_acled(self) -> Any:
        """A pandas DataFrame of ACLED's 31 columns; how many events ACLED has no type for stands in `.attrs["lost"]`. Raises MissingData."""
        return self._frame(acled.COLUMNS, acled.acled_row, "to_acled")

    def to_ged(self) -> Any:
        """A pandas DataFrame of UCDP GED's 49 columns: events with deaths; the others are counted in `.attrs["lost"]`. Raises MissingData."""
        return self._frame(ged.COLUMNS, ged.ged_row, "to_ged")

    def beside(self, peers: Iterable[Peer]) -> Compared:
        """A researcher's own rows (peers.read_peers) beside these events."""
        return compare(peers, self)

    def _frame(self, columns: tuple[str, ...], row: Callable[[Happening, Lost], dict[str, object] | None], method: str) -> Any:
        lost = Lost()
        rows = [found for happening in self.happenings() if (found := row(happening, lost))]
        frame = needed("pandas", method).DataFrame(rows, columns=list(columns))
        frame.attrs["lost"] = list(lost.lines())
        return frame


class KeptClaims(Frame[Claim]):
    """The claims that count, newest report first, lazily."""

    def where(self, meant: Callable[[Claim], bool]) -> KeptClaims:
        """Those that are meant, as lazily."""
        return KeptClaims(lambda: filter(meant, self._read()), self._happening, CLAIMS)


class Reports(Frame[Report]):
    """The reports that stand, newest first, lazily; a report's happenings are its claims."""


def _report_row(happening: Happening) -> Iterator[Row]:
    for report in happening.reports.values():
        day = report.published.isoformat() if report.published else ""
        yield (report.id, report.outlet, report.title, report.url, day, report.language, report.text)


REPORTS = Table("reports", tuple((name, "text") for name in ("id", "outlet", "title", "url", "published", "language", "text")), _report_row)


class Library:
    """An open archive as lazy frames. Close it, or use it in a `with` block.

    Events are those that the archive keeps; where none were derived yet they are linked at the first use and held.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    def __enter__(self) -> Library:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the archive's file or connection."""
        self.archive.close()

    @property
    def events(self) -> Events:
        """What the reports together tell."""
        return Events(self._events, self._with_claims)

    @property
    def claims(self) -> KeptClaims:
        """What each report says."""
        return self.search()

    @property
    def reports(self) -> Reports:
        """The reports."""
        return Reports(lambda: (version.report for version in self.archive.every_report(Query())), self._alone, REPORTS)

    def search(self, **asked: Any) -> KeptClaims:
        """The claims that meet a query: the fields of archive.Query, such as text="market", types=("ASSAULT",). Raises InvalidRecord."""
        query = Query(**asked)
        return KeptClaims(lambda: (kept.claim for kept in self.archive.every_claim(query)), self._of_claim, CLAIMS)

    def report(self, id: str) -> Report:
        """The report of a claim. Raises NotThere."""
        return self.archive.report(id).report

    def _repr_html_(self) -> str:
        return self.events._repr_html_()

    def __repr__(self) -> str:
        counts = self.archive.counts()
        return f"dateline library: {counts['reports']} reports, {counts['claims']} claims, {len(self.events)} events"

    @cached_property
    def _linked(self) -> tuple[Event, ...]:
        """The events of an archive that keeps none yet."""
        found = self.archive.material()
        return link(found.counted, map(dated, found.reports), found.judgements).events

    def _events(self) -> Iterable[Event]:
        kept = [kept.event for kept in self.archive.events()]
        return (event for event in kept if not event.merged_into) if kept else self._linked

    def _with_claims(self, event: Event) -> Happening:
        claims = [self.archive.claim(id).claim for id in event.claims]
        return of_event(event, claims, {id: self.archive.report(id).report for id in event.reports})

    def _of_claim(self, claim: Claim) -> Happening:
        return of_claim(claim, {claim.report: self.archive.report(claim.report).report})

    def _alone(self, report: Report) -> Happening:
        """A report as what the table of reports takes: its text, and no claim."""
        blank = Event(id=report.id, label=report.title, reports=(report.id,))
        return of_event(blank, (), {report.id: report})
