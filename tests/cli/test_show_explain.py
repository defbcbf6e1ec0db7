"""`dateline show` and `dateline explain`."""

import json
from pathlib import Path

from dateline.samples import sample_paths


def test_show_prints_the_text_whole_with_the_fields_beneath(with_model, report: Path) -> None:
    ran = with_model("show", report, "--published", "2016-07-27")
    assert ran.code == 0
    assert report.read_text(encoding="utf-8").strip() in ran.out
    assert "2016-07-26 to 2016-07-26" in ran.out


def test_show_goes_on_after_a_file_that_cannot_be_read(with_model, report: Path) -> None:
    (report.parent / "a-broken.txt").write_bytes(b"")
    ran = with_model("show", report.parent)
    assert ran.code == 1
    assert "a-broken.txt" in ran.err
    assert "shelled" in ran.out


def test_explain_gives_every_field_of_a_claim_a_reason(with_model, report: Path) -> None:
    coded = with_model("code", report, "--published", "2016-07-27", "--format", "jsonl")
    for line in coded.out.splitlines():
        claim = json.loads(line)
        ran = with_model("explain", claim["id"][:12], report, "--published", "2016-07-27")
        assert ran.code == 0
        fields = {part.split()[0] for part in ran.out.splitlines()[1:] if part.strip()}
        assert {"type", "status", "confidence"} <= fields
        filled = {name for name in ("place", "when", "killed") if claim[name]}
        assert filled <= fields


def test_explain_gives_a_reason_for_every_claim_that_an_id_begins(with_model) -> None:
    sample = sample_paths()[-1]
    coded = with_model("code", sample, "--format", "jsonl")
    ran = with_model("explain", "", sample)
    assert ran.code == 0
    for line in coded.out.splitlines():
        assert f"claim {json.loads(line)['id']}" in ran.out


def test_explain_of_an_unknown_claim_says_where_ids_are_found(with_model, report: Path) -> None:
    ran = with_model("explain", "ffffffffffffffffffffffff", report)
    assert ran.code == 1
    assert "dateline code --format jsonl" in ran.err
