"""Where the outlines of countries for maps come from: a file that is named, or the desk's, where it has been built."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from dateline.exports.outlines import Ring, read_outlines


def outlines(named: Path | None) -> Sequence[Ring]:
    """The outlines of the file `named`; else of Natural Earth as `browser/build` puts them beside the desk; none where it was not built.

    Raises UnreadableReport where the file holds no outlines.
    """
    path = named or _built()
    return read_outlines(path) if path else ()


def _built() -> Path | None:
    folder = Path(str(files("dateline"))) / "serve" / "desk" / "built"
    return next(iter(sorted(folder.rglob("countries-*.json"))), None)
