"""`dateline gazetteer add` and `import`, over a small index of its own."""

from pathlib import Path

import pytest

from dateline.where import geonames
from dateline.where.build import build_from, default_path
from dateline.where.entries import Entry

MANBIJ = Entry("Manbij", 36.53, 37.95, "town", "place", "SYR", "Aleppo", 99497, 167357)
ADD = ("gazetteer", "add", "Tel Foobar", "--lat", "-36.5", "--lon", "38.1")


def row(number: int, name: str) -> str:
    cells = [str(number), name, name, "", "35.5", "39.1", "P", "PPL", "SY", *[""] * 5, "1200", "", "300", "Asia/Damascus", "2020-01-01"]
    return "\t".join(cells) + "\n"


@pytest.fixture(autouse=True)
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(geonames, "bundled", lambda: iter([MANBIJ]))
    monkeypatch.setattr(geonames, "_units", dict)
    return build_from(default_path(), [MANBIJ], ["a test"])


def test_an_added_place_is_found_by_all_its_names(dateline) -> None:
    ran = dateline(*ADD, "--country", "Syria", "--kind", "base", "--alias", "Foobar Hill")
    assert ran.code == 0
    assert "gazetteer-1.added.tsv" in ran.err
    for name in ("Tel Foobar", "foobar hill"):
        assert "Tel Foobar, SYR   -36.5000, 38.1000  point" in dateline("gazetteer", "find", name).out


def test_a_place_is_added_once(dateline) -> None:
    dateline(*ADD)
    ran = dateline(*ADD)
    assert ran.code == 2
    assert "already" in ran.err


@pytest.mark.parametrize(
    ("option", "value"), [("--kind", "volcano"), ("--country", "Nowhere"), ("--precision", "fuzzy"), ("--lat", "91"), ("--population", "0")]
)
def test_a_wrong_field_is_wrong_usage_and_adds_nothing(dateline, option: str, value: str, index: Path) -> None:
    ran = dateline(*ADD, option, value)
    assert ran.code == 2
    assert option in ran.err or value in ran.err
    assert not index.with_name("gazetteer-1.added.tsv").exists()


def test_an_import_puts_the_index_in_place_says_what_it_did_and_keeps_added_places(dateline, tmp_path: Path) -> None:
    dateline(*ADD)
    dump = tmp_path / "SY.txt"
    dump.write_text(row(1, "Tukhar") + row(2, "Qana Foo"), encoding="utf-8")
    ran = dateline("gazetteer", "import", dump)
    assert ran.code == 0
    assert "2 lines read, 2 places kept" in ran.err
    for name in ("Tukhar", "Manbij", "Tel Foobar"):
        assert dateline("gazetteer", "find", name).code == 0


def test_lines_that_are_no_places_are_counted_and_the_rest_is_there(dateline, tmp_path: Path) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text(row(1, "Tukhar") + "rubbish\n", encoding="utf-8")
    ran = dateline("gazetteer", "import", dump)
    assert ran.code == 1
    assert "1 lines are no rows" in ran.err
    assert dateline("gazetteer", "find", "Tukhar").code == 0


@pytest.mark.parametrize("content", [b"", b"a,b\nc,d\n", b"PK\x03\x04 broken"])
def test_a_file_of_another_kind_is_refused_and_the_index_stays(dateline, tmp_path: Path, content: bytes) -> None:
    dump = tmp_path / "SY.zip"
    dump.write_bytes(content)
    ran = dateline("gazetteer", "import", dump)
    assert ran.code == 1
    assert "SY.zip" in ran.err
    assert "Traceback" not in ran.err
    assert dateline("gazetteer", "find", "Manbij").code == 0


def test_a_dump_that_is_not_there_is_missing_data(dateline, tmp_path: Path) -> None:
    assert dateline("gazetteer", "import", tmp_path / "none.txt").code == 3


def test_an_interrupted_import_says_how_to_go_on_and_then_does(dateline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = tmp_path / "SY.txt"
    dump.write_text("".join(row(number, f"Foo{chr(97 + number)}bar") for number in range(6)), encoding="utf-8")
    monkeypatch.setattr(geonames, "EVERY", 2)
    read, left = geonames.read_line, iter(range(3))

    def interrupted(*arguments: object) -> Entry | None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return read(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(geonames, "read_line", interrupted)
    ran = dateline("gazetteer", "import", dump)
    assert ran.code == 130
    assert "goes on where it stopped" in ran.err
    monkeypatch.setattr(geonames, "read_line", read)
    assert "6 lines read, 6 places kept" in dateline("gazetteer", "import", dump).err
