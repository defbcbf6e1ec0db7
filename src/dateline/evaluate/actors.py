"""`evaluate actors`: how often the identity of annotated actors is right, country and sector, given their spans."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import InvalidRecord, MissingData
from dateline.evaluate.setting import Figures, Setting
from dateline.records import Mention, Span, report_from_dict
from dateline.who import Hint, Identifier, Identity, Knowledge

ROLES = {"actors": "actor", "recipients": "recipient"}
FIELDS = ("country", "sector")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gold actor and what was made of it."""

    report: str
    mention: Mention
    hint: Hint
    gold: Mapping[str, Any]
    found: Identity

    def right(self, field: str) -> bool:
        """Whether "country" or "sector" is the gold's."""
        return str(self.gold.get(field) or "") == str(getattr(self.found, field))

    def tell(self) -> str:
        """One line on what was wrong, with the reasons."""
        wrong = [
            f"{field} {self.gold.get(field) or '-'} found {getattr(self.found, field) or '-'} ({self.found.reasons.get(field, '')})"
            for field in FIELDS
            if not self.right(field)
        ]
        return f"{self.report} {self.mention.text!r} {self.hint.type} {self.hint.role}: {'; '.join(wrong)}"


def _lines(gold: Path) -> Iterator[Mapping[str, Any]]:
    if not gold.exists():
        raise MissingData(f"no gold file at {gold}; give the path of a JSON Lines file of annotated reports")
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise InvalidRecord(f"{gold}:{number}: expected one JSON object a line, found {line[:60]!r} ({error.msg})") from None


def _given(record: Mapping[str, Any]) -> Iterator[tuple[Mention, Hint, Mapping[str, Any]]]:
    """The gold actors of a report with what their claims give as hints: type, role, country of the place; never the sector."""
    for claim in record.get("claims") or ():
        place = (claim.get("place") or {}).get("country") or ""
        for key, role in ROLES.items():
            for actor in claim.get(key) or ():
                mention = Mention(claim.get("in") or "text", Span(*actor["span"]), str(actor.get("text") or ""))
                yield mention, Hint(place_country=place, type=str(claim.get("type") or ""), role=role), actor


def verdicts(gold: Path, identifier: Identifier) -> Iterator[Verdict]:
    """Every gold actor and recipient with what the identifier makes of its span. Raises MissingData, InvalidRecord."""
    for record in _lines(gold):
        report = report_from_dict(record)
        given = list(_given(record))
        found = identifier.explain(report, [mention for mention, _, _ in given], [hint for _, hint, _ in given])
        for (mention, hint, actor), identity in zip(given, found, strict=True):
            yield Verdict(report.id, mention, hint, actor, identity)


def accuracy(judged: Sequence[Verdict]) -> dict[str, float]:
    """How many actors there are, and the share, 0 to 1, of which country and sector are right."""
    shares = {field: sum(v.right(field) for v in judged) / len(judged) if judged else 0.0 for field in FIELDS}
    return {"actors": float(len(judged)), **{field: round(share, 4) for field, share in shares.items()}}


def run(setting: Setting) -> Figures:
    """Identifies the actors of the annotated reports (`gold/dev.jsonl` beside the corpora) from their spans."""
    judged = list(verdicts(setting.path("..", "gold", "dev.jsonl"), Identifier(Knowledge.load())))
    figures = accuracy(judged)
    errors = [v.tell() for v in judged if not all(v.right(field) for field in FIELDS)][: setting.errors]
    lines = [f"{len(judged)} gold actors and recipients", *(f"{field} right {figures[field]:.3f}" for field in FIELDS), *errors]
    return Figures(dict(figures), "\n".join(lines))
