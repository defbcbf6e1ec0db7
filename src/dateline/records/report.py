"""A published text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateline.records.span import Part


@dataclass(frozen=True, slots=True)
class Report:
    """One published text, as it was read.

    `id` is the sha256 of what was read where the source gives none. Claims' spans count in `text` or `title`, which are kept exactly.
    """

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    language: str = ""

    def part(self, name: Part) -> str:
        """The text that spans "in" this part count in."""
        return self.title if name == "title" else self.text
