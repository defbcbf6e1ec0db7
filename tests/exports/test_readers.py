"""What other programs read of what is written: pandas, pyarrow, openpyxl, rdflib, libhxl, geojson, sqlite3."""

import csv
import io
import json
import sqlite3
import struct
from pathlib import Path

import pytest

from dateline.exports import acled, gdelt, ged, hxl
from dateline.exports.tables import ACTORS, CLAIMS, EVENTS, MENTIONS, TABLES
from dateline.records import claim_to_dict, event_to_dict
from dateline.rows import COLUMNS, claim_row


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_pandas_reads_acleds_31_columns_in_order(export) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.BytesIO(export("acled").content), parse_dates=["event_date"])
    assert tuple(frame.columns) == acled.COLUMNS
    assert len(frame.columns) == 31
    assert frame["event_date"].dtype.kind == "M"
    assert frame["fatalities"].dtype.kind == "i"


def test_pandas_reads_geds_49_columns_in_order(export) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.BytesIO(export("ged").content))
    assert tuple(frame.columns) == ged.COLUMNS
    assert len(frame.columns) == 49
    assert (frame["low"] <= frame["best"]).all()
    assert (frame["best"] <= frame["high"]).all()


def test_pandas_reads_gdelts_61_columns_with_leading_zeros(export) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.BytesIO(export("gdelt").content), sep="\t", header=None, names=gdelt.COLUMNS, dtype=str)
    assert len(gdelt.COLUMNS) == 61
    assert frame.shape[1] == 61
    assert frame["EventCode"].str.len().between(3, 4).all()
    assert (frame["EventRootCode"] == frame["EventCode"].str[:2]).all()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_is_the_same_as_csv_parquet_sheet_and_sqlite_table(table: str, export, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    (tmp_path / "x.sqlite").write_bytes(export("sqlite").content)
    database = sqlite3.connect(tmp_path / "x.sqlite")
    sheet = openpyxl.load_workbook(io.BytesIO(export("xlsx").content), read_only=True)[table]
    found = parquet.read_table(io.BytesIO(export("parquet", table).content))
    written = rows(export("csv", table).text)
    heads = [tuple(found.column_names), next(iter(sheet.iter_rows(values_only=True)))]
    assert heads == [TABLES[table].names] * 2
    assert {found.num_rows, sheet.max_row - 1, database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]} == {len(written)}
    assert found.schema.metadata[b"dateline.schema"] == b"dateline.table/1"


def test_the_claims_table_is_that_of_the_code_command(claims) -> None:
    assert CLAIMS.names == COLUMNS
    for happening in claims:
        (row,) = CLAIMS.rows(happening)
        assert dict(zip(CLAIMS.names, row, strict=True)) == claim_row(happening.claims[0])


def test_openpyxl_finds_no_formula_in_the_workbook(export, events) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    book = openpyxl.load_workbook(io.BytesIO(export("xlsx").content))
    assert "unreviewed" in " ".join(str(row[0].value) for row in book["about"].rows)
    assert not [cell for sheet in book for row in sheet.rows for cell in row if cell.data_type == "f"]


def test_geojson_has_valid_features_with_their_ids_and_nulls_where_unlocated(export, events) -> None:
    collection = json.loads(export("geojson").text)
    assert "crs" not in collection
    assert [feature["id"] for feature in collection["features"]] == [happening.id for happening in events]
    assert any(feature["geometry"] is None for feature in collection["features"])
    for feature, happening in zip(collection["features"], events, strict=True):
        if feature["geometry"]:
            assert feature["geometry"]["coordinates"] == [happening.place.lon, happening.place.lat]
    assert [json.loads(line) for line in export("geojsonl").lines] == collection["features"]


def test_the_geojson_library_finds_the_collection_valid(export) -> None:
    geojson = pytest.importorskip("geojson")
    collection = geojson.loads(export("geojson").text)
    assert all(feature.is_valid for feature in collection.features if feature.geometry)


