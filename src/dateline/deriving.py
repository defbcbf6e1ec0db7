"""Events of an archive that grows: what came in, what was decided and what no longer counts, brought to its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from dateline.archive import Archive
from dateline.events import Linker
from dateline.when import dated

State = tuple[int, ...]
"""Reports that stand, versions, claims that count, and entries of the log that change what counts."""


@dataclass(slots=True)
class Deriver:
    """Keeps what is linked between two looks at one archive, so that only the neighbourhood of what is new is linked again.

    It begins anew where claims that it knew no longer count (a new version, a correction, an erasure). Safe among threads.
    """

    _linker: Linker = field(default_factory=Linker)
    _known: set[str] = field(default_factory=set)
    _state: State = ()
    _lock: Lock = field(default_factory=Lock)

    def derive(self, archive: Archive) -> int:
        """Bring the archive's events up to what it holds; how many of them changed."""
        with self._lock:
            state = _state_of(archive)
            if state != self._state:
                self._take_in(archive)
                self._state = state
            self._linker.add(judgements=archive.judgements(in_force=False))
            linked = self._linker.result()
            return archive.put_events((*linked.events, *linked.tombstones))

    def _take_in(self, archive: Archive) -> None:
        found = archive.material()
        claims = found.counted
        ids = {claim.id for claim in claims}
        if self._known - ids:
            self._linker = Linker()
        self._known = ids
        self._linker.add(claims, map(dated, found.reports))


def _state_of(archive: Archive) -> State:
    counts = archive.counts()
    changes = sum(entry.kind not in ("judgement", "study") for entry in archive.log())
    return (counts["reports"], counts["versions"], counts["claims"], changes)


def derive(archive: Archive) -> int:
    """Bring an archive's events up to what it holds, once; how many of them changed."""
    return Deriver().derive(archive)
