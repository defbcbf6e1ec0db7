"""`dateline actors add`, `import` and `coverage`; the user's own actors in what is coded."""

import json
from pathlib import Path

import pytest

from dateline.own import load_knowledge, own_actors_file


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_an_added_actor_is_found_beside_the_shipped_ones(dateline) -> None:
    ran = dateline("actors", "add", "Front of Foobar", "--alias", "FOFB", "--country", "Mali", "--sector", "reb", "--from", "2012")
    assert ran.code == 0
    assert "front-of-foobar added" in ran.err
    assert "Front of Foobar  MLI REB MLIREB 2012-  group" in dateline("actors", "find", "FOFB").out
    assert dateline("actors", "find", "Hezbollah").code == 0


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--kind", "club"),
        ("--sector", "XXX"),
        ("--country", "Nowhere"),
        ("--from", "soon"),
        ("--parent", "nobody"),
        ("--id", "new-x"),
    ],
)
def test_a_wrong_field_is_wrong_usage_and_adds_nothing(dateline, option: str, value: str) -> None:
    ran = dateline("actors", "add", "Front of Foobar", option, value)
    assert ran.code == 2
    assert value.lower() in ran.err.lower()
    assert not own_actors_file().exists()


def test_an_actor_with_a_shipped_id_takes_its_place_and_that_is_said(dateline) -> None:
    ran = dateline("actors", "add", "Hezbollah", "--sector", "PTY", "--country", "LBN", "--id", "hezbollah")
    assert "in place of 1 of the same id" in ran.err
    assert load_knowledge().actors["hezbollah"].sector == "PTY"


def test_a_csv_is_imported_and_refused_rows_are_listed_with_their_line(dateline, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("name,country,sector\nFront of Foobar,ml,REB\nBad One,ml,XXX\n", encoding="utf-8")
    ran = dateline("actors", "import", file)
    assert ran.code == 1
    assert f"{file}:3" in ran.err
    assert set(load_knowledge().actors) >= {"front-of-foobar", "hezbollah"}


def test_follow_the_money_entities_are_imported_and_others_refused_with_their_line(dateline, tmp_path: Path) -> None:
    entity = {"id": "Q1", "schema": "Person", "properties": {"name": ["Jane Foobar"], "country": ["ml"]}}
    lines = [entity, {"schema": ["Person"]}, {"id": "new-x", "schema": "Person", "properties": {"name": "X Y"}}]
    file = tmp_path / "mine.jsonl"
    file.write_text("\n".join([*map(json.dumps, lines), "[" * 100_000, ""]), encoding="utf-8")
    ran = dateline("actors", "import", file)
    assert ran.code == 1
    assert [f"{file}:{line}" in ran.err for line in (1, 2, 3, 4)] == [False, True, True, True]
    assert "Traceback" not in ran.err
    assert "Jane Foobar  MLI" in dateline("actors", "find", "Jane Foobar").out


@pytest.mark.parametrize("name", ["mine.txt", "none.csv"])
def test_a_file_that_cannot_be_imported_is_wrong_usage(dateline, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    ran = dateline("actors", "import", tmp_path / name)
    assert ran.code == 2
    assert name in ran.err


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"name\n\x00\xff\n", b'name\n"' + b"x" * 200_000])
def test_any_bytes_in_a_csv_end_without_a_traceback(dateline, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(content)
    ran = dateline("actors", "import", file)
    assert ran.code in (0, 1)
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_broken_table_of_ones_own_is_named_with_its_line_and_not_overwritten(dateline, cache: Path) -> None:
    dateline("actors", "add", "Front of Foobar")
    table = cache / "actors.tsv"
    table.write_text(table.read_text(encoding="utf-8") + "broken\n", encoding="utf-8")
    before = table.read_bytes()
    for command in (("find", "Hezbollah"), ("add", "Another One")):
        ran = dateline("actors", *command)
        assert ran.code == 1
        assert "actors.tsv:3" in ran.err
    assert table.read_bytes() == before


def test_coverage_counts_shipped_actors_and_ones_own_where_asked(dateline, tmp_path: Path) -> None:
    page = tmp_path / "actors.md"
    assert dateline("actors", "coverage", "-o", page).code == 0
    shipped = page.read_text(encoding="utf-8")
    dateline("actors", "add", "Front of Foobar", "--country", "MLI")
    assert dateline("actors", "coverage").out == shipped
    assert dateline("actors", "coverage", "--own").out != shipped