def test_geoparquet_has_points_of_well_known_binary_and_says_so(export, events) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(export("geoparquet").content))
    about = json.loads(table.schema.metadata[b"geo"])
    assert about["columns"][about["primary_column"]]["encoding"] == "WKB"
    points = [struct.unpack("<BIdd", point)[2:] if point else None for point in table["geometry"].to_pylist()]
    assert points == [(h.place.lon, h.place.lat) if h.place and h.place.lat is not None else None for h in events]


def test_geopandas_reads_geoparquet_and_geojson_as_the_same_points(export, events, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    wanted = [(h.place.lon, h.place.lat) if h.place and h.place.lat is not None else None for h in events]
    for name, read in (("geoparquet", geopandas.read_parquet), ("geojson", geopandas.read_file), ("geojsonl", geopandas.read_file)):
        path = tmp_path / f"events.{name}"
        path.write_bytes(export(name).content)
        frame = read(path)
        assert [(point.x, point.y) if point is not None else None for point in frame.geometry] == wanted
        assert frame.crs.to_authority() in (("OGC", "CRS84"), ("EPSG", "4326"))


def test_duckdb_reads_parquet_and_json_lines_as_the_same_events(export, events, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for name in ("parquet", "jsonl"):
        (tmp_path / f"events.{name}").write_bytes(export(name).content)
    for reader, name in (("read_parquet", "parquet"), ("read_json", "jsonl")):
        found = duckdb.sql(f"SELECT id FROM {reader}('{tmp_path / f'events.{name}'}')").fetchall()
        assert [row[0] for row in found] == [happening.id for happening in events]


def test_polars_reads_csv_and_parquet_as_the_same_ids(export, events) -> None:
    polars = pytest.importorskip("polars")
    wanted = [happening.id for happening in events]
    assert polars.read_csv(io.BytesIO(export("csv").content), infer_schema_length=None)["id"].to_list() == wanted
    assert polars.read_parquet(io.BytesIO(export("parquet").content))["id"].to_list() == wanted


def test_libhxl_reads_the_hashtags(export) -> None:
    library = pytest.importorskip("hxl")
    data = list(csv.reader(io.StringIO(export("hxl").text)))
    source = library.data(data)
    assert [column.display_tag for column in source.columns] == list(hxl.COLUMNS.values())
    assert len(list(source)) == len(data) - 2


def test_rdflib_finds_every_event_its_claims_and_who_says_so(export, events) -> None:
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=export("rdf").text, format="nt")
    sem, prov = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/"), rdflib.Namespace("http://www.w3.org/ns/prov#")
    assert len(set(graph.subjects(rdflib.RDF.type, sem.Event))) == len(events)
    derived = {str(claim) for event in graph.subjects(rdflib.RDF.type, sem.Event) for claim in graph.objects(event, prov.wasDerivedFrom)}
    assert derived == {f"urn:dateline:claim:{claim.id}" for happening in events for claim in happening.claims}
    assert list(graph.subject_objects(sem.accordingTo))
    turtle = rdflib.Graph().parse(data=export("rdf").text, format="turtle")
    assert len(turtle) == len(graph)


def test_json_lines_carry_the_records_whole(export, events, claims) -> None:
    assert [json.loads(line) for line in export("jsonl").lines] == [event_to_dict(happening.event) for happening in events]
    assert [json.loads(line) for line in export("jsonl", what=claims).lines] == [claim_to_dict(h.claims[0]) for h in claims]


def test_mentions_are_the_words_of_the_report_where_they_say_they_are(export, events) -> None:
    reports = {name: report for happening in events for name, report in happening.reports.items()}
    found = rows(export("csv", "mentions").text)
    assert tuple(found[0]) == MENTIONS.names
    for row in found:
        said = reports[row["report"]].part(row["part"])[int(row["start"]) : int(row["end"])]
        assert row["text"].lstrip("'") == said.replace("\r\n", "\n").lstrip("'")


def test_the_byte_order_mark_is_there_on_request_only(export) -> None:
    assert export("csv", bom=True).content.startswith(b"\xef\xbb\xbf")
    assert not export("csv").content.startswith(b"\xef\xbb\xbf")
    assert tuple(rows(export("csv").text)[0]) == EVENTS.names
    assert tuple(rows(export("csv", "actors").text)[0]) == ACTORS.names
