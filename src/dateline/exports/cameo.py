"""CAMEO dyads in PETRARCH2's tab-separated layout: date, source, target, code, issues, ids, url (where known), story source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import BinaryIO

from dateline.exports import days
from dateline.exports.happening import MUTUAL, Happening, Named, dyad, main_report
from dateline.exports.lost import Lost
from dateline.exports.streams import tabbed, text
from dateline.ontology.crosswalks import cameo_code

NOBODY = "---"
"""What PETRARCH2 writes for a party without a code."""
COLUMNS = ("date", "source", "target", "code", "issues", "ids", "url", "story_source")
NO_URL = COLUMNS.index("url")


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes one line for each pair of source and target, without a header, as PETRARCH2 does."""
    lost = Lost()
    with text(stream) as out:
        for happening in happenings:
            for row in cameo_rows(happening, lost):
                out.write(tabbed(row))
                lost.written += 1
    return lost


def cameo_rows(happening: Happening, lost: Lost) -> Iterator[list[str]]:
    """The dyads, or none where CAMEO has no code for it or nobody is known; `lost` counts why."""
    code = cameo_code(happening.type, happening.modes, happening.status)
    pairs = [pair for pair in _pairs(happening) if pair != (NOBODY, NOBODY)]
    if not code:
        lost.leave_out(f"{happening.status} {happening.type}: no CAMEO code")
    elif not pairs:
        lost.leave_out("happenings without an actor or recipient that has a code")
    else:
        _count_losses(happening, lost)
        yield from (_row(happening, code, source, target) for source, target in pairs)


def code_of(person: Named) -> str:
    """The party's CAMEO-style code, its country where there is none, or ---."""
    return person.code or person.country or NOBODY


def _row(happening: Happening, code: str, source: str, target: str) -> list[str]:
    report = main_report(happening)
    day = days.first(happening.when)
    row = [
        day.strftime("%Y%m%d") if day else "",
        source,
        target,
        code,
        "",
        happening.id,
        report.url if report else "",
        report.outlet if report else "",
    ]
    if not row[NO_URL]:
        del row[NO_URL]
    return row


def _pairs(happening: Happening) -> list[tuple[str, str]]:
    """Every source with every target; what is done with each other is coded from both ends, as CAMEO has it."""
    firsts, seconds = (list(dict.fromkeys(map(code_of, people))) or [NOBODY] for people in dyad(happening))
    pairs = list(product(firsts, seconds))
    mutual = not happening.recipients and seconds != [NOBODY] and happening.type in MUTUAL | {"ASSAULT"}
    return pairs + [(target, source) for source, target in pairs if source != target] if mutual else pairs


def _count_losses(happening: Happening, lost: Lost) -> None:
    lost.reduce("disputes over the day: date is the event's own", happening.disputed("when"))
    lost.reduce("disputes over who did it: the source is ---", happening.disputed("actors"))
    lost.reduce("happenings without a day: date is blank", not days.first(happening.when))
    lost.reduce("intervals longer than a day: date is the first day", (days.length(happening.when) or 0) > 1)
    lost.reduce("places", bool(happening.place))
    lost.reduce("tolls", len(happening.tolls))
    lost.reduce("happenings told by a voice: CAMEO does not say who says so", bool(happening.voices))
    lost.reduce("rows whose review state has no column: all are " + happening.seen)
    lost.reduce("codes of the project's own mapping: no column", bool(happening.project_code))
