import pytest

from dateline.errors import InvalidTable
from dateline.ontology import load_sectors, load_types, rows


class Table:
    """A table in memory."""

    name = "x.tsv"

    def __init__(self, text: str) -> None:
        self.text = text

    def read_text(self, encoding: str) -> str:
        return self.text


def test_there_are_plovers_sixteen_types_in_alphabetical_order() -> None:
    assert len(load_types()) == 16
    assert list(load_types()) == sorted(load_types())
    assert {kind.quad for kind in load_types().values()} == {1, 2, 3, 4}


def test_every_type_of_the_conflict_half_has_a_negative_or_neutral_score() -> None:
    assert all(kind.scale <= 0 for kind in load_types().values() if kind.quad > 2)


def test_sectors_are_three_letters() -> None:
    assert all(len(name) == 3 and name.isupper() and meaning for name, meaning in load_sectors().items())


def test_a_row_with_missing_cells_is_named_by_file_and_line() -> None:
    with pytest.raises(InvalidTable, match=r"x\.tsv:3: expected 2 tab-separated cells, found 1"):
        list(rows(Table("# a\tb\none\ttwo\nthree\n"), 2))  # type: ignore[arg-type]
