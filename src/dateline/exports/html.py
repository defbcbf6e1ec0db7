"""A self-contained dossier as one HTML page: map, time line, happenings with their evidence. It needs no script and no network."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from html import escape
from importlib.resources import files
from tempfile import TemporaryFile
from typing import BinaryIO

from dateline.exports.happening import Happening
from dateline.exports.html_event import section
from dateline.exports.lost import Lost
from dateline.exports.marks import Mark, mark_of
from dateline.exports.outlines import Ring
from dateline.exports.streams import text
from dateline.exports.timeline import time_line
from dateline.exports.worldmap import world_map

MOST_MARKS = 20_000
"""Happenings on the map and the time line; further ones stand in the list only, and are counted."""
KEY = (("q4", "material conflict"), ("q3", "verbal conflict"), ("q2", "material cooperation"), ("q1", "verbal cooperation"))


@dataclass(slots=True)
class _Summary:
    """What the head of the page says of everything below it."""

    marks: list[Mark] = field(default_factory=list)
    happenings: int = 0
    reviewed: int = 0
    disputed: int = 0
    claims: int = 0
    outlets: set[str] = field(default_factory=set)
    coders: set[str] = field(default_factory=set)

    def take(self, happening: Happening, lost: Lost) -> None:
        """Count a happening in, and mark it; what map and time line cannot show is told to `lost`."""
        self.happenings += 1
        self.reviewed += happening.reviewed
        self.disputed += bool(happening.event and happening.event.contradictions)
        self.claims += len(happening.claims)
        self.outlets |= {report.outlet for report in happening.reports.values() if report.outlet}
        self.coders |= {claim.coder for claim in happening.claims if claim.coder}
        mark = mark_of(happening)
        lost.reduce("happenings that could not be located: not on the map", mark.lat is None)
        lost.reduce("happenings without a day: not on the time line", mark.start is None)
        if len(self.marks) < MOST_MARKS:
            self.marks.append(mark)
        else:
            lost.reduce(f"happenings beyond {MOST_MARKS}: in the list, not on map and time line")


def write(happenings: Iterable[Happening], stream: BinaryIO, *, outlines: Sequence[Ring] = (), title: str = "") -> Lost:
    """Writes the page in UTF-8; sections go through a temporary file, so that memory holds the marks only.

    `outlines` are drawn under the map. The page's own policy forbids every script, and everything that comes from outside is escaped.
    """
    lost, summary = Lost(), _Summary()
    with TemporaryFile() as body:
        for happening in happenings:
            body.write(section(happening).encode("utf-8", "backslashreplace"))
            summary.take(happening, lost)
            lost.written += 1
        body.seek(0)
        with text(stream) as out:
            out.write(_head(summary, outlines, title))
        shutil.copyfileobj(body, stream)
        with text(stream) as out:
            out.write(_foot(summary))
    return lost


def _head(summary: _Summary, outlines: Sequence[Ring], title: str) -> str:
    style = (files("dateline.exports") / "dossier.css").read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    named = escape(title or _named(summary))
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">',
            f"<title>{named}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>",
            f"<h1>{named}</h1>",
            '<p class="lead">What news reports say happened, brought together by dateline. Every field rests on the words that are quoted.</p>',
            _warning(summary),
            _figures(summary),
            *_drawn("Where", world_map(summary.marks, outlines), _key()),
            *_drawn("When", time_line(summary.marks), ""),
            f"<h2>{'Events' if summary.happenings != 1 else 'Event'}</h2>\n",
        ]
    )


def _named(summary: _Summary) -> str:
    first, last = _period(summary)
    return "Event dossier" + (f", {first} to {last}" if first and last and first != last else f", {first}" if first else "")


def _period(summary: _Summary) -> tuple[date | None, date | None]:
    starts = [mark.start for mark in summary.marks if mark.start]
    ends = [mark.end for mark in summary.marks if mark.end]
    return min(starts, default=None), max(ends, default=None)


def _warning(summary: _Summary) -> str:
    unseen = summary.happenings - summary.reviewed
    if not unseen:
        return '<p class="warn">Coded by machine; every event was reviewed by a person.</p>'
    return (
        f'<p class="warn"><b>{unseen} of {summary.happenings} are machine-coded and unreviewed.</b> '
        "Machine coding makes mistakes: read the quoted words before you rely on a row. Numbers of victims are ranges over what voices say, "
        "not findings.</p>"
    )


def _figures(summary: _Summary) -> str:
    told = (
        (summary.happenings, "happenings"),
        (summary.claims, "claims quoted"),
        (len(summary.outlets), "outlets"),
        (summary.disputed, "with contradictions"),
        (summary.reviewed, "reviewed by a person"),
    )
    return '<ul class="figures">' + "".join(f"<li><b>{number:,}</b><span>{name}</span></li>" for number, name in told) + "</ul>"


def _drawn(name: str, drawing: str, key: str) -> tuple[str, ...]:
    return (f"<h2>{name}</h2>", drawing, key) if drawing else ()


def _key() -> str:
    items = "".join(f'<li><i class="{kind}"></i>{words}</li>' for kind, words in KEY)
    return (
        f'<ul class="key">{items}<li><i class="none"></i>planned, possible or denied only</li><li>pale circle: how far off it may have been</li></ul>'
    )


def _foot(summary: _Summary) -> str:
    coders = ", ".join(sorted(summary.coders)) or "dateline"
    places = "Places: GeoNames (CC BY 4.0). Outlines, where drawn: Natural Earth (public domain). They say nothing of who ought to hold what."
    return f"<footer><p>Coded by {escape(coders)}. {places}</p></footer>\n</main>\n</body>\n</html>\n"
