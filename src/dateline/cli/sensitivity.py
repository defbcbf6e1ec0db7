"""`dateline sensitivity`: the rules of what goes out of a collection."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.kept import By, Target, Why, collection_rules, opened, order, say, today
from dateline.sensitivity import Rules

app = typer.Typer(no_args_is_help=True, help="What is under embargo, coarsened or withheld on every way out: check, set, show.")
RulesFile = Annotated[Path, typer.Argument(metavar="FILE.toml", exists=True, dir_okay=False)]


@app.command("check")
def check(rules: RulesFile) -> None:
    """Read a file of rules and say what it asks; every mistake is named."""
    for line in said(collection_rules(str(rules)), today()):
        say(line)


@app.command("set")
def put(rules: RulesFile, archive: Target = "", why: Why = "", by: By = "") -> None:
    """Keep the rules in the archive, in the place of those before; the log keeps who, when and why."""
    given = order(by, why)
    found = collection_rules(str(rules))
    with opened(archive) as kept:
        kept.set_sensitivity(rules.read_text(encoding="utf-8"), given)
    for line in said(found, today()):
        say(line)


@app.command("clear")
def clear(archive: Target = "", why: Why = "", by: By = "") -> None:
    """Take the archive's rules away: everything goes out as it is kept."""
    given = order(by, why)
    with opened(archive) as kept:
        kept.set_sensitivity("", given)


@app.command("show")
def show(archive: Target = "") -> None:
    """Print the archive's rules."""
    with opened(archive) as kept:
        say(kept.sensitivity.rstrip() or "no rules: everything goes out as it is kept")


def said(rules: Rules, day: date) -> list[str]:
    """One line a rule, those that do not bind on the day said to be over."""
    running = rules.in_force(day)
    lines = [f"embargo until {rule.until or 'taken away'}{'' if rule in running.embargoes else ' (over)'}" for rule in rules.embargoes]
    for rule in rules.coarsenings:
        place = f"{rule.grid_km:g} km grid" if rule.grid_km else rule.place
        lines.append("coarsen " + ", ".join(f"{what} to {level}" for what, level in (("place", place), ("day", rule.day)) if level))
    lines += [f"withhold names of private persons: {rule.names}, and {len(rule.also)} listed" for rule in rules.withholdings]
    return lines or ["no rules: everything goes out as it is kept"]
