"""Events of an archive that grows: only the neighbourhood of what is new is derived again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.archive import Archive
from dateline.events import Linker
from dateline.records import Report
from dateline.when import publication_day


@dataclass(slots=True)
class Deriver:
    """Keeps a linker between rounds; it is begun anew where claims that it knows no longer count (a new version, an erasure)."""

    _linker: Linker = field(default_factory=Linker)
    _known: set[str] = field(default_factory=set)

    def derive(self, archive: Archive) -> int:
        """Bring the archive's events up to date; how many changed."""
        found = archive.material()
        old = set(found.superseded)
        claims = [claim for claim in found.claims if claim.id not in old]
        ids = {claim.id for claim in claims}
        if self._known - ids:
            self._linker = Linker()
        self._known = ids
        self._linker.add(claims, [_dated(report) for report in found.reports], found.judgements)
        linked = self._linker.result()
        return archive.put_events((*linked.events, *linked.tombstones))


def _dated(report: Report) -> Report:
    """The report on the day that its own text shows: linking goes by it."""
    return replace(report, published=publication_day(report) or report.published)
