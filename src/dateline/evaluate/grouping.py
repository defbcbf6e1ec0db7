"""`evaluate grouping`: reports brought together by their main happening, on groups of reports made by hand (`same-event.jsonl`).

Every report is coded and linked with all the others, on the day of publication that its own text shows. A report's main happening is that of the
claims in its headline and lead (`dateline.events.main_event`); two reports are together where it is the same event. A report without a claim
stands alone. Reports that the gold leaves out as unsure are linked but not scored.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coder import Coder
from dateline.errors import InvalidRecord, MissingData
from dateline.evaluate.coreference import Partition, b_cubed, pairwise
from dateline.evaluate.setting import Figures, Setting
from dateline.events import Linked, link, main_event
from dateline.records import Claim, Report, report_from_dict
from dateline.when import dated

REPORTS, GROUPS = "reports.jsonl.gz", "same-event.jsonl"


@dataclass(frozen=True, slots=True)
class Gold:
    """The groups of report ids, those that stand alone included, and what each is called."""

    groups: tuple[frozenset[str], ...]
    names: Mapping[frozenset[str], str]

    @property
    def reports(self) -> frozenset[str]:
        """Every report that is scored."""
        return frozenset().union(*self.groups)


def read_groups(path: Path) -> Gold:
    """The groups of a `same-event.jsonl`. Raises InvalidRecord."""
    groups: list[frozenset[str]] = []
    names: dict[frozenset[str], str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            found = [frozenset(record["reports"])] if record["event"] else [frozenset({name}) for name in record["alone"]]
        except (ValueError, KeyError, TypeError) as error:
            raise InvalidRecord(f"{path}:{number}: expected event with reports, or alone, found {error!r}") from None
        groups += found
        names.update((group, str(record["event"] or "")) for group in found)
    return Gold(tuple(groups), names)


def read_dated(path: Path) -> list[Report]:
    """The reports of a JSONL or JSONL.GZ, on the day that each one's text shows. Raises InvalidRecord."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    reports = (report_from_dict(json.loads(line)) for line in data.decode("utf-8").splitlines() if line.strip())
    return list(map(dated, reports))


def group_reports(reports: Sequence[Report], claims: Iterable[Claim], linked: Linked) -> list[frozenset[str]]:
    """The reports by main event."""
    event_of, by_report = linked.event_of(), defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    found: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        event = main_event(report, by_report[report.id], event_of)
        found[event.id if event else f"alone {report.id}"].add(report.id)
    return [frozenset(group) for group in found.values()]


def restricted(groups: Iterable[frozenset[str]], kept: frozenset[str]) -> list[frozenset[str]]:
    """The groups without the reports that are not scored."""
    return [group & kept for group in groups if group & kept]


def files(setting: Setting) -> tuple[Path, Path]:
    """Reports and groups: both in `--data`, or where the material lies. Raises MissingData."""
    if setting.data is None:
        return setting.path("dev", "fakes", REPORTS), setting.path("..", "gold", GROUPS)
    found = (setting.data / REPORTS, setting.data / GROUPS)
    for path in found:
        if not path.is_file():
            raise MissingData(f"{path}: not there; --data names a folder with {REPORTS} and {GROUPS}")
    return found


def run(setting: Setting) -> Figures:
    """Codes and links the reports and scores the groups. Raises MissingData, InvalidRecord."""
    reports_path, groups_path = files(setting)
    gold, reports = read_groups(groups_path), read_dated(reports_path)
    coder = Coder.load(setting.model)
    claims = [claim for _, own in coder.code_all(reports) for claim in own]
    return figures(gold, group_reports(reports, claims, link(claims, reports)), setting.errors)


def figures(gold: Gold, groups: Iterable[frozenset[str]], errors: int = 0) -> Figures:
    """The figures of our groups, and so many of the mistakes."""
    ours: Partition[str] = restricted(groups, gold.reports)
    pairs, mentions = pairwise(gold.groups, ours), b_cubed(gold.groups, ours)
    alone = b_cubed(gold.groups, [frozenset({name}) for name in sorted(gold.reports)])
    values: dict[str, float] = {"reports": len(gold.reports), "groups": sum(len(group) > 1 for group in gold.groups)}
    lines = [f"{len(gold.reports)} reports, {values['groups']} groups of two or more"]
    for name, (precision, recall, f1) in (("pairwise", pairs), ("bcubed", mentions), ("all_alone_bcubed", alone)):
        values |= {f"{name}_precision": round(precision, 4), f"{name}_recall": round(recall, 4), f"{name}_f1": round(f1, 4)}
        lines.append(f"{name:18} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    return Figures(values, "\n".join([*lines, *_mistakes(gold, ours)[:errors]]))


def _mistakes(gold: Gold, ours: Sequence[frozenset[str]]) -> list[str]:
    split = [
        f"split: {gold.names[group]}: " + " | ".join(" ".join(sorted(group & own)) for own in ours if group & own)
        for group in gold.groups
        if sum(bool(group & own) for own in ours) > 1
    ]
    joined = [
        "joined: " + " | ".join(f"{gold.names[group] or 'alone'}: {' '.join(sorted(group & own))}" for group in gold.groups if group & own)
        for own in ours
        if sum(bool(group & own) for group in gold.groups) > 1
    ]
    return [line for pair in zip(split, joined, strict=False) for line in pair] + split[len(joined) :] + joined[len(split) :]
