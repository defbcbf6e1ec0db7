"""A project's own codes and filters apply to every export; every mistake is named with file and line."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli.main import app
from dateline.errors import InvalidTable
from dateline.exports import NAMES, Lost
from dateline.exports.mapping_files import read_mapping

FIXTURE = Path(__file__).parent / "fixture"
TSV = """# our codes
type	mode	status	actor	place	code
ASSAULT	aerial|drone	actual	*	*	V-AIR
ASSAULT	*	*	*	bir nakhla|TCD	V-CHAD
COERCE	*	*	COP	*	-
"""
TOML = """unmapped = "leave out"

[[code]]
type = ["ASSAULT"]
mode = ["aerial", "drone"]
status = "actual"
code = "V-AIR"
"""


@pytest.fixture
def tsv(tmp_path: Path) -> Path:
    path = tmp_path / "codes.tsv"
    path.write_text(TSV, encoding="utf-8")
    return path


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    path = tmp_path / "codes.toml"
    path.write_text(TOML, encoding="utf-8")
    return path


def run(mapping: Path, name: str, output: Path, *more: str) -> Result:
    given = ["--events", str(FIXTURE / "events.jsonl"), "--reports", str(FIXTURE / "reports.jsonl"), "--mapping", str(mapping)]
    return CliRunner().invoke(app, ["export", str(FIXTURE / "claims.jsonl"), *given, "--format", name, "-o", str(output), *more])


def test_the_first_rule_that_fits_gives_the_code_and_others_are_kept_and_counted(tsv: Path, events) -> None:
    lost = Lost()
    found = list(read_mapping(tsv).apply(events, lost))
    codes = {happening.id: happening.project_code for happening in found}
    for happening in events:
        air = happening.type == "ASSAULT" and {"aerial", "drone"} & set(happening.modes) and happening.status == "actual"
        if air:
            assert codes[happening.id] == "V-AIR"
        if happening.type == "COERCE" and any(person.sector == "COP" for person in happening.actors):
            assert happening.id not in codes
    assert "V-AIR" in codes.values()
    assert "V-CHAD" in codes.values()
    blank = sum(not code for code in codes.values())
    assert lost.reduced["happenings that no row of the mapping fits: without a code of the project's"] == blank > 0
    assert len(found) + lost.left_out["happenings that the mapping leaves out"] == len(events)


def test_what_no_rule_fits_can_be_left_out(toml: Path, events) -> None:
    lost = Lost()
    found = list(read_mapping(toml).apply(events, lost))
    assert {happening.project_code for happening in found} == {"V-AIR"}
    assert sum(lost.left_out.values()) == len(events) - len(found) > 0


@pytest.mark.parametrize("name", sorted({*NAMES} - {"cameo", "gdelt", "sqlite", "xlsx", "parquet", "geoparquet"}))
def test_every_format_that_is_text_carries_the_code(name: str, toml: Path, tmp_path: Path) -> None:
    ran = run(toml, name, tmp_path / "out")
    assert ran.exit_code == 0, ran.output
    assert "V-AIR" in (tmp_path / "out").read_text(encoding="utf-8")
    assert "no row of the mapping fits" in ran.stderr


@pytest.mark.parametrize("name", ["cameo", "gdelt"])
def test_a_format_without_room_for_it_counts_the_loss_and_is_filtered_all_the_same(name: str, toml: Path, tmp_path: Path) -> None:
    ran = run(toml, name, tmp_path / "out")
    assert "codes of the project's own mapping: no column" in ran.stderr
    assert "no row of the mapping fits" in ran.stderr


@pytest.mark.parametrize("table", ["events", "claims", "mentions", "actors"])
def test_every_table_has_a_column_for_it_in_every_tabular_format(table: str, toml: Path, tmp_path: Path) -> None:
    parquet, openpyxl = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("openpyxl")
    for name in ("csv", "parquet", "sqlite", "xlsx"):
        assert run(toml, name, tmp_path / name, "--table", table).exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "csv").read_text(encoding="utf-8"))))
    database = sqlite3.connect(tmp_path / "sqlite")
    sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "xlsx").read_bytes()), read_only=True)[table]
    told = [
        {row["project_code"] for row in rows},
        set(parquet.read_table(tmp_path / "parquet")["project_code"].to_pylist()),
        {row[0] for row in database.execute(f"SELECT project_code FROM {table}")},
        {row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)},
    ]
    assert told == [{"V-AIR"}] * 4


def test_json_lines_stay_records_that_dateline_reads(toml: Path, tmp_path: Path) -> None:
    run(toml, "jsonl", tmp_path / "out")
    again = CliRunner().invoke(app, ["export", str(FIXTURE / "claims.jsonl"), "--events", str(tmp_path / "out"), "--format", "geojsonl"])
    assert again.exit_code == 0
    assert {json.loads(line)["project_code"] for line in (tmp_path / "out").read_text(encoding="utf-8").splitlines()} == {"V-AIR"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one rule"),
        ("type\tcode\n", "at least one rule"),
        ("kind\tcode\nASSAULT\tX\n", ":1: expected a header"),
        ("type\tcode\nASSAULT\n", ":2: expected 2 tab-separated cells, found 1"),
        ("type\tcode\nPICNIC\tX\n", ":2: type: expected one of"),
        ("type\tmode\tcode\nAID\taerial\tX\n", ":2: mode: expected one of"),
        ("status\tcode\n\n# note\nperhaps\tX\n", ":4: status: expected one of"),
        ("actor\tcode\nXYZ\tX\n", ":2: actor: expected one of"),
        ("type\tcode\nASSAULT\t*\n", ":2: code: expected one word"),
    ],
)
def test_a_mistake_in_a_table_is_named_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "codes.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidTable) as raised:
        read_mapping(path)
    assert str(path) in str(raised.value)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code = 1", ":1: expected [[code]] tables"),
        ("[[code]", "no TOML"),
        ('[[code]]\ncode = "A"\n\n[[code]]\ntype = 3\ncode = "B"\n', ":4: type: expected words"),
        ('unmapped = "guess"\n[[code]]\ncode = "A"\n', ":1: unmapped: expected one of"),
        ('[[code]]\ncolour = "red"\ncode = "A"\n', ":1: expected `code` and any of"),
        ('[[code]]\ntype = "AID"\n', ":1: code: expected one word"),
        ('code = ["A"]', ":1: expected a [[code]] table"),
        ('other = 1\n[[code]]\ncode = "A"\n', ":1: expected `unmapped` and [[code]] tables"),
    ],
)
def test_a_mistake_in_toml_is_named_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "codes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidTable) as raised:
        read_mapping(path)
    assert said in str(raised.value)


def test_a_mapping_that_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "codes.tsv"
    path.write_bytes(b"type\tcode\nAID\t\xff\n")
    ran = run(path, "csv", tmp_path / "out")
    assert ran.exit_code != 0
    assert not isinstance(ran.exception, UnicodeDecodeError)
