"""`dateline train`: corpora to a model."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.console import messages
from dateline.errors import MissingData


def train(
    out: Annotated[Path, typer.Argument(help="Folder to write the model to.")],
    corpora: Annotated[Path, typer.Option(envvar="DATELINE_CORPORA", help="Folder of the corpora.")] = Path("../shared/corpora"),
    annotations: Annotated[Path, typer.Option(help="Folder of the annotated reports.")] = Path("annotations"),
    gold: Annotated[Path | None, typer.Option(help="More annotated sentences (train.jsonl); without them the model is weaker.")] = None,
    name: Annotated[str, typer.Option(help="The model's name, as claims carry it.")] = "en-1",
    base: Annotated[Path | None, typer.Option(help="File that keeps the pre-trained weights between runs.")] = None,
    passes: Annotated[int | None, typer.Option(min=1, help="Passes over the annotated reports.")] = None,
) -> None:
    """Train the encoder and its heads, and export them (extra `train`; about an hour on two cores)."""
    try:
        from dateline.training.recipe import Sources
        from dateline.training.recipe import train as run
    except ModuleNotFoundError as error:
        raise MissingData(f"{error.name} is not installed: pip install torch==2.13.0, then pip install 'dateline[train]'") from None
    beside = corpora.parent / "gold" / "train.jsonl"
    card = run(Sources(corpora, annotations, gold or beside), out, name, base, passes)
    messages().print(f"{out}: {card['data']}")
