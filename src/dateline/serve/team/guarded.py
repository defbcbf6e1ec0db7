"""An archive as its readers may see it: by role, with the collection's rules applied to everything that can be read or found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from dateline.archive import Archive, Coded, Received, Refused, open_archive
from dateline.records import Claim
from dateline.sensitivity import Account, Records, Rules, read_rules, released

ROLE: ContextVar[str] = ContextVar("role", default="")
REFRESH_SECONDS = 60.0
"""How old a role's copy may be before new reports are looked for. New rules count at once."""
WRITING = frozenset({"add", "correct", "retract", "judge", "undo", "stage", "take", "put_events", "check_coder", "known", "is_coded", "coder"})
"""What goes to the archive itself: it changes it, or tells nothing of its content."""
CLOSED = frozenset({"raw", "backup", "material", "log", "erase_report", "erase_person", "set_sensitivity", "restore", "scrub", "sensitivity"})
"""What nobody has whom a rule binds: it is, or holds, the words as they were read."""


@contextmanager
def acting_as(role: str) -> Iterator[None]:
    """Within it, guarded archives show what the role may see; "" is the world."""
    token = ROLE.set(role)
    try:
        yield
    finally:
        ROLE.reset(token)


class Guarded:
    """Stands in the place of an `Archive`.

    Where no rule binds the role it is the archive. Else it reads from a copy of what is released, kept in a temporary file: searching, counting and
    maps run over released records only, so that no question tells what a record hides. A copy is never ahead of the rules: what came in
    since is not in it yet.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive, self._lock, self._made = archive, Lock(), 0
        self._copies: list[_Copy] = []
        self._folder = tempfile.TemporaryDirectory(prefix="dateline-released-")

    def __getattr__(self, name: str) -> Any:
        rules = self.binding()
        if not rules or name in WRITING:
            return getattr(self._archive, name)
        if name in CLOSED:
            raise Refused(f"{name}: the collection's rules keep the records as they were read from your role; ask an editor")
        return getattr(self.copy(rules).archive, name)

    def binding(self) -> Rules:
        """The rules that bind who asks, today."""
        text = self._archive.sensitivity
        return read_rules(text, "the archive's rules").in_force(_today(), ROLE.get()) if text else Rules()

    def account(self) -> Account:
        """What was kept back from who asks."""
        rules = self.binding()
        return self.copy(rules).account if rules else Account()

    def copy(self, rules: Rules) -> _Copy:
        """The released copy for these rules, made where there is none or where the archive has grown since."""
        with self._lock:
            found = next((copy for copy in self._copies if copy.rules == rules), None)
            if found is not None and not found.outgrown(self._archive):
                return found
            self._made += 1
            fresh = _Copy(self._archive, rules, Path(self._folder.name) / f"{self._made}.dateline")
            self._copies = [*(copy for copy in self._copies if copy.rules != rules), fresh]
            if found is not None:
                found.archive.close()
            return fresh

    def close(self) -> None:
        """Let go of the copies and the archive."""
        for copy in self._copies:
            copy.archive.close()
        self._folder.cleanup()
        self._archive.close()


class _Copy:
    """The released records of an archive, in an archive of their own."""

    def __init__(self, archive: Archive, rules: Rules, path: Path) -> None:
        self.rules, self.at, self.state, self.archive = rules, monotonic(), _state(archive), open_archive(path)
        coder = archive.coder
        versions = list(archive.standing())
        claims = tuple(claim for version in versions for claim in archive.claims(version.digest))
        events = tuple(kept.event for kept in archive.events())
        out, self.account = released(Records(claims, events, tuple(version.report for version in versions)), rules, _today())
        own: dict[str, list[Claim]] = {}
        for claim in out.claims:
            own.setdefault(claim.report, []).append(claim)
        for report in out.reports:
            self.archive.add(Received(report), Coded(coder, own.get(report.id, [])) if coder else None)
        self.archive.put_events(out.events)

    def outgrown(self, archive: Archive) -> bool:
        """Whether the archive holds other than when the copy was made; asked at most every REFRESH_SECONDS."""
        if monotonic() - self.at <= REFRESH_SECONDS:
            return False
        self.at = monotonic()
        return self.state != _state(archive)


def _state(archive: Archive) -> tuple[int, ...]:
    return tuple(archive.counts().values())


def _today() -> date:
    return datetime.now(UTC).date()
