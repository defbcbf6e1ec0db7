"""Who comes in, and what is tried to come in without being somebody."""

from __future__ import annotations

import statistics
import time
from typing import Any

import pytest

from dateline.serve.team.accounts import MOST_BY_ACCOUNT, MOST_BY_ADDRESS, WINDOW
from dateline.serve.team.passes import IDLE, WHOLE
from dateline.serve.team.requests import MOST_FORM, local_path


def test_a_stranger_is_sent_to_the_log_in_and_a_program_is_told_what_to_send(desk: Any) -> None:
    page = desk.browser().get("/?text=x&place=y")
    assert (page.status_code, page.headers["location"]) == (303, "/team/login?next=%2F%3Ftext%3Dx%26place%3Dy")
    api = desk.browser().get("/api/v1/thing")
    assert (api.status_code, api.headers["content-type"], api.headers["www-authenticate"]) == (401, "application/problem+json", "Bearer")


@pytest.mark.parametrize("path", ["/team/loginx/../../", "/desk/static/../../api/v1/thing", "//team/login", "/team/login/../audit", "/TEAM/LOGIN"])
def test_no_spelling_of_an_open_path_opens_another(desk: Any, path: str) -> None:
    answer = desk.browser().get(path)
    assert answer.status_code in (303, 401, 404)
    assert "who" not in answer.text


@pytest.mark.parametrize(
    ("role", "scopes"),
    [("reader", ["read"]), ("coder", ["judge", "read"]), ("editor", ["judge", "read", "write"]), ("admin", ["admin", "judge", "read", "write"])],
)
def test_each_role_has_its_scopes(desk: Any, role: str, scopes: list[str]) -> None:
    assert desk.login(role).get("/").json() == {"who": role, "scopes": scopes, "role": role}


def test_the_cookie_is_for_this_host_over_https_and_out_of_scripts_reach(desk: Any) -> None:
    answer = desk.browser().post("/team/login", data={"name": "reader", "password": desk.password("reader")})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-dateline=")
    assert all(flag in cookie for flag in ("httponly", "secure", "samesite=lax", "path=/")) and "domain" not in cookie


def test_a_session_that_a_browser_brought_along_is_not_taken_over(desk: Any) -> None:
    client = desk.browser()
    client.cookies.set(desk.team.cookie, "chosen-by-another")
    client.post("/team/login", data={"name": "reader", "password": desk.password("reader")})
    assert desk.team.passes.session("chosen-by-another") is None
    first = desk.login("reader").cookies[desk.team.cookie]
    assert desk.login("reader").cookies[desk.team.cookie] != first


@pytest.mark.parametrize("seconds", [IDLE + 1, WHOLE + 1])
def test_a_session_ends_unused_and_in_any_case(desk: Any, seconds: float) -> None:
    client = desk.login("reader")
    end = desk.now + seconds
    while seconds > IDLE + 1 and desk.now + IDLE / 2 < end:
        assert client.get("/").status_code == 200
        desk.now += IDLE / 2
    desk.now = end
    assert client.get("/").status_code == 303


def test_after_log_out_the_cookie_is_good_for_nothing(desk: Any) -> None:
    client = desk.login("reader")
    secret = client.cookies[desk.team.cookie]
    assert client.post("/team/logout", data={"csrf": desk.csrf(client)}).status_code == 303
    assert desk.team.passes.session(secret) is None


CROSS = [
    {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://desk.example.evil.example", "sec-fetch-site": "same-origin"},
    {},
]


@pytest.mark.parametrize("headers", CROSS)
def test_a_post_from_another_site_is_refused_even_with_the_token(desk: Any, headers: dict[str, str]) -> None:
    client = desk.login("editor")
    data = {"csrf": desk.csrf(client)}
    for name in ("origin", "sec-fetch-site"):
        del client.headers[name]
    assert client.post("/", data=data, headers=headers).status_code == 403
    client.cookies.clear()
    assert client.post("/team/login", data={"name": "editor", "password": desk.password("editor")}, headers=headers).status_code == 403


def test_a_post_without_the_sessions_own_token_is_refused(desk: Any) -> None:
    client, other = desk.login("editor"), desk.login("editor")
    assert client.post("/", data={"csrf": desk.csrf(client)}).status_code == 200
    assert client.post("/", headers={"x-csrf-token": desk.csrf(client)}, json={}).status_code == 200
    refused = [
        client.post("/", data={}),
        client.post("/", data={"csrf": desk.csrf(other)}),
        client.post("/", json={"csrf": desk.csrf(client)}),
        client.post("/", files={"csrf": desk.csrf(client)}),
        client.post("/", data={"csrf": desk.csrf(client), "big": "x" * (MOST_FORM + 1)}),
    ]
    assert [answer.status_code for answer in refused] == [403] * len(refused)


def test_the_account_waits_after_too_many_wrong_passwords_even_for_the_right_one(desk: Any) -> None:
    client = desk.browser()
    for _ in range(MOST_BY_ACCOUNT):
        assert client.post("/team/login", data={"name": "reader", "password": "wrong wrong wrong"}).status_code == 403
    right = {"name": "reader", "password": desk.password("reader")}
    assert client.post("/team/login", data=right).status_code == 403
    desk.now += WINDOW + 1
    assert client.post("/team/login", data=right).status_code == 303


def test_an_address_that_tries_many_names_waits(desk: Any) -> None:
    client = desk.browser()
    for number in range(MOST_BY_ADDRESS):
        client.post("/team/login", data={"name": f"guess{number}", "password": "wrong wrong wrong"})
    assert client.post("/team/login", data={"name": "reader", "password": desk.password("reader")}).status_code == 403


def test_an_unknown_name_is_answered_in_the_words_of_a_wrong_password(desk: Any) -> None:
    known = desk.browser().post("/team/login", data={"name": "reader", "password": "wrong wrong wrong"})
    unknown = desk.browser().post("/team/login", data={"name": "nobody", "password": "wrong wrong wrong"})
    assert known.text == unknown.text


def test_an_unknown_name_takes_as_long_as_a_wrong_password(desk: Any) -> None:
    from argon2 import PasswordHasher

    from dateline.serve.team.passwords import Passwords

    passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=8192, parallelism=1))
    kept = passwords.hash("x", "correct horse battery")

    def median(hashed: str | None) -> float:
        spent = []
        for _ in range(15):
            began = time.thread_time()
            assert not passwords.fits(hashed, "wrong wrong wrong")
            spent.append(time.thread_time() - began)
        return statistics.median(spent)

    assert 0.5 < median(None) / median(kept) < 2


@pytest.mark.parametrize("given", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "", "/\tx", "/x\r\nSet-Cookie: a=b"])
def test_the_log_in_leads_nowhere_else(given: str) -> None:
    assert local_path(given) == "/"


def test_a_path_of_this_site_is_kept(desk: Any) -> None:
    assert local_path("/events/x?text=y") == "/events/x?text=y"
