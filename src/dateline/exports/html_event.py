"""One happening as a section of the dossier: what is told, by whom, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from dateline.exports import days
from dateline.exports.countries import country_name
from dateline.exports.happening import Happening, Named
from dateline.exports.marks import mark_of
from dateline.exports.wording import bounds
from dateline.records import Claim, Report, Toll

WEB = ("http://", "https://")


def section(happening: Happening) -> str:
    """The HTML of a happening; its element's id is `e-` and the happening's. Everything from outside is escaped."""
    parts = [
        f'<article class="q{mark_of(happening).quad}" id="e-{escape(happening.id)}">',
        f"<h3>{escape(happening.label or happening.type)}</h3>",
        _badges(happening),
        _facts(happening),
        *_tolls(happening),
        *_against(happening),
        *_evidence(happening),
        f'<p class="meta">{_foot(happening)}</p>',
        "</article>",
    ]
    return "\n".join(parts) + "\n"


def _badges(happening: Happening) -> str:
    kinds = [(" ".join((happening.type, *happening.modes)), ""), (happening.status, happening.status)]
    kinds.append(("reviewed by a person", "reviewed") if happening.reviewed else ("machine-coded, unreviewed", ""))
    kinds += [(words, "") for words in happening.released]
    kinds += [(f"project code {happening.project_code}", "")] if happening.project_code else []
    return "<div>" + "".join(f'<span class="badge {kind}">{escape(words)}</span>' for words, kind in kinds) + "</div>"


def _facts(happening: Happening) -> str:
    told = (
        ("When", escape(_when(happening))),
        ("Where", _where(happening)),
        ("Who", _people(happening.actors)),
        ("To whom", _people(happening.recipients)),
        ("According to", escape("; ".join(happening.voices))),
    )
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{words}</dd>" for name, words in told if words) + "</dl>"


def _when(happening: Happening) -> str:
    when = happening.when
    if when is None or not (when.start or when.end):
        return ""
    if when.start == when.end:
        return days.iso(when.start)
    return f"{days.iso(when.start) or '…'} to {days.iso(when.end) or '…'}"


def _where(happening: Happening) -> str:
    place = happening.place
    if place is None:
        return ""
    named = ", ".join(dict.fromkeys(part for part in (place.name or place.text, place.admin1, country_name(place.country)) if part))
    located = f"{place.lat:.3f}, {place.lon:.3f} ({place.precision})" if place.lat is not None and place.lon is not None else "not located"
    return f'{escape(named)} <span class="code">{escape(located)}</span>'


def _people(people: Iterable[Named]) -> str:
    return "<br>".join(f'{escape(p.name)} <span class="code">{escape(" ".join(filter(None, (p.country, p.sector))))}</span>' for p in people)


def _tolls(happening: Happening) -> Iterator[str]:
    """A table of who counts how many; figures that their voice has since replaced are told as such."""
    if happening.tolls:
        rows = "".join(_toll(kind, toll) for kind, toll in happening.tolls.items())
        yield f"<h4>How many</h4><table><tr><th>kind</th><th>figure</th><th>who says so</th><th>on</th></tr>{rows}</table>"


def _toll(kind: str, toll: Toll) -> str:
    spread = bounds(toll.low, toll.high) + (f", best {toll.best}" if toll.low != toll.high and toll.best is not None else "")
    rows = [f'<tr><td><b>{kind}</b></td><td class="number"><b>{escape(spread)}</b></td><td>all voices together</td><td></td></tr>']
    for figure in toll.figures:
        later = " (replaced by a later figure)" if figure.superseded else ""
        camp = f" [{figure.camp}]" if figure.camp and figure.camp != figure.voice else ""
        voice = escape((figure.voice or "the report") + camp + later)
        number = escape(bounds(figure.low, figure.high))
        rows.append(f'<tr><td></td><td class="number">{number}</td><td>{voice}</td><td class="number">{days.iso(figure.day)}</td></tr>')
    return "".join(rows)


def _against(happening: Happening) -> Iterator[str]:
    found = happening.event.contradictions if happening.event else ()
    if found:
        yield "<h4>Where they contradict each other</h4>" + "".join(f'<p class="against">{escape(line.line)}</p>' for line in found)


def _evidence(happening: Happening) -> Iterator[str]:
    if happening.claims:
        yield "<h4>In whose words</h4>"
        for claim in happening.claims:
            yield _quote(claim, happening.reports.get(claim.report))


def _quote(claim: Claim, report: Report | None) -> str:
    """The sentence with its trigger marked, and the report that it stands in."""
    if report is None:
        words = f"<mark>{escape(claim.trigger.text)}</mark> (the report is not at hand)"
        return f'<blockquote><p>{words}</p><p class="meta">report {escape(claim.report)}</p></blockquote>'
    said, start, end = report.part(claim.part), claim.trigger.span.start, claim.trigger.span.end
    first, last = min(claim.sentence.start, start), max(claim.sentence.end, end)
    words = f"{escape(said[first:start])}<mark>{escape(said[start:end])}</mark>{escape(said[end:last])}"
    return f'<blockquote id="c-{escape(claim.id)}"><p>{words}</p><p class="meta">{_cited(claim, report)}</p></blockquote>'


def _cited(claim: Claim, report: Report) -> str:
    title = escape(report.title or report.id)
    if report.url.lower().startswith(WEB):
        title = f'<a href="{escape(report.url)}" rel="noopener noreferrer">{title}</a>'
    voices = "; ".join(voice.name or voice.text for voice in claim.sources)
    told = [escape(report.outlet), title, days.iso(report.published), escape(f"says: {voices}" if voices else ""), escape(claim.status)]
    return " · ".join(part for part in (*told, f"confidence {claim.confidence:.2f}", f"claim {escape(claim.id[:8])}") if part)


def _foot(happening: Happening) -> str:
    event = happening.event
    linked = f"{_counted(len(event.claims), 'claim')} of {_counted(len(event.reports), 'report')}" if event else "one claim"
    return " · ".join(escape(part) for part in (f"id {happening.id}", linked, f"confidence {happening.confidence:.2f}", happening.coder) if part)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
