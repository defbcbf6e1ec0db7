"""`dateline archive recode`: what a newer coder would change, and taking it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Annotated

import typer

from dateline.archive import Archive, Coded, Difference, Version
from dateline.cli.console import messages, tracked
from dateline.cli.kept import By, Target, Why, opened, order, say
from dateline.cli.options import ModelFolder, Quiet
from dateline.coder import Coder
from dateline.deriving import derive
from dateline.records import Claim, claim_to_dict


def recode(
    archive: Target = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, claim by claim; change nothing.")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="Differences as JSON lines with both claim records.")] = False,
    why: Why = "a newer coder",
    by: By = "",
    model: ModelFolder = None,
    quiet: Quiet = False,
) -> None:
    """Code every report that stands again with this dateline's coder, show the differences, and let the new claims count from then on.

    Old claims are kept. It can be stopped and run again; the new claims count all at once, when every report is coded.
    """
    given = order(by, why)
    with opened(archive) as kept:
        coder = Coder.load(model)
        counts: Counter[str] = Counter()
        for difference in _differences(kept, coder, dry_run, quiet):
            counts[difference.change] += 1
            if difference.change != "same":
                say(_json(difference) if json_lines else _line(difference))
        messages(quiet).print(f"recode: {_summary(counts)}", markup=False)
        if not dry_run and kept.coder != coder.name:
            number = kept.take(coder.name, given)
            derive(kept)
            messages(quiet).print(f"recode: {number} reports now stand as {coder.name!r} codes them", markup=False)


def _differences(archive: Archive, coder: Coder, dry_run: bool, quiet: bool) -> Iterator[Difference]:
    """Of every version that stands and was coded, against what counts now."""
    for version in tracked(archive.standing(), "recoding", quiet):
        codings = archive.codings(version.digest)
        if codings:
            claims = _claims(archive, version, coder)
            yield from archive.compare(version, claims)
            if not dry_run:
                archive.stage(version.digest, Coded(coder.name, claims))


def _claims(archive: Archive, version: Version, coder: Coder) -> list[Claim]:
    """Coded now, unless they are there from a run before."""
    if coder.name in {coding.coder for coding in archive.codings(version.digest)}:
        return archive.claims(version.digest, coder.name)
    return coder.code(version.report)


def _line(difference: Difference) -> str:
    claim = difference.after or difference.before
    if claim is None:
        return ""
    mark = {"added": "+", "removed": "-", "changed": "~"}[difference.change]
    what = f"{mark} {difference.report[:12]} {claim.trigger.text!r} at {claim.part} {claim.trigger.span.start}: {claim.status} {claim.type}"
    return f"{what}{_fields(difference)}"


def _fields(difference: Difference) -> str:
    if not (difference.before and difference.after):
        return ""
    old, new = claim_to_dict(difference.before), claim_to_dict(difference.after)
    return "".join(f"\n    {field}: {_both(old[field], new[field])}" for field in difference.fields)


def _both(old: object, new: object) -> str:
    short = _short(old), _short(new)
    return " -> ".join(short if short[0] != short[1] else (json.dumps(old, ensure_ascii=False), json.dumps(new, ensure_ascii=False)))


def _short(value: object) -> str:
    """A field as a person reads it: names rather than records."""
    if isinstance(value, dict):
        return str(value.get("name") or value.get("text") or {key: inner for key, inner in value.items() if key != "span"})
    return ", ".join(map(_short, value)) or "-" if isinstance(value, list) else str(value)


def _json(difference: Difference) -> str:
    sides = {"before": difference.before, "after": difference.after}
    records = {name: claim_to_dict(claim) if claim else None for name, claim in sides.items()}
    return json.dumps({"change": difference.change, "report": difference.report, "fields": difference.fields, **records}, ensure_ascii=False)


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[change]} {change}" for change in ("same", "changed", "added", "removed"))
