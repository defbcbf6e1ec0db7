"""RDF as N-Triples, which is Turtle too: the Simple Event Model with `accordingTo`, and PROV-O for where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import quote

from dateline.exports import days
from dateline.exports.happening import Happening, Named
from dateline.exports.lost import Lost
from dateline.exports.streams import text
from dateline.records import Claim, Place, Report, Toll, content_id

SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
DC = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWN = "urn:dateline:vocabulary:"
Triple = tuple[str, str, str]


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes one triple a line.

    Things that several happenings share (voices, reports) are told again, which changes nothing in a graph.
    """
    lost = Lost()
    with text(stream) as out:
        for happening in happenings:
            for triple in triples(happening):
                out.write(" ".join(triple) + " .\n")
                lost.written += 1
    return lost


def triples(happening: Happening) -> Iterator[Triple]:
    """What is told of one happening."""
    own = thing("event" if happening.event else "happening", happening.id)
    yield from _core(own, happening)
    for role, people in (("actor", happening.actors), ("recipient", happening.recipients)):
        for number, person in enumerate(people):
            yield from _party(own, happening.id, (role, number), person)
    if happening.place:
        yield from _place(own, happening.id, happening.place)
    for kind, toll in happening.tolls.items():
        yield from _figures(own, happening.id, kind, toll)
    for claim in happening.claims:
        yield from _claim(own, happening, claim)


def thing(kind: str, identity: str) -> str:
    """An IRI of dateline's own: urn:dateline:KIND:ID."""
    return f"<urn:dateline:{kind}:{quote(identity, safe='-._~:', errors='replace')}>"


def literal(value: object, datatype: str = "") -> str:
    """A literal in N-Triples, whose escapes are JSON's; a lone surrogate, which UTF-8 cannot hold, becomes ?."""
    words = json.dumps(str(value).encode("utf-8", "replace").decode(), ensure_ascii=False)
    return f"{words}^^<{XSD}{datatype}>" if datatype else words


def _core(own: str, happening: Happening) -> Iterator[Triple]:
    yield own, _iri(RDF, "type"), _iri(SEM, "Event")
    yield own, _iri(RDFS, "label"), literal(happening.label)
    yield own, _iri(SEM, "eventType"), thing("type", happening.type)
    yield from ((own, _iri(OWN, "mode"), literal(mode)) for mode in happening.modes)
    yield own, _iri(OWN, "status"), literal(happening.status)
    yield own, _iri(OWN, "review"), literal(happening.review)
    if happening.project_code:
        yield own, _iri(OWN, "projectCode"), literal(happening.project_code)
    yield own, _iri(OWN, "confidence"), literal(happening.confidence, "double")
    when = happening.when
    for name, day in (("Begin", when.start if when else None), ("End", when.end if when else None)):
        if day:
            yield own, _iri(SEM, f"has{name}TimeStamp"), literal(days.iso(day), "date")


def _party(own: str, identity: str, place: tuple[str, int], person: Named) -> Iterator[Triple]:
    """A role, since the same actor may be recipient elsewhere; who has no id is told apart by happening."""
    name, number = place
    role, actor = thing("role", f"{identity}:{name}:{number}"), thing("actor", person.id or f"{identity}:{name}:{number}")
    yield own, _iri(SEM, "hasActor"), role
    yield role, _iri(RDF, "type"), _iri(SEM, "Role")
    yield role, _iri(RDF, "value"), actor
    yield role, _iri(SEM, "roleType"), thing("role-type", name)
    yield actor, _iri(RDF, "type"), _iri(SEM, "Actor")
    yield actor, _iri(RDFS, "label"), literal(person.name)
    for field in ("country", "sector", "code"):
        if value := getattr(person, field):
            yield actor, _iri(OWN, field), literal(value)


def _place(own: str, identity: str, place: Place) -> Iterator[Triple]:
    there = thing("place", f"geonames:{place.geonameid}" if place.geonameid else identity)
    yield own, _iri(SEM, "hasPlace"), there
    yield there, _iri(RDF, "type"), _iri(SEM, "Place")
    yield there, _iri(RDFS, "label"), literal(place.name or place.text)
    yield there, _iri(OWN, "precision"), literal(place.precision)
    if place.lat is not None and place.lon is not None:
        yield there, _iri(GEO, "lat"), literal(place.lat, "decimal")
        yield there, _iri(GEO, "long"), literal(place.lon, "decimal")


def _figures(own: str, identity: str, kind: str, toll: Toll) -> Iterator[Triple]:
    """Every figure apart, according to its voice; never one number for all."""
    for number, figure in enumerate(toll.figures):
        node = thing("figure", f"{identity}:{kind}:{number}")
        yield own, _iri(OWN, kind), node
        for name, bound in (("low", figure.low), ("high", figure.high)):
            if bound is not None:
                yield node, _iri(OWN, name), literal(bound, "integer")
        yield node, _iri(OWN, "superseded"), literal(str(figure.superseded).lower(), "boolean")
        yield node, _iri(PROV, "wasDerivedFrom"), thing("claim", figure.claim)
        if figure.voice:
            yield from _according(node, figure.voice)


def _claim(own: str, happening: Happening, claim: Claim) -> Iterator[Triple]:
    node, report = thing("claim", claim.id), thing("report", claim.report)
    yield own, _iri(PROV, "wasDerivedFrom"), node
    yield node, _iri(RDF, "type"), _iri(PROV, "Entity")
    yield node, _iri(OWN, "status"), literal(claim.status)
    yield node, _iri(PROV, "wasDerivedFrom"), report
    yield report, _iri(RDF, "type"), _iri(PROV, "Entity")
    for voice in claim.sources:
        yield from _according(node, voice.name or voice.text)
    if claim.coder:
        coder = thing("coder", claim.coder)
        yield node, _iri(PROV, "wasAttributedTo"), coder
        yield coder, _iri(RDF, "type"), _iri(PROV, "SoftwareAgent")
    if known := happening.reports.get(claim.report):
        yield from _report(report, known)
        yield node, _iri(PROV, "value"), literal(happening.evidence(claim))


def _report(node: str, report: Report) -> Iterator[Triple]:
    words = {"title": report.title, "publisher": report.outlet, "identifier": report.url, "language": report.language}
    yield from ((node, _iri(DC, name), literal(value)) for name, value in words.items() if value)
    if report.published:
        yield node, _iri(DC, "issued"), literal(days.iso(report.published), "date")


def _according(node: str, voice: str) -> Iterator[Triple]:
    authority = thing("voice", content_id(voice.lower().encode("utf-8", "replace"))[:24])
    yield node, _iri(SEM, "accordingTo"), authority
    yield authority, _iri(RDF, "type"), _iri(SEM, "Authority")
    yield authority, _iri(RDFS, "label"), literal(voice)


def _iri(space: str, name: str) -> str:
    return f"<{space}{name}>"
