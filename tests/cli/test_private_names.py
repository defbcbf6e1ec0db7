"""`--private-names` on `dateline code` and `dateline show`; `dateline show --actors`."""

import csv
import io
import json
from pathlib import Path

import pytest

from dateline.api import code
from dateline.coder import Coder
from dateline.errors import UnknownName
from dateline.records import claim_from_dict, claim_id

NAMES = ("Tomas", "McGuffin", "Ibrahim", "Keitaru", "mcguffin", "keitaru")
TEXT = """Police arrested Tomas McGuffin, a shopkeeper, on Tuesday.

"Soldiers attacked my house," said Ibrahim Keitaru. McGuffin said rebels had shelled the village.

John Kerry condemned the arrest of McGuffin.
"""


@pytest.fixture
def named(tmp_path: Path) -> Path:
    path = tmp_path / "named.jsonl"
    path.write_text(json.dumps({"id": "named", "title": "McGuffin arrested", "text": TEXT, "published": "2016-07-27"}), encoding="utf-8")
    return path


def told(text: str) -> list[str]:
    return [name for name in NAMES if name in text]


@pytest.mark.parametrize("mode", ["initials", "omit"])
@pytest.mark.parametrize(
    "command", [("code",), ("code", "--format", "jsonl"), ("code", "--format", "csv"), ("show",), ("show", "--actors")], ids=" ".join
)
def test_no_private_name_is_printed(with_model, named: Path, command: tuple[str, ...], mode: str) -> None:
    kept, ran = with_model(*command, named), with_model(*command, named, "--private-names", mode)
    assert ran.code == 0
    assert {"Tomas", "McGuffin", "Keitaru"} <= set(told(kept.out))
    assert told(ran.out) == []
    assert "Kerry" in ran.out
    assert (mode == "omit") or "T. M." in ran.out


@pytest.mark.parametrize("mode", ["initials", "omit"])
def test_withheld_records_have_as_many_entries_with_the_same_spans_and_their_own_ids(with_model, named: Path, mode: str) -> None:
    kept = [claim_from_dict(json.loads(line)) for line in with_model("code", named, "--format", "jsonl").out.splitlines()]
    ran = with_model("code", named, "--format", "jsonl", "--private-names", mode)
    records = [claim_from_dict(json.loads(line)) for line in ran.out.splitlines()]
    assert len(records) == len(kept)
    for record, claim in zip(records, kept, strict=True):
        assert record.id == claim_id(record)
        assert record.trigger == claim.trigger
        for field in ("actors", "recipients", "sources"):
            assert [one.span for one in getattr(record, field)] == [one.span for one in getattr(claim, field)]


def test_explain_finds_a_claim_by_the_id_of_its_withheld_record(with_model, named: Path) -> None:
    ran = with_model("code", named, "--format", "csv", "--private-names", "omit")
    identity = next(csv.DictReader(io.StringIO(ran.out)))["id"]
    assert with_model("explain", identity, named).code == 0


def test_a_treatment_that_there_is_not_is_wrong_usage(dateline, named: Path) -> None:
    ran = dateline("code", named, "--private-names", "blur")
    assert ran.code == 2
    assert "initials" in ran.err


def test_the_same_in_python(coder: Coder) -> None:
    claims = code(TEXT, "2016-07-27", coder=coder, private_names="initials")
    assert told(str(claims.to_dicts())) == []
    assert {"Tomas", "McGuffin"} <= set(told(str(code(TEXT, "2016-07-27", coder=coder).to_dicts())))
    with pytest.raises(UnknownName, match="initials, keep, omit"):
        coder.with_private_names("blur")  # type: ignore[arg-type]


def test_the_actors_of_a_report_are_listed_once_with_id_code_and_mentions(with_model, named: Path) -> None:
    ran = with_model("show", named, "--actors")
    row = next(line for line in ran.out.splitlines() if "john-kerry" in line)
    assert "USAGOV" in row
    start = TEXT.index("John Kerry")
    assert f"[{start}, {start + len('John Kerry')})" in ran.out.replace("\n", " ")
    assert ran.out.count("john-kerry") == 1


def test_explain_gives_the_codes_of_other_data_sets_and_their_rule(with_model, named: Path) -> None:
    ran = with_model("explain", "", named)
    assert "CAMEO USAGOV, ACLED inter" in ran.out
    assert "country USA, then GOV for sector GOV" in ran.out
