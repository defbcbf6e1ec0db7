"""`dateline doctor`, and what every command shares."""

from importlib.metadata import version

import pytest

from dateline.errors import MissingData
from dateline.language.model import Model

COMMANDS = ("code", "show", "explain", "doctor", "evaluate", "train", "annotations", "gazetteer", "actors")


def test_doctor_checks_each_part_and_its_exit_code_tells_whether_all_are_there(dateline) -> None:
    ran = dateline("doctor")
    parts = [line.split()[1] for line in ran.out.splitlines() if line.startswith(("ok ", "FAIL "))]
    assert parts == ["python", "dateline", "onnxruntime", "model", "gazetteer", "actors", "coding"]
    assert version("dateline") in ran.out
    assert ran.code == (3 if "FAIL" in ran.out else 0)


def test_doctor_says_what_is_missing_and_checks_the_rest(dateline, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(folder: object = None) -> Model:
        raise MissingData("no model here; train one")

    monkeypatch.setattr(Model, "load", gone)
    ran = dateline("doctor")
    assert ran.code == 3
    assert "no model here; train one" in ran.out
    assert "ok    actors" in ran.out


def test_help_names_every_command(dateline) -> None:
    ran = dateline("--help")
    assert ran.code == 0
    assert [name for name in COMMANDS if name not in ran.out] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(dateline, command: str) -> None:
    ran = dateline(command, "--help")
    assert ran.code == 0
    assert f"dateline {command}" in ran.out


def test_an_unknown_command_is_wrong_usage(dateline) -> None:
    assert dateline("encode").code == 2
