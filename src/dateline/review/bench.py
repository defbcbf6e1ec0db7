"""The bench: decisions go into the archive's log, and the events follow at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from dateline.archive import Archive, NotThere, Order
from dateline.deriving import Deriver
from dateline.records import Judgement
from dateline.review.decisions import Said, last_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was entered in the log, and how many events changed by it."""

    judgements: tuple[Judgement, ...]
    changed: int


class Bench:
    """Decisions about one archive, its events derived again after each; what others put in meanwhile is taken in too. Safe among threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._deriver, self._lock = archive, Deriver(), Lock()

    def decide(self, judgements: Sequence[Judgement]) -> Outcome:
        """Enter the judgements. Raises InvalidRecord, Refused."""
        with self._lock:
            kept = tuple(self._archive.judge(judgement) for judgement in judgements)
            return Outcome(kept, self._deriver.derive(self._archive))

    def undo(self, by: Said) -> Outcome:
        """Take back what this person decided last. Raises NotThere where nothing of his holds."""
        with self._lock:
            last = last_of(self._archive.judgements(in_force=False), by.by)
            if not last:
                raise NotThere(f"nothing to undo: no decision of {by.by!r} holds")
            kept = tuple(self._archive.undo(judgement.id, Order(by.by, by.why)) for judgement in last)
            return Outcome(kept, self._deriver.derive(self._archive))

    def take_back(self, judgement: str, order: Order) -> Judgement:
        """Take one judgement back, by its id. Raises NotThere, Refused."""
        with self._lock:
            kept = self._archive.undo(judgement, order)
            self._deriver.derive(self._archive)
            return kept

    def follow(self) -> int:
        """Bring the events up to what the archive holds; how many changed."""
        return self._deriver.derive(self._archive)
