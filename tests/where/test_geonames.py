from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.errors import InvalidRecord, MissingData, UnreadableReport
from dateline.where import Gazetteer, geonames
from dateline.where.entries import Entry
from dateline.where.geonames import Imported, import_dump, read_line


def line(number: int, name: str, code: str = "PPL", others: str = "") -> str:
    cells = [
        str(number),
        name,
        name,
        others,
        "35.5",
        "39.1",
        "P",
        code,
        "SY",
        "",
        "09",
        "",
        "",
        "",
        "1200",
        "",
        "300",
        "Asia/Damascus",
        "2020-01-01",
    ]
    return "\t".join(cells)


@pytest.fixture(autouse=True)
def _few_bundled_places(monkeypatch: pytest.MonkeyPatch) -> None:
    def bundled() -> Iterator[Entry]:
        yield Entry("Manbij", 36.53, 37.95, "town", "place", "SYR", "Aleppo", 99497, 167357)

    monkeypatch.setattr(geonames, "bundled", bundled)
    monkeypatch.setattr(geonames, "_units", lambda: {("SY", "09"): "Aleppo"})


def dump(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "XX.txt"
    path.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    return path


def test_an_import_lifts_what_can_be_found(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    done = import_dump(dump(tmp_path, line(1, "Tukhar", others="Tokhar,التوخار"), line(2, "Palm Hotel", "HTL"), line(167357, "Manbij")), folder)
    assert done == Imported(lines=3, kept=1, wrong=0)
    gazetteer = Gazetteer.open(folder)
    spot = gazetteer.exact("التوخار")[0][0]
    assert (spot.name, spot.country, spot.admin1, spot.kind, spot.geonameid) == ("Tukhar", "SYR", "Aleppo", "village", 1)
    assert [hit.name for hit, _ in gazetteer.exact("Manbij")] == ["Manbij"]
    assert gazetteer.exact("Palm Hotel") == []


def test_a_zip_is_read_as_it_comes(tmp_path: Path) -> None:
    path = tmp_path / "XX.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "x")
        archive.writestr("XX.txt", line(1, "Tukhar") + "\n")
    import_dump(path, tmp_path / "index")
    assert Gazetteer.open(tmp_path / "index").knows("tukhar")


def test_broken_lines_are_counted_not_hidden(tmp_path: Path) -> None:
    assert import_dump(dump(tmp_path, line(1, "Tukhar"), "rubbish", line(2, "Foo").replace("35.5", "north")), tmp_path / "index").wrong == 2


def test_a_file_of_another_format_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = dump(tmp_path, "a,b,c", "d,e,f")
    with pytest.raises(UnreadableReport, match="19 tab-separated"):
        import_dump(path, tmp_path / "index")
    assert [left.name for left in tmp_path.iterdir()] == ["XX.txt"]


def test_a_missing_dump_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        import_dump(tmp_path / "none.txt", tmp_path / "index")


def test_an_interrupted_import_goes_on_and_ends_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geonames, "EVERY", 2)
    path = dump(tmp_path, *(line(number, f"Foo{chr(97 + number)}bar") for number in range(7)))
    whole = import_dump(path, tmp_path / "whole")

    class Stop(Exception):
        pass

    def stop(_done: int, _all: int) -> None:
        raise Stop

    with pytest.raises(Stop):
        import_dump(path, tmp_path / "parts", stop)
    assert not (tmp_path / "parts").exists()
    seen: list[tuple[int, int]] = []
    assert import_dump(path, tmp_path / "parts", lambda done, size: seen.append((done, size))) == whole
    assert len(seen) == 3
    for name in ("places.bin", "names.bin", "exact-keys.bin", "exact-places.bin", "bones-keys.bin", "bones-places.bin"):
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_an_impossible_coordinate_is_a_broken_line() -> None:
    with pytest.raises(InvalidRecord):
        read_line(line(1, "Tukhar").replace("39.1", "939.1"), {"SY": "SYR"}, {})
