"""Commands, options, settings and record fields are documented."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typer

from dateline.cli.main import app
from dateline.records import CLAIM_SCHEMA, Claim, Span, Trigger, claim_to_dict
from dateline.who import Knowledge
from dateline.who.coverage import as_page

ROOT = Path(__file__).parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for own, inner in command.commands.items():
            yield from commands(inner, f"{name} {own}")
    else:
        yield name, command


ALL = dict(commands(typer.main.get_command(app), "dateline"))


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_command_is_documented(name: str) -> None:
    assert f"`{name}" in COMMANDS


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_option_is_documented(name: str) -> None:
    options = [max(option.opts, key=len) for option in ALL[name].params if isinstance(option, click.Option)]
    missing = [option for option in options if option not in COMMANDS and option != "--help"]
    assert not missing


def test_every_setting_is_documented() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert {name for name in re.findall(r"\bDATELINE_[A-Z]+\b", source) if name not in COMMANDS} == set()


def test_every_field_of_the_claim_record_is_documented() -> None:
    page = (ROOT / "docs" / "claim.md").read_text(encoding="utf-8")
    record = claim_to_dict(Claim("", "r", "text", Span(0, 1), Trigger(Span(0, 1), "x"), "AID"))
    assert CLAIM_SCHEMA in page
    assert [field for field in record if f"`{field}`" not in page] == []


def test_the_page_of_known_actors_is_current() -> None:
    page = (ROOT / "docs" / "actors.md").read_text(encoding="utf-8")
    assert page == as_page(Knowledge.load()), "run: dateline actors coverage -o docs/actors.md"
