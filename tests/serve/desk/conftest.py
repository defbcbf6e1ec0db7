"""An archive of the sample reports, served on loopback, and a browser that reads it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from dateline.archive import Archive, Received, open_archive, take_in
from dateline.coder import Coder
from dateline.deriving import derive
from dateline.records import Report
from dateline.serve.app import create_app


def filled(path: Path, coder: Coder, reports: list[Report]) -> Archive:
    archive = open_archive(path)
    for report in reports:
        take_in(archive, Received(report), coder)
    derive(archive)
    return archive


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory, coder: Coder, samples: list[Report]) -> Iterator[Archive]:
    with filled(tmp_path_factory.mktemp("desk") / "archive.db", coder, samples) as made:
        yield made


@pytest.fixture(scope="session")
def client(archive: Archive) -> Iterator[TestClient]:
    with TestClient(create_app(archive), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def served(archive: Archive) -> Iterator[str]:
    """The address of the desk."""
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
