"""What takes longer to count than a reader should wait twice, kept ready for a minute."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, TypeVar, cast

from fastapi import FastAPI

from dateline.archive import Archive, EventQuery

T = TypeVar("T")
SECONDS = 60.0
"""How long an answer is given again at most, where the number of events has not changed."""


class Ready:
    """The answers asked for last, never across a change in the number of events or in the rules that bind who asks."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], tuple[float, Any]] = OrderedDict()
        self._lock = Lock()

    def get(self, archive: Archive, what: tuple[str, EventQuery], make: Callable[[], T]) -> T:
        """The answer to `what` (a name and a query), made where it is not ready."""
        # Where the team's rules bind who asks, he sees a released copy: what is counted of it is for those whom the same rules bind.
        binding = getattr(archive, "binding", None)
        key = (*what, archive.count_events(EventQuery()), repr(binding()) if binding else "")
        with self._lock:
            known = self._kept.get(key)
        if known is None or monotonic() - known[0] > SECONDS:
            known = (monotonic(), make())
            self._keep(key, known)
        return cast(T, known[1])

    def _keep(self, key: tuple[object, ...], known: tuple[float, Any]) -> None:
        with self._lock:
            self._kept[key] = known
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def prepare(app: FastAPI) -> None:
    """Room for answers in the app: few maps, since one of 200,000 events takes megabytes, and many counts."""
    app.state.desk_maps, app.state.desk_counts = Ready(8), Ready(500)
