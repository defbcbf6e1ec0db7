"""The archive: reports with all their versions, claims with their coders, and the log of what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from dateline.archive import copying, deriving, erasing, keeping, log, recoding
from dateline.archive.erasing import Order
from dateline.archive.keeping import Coded
from dateline.archive.values import Added, Entry, Received, Version
from dateline.archive.views import Views
from dateline.errors import InvalidRecord
from dateline.records import Event, Judgement, content_id


class Archive(Views):
    """One archive over a store; what can be seen of it is in `Views`. Every method is one transaction: a killed one leaves nothing behind.

    Open one with `open_archive(FILE or URL)`, or `Archive(MemoryStore())`. An `Order`'s `by` and `why` go into the log.
    """

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of files and connections."""
        self._store.close()

    def add(self, received: Received, coded: Coded | None = None) -> Added:
        """See keeping.add: a report with its claims, at once or not at all; twice is once."""
        with self._store.writing() as tx:
            return keeping.add(tx, self._pen, received, coded)

    def correct(self, report: str, by_report: str, order: Order) -> Version:
        """`by_report` corrects `report` (both ids): the corrected one is kept, marked. Raises NotThere."""
        with self._store.writing() as tx:
            old, new = keeping.current_version(tx, report), keeping.current_version(tx, by_report)
            if old.series == new.series:
                raise InvalidRecord("correct: expected two reports, found one; its newer version takes the place of the older by itself")
            keeping.retire(tx, old, "corrected", order.why, new.digest)
            log.write(tx, self._pen, "correction", {"report": report, "corrected_by": by_report, "by": order.by, "why": order.why})
            return keeping.current_version(tx, report)

    def retract(self, report: str, order: Order) -> Version:
        """The report was retracted by its outlet: it is kept, marked. Raises NotThere."""
        with self._store.writing() as tx:
            keeping.retire(tx, keeping.current_version(tx, report), "retracted", order.why)
            log.write(tx, self._pen, "retraction", {"report": report, "by": order.by, "why": order.why})
            return keeping.current_version(tx, report)

    def judge(self, judgement: Judgement) -> Judgement:
        """See log.judge."""
        with self._store.writing() as tx:
            return log.judge(tx, self._pen, judgement)

    def undo(self, id: str, order: Order) -> Judgement:
        """See log.undo."""
        with self._store.writing() as tx:
            return log.undo(tx, self._pen, id, (order.by, order.why))

    def note_study(self, body: Mapping[str, Any]) -> Entry:
        """Append what was drawn or answered in a study of the review (see dateline.review.studies). Raises InvalidRecord."""
        with self._store.writing() as tx:
            return log.write(tx, self._pen, "study", body)

    def set_sensitivity(self, rules: str, order: Order) -> Entry:
        """Put the collection's rules (TOML; "" for none) in the place of those before. The log keeps their digest, for they may hold names."""
        with self._store.writing() as tx:
            tx.set("sensitivity", rules)
            digest = content_id(rules.encode("utf-8", "backslashreplace")) if rules else ""
            return log.write(tx, self._pen, "rules", {"sha256": digest, "by": order.by, "why": order.why})

    def erase_report(self, report: str, order: Order) -> Entry:
        """See erasing.erase_report."""
        with self._store.writing() as tx:
            entry = erasing.erase_report(tx, self._pen, report, order)
        self._store.scrub()
        return entry

    def erase_person(self, names: Sequence[str], order: Order) -> Entry:
        """See erasing.erase_person."""
        with self._store.writing() as tx:
            entry = erasing.erase_person(tx, self._pen, names, order)
        self._store.scrub()
        return entry

    def scrub(self) -> None:
        """Finish an erasure that could not while others read; see store.Store.scrub."""
        self._store.scrub()

    def stage(self, digest: str, coded: Coded) -> bool:
        """See recoding.stage."""
        with self._store.writing() as tx:
            return recoding.stage(tx, self._pen, digest, coded)

    def take(self, coder: str, order: Order) -> int:
        """See recoding.take."""
        with self._store.writing() as tx:
            return recoding.take(tx, self._pen, coder, (order.by, order.why))

    def restore(self, lines: Iterable[str]) -> int:
        """See copying.restore: all of it or nothing."""
        with self._store.writing() as tx:
            return copying.restore(tx, lines)

    def put_events(self, events: Iterable[Event]) -> int:
        """See deriving.put_events."""
        with self._store.writing() as tx:
            return deriving.put_events(tx, self._pen.now(), {event.id: event for event in events})
