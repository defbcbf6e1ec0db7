"""Tokens, roles, passwords, the audit."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli.team import app as team_app
from dateline.errors import UnknownName
from dateline.serve.team.faults import NotAllowed, UnusableAccounts
from dateline.serve.team.file import AccountsFile, beside
from dateline.serve.team.passwords import MOST
from dateline.serve.team.routes import open_team


def bearer(desk: Any, token: str) -> Any:
    client = desk.browser()
    for name in ("origin", "sec-fetch-site"):
        del client.headers[name]
    return client.get("/api/v1/thing", headers={"authorization": f"Bearer {token}".encode()})


def make(desk: Any, name: str, *scopes: str, days: int = 30) -> str:
    token: str = desk.team.passes.make_token(desk.accounts.get(name), "a script", frozenset(scopes), days)
    return token


def test_a_token_has_its_scopes_and_no_more(desk: Any) -> None:
    assert bearer(desk, make(desk, "editor", "read")).json()["scopes"] == ["read"]


def test_a_token_can_do_no_more_than_its_account_even_when_the_account_is_brought_down(desk: Any) -> None:
    with pytest.raises(NotAllowed):
        make(desk, "reader", "read", "judge")
    with pytest.raises(UnknownName):
        make(desk, "admin", "everything")
    token = make(desk, "editor", "read", "write")
    desk.accounts.set_role("editor", "reader", "admin")
    assert bearer(desk, token).json()["scopes"] == ["read"]


@pytest.mark.parametrize("shown", ["", "dateline_", "dateline_" + "x" * 43, "dateline_' OR 1=1 --", "\u00e9"])
def test_a_token_that_nobody_made_is_refused(desk: Any, shown: str) -> None:
    assert bearer(desk, shown).status_code == 401


def test_a_token_ends_with_its_days_when_revoked_and_with_its_account(desk: Any) -> None:
    revoked, short, disabled = make(desk, "editor", "read"), make(desk, "editor", "read", days=1), make(desk, "coder", "read")
    desk.team.passes.revoke(next(t.id for t in desk.team.passes.tokens("editor") if t.ends > desk.now + 2 * 86400), "editor", "editor")
    assert bearer(desk, revoked).status_code == 401
    assert bearer(desk, short).status_code == 200
    desk.now += 86401
    assert bearer(desk, short).status_code == 401
    desk.accounts.disable("coder", "admin")
    assert bearer(desk, disabled).status_code == 401


def test_a_wrong_token_is_nobody_though_a_good_cookie_comes_with_it(desk: Any) -> None:
    client = desk.login("admin")
    assert client.get("/", headers={"authorization": "Bearer dateline_wrong"}).status_code == 401


def test_somebody_elses_token_cannot_be_revoked(desk: Any) -> None:
    make(desk, "editor", "read")
    id = desk.team.passes.tokens("editor")[0].id
    client = desk.login("coder")
    assert client.post(f"/team/account/tokens/{id}/revoke", data={"csrf": desk.csrf(client)}).status_code == 403
    assert not desk.team.passes.tokens("editor")[0].revoked


def test_a_token_makes_no_tokens_and_changes_no_account(desk: Any) -> None:
    token = make(desk, "admin", "admin", "read")
    client = desk.browser()
    client.headers["authorization"] = f"Bearer {token}"
    answers = [
        client.post("/team/account/tokens", data={"scopes": ["admin"]}),
        client.post("/team/members", data={"name": "mallory", "role": "admin", "password": "correct horse battery"}),
        client.get("/team/audit"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert len(desk.team.passes.tokens()) == 1


@pytest.mark.parametrize("role", ["reader", "coder", "editor"])
def test_nobody_but_an_admin_makes_himself_more(desk: Any, role: str) -> None:
    client = desk.login(role)
    csrf = desk.csrf(client)
    answers = [
        client.get("/team/audit"),
        client.get("/team/members"),
        client.post(f"/team/members/{role}", data={"csrf": csrf, "role": "admin"}),
        client.post("/team/members", data={"csrf": csrf, "name": "mallory", "role": "admin", "password": "correct horse battery"}),
        client.post("/team/account/tokens", data={"csrf": csrf, "scopes": ["admin"]}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 5
    assert desk.accounts.get(role).role == role


def test_the_secrets_themselves_are_nowhere_in_the_file(desk: Any) -> None:
    token, client = make(desk, "editor", "read"), desk.login("editor")
    with sqlite3.connect(desk.accounts.file.path) as db:
        said = "\n".join(db.iterdump())
    assert token not in said and client.cookies[desk.team.cookie] not in said and desk.password("editor") not in said
    assert said.count("$argon2id$") == 4
    assert desk.accounts.file.path.stat().st_mode & 0o077 == 0


def test_another_role_or_password_ends_what_is_open(desk: Any) -> None:
    one, two = desk.login("coder"), desk.login("coder")
    desk.accounts.set_role("coder", "reader", "admin")
    assert one.get("/").status_code == 303
    three = desk.login("coder")
    new = {"csrf": desk.csrf(three), "old": desk.password("coder"), "new": "another staple entirely"}
    assert three.post("/team/account/password", data=new).status_code == 303
    assert three.get("/").status_code == 200
    assert two.get("/").status_code == 303
    assert desk.accounts.check("coder", "another staple entirely").name == "coder"


def test_the_password_is_not_changed_without_the_old_one(desk: Any) -> None:
    client = desk.login("coder")
    wrong = {"csrf": desk.csrf(client), "old": "wrong wrong wrong", "new": "another staple entirely"}
    assert client.post("/team/account/password", data=wrong).status_code == 403
    assert desk.accounts.check("coder", desk.password("coder")).name == "coder"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "reader reader reader", "x" * (MOST + 1)])
def test_a_poor_password_is_refused(desk: Any, password: str) -> None:
    with pytest.raises(NotAllowed):
        desk.accounts.set_password("reader", password, "admin")


def test_the_last_admin_stays(desk: Any) -> None:
    for change in (lambda: desk.accounts.set_role("admin", "reader", "admin"), lambda: desk.accounts.disable("admin", "admin")):
        with pytest.raises(NotAllowed, match="last admin"):
            change()
    assert (desk.accounts.get("admin").role, desk.accounts.get("admin").disabled) == ("admin", False)


def test_the_audit_says_who_did_what_and_runs_no_script(desk: Any) -> None:
    script = "<script>alert(1)</script>"
    desk.browser().post("/team/login", data={"name": script, "password": "wrong wrong wrong"})
    client = desk.login("admin")
    csrf = desk.csrf(client)
    client.post("/team/account/tokens", data={"csrf": csrf, "scopes": ["read"], "label": f'"><img src=x onerror=alert(1)>{script}'})
    page = client.get("/team/audit")
    assert "log-in refused" in page.text and "token made" in page.text and "account made" in page.text
    for shown in (page, client.get("/team/account"), client.get("/team/members"), client.post("/team/members", data={"csrf": csrf, "name": script})):
        assert "<script>alert" not in shown.text and "<img" not in shown.text
        assert shown.headers["cache-control"] == "no-store"


def test_a_new_token_is_shown_once(desk: Any) -> None:
    client = desk.login("reader")
    shown = client.post("/team/account/tokens", data={"csrf": desk.csrf(client), "scopes": ["read"]}).text
    token = shown.split("<code>")[1].split("</code>")[0]
    assert bearer(desk, token).json()["who"] == "reader"
    assert token not in client.get("/team/account").text


def test_without_an_admin_the_server_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(UnusableAccounts, match="dateline team add"):
        open_team(tmp_path / "none.team")
    AccountsFile.open(tmp_path / "empty.team", create=True)
    with pytest.raises(UnusableAccounts, match="dateline team add"):
        open_team(tmp_path / "empty.team")
    (tmp_path / "other").write_bytes(b"no database at all, but long enough to be looked at as one" * 4)
    with pytest.raises(UnusableAccounts):
        AccountsFile.open(tmp_path / "other")


def test_the_command_line_makes_lists_and_shuts_out(tmp_path: Path) -> None:
    archive = str(tmp_path / "a.dateline")

    def run(*words: str, given: str = "") -> str:
        result = CliRunner().invoke(team_app, [*words, "--archive", archive], input=given)
        assert result.exit_code == 0, result.output
        return result.output

    run("add", "ada", "--role", "admin", given="correct horse battery\n")
    run("add", "bob", given="staple horse correct\n")
    run("role", "bob", "coder")
    token = run("token", "make", "bob", "--scope", "read").strip()
    assert token.startswith("dateline_")
    run("disable", "bob")
    assert "bob  coder  disabled" in run("list")
    assert "revoked" in run("token", "list") and token not in run("token", "list")
    assert beside(archive).exists()
