"""The bench: decisions go into the archive's log, and the events follow at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock

from dateline.archive import Archive, NotThere, Order
from dateline.events import Linker
from dateline.records import Judgement, Report
from dateline.review.decisions import Said, last_of
from dateline.when import publication_day


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was entered in the log, and how many events changed by it."""

    judgements: tuple[Judgement, ...]
    changed: int


class Bench:
    """Holds the linked state of one archive, so that a decision looks again only at its neighbourhood. Safe among threads.

    What others put into the archive is taken in at the next decision.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive, self._lock = archive, Lock()
        self._linker, self._known, self._size = Linker(), set[str](), (-1, -1)

    def decide(self, judgements: Sequence[Judgement]) -> Outcome:
        """Enter the judgements. Raises InvalidRecord, Refused."""
        with self._lock:
            kept = tuple(self._archive.judge(judgement) for judgement in judgements)
            return Outcome(kept, self._follow())

    def undo(self, by: Said) -> Outcome:
        """Take back what this person decided last. Raises NotThere where nothing of his holds."""
        with self._lock:
            last = last_of(self._archive.judgements(in_force=False), by.by)
            if not last:
                raise NotThere(f"nothing to undo: no decision of {by.by!r} holds")
            kept = tuple(self._archive.undo(judgement.id, Order(by.by, by.why)) for judgement in last)
            return Outcome(kept, self._follow())

    def follow(self) -> int:
        """Bring the events up to what the archive holds; how many changed."""
        with self._lock:
            return self._follow()

    def _follow(self) -> int:
        counts = self._archive.counts()
        size = (counts["versions"], counts["claims"])
        if size != self._size:
            self._take_in()
            self._size = size
        self._linker.add(judgements=self._archive.judgements(in_force=False))
        linked = self._linker.result()
        return self._archive.put_events((*linked.events, *linked.tombstones))

    def _take_in(self) -> None:
        """All that events are made of; begun anew where claims that it knew no longer count."""
        found = self._archive.material()
        old = set(found.superseded)
        claims = [claim for claim in found.claims if claim.id not in old]
        ids = {claim.id for claim in claims}
        if self._known - ids:
            self._linker = Linker()
        self._known = ids
        self._linker.add(claims, map(dated, found.reports))


def dated(report: Report) -> Report:
    """The report on the day that its own text shows: linking goes by it."""
    return replace(report, published=publication_day(report) or report.published)
