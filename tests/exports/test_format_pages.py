"""Every format has a page that names its columns."""

from pathlib import Path

import pytest

from dateline.exports import NAMES, acled, gdelt, ged, hxl
from dateline.exports.tables import TABLES

PAGES = Path(__file__).parents[2] / "docs" / "formats"
COLUMNS = {
    "acled": acled.COLUMNS,
    "gdelt": [name.removeprefix("Actor1").removeprefix("Actor2").split("Geo_")[-1] for name in gdelt.COLUMNS],
    "ged": ged.COLUMNS,
    "hxl": hxl.COLUMNS.values(),
    "tables": [name for table in TABLES.values() for name in table.names],
}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_the_page_of_a_format_names_every_column(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert [column for column in COLUMNS[name] if f"`{column}`" not in page] == []


def test_the_list_of_formats_is_whole() -> None:
    page = (PAGES / "index.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page] == []


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)
def test_every_page_says_what_is_lost_and_shows_an_example(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert path.stem == "index" or ("## What is lost" in page and "## Example" in page)
