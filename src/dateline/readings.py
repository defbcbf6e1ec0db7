"""Everything that the line knows of a report when it is through."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.records import Actor, Analysis, Claim, Draft, Report
from dateline.when import Narrative


@dataclass(frozen=True, slots=True)
class People:
    """A claim's actors, recipients and voices, identified."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    voices: tuple[Actor, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its claims and all that they come from: for explaining, showing and measuring. `people` are each claim's."""

    report: Report
    analysis: Analysis
    drafts: tuple[Draft, ...]
    narratives: tuple[Narrative, ...]
    claims: tuple[Claim, ...]
    people: tuple[People, ...]
