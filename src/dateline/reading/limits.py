"""How much is read at most, and what the caller says about the reports: values that every reader takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dateline.errors import UnknownName

FIELDS = ("text", "id", "outlet", "title", "url", "published", "language")
"""The names that a record of a report may carry; `text` is required."""

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell its format."""
DOCUMENT_BYTES = 64 * 2**20
"""The largest file that is one document (text, page, PDF ...) or is read as a whole; 64 MiB."""
RECORD_BYTES = 16 * 2**20
"""The longest line of JSONL, or field of CSV; 16 MiB."""
TEXT_CHARACTERS = 2_000_000
"""The longest text of one report, in code points: about 350,000 words, far beyond any news report."""
PAGES = 2_000
"""The most pages of one PDF."""
MEMBERS = 100_000
"""The most files in one archive."""
UNPACKED_RATIO = 200
"""The most bytes that one packed byte may become; text packs 3 to 10 times, a bomb 1,000 times."""
NESTING = 4
"""How deep archives may lie in archives."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused as enormous. Sizes in bytes, `text` in code points."""

    document: int = DOCUMENT_BYTES
    record: int = RECORD_BYTES
    text: int = TEXT_CHARACTERS
    pages: int = PAGES
    members: int = MEMBERS
    ratio: int = UNPACKED_RATIO
    nesting: int = NESTING


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller says about the reports.

    `published`, `outlet` and `language` stand in where the source does not say; they also win over a day or outlet that was only
    guessed from a page. `fields` maps dateline's names to the source's own ({"text": "body"}). `encoding` is a Python codec's
    name, for text that is not Unicode. `now`, with its zone, is the time by which embargoes end, the clock's where None. Raises
    UnknownName for a field that a report does not have.
    """

    published: date | None = None
    outlet: str = ""
    language: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    limits: Limits = Limits()
    now: datetime | None = None

    def __post_init__(self) -> None:
        for name in self.fields:
            if name not in FIELDS:
                raise UnknownName("field of a report", name, list(FIELDS))

    def column(self, name: str) -> str:
        """The name that the source uses for dateline's field `name`."""
        return self.fields.get(name, name)
