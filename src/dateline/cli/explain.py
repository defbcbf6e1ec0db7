"""`dateline explain`: why a claim's fields have their values."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from dateline.cli.console import Exit, messages, results
from dateline.cli.options import ModelFolder, Outlet, Published, Samples
from dateline.cli.sources import given, read_all
from dateline.coder import Coder, Reading
from dateline.explain import explain as reasons
from dateline.privacy import MODES
from dateline.reading import Failure


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or its first digits.")],
    reports: Annotated[list[str] | None, typer.Argument(metavar="REPORT...", help="The report that it was coded from.")] = None,
    samples: Samples = False,
    published: Published = None,
    outlet: Outlet = "",
    model: ModelFolder = None,
) -> None:
    """Say for each field of a claim which rule or score gave it, the runner-up, and the words that spoke for it."""
    items = read_all(given(reports, samples), published, outlet)
    coder = Coder.load(model)
    found = False
    for item in items:
        if isinstance(item, Failure):
            messages().print(f"dateline: {item.name}: {item.reason}", markup=False)
            continue
        reading = coder.read(item)
        for number, ids in enumerate(_ids(coder, reading)):
            if any(own.startswith(claim) for own in ids):
                found = True
                _print(results(), coder, reading, number)
    if not found:
        messages().print(f"dateline: no claim {claim!r} in these reports; `dateline code --format jsonl` lists the ids", markup=False)
        raise typer.Exit(Exit.SOME_FAILED)


def _ids(coder: Coder, reading: Reading) -> list[set[str]]:
    """Of each claim its id, and those that it has where private names are withheld."""
    curtains = [coder.with_private_names(mode).curtain(reading) for mode in MODES]
    return [{own.id, *(curtain.withheld(own).id for curtain in curtains if curtain)} for own in reading.claims]


def _print(console: Console, coder: Coder, reading: Reading, number: int) -> None:
    own = reading.claims[number]
    console.print(f"claim {own.id}: {own.sentence.of(reading.report.part(own.part))}", markup=False, highlight=False)
    for reason in reasons(coder, reading, number):
        console.print(f"  {reason.field:12} {reason.value}", style="bold", markup=False, highlight=False)
        console.print(f"  {'':12} {reason.why}", style="dim", markup=False, highlight=False)
