"""Records are found by id, and a line that is none is named and skipped."""

import json
from pathlib import Path

import pytest

from dateline.exports.lookup import opened, records
from dateline.records import claim_from_dict, claim_to_dict

FIXTURE = Path(__file__).parent / "fixture"


def broken(**changes: object) -> str:
    record = json.loads((FIXTURE / "claims.jsonl").read_text(encoding="utf-8").splitlines()[0])
    return json.dumps(record | changes)


def test_every_claim_is_found_by_its_id(claims) -> None:
    with opened(FIXTURE / "claims.jsonl", claim_from_dict, pytest.fail) as lookup:
        assert lookup.all(h.id for h in claims) == [h.claims[0] for h in claims]
        assert lookup.get("nobody") is None


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "null",
        "NaN",
        "[" * 100_000,
        '{"schema": "dateline.claim/9"}',
        broken(type="WAR"),
        broken(status="rumoured"),
        broken(killed={"low": -1, "high": None}),
        broken(killed={"low": 10**30, "high": None}),
        broken(place={"span": [0, 1], "text": "x", "lat": 91, "lon": 0}),
        broken(place={"span": [0, 1], "text": "x", "lat": "33", "lon": 0}),
        broken(place={"span": [0, 1], "text": "x", "precision": "galaxy"}),
        broken(confidence=float("nan")),
    ],
    ids=lambda line: line[:20],
)
def test_a_line_that_is_no_claim_is_named_by_file_and_line_and_the_rest_is_read(line: str, tmp_path: Path, claims) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(line + "\n\n" + json.dumps(claim_to_dict(claims[0].claims[0])) + "\n", encoding="utf-8")
    failed: list[str] = []
    assert [claim.id for claim in records(path, claim_from_dict, failed.append)] == [claims[0].id]
    assert len(failed) == 1
    assert failed[0].startswith(f"{path}:1: ")
