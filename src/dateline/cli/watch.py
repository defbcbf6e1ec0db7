"""`dateline watch`: feeds read on a schedule, and who asked told."""

from __future__ import annotations

import time
from contextlib import nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from dateline.archive import Archive
from dateline.cli.console import Exit, messages
from dateline.cli.kept import Target, opened, say
from dateline.cli.options import ModelFolder, Quiet
from dateline.coder import Coder
from dateline.errors import InvalidTable
from dateline.sensitivity import Rules, read_rules
from dateline.watch.fetching import Fetcher
from dateline.watch.guard import Guard
from dateline.watch.robots import Robots
from dateline.watch.rounds import Found, Watcher
from dateline.watch.settings import Plan, read_plan
from dateline.watch.state import State
from dateline.watch.telling import Teller
from dateline.watch.turns import Turns

CHECK = "check"


def watch(
    what: Annotated[list[str], typer.Argument(metavar="[check] FEEDS.toml", help="The feeds; with `check` before it the file is only checked.")],
    archive: Target = "",
    once: Annotated[bool, typer.Option("--once", help="One look at every feed that is due, then stop.")] = False,
    now: Annotated[bool, typer.Option("--now", help="Look at every feed at once, due or not (only the first time).")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read the feeds and say what would be fetched; nothing is kept or sent.")] = False,
    dead: Annotated[bool, typer.Option("--dead", help="List deliveries that were laid aside, and stop.")] = False,
    revive: Annotated[bool, typer.Option("--revive", help="Try deliveries that were laid aside again.")] = False,
    model: ModelFolder = None,
    quiet: Quiet = False,
) -> None:
    """Read feeds and sitemaps on a schedule, politely; keep, code and link what is new; tell who asked. The only command that uses the network.

    Exit codes: 0 all well, 1 something was refused or not delivered (with --once), 2 usage or a mistake in the file, 3 missing data, 130
    interrupted.
    """
    path, only_check = _given(what)
    plan = _plan(path)
    if only_check:
        say(f"{path}: {len(plan.feeds)} feeds, {len(plan.searches)} searches: no mistake found")
        return
    with State.open(":memory:" if dry_run and not _state(plan).exists() else _state(plan)) as state:
        if dead:
            _list_dead(state)
            return
        if revive:
            messages(quiet).print(f"dateline: {state.revive(time.time())} deliveries are tried again")
        with nullcontext() if dry_run else opened(_archive(plan, archive), create=True) as kept:
            watcher = watcher_of(plan, state, kept, None if dry_run else Coder.load(model))
            _run(watcher, once or dry_run, now or dry_run, quiet)


def watcher_of(plan: Plan, state: State, archive: Archive | None, coder: Coder | None) -> Watcher:
    """A watcher on the wall clock. Raises Refused where the archive is pinned to another coder."""
    if archive is not None and coder is not None:
        archive.check_coder(coder.name)
    agent = f"dateline/{version('dateline')} (news event coding for research; {plan.contact})"
    fetcher = Fetcher(Guard(plan.allow), agent, plan.max_bytes, plan.timeout, str(plan.beside(plan.ca)) if plan.ca else "")
    turns = Turns(fetcher, Robots(fetcher, pause=plan.pause), time.time, time.sleep)
    rules = _rules(plan.beside(plan.rules)) if plan.rules else None
    return Watcher(plan, state, archive, turns, Teller(plan, state, fetcher, rules), coder)


def _run(watcher: Watcher, once: bool, everything: bool, quiet: bool) -> None:
    bad = False
    while True:
        found = watcher.round(everything=everything)
        failed = watcher.tell() if watcher.archive is not None else []
        _print(found, failed, quiet)
        bad = bad or bool(failed) or any(one.status.startswith("not read") or one.refused for one in found)
        if once:
            raise typer.Exit(Exit.SOME_FAILED if bad and watcher.archive is not None else Exit.ALL)
        everything = False
        time.sleep(max(watcher.idle(), 1.0))


def _print(found: list[Found], failed: list[str], quiet: bool) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for one in found:
        say(f"{at} {one.line()}")
        for line in one.refused:
            messages(quiet).print(f"  {line}", markup=False, soft_wrap=True)
    for line in failed:
        messages().print(f"dateline: {line}", markup=False, soft_wrap=True)


def _given(what: list[str]) -> tuple[Path, bool]:
    """The file, and whether it is only to be checked."""
    only_check = what[0] == CHECK and len(what) == 2
    if len(what) != 1 + only_check:
        raise typer.BadParameter(f"expected one file, or check and one file, found {' '.join(what)}", param_hint="FEEDS.toml")
    return Path(what[-1]), only_check


def _plan(path: Path) -> Plan:
    try:
        return read_plan(path)
    except InvalidTable as error:
        for line in str(error).splitlines():
            messages().print(f"dateline: {line}", markup=False, soft_wrap=True)
        raise typer.Exit(Exit.USAGE) from None


def _rules(path: Path) -> Rules:
    try:
        return read_rules(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidTable(f"{path}: the rules cannot be read ({error}); nothing is told without them") from None


def _state(plan: Plan) -> Path:
    return plan.beside(plan.state or f"{plan.path.stem}.state.db")


def _archive(plan: Plan, given: str) -> str:
    if given or not plan.archive:
        return given
    return plan.archive if "://" in plan.archive else str(plan.beside(plan.archive))


def _list_dead(state: State) -> None:
    found = state.deliveries("dead", float("inf"))
    for one in found:
        say(f"{one.notice}  {one.way} to {one.target}  {one.tries} attempts: {one.said}")
    if not found:
        say("no delivery was laid aside")
