"""What the team's door refuses."""

from __future__ import annotations

from dateline.errors import DatelineError


class NotAllowed(DatelineError):
    """An account, password, session or token that does not fit; the message never says which of several."""


class UnusableAccounts(DatelineError):
    """The file of accounts is missing, is another file, or holds nobody."""
