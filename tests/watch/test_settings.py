"""Mistakes in feeds.toml are named with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline.cli.watch import watch
from dateline.errors import InvalidTable
from dateline.watch.settings import read_plan

GOOD = '[watch]\ncontact = "me"\n[[feed]]\nurl = "https://example.org/a"\n[[feed]]\nurl = "https://example.org/b"\n'


app = typer.Typer()
app.command()(watch)


def mistake(folder: Path, text: str) -> str:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidTable) as found:
        read_plan(path)
    return str(found.value).removeprefix(str(path))


@pytest.mark.parametrize(
    ("text", "begin", "word"),
    [
        (GOOD + 'colour = "red"\n', ":7:", "unknown key 'colour'"),
        (GOOD.replace("https://example.org/b", "ftp://x/"), ":6:", "scheme"),
        (GOOD.replace("/b", "/a"), ":6:", "twice"),
        (GOOD.replace('contact = "me"', "pause = 1"), ":1:", "contact"),
        (GOOD + "every = true\n", ":7:", "every"),
        (GOOD + '[[search]]\nname = "s"\n', ":7:", "somebody to tell"),
        (GOOD + '[[search]]\nname = "s"\natom = "x"\nquery = {types = ["NONE"]}\n', ":10:", "unknown type"),
        (GOOD + '[[search]]\nname = "s"\natom = "x"\nquery = {wheres = 1}\n', ":10:", "unknown key 'wheres'"),
        (GOOD + '[[search]]\nname = "s"\nwebhook = "https://example.org"\n', ":9:", "secret_env"),
        (GOOD.replace('"me"', '"me"\nallow = ["10.0.0.300"]'), ":3:", "networks"),
        (GOOD + "x = [\n", ":", "no TOML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, begin: str, word: str) -> None:
    found = mistake(tmp_path, text)
    assert found.startswith(begin) and word in found


@given(st.text(max_size=200), st.integers(0, len(GOOD)))
def test_no_text_brings_a_traceback(tmp_path_factory: pytest.TempPathFactory, text: str, at: int) -> None:
    path = tmp_path_factory.getbasetemp() / "feeds.toml"
    path.write_text(GOOD[:at] + text + GOOD[at:], encoding="utf-8", errors="replace")
    said = str(path)
    try:
        read_plan(path)
    except InvalidTable as error:
        said = str(error)
    assert said.startswith(str(path))


def test_the_command_checks_a_file_and_exits_by_what_it_found(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 0
    path.write_text(GOOD + "nonsense = 1\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 2
