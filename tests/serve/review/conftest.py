"""A fresh archive of the sample reports for every test, the app over it, and a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

from dateline.archive import Archive, Received, open_archive, take_in
from dateline.coder import Coder
from dateline.records import Report
from dateline.review.bench import Bench
from dateline.serve.app import create_app


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, coder: Coder, samples: list[Report]) -> Path:
    path = tmp_path_factory.mktemp("review") / "pattern.db"
    with open_archive(path) as archive:
        for report in samples:
            take_in(archive, Received(report), coder)
        Bench(archive).follow()
    return path


@pytest.fixture
def archive(pattern: Path, tmp_path: Path) -> Iterator[Archive]:
    with open_archive(shutil.copyfile(pattern, tmp_path / "archive.db")) as made:
        yield made


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(archive), base_url="http://localhost", headers={"Origin": "http://localhost"}) as made:
        yield made


@pytest.fixture
def served(archive: Archive) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(archive), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    made = browser.new_page()
    made.set_default_timeout(10_000)
    yield made
    made.close()
