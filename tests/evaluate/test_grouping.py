"""`evaluate grouping`: what is read, and what is scored."""

import json
from pathlib import Path

import pytest

from dateline.errors import InvalidRecord, MissingData
from dateline.evaluate.grouping import figures, files, read_groups
from dateline.evaluate.setting import Setting

LINES = [{"event": "raid", "reports": ["a", "b"]}, {"event": None, "alone": ["c"], "unsure": ["d"]}]


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    path = tmp_path / "same-event.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return path


def test_the_gold_groups_score_one_and_unsure_reports_count_for_nothing(groups: Path) -> None:
    found = figures(read_groups(groups), [frozenset("ab"), frozenset("cd")]).values
    assert (found["pairwise_f1"], found["bcubed_f1"], found["reports"]) == (1.0, 1.0, 3)


def test_a_wrong_join_costs_precision_and_is_listed(groups: Path) -> None:
    found = figures(read_groups(groups), [frozenset("abc")], errors=5)
    assert found.values["pairwise_precision"] == pytest.approx(1 / 3, abs=1e-4)
    assert "joined: raid: a b | alone: c" in found.text


def test_a_line_that_is_no_group_is_named(groups: Path) -> None:
    groups.write_text('{"event": "x"}\n', encoding="utf-8")
    with pytest.raises(InvalidRecord, match=r"same-event\.jsonl:1"):
        read_groups(groups)


def test_a_folder_without_reports_is_refused(groups: Path) -> None:
    with pytest.raises(MissingData, match=r"reports\.jsonl\.gz"):
        files(Setting(groups.parent, groups.parent))
