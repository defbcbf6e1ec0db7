"""The coder of a server: loaded at the first text, once, and asked by one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from fastapi import Request

from dateline.archive import Codes
from dateline.records import Claim, Report


@dataclass(slots=True)
class LazyCoder:
    """A coder that is loaded when it is first asked. One text at a time: more would only take the processors from the readers."""

    load: Callable[[], Codes]
    lock: Lock = field(default_factory=Lock)
    loaded: Codes | None = None

    @property
    def name(self) -> str:
        """See Codes."""
        return self._get().name

    def code(self, report: Report) -> Sequence[Claim]:
        """See Codes."""
        coder = self._get()
        with self.lock:
            return coder.code(report)

    def _get(self) -> Codes:
        with self.lock:
            if self.loaded is None:
                self.loaded = self.load()
            return self.loaded


def load_coder() -> Codes:
    """The shipped coder. Raises MissingData where model or gazetteer are missing."""
    from dateline.coder import shipped

    return shipped()


def coder_of(request: Request) -> Codes:
    """The server's coder."""
    return cast(Codes, request.app.state.coder)
