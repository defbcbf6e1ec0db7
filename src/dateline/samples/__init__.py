"""The sample reports: written for dateline, their happenings and the persons in them invented; CC0, free for any use.

Three of them (`ardouz-*`) are rival accounts of one happening in an invented province: state television, a monitor and a relief
agency give different tolls and blame different sides. Dates stand in the text, in the page's head or in the record.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from dateline.errors import MissingData

SUFFIXES = (".txt", ".html", ".jsonl")


def sample_paths() -> tuple[Path, ...]:
    """The files of the sample reports, sorted by name. Raises MissingData where the package was installed without them."""
    folder = Path(str(files("dateline.samples")))
    found = tuple(sorted(path for path in folder.glob("*") if path.suffix in SUFFIXES))
    if not found:
        raise MissingData(f"no sample reports in {folder}; install dateline again, or from a checkout")
    return found
