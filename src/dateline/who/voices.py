"""The usual full name of a voice: "Kerry" is John Kerry, "SOHR" the Syrian Observatory for Human Rights; anonymous voices stay so."""

from __future__ import annotations

from dateline.records import Mention, Report
from dateline.who.identify import Identifier


def name_voice(report: Report, mention: Mention, identifier: Identifier) -> str:
    """The usual full name of a source, or the mention's own words where nobody is named ("rebel sources", "witnesses")."""
    identity = identifier.explain(report, [mention])[0]
    return identity.name if identity.name and identity.id else mention.text
