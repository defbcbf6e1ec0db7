"""`dateline archive search`: claims or reports by words and filters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from dateline.archive import Archive, KeptClaim, Query, Version
from dateline.cli.console import messages
from dateline.cli.kept import Target, opened, say
from dateline.records import claim_to_dict, report_to_dict

Names = list[str] | None


def search(
    words: Annotated[str, typer.Argument(help='Words to find; "in a row", -not this, begin*.')] = "",
    archive: Target = "",
    type: Annotated[Names, typer.Option(help="Event type; repeat for alternatives, as all filters.")] = None,
    mode: Annotated[Names, typer.Option(help="Mode.")] = None,
    status: Annotated[Names, typer.Option(help="actual, planned, possible or denied.")] = None,
    country: Annotated[Names, typer.Option(help="Country of the place, ISO alpha-3.")] = None,
    actor: Annotated[Names, typer.Option(help="Name or id of who did it.")] = None,
    recipient: Annotated[Names, typer.Option(help="Name or id of to whom.")] = None,
    voice: Annotated[Names, typer.Option(help="Who says so.")] = None,
    place: Annotated[Names, typer.Option(help="Name or geonameid of the place.")] = None,
    outlet: Annotated[Names, typer.Option(help="Outlet.")] = None,
    start: Annotated[str, typer.Option(metavar="DAY", help="It took place on this day or later.")] = "",
    end: Annotated[str, typer.Option(metavar="DAY", help="It took place on this day or earlier.")] = "",
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, help="Least confidence, 0 to 1.")] = 0.0,
    superseded: Annotated[bool, typer.Option("--superseded", help="Take in what no longer counts.")] = False,
    of_reports: Annotated[bool, typer.Option("--reports", help="Find reports rather than claims.")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="Records as JSON lines.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Results at most.")] = 50,
    cursor: Annotated[str, typer.Option(help="Go on where a search before ended.")] = "",
) -> None:
    """Find claims, or reports, newest first. The number of all results and the cursor for the next ones go to standard error."""
    lists = {"types": type, "modes": mode, "statuses": status, "countries": country, "actors": actor, "recipients": recipient}
    more = {"voices": voice, "places": place, "outlets": outlet}
    query = Query(
        text=words,
        start=_day(start, "--start"),
        end=_day(end, "--end"),
        confidence=min_confidence,
        standing=not superseded,
        **{name: tuple(values or ()) for name, values in {**lists, **more}.items()},  # type: ignore[arg-type]
    )
    with opened(archive) as kept:
        lines, total, following = (_reports if of_reports else _claims)(kept, query, (cursor, limit, json_lines))
    for line in lines:
        say(line)
    messages().print(f"{total} found" + (f"; go on with --cursor {following}" if following else ""), markup=False, soft_wrap=True)


Asked = tuple[str, int, bool]
Found = tuple[list[str], int, str]


def _claims(archive: Archive, query: Query, asked: Asked) -> Found:
    cursor, limit, json_lines = asked
    page = archive.search_claims(query, cursor, limit)
    lines = [_dumped(claim_to_dict(kept.claim)) if json_lines else _claim_line(kept) for kept in page.items]
    return lines, page.total, page.cursor


def _reports(archive: Archive, query: Query, asked: Asked) -> Found:
    cursor, limit, json_lines = asked
    page = archive.search_reports(query, cursor, limit)
    lines = [_dumped(report_to_dict(version.report)) if json_lines else _report_line(version) for version in page.items]
    return lines, page.total, page.cursor


def _claim_line(kept: KeptClaim) -> str:
    claim = kept.claim
    sides = (", ".join(actor.name or actor.text for actor in people) or "?" for people in (claim.actors, claim.recipients))
    return "  ".join([_first(kept.published, kept.outlet), f"{claim.status} {claim.type}", claim.trigger.text, " -> ".join(sides), *_where(kept)])


def _where(kept: KeptClaim) -> Iterator[str]:
    place = kept.claim.place
    if place:
        yield f"in {place.name or place.text}"
    if not kept.current:
        yield "(no longer counts)"


def _report_line(version: Version) -> str:
    report = version.report
    return f"{_first(report.published, report.outlet)}  {report.title or report.text[:60]!r}  {report.id}"


def _first(day: date | None, outlet: str) -> str:
    return f"{day or '????-??-??'}  {outlet or '?'}"


def _dumped(record: dict[str, object]) -> str:
    return json.dumps(record, ensure_ascii=False)


def _day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"expected a day such as 2016-07-27, found {text!r}", param_hint=option) from None
