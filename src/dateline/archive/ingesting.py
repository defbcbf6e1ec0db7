"""Taking reports in and coding them: one transaction a report, so that it can be stopped anywhere and go on later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.archive.archive import Archive
from dateline.archive.faults import NotCoded
from dateline.archive.keeping import Coded
from dateline.archive.values import Added, Received
from dateline.records import Claim, Report


class Codes(Protocol):
    """Whoever codes; `name` says version and model, and is kept with every claim."""

    @property
    def name(self) -> str:
        """Program and model with their versions."""

    def code(self, report: Report) -> Sequence[Claim]:
        """The report's claims in the order of its text."""


def take_in(archive: Archive, received: Received, coder: Codes | None) -> Added:
    """Keep a report, coded where there is a coder and it has not coded this version yet.

    What is there already is not coded again, which is what makes a second run quick. Raises Refused, InvalidRecord (see keeping.add), and
    NotCoded where the coder failed: the report is then kept uncoded.
    """
    if coder is None or archive.is_coded(received.report, coder.name):
        return archive.add(received)
    try:
        claims = coder.code(received.report)
    except Exception as error:
        # One report that trips the coder must not end the ingest of thousands; it is kept, and said.
        archive.add(received)
        raise NotCoded(f"kept uncoded: the coder failed on it ({type(error).__name__}: {error}); please report this") from error
    return archive.add(received, Coded(coder.name, claims))
