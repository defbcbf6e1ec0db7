"""What somebody shows at the door: a session (browsers) or a token (programs). Only digests are kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from hmac import compare_digest

from dateline.serve.team.accounts import Account, Accounts
from dateline.serve.team.faults import NotAllowed
from dateline.serve.team.roles import check_scopes

IDLE, WHOLE = 8 * 3600.0, 7 * 86400.0
"""Seconds after which a session ends: unused, and in any case."""
SEEN = 60.0
"""Seconds between two writings of when a session was last used."""
DAYS = 90
"""For how long a token is good, unless said otherwise."""
PREFIX = "dateline_"
"""By which scanners for leaked secrets know a token."""


@dataclass(frozen=True, slots=True)
class Session:
    """An open session; `secret` is the cookie's value, `csrf` what its forms must carry."""

    secret: str
    account: str
    csrf: str


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token, never the token itself."""

    id: str
    account: str
    label: str
    scopes: frozenset[str]
    made: str
    ends: float
    revoked: bool


class Passes:
    """Opens and checks sessions and tokens over the accounts."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts, self._file = accounts, accounts.file

    def begin(self, account: str) -> Session:
        """A new session with a secret that nobody saw before: what a browser brought along is never taken over."""
        secret, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), self._accounts.clock()
        with self._file.work() as db:
            db.execute("DELETE FROM sessions WHERE seen < ? OR began < ?", (now - IDLE, now - WHOLE))
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", (_digest(secret), account, csrf, now, now))
        return Session(secret, account, csrf)

    def session(self, secret: str) -> tuple[Session, Account] | None:
        """The session of a cookie, with its account as it is now; None where it ended or never was."""
        now, digest = self._accounts.clock(), _digest(secret)
        with self._file.look() as db:
            row = db.execute("SELECT account, csrf, began, seen FROM sessions WHERE digest = ?", (digest,)).fetchone()
        if row is None or row[2] < now - WHOLE or row[3] < now - IDLE:
            return None
        if now - row[3] > SEEN:
            with self._file.work() as db:
                db.execute("UPDATE sessions SET seen = ? WHERE digest = ?", (now, digest))
        account = self._accounts.get(row[0])
        return None if account.disabled else (Session(secret, row[0], row[1]), account)

    def end(self, secret: str) -> None:
        """Logged out."""
        with self._file.work() as db:
            db.execute("DELETE FROM sessions WHERE digest = ?", (_digest(secret),))

    def make_token(self, account: Account, label: str, scopes: frozenset[str], days: int = DAYS) -> str:
        """A new token, shown this once. Raises NotAllowed where it could do more than its account, UnknownName."""
        check_scopes(scopes)
        if not scopes or not scopes <= account.scopes:
            able = ", ".join(sorted(account.scopes)) or "nothing"
            raise NotAllowed(f"a token can do no more than its account: a {account.role} may {able}; found {', '.join(sorted(scopes)) or 'none'}")
        if not 1 <= days <= 366:
            raise NotAllowed(f"a token is good for 1 to 366 days, found {days}")
        token, id, clock = PREFIX + secrets.token_urlsafe(32), secrets.token_hex(6), self._accounts.clock()
        row = (id, _digest(token), account.name, label[:100], " ".join(sorted(scopes)), self._accounts.now(), clock + days * 86400)
        with self._file.work() as db:
            db.execute("INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, 0)", row)
            self._accounts.note(db, account.name, "token made", f"{id} {label[:100]}: {' '.join(sorted(scopes))}")
        return token

    def token(self, shown: str) -> tuple[Account, frozenset[str]] | None:
        """Account and scopes of a token, no more than the account has now; None where it is none, ran out or was revoked."""
        with self._file.look() as db:
            row = db.execute("SELECT account, scopes, ends, revoked FROM tokens WHERE digest = ?", (_digest(shown),)).fetchone()
        if row is None or row[3] or row[2] <= self._accounts.clock():
            return None
        account = self._accounts.get(row[0])
        return None if account.disabled else (account, frozenset(row[1].split()) & account.scopes)

    def tokens(self, account: str = "") -> list[Token]:
        """All tokens, or an account's, the newest first."""
        query = "SELECT id, account, label, scopes, made, ends, revoked FROM tokens WHERE ? IN ('', account) ORDER BY made DESC, id"
        with self._file.look() as db:
            rows = db.execute(query, (account,)).fetchall()
        return [Token(id, own, label, frozenset(scopes.split()), made, ends, bool(gone)) for id, own, label, scopes, made, ends, gone in rows]

    def revoke(self, id: str, by: str, account: str = "") -> None:
        """The token is good for nothing any more; only one of `account` where that is given. Raises NotAllowed."""
        with self._file.work() as db:
            found = db.execute("UPDATE tokens SET revoked = 1 WHERE id = ? AND ? IN ('', account)", (id, account)).rowcount
            if not found:
                raise NotAllowed(f"no token {id!r}; 'dateline team token list' shows them")
            self._accounts.note(db, by, "token revoked", id)


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in the same time whether they are or not."""
    return compare_digest(one.encode(), other.encode())


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "backslashreplace")).hexdigest()
