"""`dateline evaluate`: benchmarks by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.console import results
from dateline.errors import UnknownName
from dateline.evaluate import BENCHMARKS, Setting


def evaluate(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Benchmark: " + ", ".join(BENCHMARKS) + ".")],
    data: Annotated[Path | None, typer.Option(help="Another file or folder of the same form in place of the benchmark's own.")] = None,
    corpora: Annotated[Path | None, typer.Option(envvar="DATELINE_CORPORA", help="Folder of the corpora; ../shared/corpora by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    errors: Annotated[int, typer.Option(help="List so many errors, where the benchmark can.")] = 0,
    model: Annotated[Path | None, typer.Option(help="Folder of another trained model.")] = None,
) -> None:
    """Run a benchmark and print its figures."""
    if name not in BENCHMARKS:
        raise UnknownName("benchmark", name, list(BENCHMARKS))
    figures = BENCHMARKS[name](Setting(corpora or Path("../shared/corpora"), data, errors, model))
    if as_json:
        print(json.dumps(figures.values, ensure_ascii=False))
    else:
        results().print(figures.text, markup=False, highlight=False)
