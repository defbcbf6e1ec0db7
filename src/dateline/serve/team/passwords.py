"""Passwords: hashed with Argon2id, checked in the same time whether the account exists or not."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dateline.serve.team.faults import NotAllowed

LEAST, MOST = 12, 256
"""Characters of a password: NIST SP 800-63B asks for 8 at least and 64 at most at least; long ones would only cost time to hash."""


class Passwords:
    """Hashes and checks. The costs are argon2-cffi's (RFC 9106, low memory) unless a hasher is given."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash("nobody has this password")

    def hash(self, name: str, password: str) -> str:
        """The hash to keep. Raises NotAllowed for a password that is too short, too long, too plain, or the name itself."""
        if not LEAST <= len(password) <= MOST:
            raise NotAllowed(f"a password has {LEAST} to {MOST} characters, found {len(password)}; several words in a row are good")
        if len(set(password)) < 5 or name.casefold() in password.casefold():
            raise NotAllowed("a password is more than a few letters repeated, and does not hold the name of the account")
        return self._hasher.hash(password)

    def fits(self, kept: str | None, password: str) -> bool:
        """Whether it is the one; with None (no such account) it takes as long and is not."""
        try:
            found = self._hasher.verify(kept or self._nobody, password[: MOST + 1])
        except (VerificationError, InvalidHashError):
            return False
        return found and kept is not None and len(password) <= MOST
