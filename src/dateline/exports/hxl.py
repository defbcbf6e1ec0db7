"""HXL: a CSV file with a row of hashtags under its header, for humanitarian tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dateline.exports import days
from dateline.exports.happening import Happening, dyad, outlets
from dateline.exports.lost import Lost
from dateline.exports.streams import Rows, text
from dateline.exports.wording import notes

COLUMNS = {
    "Start": "#date+start",
    "End": "#date+end",
    "Type": "#event+type",
    "Mode": "#event+type+sub",
    "First group": "#group+name+first",
    "Second group": "#group+name+second",
    "Province": "#adm1+name",
    "Place": "#loc+name",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Description": "#description",
    "Killed": "#affected+killed",
    "Injured": "#affected+injured",
    "Source": "#meta+source",
    "Country": "#country+code",
    "Status": "#status",
    "Id": "#meta+id",
    "Review": "#meta+review",
}
"""The header and its hashtags; the last three are dateline's own."""


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes actual events; others, which a table of incidents would pass off as such, are left out and counted. Needs events."""
    lost = Lost()
    with text(stream) as out:
        rows = Rows(out)
        rows.write(COLUMNS)
        rows.write(COLUMNS.values())
        for happening in happenings:
            if happening.status != "actual":
                lost.leave_out(f"{happening.status} events: HXL's rows are incidents")
            else:
                rows.write(_row(happening, lost))
                lost.written += 1
    return lost


def _row(happening: Happening, lost: Lost) -> tuple[object, ...]:
    place, when = happening.place, happening.when
    groups = ("; ".join(person.name for person in people) for people in dyad(happening))
    lost.reduce("tolls with a range: the cell has the low bound", sum(t.low != t.high for t in happening.tolls.values()))
    lost.reduce("disputes over who did it: the first group is blank, the description has the dispute", happening.disputed("actors"))
    lost.reduce("other tolls (displaced, detained): only in the description", len(happening.tolls.keys() & {"displaced", "detained"}))
    return (
        *(
            days.iso(when.start if when else None),
            days.iso(when.end if when else None),
            happening.type,
            "; ".join(happening.modes),
        ),
        *groups,
        *((place.admin1, place.name or place.text, place.lat, place.lon) if place else ("", "", None, None)),
        *(notes(happening), _low(happening, "killed"), _low(happening, "injured")),
        *("; ".join(outlets(happening)), place.country if place else "", happening.status, happening.id, happening.review),
    )


def _low(happening: Happening, kind: str) -> int | None:
    """The low bound; None where nobody counts, for nobody counted is not zero."""
    toll = happening.tolls.get(kind)
    return toll.low if toll else None
