"""The claims and reports that the exports are tested with, in an archive in memory and in a file."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.archive import Archive, Coded, MemoryStore, Received, open_archive
from dateline.library import Library
from dateline.records import Claim, Report, claim_from_dict, report_from_dict

FIXTURE = Path(__file__).parents[1] / "exports" / "fixture"


def records(name: str) -> list[dict]:
    return [json.loads(line) for line in (FIXTURE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def filled(archive: Archive) -> Archive:
    claims: list[Claim] = [claim_from_dict(record) for record in records("claims")]
    reports: list[Report] = [report_from_dict(record) for record in records("reports")]
    for report in reports:
        archive.add(Received(report), Coded(claims[0].coder, [claim for claim in claims if claim.report == report.id]))
    return archive


@pytest.fixture(scope="session")
def library() -> Iterator[Library]:
    with Library(filled(Archive(MemoryStore()))) as opened:
        yield opened


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An archive in a file."""
    path = tmp_path / "kept.sqlite"
    with open_archive(path) as archive:
        filled(archive)
    return path
