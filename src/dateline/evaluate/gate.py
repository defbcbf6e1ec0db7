"""The evaluation gate: floors under the reader's figures, with the fingerprint of the data that they were measured on.

Quality can rise freely; a floor falls only when that is said (`python -m benchmarks.floors --lower`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.coder import Coder
from dateline.errors import InvalidTable
from dateline.evaluate.claims import Agree, agrees, agrees_in_words, score
from dateline.training.annotation import Annotated, annotation_files, check
from dateline.training.claims import read_gold
from dateline.training.held import held_back

FIGURES = ("SLOTS", "trigger", "trigger+type", "sources", "status not actual", "killed", "actor country", "actor sector")
MARGIN = 0.01
"""A floor is set this far below what was measured: inference differs a little between processors."""


@dataclass(frozen=True, slots=True)
class Floor:
    """A figure's least F1 on a data set, and the data's fingerprint."""

    data: str
    figure: str
    least: float
    fingerprint: str


def fingerprint(reports: Iterable[Annotated]) -> str:
    """Twelve hexadecimal digits over the reports' ids, texts and claims."""
    digest = hashlib.sha256()
    for annotated in sorted(reports, key=lambda a: a.report.id):
        for part in (annotated.report.id, annotated.report.text, *(claim.id or repr(claim) for claim in annotated.claims)):
            digest.update(part.encode())
    return digest.hexdigest()[:12]


def held(annotations: Path) -> list[Annotated]:
    """The tenth of the project's own reports that training never sees."""
    return [annotated for annotated in check(annotation_files(annotations))[0] if held_back(annotated.report.id)]


def measure(coder: Coder, reports: Sequence[Annotated], agree: Agree = agrees) -> dict[str, float]:
    """F1 of each of FIGURES."""
    scores = score(((annotated.claims, coder.code(annotated.report)) for annotated in reports), agree)
    return {name: round(scores.prf(name)[2], 4) for name in FIGURES}


def data_sets(annotations: Path, gold: Path) -> dict[str, tuple[list[Annotated], Agree]]:
    """The data sets that are here: `held` always, `dev` where the annotated reports lie."""
    found: dict[str, tuple[list[Annotated], Agree]] = {"held": (held(annotations), agrees_in_words)}
    if gold.is_file():
        found["dev"] = (list(read_gold(gold)), agrees)
    return found


def read_floors(path: Path) -> list[Floor]:
    """The floors of a table: data, figure, least, fingerprint. Raises InvalidTable."""
    floors = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if line.startswith("#") or not line:
            continue
        if len(cells) != 4:
            raise InvalidTable(f"{path}:{number}: expected data, figure, least and fingerprint, found {line!r}")
        floors.append(Floor(cells[0], cells[1], float(cells[2]), cells[3]))
    return floors


def raised(floors: Iterable[Floor], name: str, print_: str, figures: Mapping[str, float], lower: bool) -> list[Floor]:
    """The floors of one data set after a measurement: risen where it is better, fallen only with `lower` or on other data."""
    old = {floor.figure: floor for floor in floors if floor.data == name}
    out = []
    for figure, value in figures.items():
        least = round(max(0.0, value - MARGIN), 3)
        before = old.get(figure)
        if before and before.fingerprint == print_ and not lower:
            least = max(least, before.least)
        out.append(Floor(name, figure, least, print_))
    return out
