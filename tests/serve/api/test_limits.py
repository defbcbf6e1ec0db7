"""What attacks meet: foreign hosts and pages, bodies too large or too slow, script, paths; and what the server listens on."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from dateline.cli.main import app as commands
from dateline.serve.settings import Settings, is_loopback

from .conftest import client_of

API = "/api/v1"


def test_every_answer_carries_the_strict_policy(client: TestClient) -> None:
    for path in ("/", API, f"{API}/events", f"{API}/nothing", f"{API}/openapi.json", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "", "[::1"])
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    found = client.get(f"{API}/events", headers={"Host": host})
    assert found.status_code == 421
    assert found.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]", "[::1]:8000", "LOCALHOST:80"])
def test_our_own_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get(f"{API}/events", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_post_from_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post(f"{API}/code", json={"text": "Rebels shelled it."}, headers=headers).status_code == 403


def test_a_post_from_our_own_page_or_a_program_is_taken(client: TestClient) -> None:
    for headers in ({}, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}):
        assert client.post(f"{API}/code", json={"text": "Rebels shelled it."}, headers=headers).status_code == 200


def test_a_body_that_is_too_large_is_refused_with_or_without_its_length(archive) -> None:
    client = client_of(archive, Settings(most_body=1000))
    assert client.post(f"{API}/code", json={"text": "x" * 2000}).status_code == 413
    assert client.post(f"{API}/code", content=(b"x" * 100 for _ in range(20))).status_code == 413
    assert client.post(f"{API}/code", json={"text": "Rebels shelled it."}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/desk/static/../pages.py", "/desk/static/%2e%2e%2fpages.py", "/desk/static/..%5cpages.py", f"{API}/export/..%2fevents.csv"]
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (404, 422)


def test_script_in_a_question_comes_back_as_data_only(client: TestClient) -> None:
    found = client.get(f"{API}/events/<script>alert(1)</script>")
    assert found.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("host", "own"), [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False), ("x.example", False)]
)
def test_loopback_is_known(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_listening_for_others_needs_a_team(tmp_path: Path) -> None:
    found = CliRunner().invoke(commands, ["serve", "--archive", str(tmp_path / "a.db"), "--host", "0.0.0.0"])
    assert found.exit_code == 2
    assert "--team" in found.output
    assert not (tmp_path / "a.db").exists()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A real server, started by the command on an archive that is not there yet; its port."""
    path = tmp_path_factory.mktemp("served") / "new.db"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dateline.cli.main", "serve", "--archive", str(path), "--port", str(port)]
    started = "import sys; from dateline.cli.main import main; sys.argv[0] = 'dateline'; main()"
    process = subprocess.Popen([sys.executable, "-c", started, *command[3:]], stderr=subprocess.DEVNULL, env={**os.environ, "OMP_NUM_THREADS": "1"})
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and not _answers(port):
        time.sleep(0.1)
    assert path.exists()
    yield port
    process.terminate()
    process.wait(10)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_one_command_serves_the_desk_and_the_api(served: int) -> None:
    for path in ("/", f"{API}/openapi.json"):
        connection = http.client.HTTPConnection("127.0.0.1", served, timeout=20)
        connection.request("GET", path)
        assert connection.getresponse().status == 200
        connection.close()


def test_a_slow_body_is_not_waited_for(archive) -> None:
    import asyncio

    from dateline.serve.limits import Limits

    said = []

    async def never() -> dict[str, object]:
        await asyncio.sleep(30)
        return {}

    async def send(message: dict[str, object]) -> None:
        said.append(message)

    async def app(*_: object) -> None:
        raise AssertionError("the app must not see it")

    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"host", b"localhost")], "query_string": b""}
    began = time.monotonic()
    asyncio.run(Limits(app, Settings(body_seconds=0.1))(scope, never, send))
    assert said[0]["status"] == 408
    assert time.monotonic() - began < 5
