"""An archive of the sample reports, linked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.archive import Archive, Received, open_archive, take_in
from dateline.coder import Coder
from dateline.records import Report
from dateline.review.bench import Bench


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory, coder: Coder, samples: list[Report]) -> Path:
    path = tmp_path_factory.mktemp("review") / "pattern.db"
    with open_archive(path) as archive:
        for report in samples:
            take_in(archive, Received(report), coder)
        Bench(archive).follow()
    return path


@pytest.fixture
def file(pattern: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(pattern, tmp_path / "archive.db"))


@pytest.fixture
def archive(file: Path) -> Iterator[Archive]:
    with open_archive(file) as made:
        yield made


@pytest.fixture
def bench(archive: Archive) -> Bench:
    return Bench(archive)
