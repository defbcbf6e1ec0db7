"""A small app behind the team's door, with one account of each role and a clock that tests turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from dateline.archive import Archive, MemoryStore
from dateline.serve.team.accounts import Accounts
from dateline.serve.team.file import AccountsFile
from dateline.serve.team.passwords import Passwords
from dateline.serve.team.roles import ROLES
from dateline.serve.team.routes import join, open_team

ORIGIN = "https://desk.example"


class Desk:
    """The app and what tests need of it. Each role's account is called as the role."""

    def __init__(self, folder: Path) -> None:
        self.now = 1_700_000_000.0
        hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        self.accounts = Accounts(AccountsFile.open(folder / "x.team", create=True), Passwords(hasher), lambda: self.now)
        for role in ROLES:
            self.accounts.add(role, role, self.password(role), "test")
        self.app = FastAPI()
        self.app.state.settings, self.app.state.archive = SimpleNamespace(), Archive(MemoryStore())
        self.team = open_team(folder / "x.team", secure=True, accounts=self.accounts)
        join(self.app, self.team)
        self.app.add_api_route("/", _who, methods=["GET", "POST"])
        self.app.add_api_route("/api/v1/thing", _who, methods=["GET", "POST"])

    @staticmethod
    def password(name: str) -> str:
        return f"correct horse {name[::-1]} battery"

    def browser(self) -> TestClient:
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "accept": "text/html"}
        return TestClient(self.app, base_url=ORIGIN, headers=headers, follow_redirects=False)

    def login(self, name: str) -> TestClient:
        client = self.browser()
        answer = client.post("/team/login", data={"name": name, "password": self.password(name)})
        assert answer.status_code == 303
        return client

    def csrf(self, client: TestClient) -> str:
        found = self.team.passes.session(client.cookies[self.team.cookie])
        assert found
        return found[0].csrf


def _who(request: Request) -> dict[str, object]:
    return {"who": request.state.access.who, "scopes": sorted(request.state.access.scopes), "role": request.state.role}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """See Desk."""
    return Desk(tmp_path)
