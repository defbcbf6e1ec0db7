"""`dateline code`: what it writes, where, and what its exit code says."""

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.records import claim_from_dict, claim_id
from dateline.rows import COLUMNS


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_table_is_printed_with_the_words_and_the_warning_that_a_machine_coded_it(with_model, report: Path) -> None:
    ran = with_model("code", report, "--published", "2016-07-27")
    assert ran.code == 0
    assert "shelled" in ran.out
    assert "machine-coded and unreviewed" in ran.out
    assert "2016-07-27" in ran.out


def test_json_lines_are_claim_records_under_their_own_ids(with_model, report: Path) -> None:
    ran = with_model("code", report, "--published", "2016-07-27", "--format", "jsonl")
    assert ran.code == 0
    records = lines(ran.out)
    assert records
    for record in records:
        claim = claim_from_dict(record)
        assert record["schema"] == "dateline.claim/1"
        assert claim_id(claim) == record["id"]


def test_the_main_claim_of_a_plain_sentence_is_coded(with_model, report: Path) -> None:
    ran = with_model("code", report, "--published", "2016-07-27", "--format", "jsonl")
    (claim,) = [record for record in lines(ran.out) if record["trigger"]["text"] == "shelled"]
    assert claim["type"] == "ASSAULT"
    assert (claim["when"]["start"], claim["when"]["end"]) == ("2016-07-26", "2016-07-26")
    assert claim["place"]["country"] == "SYR"
    assert [voice["text"] for voice in claim["sources"]] == ["army"]
    assert claim["killed"]["low"] == claim["killed"]["high"] == 12


def test_csv_has_the_documented_columns_and_one_row_a_claim(with_model, report: Path) -> None:
    coded = with_model("code", report, "--format", "jsonl")
    ran = with_model("code", report, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert ran.code == 0
    assert tuple(rows[0]) == COLUMNS
    assert [row["id"] for row in rows] == [record["id"] for record in lines(coded.out)]
    assert {row["reviewed"] for row in rows} == {"False"}


@pytest.mark.parametrize("lead", ["=", "+", "-", "@"])
def test_no_cell_of_the_csv_is_a_formula(with_model, tmp_path: Path, report: Path, lead: str) -> None:
    path = tmp_path / "evil.jsonl"
    text = report.read_text(encoding="utf-8")
    path.write_text(json.dumps({"id": f'{lead}cmd|"/c calc"!A1', "text": text}), encoding="utf-8")
    ran = with_model("code", path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert rows
    for row in rows:
        assert row["report"].startswith("'" + lead)
        numbers = {name for name in row if name.endswith(("_low", "_high"))} | {"latitude", "longitude", "confidence"}
        assert not [cell for name, cell in row.items() if name not in numbers and cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_results_go_to_the_output_file_and_nothing_else_does(with_model, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    printed = with_model("code", report, "--format", "jsonl")
    ran = with_model("code", report, "-o", out, "--format", "jsonl")
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8") == printed.out


def test_the_report_may_come_from_standard_input(with_model, report: Path) -> None:
    ran = with_model("code", "-", "--format", "jsonl", "--published", "2016-07-27", stdin=report.read_bytes())
    assert ran.code == 0
    assert "shelled" in [record["trigger"]["text"] for record in lines(ran.out)]


def test_empty_standard_input_is_a_failure_with_a_reason(with_model) -> None:
    ran = with_model("code", "-", stdin=b"")
    assert ran.code == 1
    assert "standard input" in ran.err
    assert "empty" in ran.err


def test_broken_files_beside_good_ones_are_listed_and_lose_nothing(with_model, report: Path, tmp_path: Path) -> None:
    alone = with_model("code", report, "--format", "jsonl")
    (report.parent / "empty.txt").write_bytes(b"")
    (report.parent / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    (report.parent / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    listed = tmp_path / "failures.jsonl"
    ran = with_model("code", report.parent, tmp_path / "missing.txt", "--format", "jsonl", "--failures", listed)
    assert ran.code == 1
    assert ran.out == alone.out
    named = {Path(record["name"]).name for record in lines(listed.read_text(encoding="utf-8"))}
    assert named == {"empty.txt", "broken.pdf", "picture.png", "missing.txt"}
    for name in named:
        assert name in ran.err
    assert "Traceback" not in ran.err


def test_the_failures_file_is_empty_where_nothing_failed(with_model, report: Path, tmp_path: Path) -> None:
    listed = tmp_path / "failures.jsonl"
    assert with_model("code", report, "--failures", listed).code == 0
    assert listed.read_text(encoding="utf-8") == ""


def test_a_report_in_another_language_is_a_failure_that_says_so(with_model, tmp_path: Path) -> None:
    path = tmp_path / "bericht.txt"
    path.write_text("Die Aufständischen haben am Dienstag den Flughafen beschossen, wie die Armee mitteilte. " * 4, encoding="utf-8")
    ran = with_model("code", path)
    assert ran.code == 1
    assert "'de'" in ran.err


def test_a_higher_confidence_writes_a_part_of_the_claims(with_model, report: Path) -> None:
    few = lines(with_model("code", report, "--format", "jsonl", "--min-confidence", "0.9").out)
    many = lines(with_model("code", report, "--format", "jsonl", "--min-confidence", "0").out)
    assert {record["id"] for record in few} <= {record["id"] for record in many}
    assert all(record["confidence"] >= 0.9 for record in few)


def test_nothing_to_code_is_wrong_usage(dateline) -> None:
    ran = dateline("code")
    assert ran.code == 2
    assert "--samples" in ran.err


@pytest.mark.parametrize("options", [("--published", "yesterday"), ("--format", "xml"), ("--min-confidence", "2"), ("--nonsense",)])
def test_a_wrong_option_is_wrong_usage_and_names_itself(dateline, report: Path, options: tuple[str, ...]) -> None:
    ran = dateline("code", report, *options)
    assert ran.code == 2
    assert options[0] in ran.err
    assert ran.out == ""


def test_a_missing_model_is_missing_data_and_says_what_to_do(dateline, report: Path, tmp_path: Path) -> None:
    ran = dateline("code", report, "--model", tmp_path)
    assert ran.code == 3
    assert "dateline train" in ran.err
    assert len(ran.err.strip().splitlines()) <= 3


@pytest.mark.parametrize("option", ["--output", "--failures"])
def test_a_file_that_cannot_be_written_is_wrong_usage_before_anything_is_coded(dateline, report: Path, option: str) -> None:
    ran = dateline("code", report, option, report.parent / "nowhere" / "claims.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "nowhere" in ran.err


def test_the_samples_are_coded_without_a_file_of_ones_own(with_model) -> None:
    ran = with_model("code", "--samples", "--format", "jsonl", "--quiet")
    assert (ran.code, ran.err) == (0, "")
    assert len({record["report"] for record in lines(ran.out)}) == 8
