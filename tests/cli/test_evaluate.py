"""`dateline evaluate`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.coder import Coder
from dateline.evaluate import BENCHMARKS
from dateline.records import Report, claim_to_dict, report_to_dict


@pytest.fixture
def gold(tmp_path: Path, coder: Coder, samples: list[Report]) -> Path:
    """What the coder says of three samples, as if it were annotated."""
    path = tmp_path / "gold.jsonl"
    records = [report_to_dict(report) | {"claims": list(map(claim_to_dict, coder.code(report)))} for report in samples[:3]]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_claims_against_themselves_are_all_right(with_model, gold: Path) -> None:
    ran = with_model("evaluate", "claims", "--data", gold, "--json")
    assert ran.code == 0
    values = json.loads(ran.out)
    assert values["trigger+type"]["f1"] == 1.0
    assert values["status"]["f1"] == 1.0
    assert values["actors"]["f1"] == values["recipients"]["f1"] == 1.0


def test_the_figures_are_a_table_where_json_is_not_asked_for(with_model, gold: Path) -> None:
    ran = with_model("evaluate", "claims", "--data", gold)
    assert ran.code == 0
    assert ran.out.startswith("3 reports")
    assert "SLOTS" in ran.out


def test_an_unknown_benchmark_lists_the_known_ones(dateline) -> None:
    ran = dateline("evaluate", "weather")
    assert ran.code == 2
    assert [name for name in BENCHMARKS if name not in ran.err] == []


@pytest.mark.parametrize("name", sorted(BENCHMARKS))
def test_missing_corpora_are_missing_data_and_say_how_to_name_them(dateline, tmp_path: Path, name: str) -> None:
    ran = dateline("evaluate", name, "--corpora", tmp_path)
    assert ran.code == 3
    assert "--corpora" in ran.err
    assert "Traceback" not in ran.err


def test_a_broken_gold_file_is_named_with_its_line(dateline, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "Rebels attacked.", "claims": []}\nnonsense\n', encoding="utf-8")
    ran = dateline("evaluate", "claims", "--data", path)
    assert ran.code == 1
    assert "gold.jsonl:2" in ran.err


def test_the_annotated_reports_are_scored(with_model, shared: Callable[..., Path], tmp_path: Path) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("".join(shared("gold", "dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8")
    ran = with_model("evaluate", "claims", "--data", few, "--json")
    assert ran.code == 0
    assert 0 < json.loads(ran.out)["trigger"]["f1"] <= 1
