"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Names(StrEnum):
    """What is done with the names of private persons."""

    keep = "keep"
    initials = "initials"
    omit = "omit"


Reports = Annotated[
    list[str] | None,
    typer.Argument(metavar="REPORT...", help="Files, folders, or - for standard input: text, HTML, JSON lines, CSV and more."),
]
Samples = Annotated[bool, typer.Option("--samples", help="The sample reports that come with dateline.")]
Published = Annotated[str | None, typer.Option(metavar="DAY", help="Day of publication (ISO) of reports that do not say.")]
Outlet = Annotated[str, typer.Option(help="Outlet of reports that do not say.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(min=0.0, max=1.0, help="Least confidence of a claim, 0 to 1; the model's own threshold by default."),
]
ModelFolder = Annotated[Path | None, typer.Option("--model", help="Folder of another trained model.")]
PrivateNamesOption = Annotated[
    Names, typer.Option("--private-names", help="Names of persons whom the knowledge base does not hold: keep, initials, or omit.")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="Write results here; standard output by default.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Nothing but results and errors.")]
