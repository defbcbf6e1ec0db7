"""The log of what people decided: judgements, corrections, retractions, erasures, and which coder counts."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from dateline.archive.chain import Said, entry_after
from dateline.archive.faults import NotThere, Refused
from dateline.archive.store import Reads, Writes
from dateline.archive.values import Entry, EntryKind, Tombstone
from dateline.errors import InvalidRecord
from dateline.records import Judgement, judgement_from_dict, judgement_to_dict, with_judgement_id


def utc_now() -> datetime:
    """The clock of every day."""
    return datetime.now(UTC)


def random_salt() -> str:
    """128 bits that nobody can guess."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Pen:
    """What an entry needs besides its content: the time, and a salt. Both are seams for tests."""

    clock: Callable[[], datetime] = utc_now
    salt: Callable[[], str] = random_salt

    def now(self) -> str:
        """ISO, UTC, with microseconds."""
        return self.clock().astimezone(UTC).isoformat(timespec="microseconds")


def write(tx: Writes, pen: Pen, kind: EntryKind, body: Mapping[str, Any]) -> Entry:
    """Append an entry. Raises InvalidRecord for a body that JSON cannot hold."""
    try:
        entry = entry_after(tx.last_entry(), Said(kind, body, pen.now(), pen.salt()))
    except (TypeError, UnicodeEncodeError) as error:
        raise InvalidRecord(f"{kind}: expected plain JSON and Unicode text, found {error}") from None
    tx.put_entry(entry)
    return entry


def judge(tx: Writes, pen: Pen, judgement: Judgement) -> Judgement:
    """Append a judgement, under its id and time where it has none; one that is there already is not doubled.

    Raises Refused where its `undoes` names nothing, or something that is undone already.
    """
    known = _judgements(tx)
    timed = judgement if judgement.at else replace(judgement, at=pen.now())
    kept = timed if timed.id else with_judgement_id(timed)
    if kept.id in known:
        return known[kept.id]
    if kept.decision == "undone":
        _check_undoable(known, kept.undoes)
    write(tx, pen, "judgement", judgement_to_dict(kept))
    return kept


def undo(tx: Writes, pen: Pen, id: str, said: tuple[str, str]) -> Judgement:
    """Take a judgement back; `said` is (by whom, why). Undoing an undoing brings the first one back. Raises NotThere, Refused."""
    known = _judgements(tx)
    if id not in known:
        raise NotThere(f"no judgement {id!r} in the log")
    by, why = said
    return judge(tx, pen, Judgement("", "undone", known[id].about, by, pen.now(), why, undoes=id))


def judgements(tx: Reads, *, in_force: bool = True) -> list[Judgement]:
    """The judgements in the order of the log; those in force leave out what was undone, and the undoings themselves."""
    known = _judgements(tx)
    if not in_force:
        return list(known.values())
    undone = _undone(known)
    return [judgement for judgement in known.values() if judgement.id not in undone and judgement.decision != "undone"]


def tombstones(tx: Reads) -> list[Tombstone]:
    """What was erased, and why."""
    found = []
    for entry in tx.entries():
        if entry.kind == "erasure" and entry.body:
            body = entry.body
            found.append(Tombstone(entry.number, body["what"], entry.at, body["by"], body["why"], tuple(body["reports"])))
    return found


def _judgements(tx: Reads) -> dict[str, Judgement]:
    """By id, in the order of the log. A later entry under the same id is the same judgement with a name erased."""
    entries = (entry for entry in tx.entries() if entry.kind == "judgement" and entry.body is not None)
    return {judgement.id: judgement for judgement in (judgement_from_dict(entry.body or {}) for entry in entries)}


def _undone(known: Mapping[str, Judgement]) -> set[str]:
    """Ids of judgements that are undone: the last undoing speaks first, so that one that was itself undone does nothing."""
    undone: set[str] = set()
    for judgement in reversed(list(known.values())):
        if judgement.decision == "undone" and judgement.id not in undone:
            undone.add(judgement.undoes)
    return undone


def _check_undoable(known: Mapping[str, Judgement], undoes: str) -> None:
    if undoes not in known:
        raise NotThere(f"no judgement {undoes!r} in the log")
    if undoes in _undone(known):
        raise Refused(f"judgement {undoes} is undone already")
