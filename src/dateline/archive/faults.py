"""What an archive refuses, and why."""

from __future__ import annotations

from dateline.errors import DatelineError


class UnusableArchive(DatelineError):
    """The file or server is no archive that this version of dateline can work on; the message says what to do."""


class Refused(DatelineError):
    """The archive does not do this, because something would be lost, doubled or overwritten; the message says what instead."""


class NotCoded(DatelineError):
    """The report is kept, but the coder failed on it; the next ingest tries it again."""


class NotThere(DatelineError):
    """The archive holds no such report, version, claim, event or judgement."""
