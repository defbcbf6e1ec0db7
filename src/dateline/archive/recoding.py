"""From one coder to the next: what would change, claim by claim, before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dateline.archive.faults import Refused
from dateline.archive.keeping import Coded, put_coding
from dateline.archive.log import Pen, write
from dateline.archive.store import Reads, Writes
from dateline.archive.values import Version
from dateline.records import Claim, Part, Report, Span, claim_to_dict

Code = Callable[[Report], Sequence[Claim]]
Change = Literal["added", "removed", "changed", "same"]
UNCOMPARED = ("id", "coder", "schema")


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one claim: `before` None where it is new, `after` None where it goes; `fields` of the record that differ."""

    change: Change
    digest: str
    report: str
    before: Claim | None
    after: Claim | None
    fields: tuple[str, ...] = ()


def differences(version: Version, before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[Difference]:
    """Two codings of one version, paired by the words that name the happening, in the order of the text."""
    old, new = _by_trigger(before), _by_trigger(after)
    for place in sorted(old.keys() | new.keys()):
        yield _difference(version, old.get(place), new.get(place))


def compare(tx: Reads, version: Version, after: Sequence[Claim]) -> list[Difference]:
    """What a new coding of a version changes against the one that counts."""
    return list(differences(version, standing_claims(tx, version.digest), after))


def standing_claims(tx: Reads, digest: str) -> list[Claim]:
    """The claims of a version that count: those of its standing coding."""
    return [claim for coding in tx.codings(digest) if coding.standing for claim in tx.claims(digest, coding.coder)]


def stage(tx: Writes, pen: Pen, digest: str, coded: Coded) -> bool:
    """Keep a new coder's claims of a version beside those that count; False where they are there already, or the version is gone."""
    version = tx.version(digest)
    if version is None or version.state != "current" or coded.coder in {coding.coder for coding in tx.codings(digest)}:
        return False
    put_coding(tx, pen, version, coded)
    return True


def unstaged(tx: Reads, coder: str) -> list[str]:
    """Versions that stand and that this coder has yet to code, where another one has."""
    codings = ((digest, {coding.coder for coding in tx.codings(digest)}) for digest in tx.digests(standing=True))
    return [digest for digest, coders in codings if coders and coder not in coders]


def take(tx: Writes, pen: Pen, coder: str, said: tuple[str, str]) -> int:
    """From now on this coder's claims count, and the archive is pinned to it; `said` is (by whom, why). Gives the number of versions.

    Raises Refused where it has not coded all that stands.
    """
    missing = unstaged(tx, coder)
    if missing:
        raise Refused(f"{coder!r} has not coded {len(missing)} of the reports that stand: run 'dateline archive recode' again, it goes on")
    coded = [digest for digest in tx.digests(standing=True) if coder in {coding.coder for coding in tx.codings(digest)}]
    for digest in coded:
        tx.stand(digest, coder)
    tx.set("coder", coder)
    by, why = said
    write(tx, pen, "pin", {"coder": coder, "by": by, "why": why})
    return len(coded)


def _by_trigger(claims: Sequence[Claim]) -> dict[tuple[bool, Span, int], Claim]:
    """By the trigger's place, title first; two claims of one trigger stay apart by their order."""
    found: dict[tuple[bool, Span, int], Claim] = {}
    for claim in claims:
        number = 0
        while (place := (_in_text(claim.part), claim.trigger.span, number)) in found:
            number += 1
        found[place] = claim
    return found


def _in_text(part: Part) -> bool:
    return part == "text"


def _difference(version: Version, before: Claim | None, after: Claim | None) -> Difference:
    fields = _differing(before, after) if before and after else ()
    change: Change = "removed" if after is None else "added" if before is None else "changed" if fields else "same"
    return Difference(change, version.digest, version.report.id, before, after, fields)


def _differing(before: Claim, after: Claim) -> tuple[str, ...]:
    old: dict[str, Any] = claim_to_dict(before)
    new: dict[str, Any] = claim_to_dict(after)
    return tuple(field for field in old if field not in UNCOMPARED and old[field] != new[field])
