"""Accounts, and the record of what was done with them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time

from dateline.serve.team.faults import NotAllowed
from dateline.serve.team.file import AccountsFile
from dateline.serve.team.passwords import Passwords
from dateline.serve.team.roles import SCOPES, check_role

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
WINDOW = 15 * 60.0
"""Seconds in which failures count, and for which a lock lasts after the last of them."""
MOST_BY_ACCOUNT, MOST_BY_ADDRESS = 5, 20
"""Failed log-ins within the window after which the account, or the address, has to wait."""
WRONG = "name or password is wrong, or the account waits after too many attempts; try again in a quarter of an hour or ask an admin"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody of the team."""

    name: str
    role: str
    disabled: bool
    made: str

    @property
    def scopes(self) -> frozenset[str]:
        """What the role may do."""
        return frozenset() if self.disabled else SCOPES[self.role]


@dataclass(frozen=True, slots=True)
class Deed:
    """A line of the audit: when (ISO), who, what, about whom or what, from which address."""

    at: str
    who: str
    what: str
    about: str
    address: str


class Accounts:
    """Who is of the team. Every change is written to the audit with the change itself; `by` is who does it."""

    def __init__(self, file: AccountsFile, passwords: Passwords | None = None, clock: Callable[[], float] = time) -> None:
        self.file, self.passwords, self.clock = file, passwords or Passwords(), clock

    def add(self, name: str, role: str, password: str, by: str) -> Account:
        """A new account. Raises NotAllowed, UnknownName."""
        check_role(role)
        if not NAME.fullmatch(name):
            raise NotAllowed(f"a name is up to 64 small letters, digits, dots, hyphens and underscores, found {name!r}")
        hashed = self.passwords.hash(name, password)
        with self.file.work() as db:
            if db.execute("SELECT 1 FROM accounts WHERE name = ?", (name,)).fetchone():
                raise NotAllowed(f"{name}: there is an account of this name; 'dateline team role' changes its role")
            db.execute("INSERT INTO accounts VALUES (?, ?, ?, 0, ?)", (name, hashed, role, self.now()))
            self.note(db, by, "account made", f"{name} ({role})")
        return self.get(name)

    def get(self, name: str) -> Account:
        """The account. Raises NotAllowed."""
        with self.file.look() as db:
            row = db.execute("SELECT name, role, disabled, made FROM accounts WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise NotAllowed(f"no account {name!r}; 'dateline team list' shows them")
        return Account(row[0], row[1], bool(row[2]), row[3])

    def all(self) -> list[Account]:
        """By name."""
        with self.file.look() as db:
            rows = db.execute("SELECT name, role, disabled, made FROM accounts ORDER BY name").fetchall()
        return [Account(name, role, bool(disabled), made) for name, role, disabled, made in rows]

    def set_role(self, name: str, role: str, by: str) -> None:
        """Sessions end, so that what is open shows the new role. Raises NotAllowed where the last admin would be none, UnknownName."""
        check_role(role)
        before = self.get(name)
        with self.file.work() as db:
            db.execute("UPDATE accounts SET role = ? WHERE name = ?", (role, name))
            db.execute("DELETE FROM sessions WHERE account = ?", (name,))
            self._keep_an_admin(db)
            self.note(db, by, "role changed", f"{name}: {before.role} to {role}")

    def disable(self, name: str, by: str, *, disabled: bool = True) -> None:
        """Sessions and tokens end at once. Raises NotAllowed where it is the last admin."""
        self.get(name)
        with self.file.work() as db:
            db.execute("UPDATE accounts SET disabled = ? WHERE name = ?", (int(disabled), name))
            if disabled:
                db.execute("DELETE FROM sessions WHERE account = ?", (name,))
                db.execute("UPDATE tokens SET revoked = 1 WHERE account = ?", (name,))
            self._keep_an_admin(db)
            self.note(db, by, "account disabled" if disabled else "account enabled", name)

    def set_password(self, name: str, password: str, by: str) -> None:
        """All its sessions end. Raises NotAllowed."""
        hashed = self.passwords.hash(self.get(name).name, password)
        with self.file.work() as db:
            db.execute("UPDATE accounts SET hash = ? WHERE name = ?", (hashed, name))
            db.execute("DELETE FROM sessions WHERE account = ?", (name,))
            db.execute("DELETE FROM failures WHERE key = ?", (f"account {name}",))
            self.note(db, by, "password changed", name)

    def check(self, name: str, password: str, address: str = "") -> Account:
        """The account of a name and password. Raises NotAllowed, with the same words and after the same time whatever was wrong."""
        keys = (f"account {name[:64]}", f"address {address}")
        with self.file.work() as db:
            locked = self._locked(db, keys)
            row = db.execute("SELECT hash, disabled FROM accounts WHERE name = ?", (name,)).fetchone()
        fits = self.passwords.fits(row[0] if row else None, password)
        with self.file.work() as db:
            if locked or not fits or row is None or row[1]:
                if not locked:
                    db.executemany("INSERT INTO failures VALUES (?, ?)", [(key, self.clock()) for key in keys])
                self.note(db, name[:64], "log-in refused", "locked" if locked else "", address)
                refused = True
            else:
                db.execute("DELETE FROM failures WHERE key = ?", (keys[0],))
                self.note(db, name, "logged in", "", address)
                refused = False
        if refused:
            raise NotAllowed(WRONG)
        return self.get(name)

    def audit(self, most: int = 500) -> list[Deed]:
        """The newest lines first."""
        with self.file.look() as db:
            rows = db.execute("SELECT at, who, what, about, address FROM audit ORDER BY number DESC LIMIT ?", (most,)).fetchall()
        return [Deed(*row) for row in rows]

    def now(self) -> str:
        """ISO, UTC, in seconds."""
        return datetime.fromtimestamp(self.clock(), UTC).isoformat(timespec="seconds")

    def note(self, db: sqlite3.Connection, who: str, what: str, about: str, address: str = "") -> None:
        """A line of the audit, in the transaction of the deed."""
        db.execute("INSERT INTO audit (at, who, what, about, address) VALUES (?, ?, ?, ?, ?)", (self.now(), who, what, about, address))

    def _locked(self, db: sqlite3.Connection, keys: tuple[str, str]) -> bool:
        since = self.clock() - WINDOW
        db.execute("DELETE FROM failures WHERE at <= ?", (since,))
        counts = [db.execute("SELECT count(*) FROM failures WHERE key = ?", (key,)).fetchone()[0] for key in keys]
        return bool(counts[0] >= MOST_BY_ACCOUNT or counts[1] >= MOST_BY_ADDRESS)

    def _keep_an_admin(self, db: sqlite3.Connection) -> None:
        if not db.execute("SELECT 1 FROM accounts WHERE role = 'admin' AND NOT disabled").fetchone():
            raise NotAllowed("it is the last admin who is not disabled: make another one first")
