"""What tests share: one coder a session, the material that is measured on.

Set DATELINE_TEST_MODEL to the folder of another trained model to test with it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.coder import Coder
from dateline.errors import MissingData
from dateline.reading import Failure, read_reports
from dateline.records import Report
from dateline.samples import sample_paths

SHARED = Path(os.environ.get("DATELINE_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session")
def model() -> Path | None:
    chosen = os.environ.get("DATELINE_TEST_MODEL")
    return Path(chosen) if chosen else None


@pytest.fixture(scope="session")
def coder(model: Path | None) -> Coder:
    try:
        return Coder.load(model, threads=1)
    except MissingData as error:
        pytest.skip(f"no model to code with: {error}")


@pytest.fixture(scope="session")
def samples() -> list[Report]:
    items = [item for path in sample_paths() for item in read_reports(path)]
    assert not [item for item in items if isinstance(item, Failure)]
    return [item for item in items if isinstance(item, Report)]


@pytest.fixture(scope="session")
def shared() -> Callable[..., Path]:
    """A file of the material that is measured on, by its path; the test is skipped where it is not there."""

    def find(*parts: str) -> Path:
        path = SHARED.joinpath(*parts)
        if not path.exists():
            pytest.skip(f"{path} is not there (DATELINE_SHARED names its folder)")
        return path

    return find
