"""Reports in files, and jobs over them that need no model."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dateline.scale import Job, begin
from dateline.scale.shards import listing

sys.path.insert(0, str(Path(__file__).parent))
import stand_ins

MakeJob = Callable[..., Job]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of two JSONL files: 23 reports, one line that is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    lines = [json.dumps({"id": f"r{n:02}", "text": f"Word{n} of report {n}.", "language": "en", "published": "2024-05-01"}) for n in range(23)]
    (folder / "a.jsonl").write_text("\n".join([*lines[:15], "{broken"]))
    (folder / "b.jsonl").write_text("\n".join(lines[15:]))
    return folder


@pytest.fixture
def make_job(reports: Path) -> MakeJob:
    """A job over the reports with the stand-in coder, and `extra` texts as a third file."""

    def make(output: Path | str, *extra: str, size: int = 4, wait: float = 0.0) -> Job:
        if extra:
            (reports / "c.jsonl").write_text("\n".join(json.dumps({"text": text, "language": "en"}) for text in extra))
        stage = partial(stand_ins.first_word, str(reports.parent), wait)
        return begin(Job(stage, str(output), (), size), listing(str(reports)), {"coder": "first word"})

    return make
