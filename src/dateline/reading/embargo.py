"""What an agency holds back: embargoed, withheld and canceled items are listed with their reason and not coded."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.errors import UnreadableReport

HELD = {
    "canceled": "canceled by its publisher",
    "cancelled": "canceled by its publisher",
    "withheld": "withheld by its publisher",
}


def refuse_held(status: str, embargoed: str, now: datetime | None) -> None:
    """Raises UnreadableReport for an item that must not be used at `now` (None: the clock's time).

    `status` is IPTC's publishing status, a code (stat:withheld) or its last part; `embargoed` an ISO 8601 date and time, a time
    without zone taken as UTC. An embargo that cannot be read holds: it is there for a reason.
    """
    word = status.strip().lower().replace("/", ":").rpartition(":")[2]
    if word in HELD:
        raise UnreadableReport(f"{HELD[word]} (status {word}); not used")
    if not embargoed.strip():
        return
    try:
        until = datetime.fromisoformat(embargoed.strip())
    except ValueError:
        raise UnreadableReport(f"embargoed, until {embargoed[:40]!r}, which is no ISO 8601 time; not used") from None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    if until > (now or datetime.now(UTC)):
        raise UnreadableReport(f"embargoed until {until.isoformat()}; read it again after that")
