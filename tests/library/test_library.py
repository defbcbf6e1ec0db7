"""An archive in a notebook: lazy events, claims and reports, in the forms of pandas, polars, Arrow, geopandas, ACLED and GED."""

import builtins
import importlib
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from lxml import html as lxml_html

import dateline
from dateline.archive import UnusableArchive
from dateline.coder import Coder
from dateline.errors import MissingData
from dateline.exports import acled, ged
from dateline.exports.tables import CLAIMS, EVENTS
from dateline.library import Library
from dateline.library import library as library_module
from dateline.peers import read_peers


def test_an_archive_is_opened_read_and_nothing_is_written(kept: Path) -> None:
    before = kept.read_bytes()
    with dateline.open(kept) as opened:
        assert len(opened.claims) == 28
        assert len(opened.reports) == len({claim.report for claim in opened.claims} | {report.id for report in opened.reports})
        assert opened.events[0].id
    assert kept.read_bytes() == before


def test_an_archive_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(UnusableArchive):
        dateline.open(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()


def test_frames_are_sequences_that_can_be_gone_through_twice(library: Library) -> None:
    events = library.events
    assert list(events) == list(events)
    assert events[0] == next(iter(events))
    assert events[-1] == list(events)[-1]
    assert events[1:3] == list(events)[1:3]
    with pytest.raises(IndexError):
        events[len(events)]
    with pytest.raises(IndexError):
        events[-len(events) - 1]


def test_nothing_is_read_before_it_is_asked_for() -> None:
    class Closed:
        def __getattr__(self, name: str) -> object:
            raise AssertionError(name)

    events = Library(Closed()).events.where(lambda event: event.type == "ASSAULT")  # type: ignore[arg-type]
    with pytest.raises(AssertionError, match="events"):
        len(events)


def test_events_kept_in_the_archive_are_taken_rather_than_linked_anew(kept: Path, library: Library, monkeypatch) -> None:
    from dateline.archive import open_archive

    with open_archive(kept) as archive:
        archive.put_events(library.events[:2])
    monkeypatch.setattr(library_module, "link", lambda *_: pytest.fail("linked anew"))
    with dateline.open(kept) as opened:
        assert {event.id for event in opened.events} == {event.id for event in library.events[:2]}


def test_pandas_has_the_columns_of_the_tables_and_days_as_days(library: Library) -> None:
    pandas = pytest.importorskip("pandas")
    for frame, table in ((library.events, EVENTS), (library.claims, CLAIMS)):
        found = frame.to_pandas()
        assert tuple(found.columns) == table.names
        assert len(found) == len(frame)
        assert pandas.api.types.is_datetime64_any_dtype(found["start"])
    assert set(library.reports.to_pandas()["id"]) == {report.id for report in library.reports}


def test_polars_and_duckdb_take_the_stream_as_it_is(library: Library) -> None:
    polars = pytest.importorskip("polars")
    frame = library.events.to_polars()
    assert frame.height == len(library.events)
    assert frame.schema["start"] == polars.Date
    assert polars.DataFrame(library.events).equals(frame)


def test_arrow_reads_the_stream_with_the_schema_in_its_metadata(library: Library) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.table(library.claims)
    assert table.num_rows == len(library.claims)
    assert table.schema.metadata[b"dateline.schema"] == b"dateline.table/1"
    assert table.equals(library.claims.to_arrow())


def test_geopandas_has_points_where_there_are_coordinates_and_none_elsewhere(library: Library) -> None:
    pytest.importorskip("geopandas")
    frame = library.events.to_geopandas()
    assert str(frame.crs) == "EPSG:4326"
    for event, point in zip(library.events, frame.geometry, strict=True):
        located = event.place is not None and event.place.lat is not None
        assert (point is not None) == located
        assert not located or (point.x, point.y) == (event.place.lon, event.place.lat)


def test_acled_and_ged_frames_have_their_columns_and_say_what_they_left_out(library: Library) -> None:
    pytest.importorskip("pandas")
    for frame, columns in ((library.events.to_acled(), acled.COLUMNS), (library.events.to_ged(), ged.COLUMNS)):
        assert tuple(frame.columns) == columns
        assert 0 < len(frame) < len(library.events)
        assert any(line.startswith("left out") for line in frame.attrs["lost"])


def test_acled_written_by_pandas_lies_beside_the_events_that_it_came_from(library: Library, tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    frame = library.events.to_acled()
    frame[frame["event_date"] != ""].to_csv(tmp_path / "own.csv", index=False)
    compared = library.events.beside(read_peers(tmp_path / "own.csv", pytest.fail))
    likely = {(match.peer.event.id, match.event.id) for match in (*compared.matches, *compared.near)}
    placed = [row.event_id_cnty for row in frame.itertuples() if row.event_date and row.location]
    assert placed
    found = [own for own in placed if (f"acled:{own}", own) in likely]
    assert len(found) >= 0.8 * len(placed)


@pytest.mark.parametrize(
    ("method", "missing"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_geopandas", "geopandas"), ("to_acled", "pandas")]
)
def test_a_missing_library_is_named_with_what_to_do(library: Library, method: str, missing: str, monkeypatch) -> None:
    real = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", lambda name: (_ for _ in ()).throw(ImportError(name)) if name == missing else real(name))
    with pytest.raises(MissingData, match=f"{method} needs {missing}.*pip install {missing}"):
        getattr(library.events, method)()


def test_a_notebook_shows_a_map_and_a_table_that_fetch_and_run_nothing(library: Library) -> None:
    shown = lxml_html.fromstring(library.events._repr_html_())
    assert shown.xpath("//*[local-name()='svg']")
    assert len(shown.xpath("//tbody/tr")) == 10
    assert f"and {len(library.events) - 10} more" in shown.text_content()
    assert not shown.xpath("//script | //@src | //@href | //iframe")
    assert "unreviewed" in shown.text_content()


def test_a_selection_of_claims_shows_itself_and_searches_words(library: Library) -> None:
    found = library.search(types=("ASSAULT",))
    assert 0 < len(found) < len(library.claims)
    assert {claim.type for claim in found} == {"ASSAULT"}
    assert "claims" in repr(found)
    assert "<table>" in found.where(lambda claim: claim.status == "actual")._repr_html_()


def test_reports_gathered_from_a_folder_are_coded_and_linked_in_memory(coder, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Gunmen killed 12 people in Gao on Tuesday, the army said.", encoding="utf-8")
    (tmp_path / "two.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = dateline.gather(tmp_path, coder=coder, published="2014-02-27")
    assert [event.type for event in found.events] == ["ASSAULT"]
    assert "PNG" in str(told[-1].message)


def test_importing_dateline_stays_free_of_the_libraries_that_it_may_use() -> None:
    code = "import sys, dateline; print([name for name in ('pandas', 'pyarrow', 'polars', 'sqlalchemy', 'onnxruntime') if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_name_open_does_not_shadow_pythons_own_inside_dateline() -> None:
    assert dateline.open is not builtins.open


def test_a_report_in_a_language_without_a_model_is_kept_and_not_coded(tmp_path: Path, coder: Coder) -> None:
    text = "Die Regierung teilte am Montag mit, dass die Gespräche in der kommenden Woche fortgesetzt werden."
    (tmp_path / "bericht.txt").write_text(text, "utf-8")
    with pytest.warns(UserWarning, match="no model"):
        library = dateline.gather(tmp_path, coder=coder)
    assert len(library.reports) == 1
    assert len(library.claims) == 0
