"""The user's own places: one supplement table beside the index, read when it is opened."""

from __future__ import annotations

from pathlib import Path

from dateline.ontology import rows
from dateline.where.entries import Entry
from dateline.where.supplement import COLUMNS, read_row

HEADER = "# Places added with `dateline gazetteer add`; the columns are those of dateline/where/supplement/README.md\n"


def additions_file(folder: Path) -> Path:
    """Where the additions to the index at `folder` stand: beside it, so that a new build keeps them."""
    return folder.with_name(f"{folder.name}.added.tsv")


def read_additions(folder: Path) -> list[Entry]:
    """The user's places for the index at `folder`. Raises InvalidTable naming file and line."""
    table = additions_file(folder)
    return [read_row(cells, table.name) for cells in rows(table, COLUMNS)] if table.exists() else []


def add(folder: Path, cells: list[str]) -> Entry:
    """Checks one row (the supplement's ten columns) and appends it for the index at `folder`. Raises InvalidTable."""
    entry = read_row(cells, "the place to add")
    table = additions_file(folder)
    table.parent.mkdir(parents=True, exist_ok=True)
    new = not table.exists()
    with table.open("a", encoding="utf-8") as lines:
        lines.write((HEADER if new else "") + "\t".join(" ".join(cell.split()) for cell in cells) + "\n")
    return entry
