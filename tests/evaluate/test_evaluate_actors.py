import json
from pathlib import Path

import pytest

from dateline.errors import InvalidRecord, MissingData
from dateline.evaluate.actors import accuracy, verdicts
from dateline.who import Identifier, Knowledge

GOLD = Path("/work/shared/gold/dev.jsonl")


def line(text: str, **actor: str) -> str:
    claim = {
        "in": "text",
        "type": "ASSAULT",
        "actors": [{"span": [0, len(text.split(maxsplit=1)[0])], "text": text.split(maxsplit=1)[0], **actor}],
        "recipients": [],
    }
    return json.dumps({"id": "r", "text": text, "published": "2016-01-01", "claims": [claim]})


def test_right_and_wrong_fields_are_counted(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(line("Turkey attacked.", country="TUR", sector="GOV") + "\n", encoding="utf-8")
    judged = list(verdicts(gold, Identifier(Knowledge([]))))
    assert accuracy(judged) == {"actors": 1.0, "country": 1.0, "sector": 0.0}
    assert "sector GOV found MIL" in judged[0].tell()


def test_a_missing_or_broken_gold_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        list(verdicts(tmp_path / "none.jsonl", Identifier(Knowledge([]))))
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n", encoding="utf-8")
    with pytest.raises(InvalidRecord, match=r"broken.jsonl:1"):
        list(verdicts(broken, Identifier(Knowledge([]))))


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated reports are not on this machine")
def test_identities_on_the_annotated_reports_stay_above_their_floors() -> None:
    figures = accuracy(list(verdicts(GOLD, Identifier(Knowledge.load()))))
    assert figures["country"] >= 0.90
    assert figures["sector"] >= 0.88
