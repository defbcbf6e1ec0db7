"""`dateline doctor`: is everything here that coding needs?"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

import typer

from dateline.cli.console import Exit, results
from dateline.coder import Coder
from dateline.errors import DatelineError
from dateline.language.model import Model
from dateline.own import load_knowledge
from dateline.reading import read_text
from dateline.where import Gazetteer

SENTENCE = "Rebels shelled the airport on Tuesday, the army said."


def doctor() -> None:
    """Check the installation: versions, model, gazetteer, knowledge base, and one coded sentence."""
    console = results()
    checks: list[tuple[str, Callable[[], str]]] = [
        ("python", lambda: f"{platform.python_version()} ({sys.executable})"),
        ("dateline", lambda: version("dateline")),
        ("onnxruntime", lambda: version("onnxruntime")),
        ("model", lambda: f"{Model.load().name} in {Model.load().folder}"),
        ("gazetteer", lambda: str(Gazetteer.open().info())),
        ("actors", lambda: f"{len(load_knowledge().actors):,} actors"),
        ("coding", _code_one),
    ]
    failed = False
    for name, check in checks:
        try:
            console.print(f"ok    {name:12} {check()}", markup=False, highlight=False)
        except (DatelineError, OSError) as error:
            failed = True
            console.print(f"FAIL  {name:12} {error}", markup=False, highlight=False)
    if failed:
        raise typer.Exit(Exit.MISSING_DATA)


def _code_one() -> str:
    begun = time.perf_counter()
    claims = Coder.load().code(read_text(SENTENCE, published="2024-03-07"))
    return f"{len(claims)} claim in one sentence, {time.perf_counter() - begun:.2f} s with loading"
