"""One hierarchy for everything that dateline refuses.

A message says what was found, where, what was expected and what to do about it.
"""


class DatelineError(Exception):
    """Base of every error that dateline raises on purpose."""


class UnreadableReport(DatelineError):
    """A file or record could not be turned into a report: empty, binary, truncated, too large, wrongly encoded."""


class InvalidRecord(DatelineError):
    """A record does not have the form of its schema."""


class InvalidTable(DatelineError):
    """A knowledge table has a mistake; the message names file and line."""


class UnknownName(DatelineError):
    """A name that is not among the known ones, which the message lists."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"unknown {kind} {name!r}; known: {', '.join(sorted(known))}")


class MissingData(DatelineError):
    """Data that a command needs is not on this machine; the message says how to get or build it."""


class StoppedJob(DatelineError):
    """A job over many workers that cannot go on; the message says why, and that what was finished is kept."""
