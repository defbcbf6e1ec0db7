"""What a feed or sitemap lists: addresses of articles, and of further sitemaps."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure
from dateline.reading.feeds import is_feed, read_feed
from dateline.reading.limits import Options
from dateline.reading.reports import finish
from dateline.reading.source import open_source
from dateline.reading.xml import local_name, parse_xml, root_name, words
from dateline.records import Report
from dateline.watch.fetching import unpack
from dateline.watch.guard import Refusal

MOST = 50_000
"""Entries of one list; the sitemap protocol's own limit."""
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
"""Parameters that say where a reader came from, and change nothing on the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as listed: `key` is what it stays known by (its guid, else its address), `report` what the list itself says of it."""

    key: str
    url: str
    stamp: str = ""
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries, further sitemaps to read, and what could not be read and why."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


def clean(url: str, base: str = "") -> str:
    """An absolute address without fragment and tracking parameters."""
    try:
        parts = urlsplit(urldefrag(urljoin(base, url.strip())).url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return url.strip()
    kept = [(name, value) for name, value in pairs if not name.lower().startswith(TRACKING)]
    return urlunsplit(parts if len(kept) == len(pairs) else parts._replace(query=urlencode(kept)))


def read_listing(body: bytes, url: str, outlet: str, most: int) -> Listing:
    """What the body of `url` lists; a sitemap that is a gzip file is unpacked to `most` bytes. Raises Refusal where it is no list."""
    data = unpack(body, most) if body.startswith(b"\x1f\x8b") else body
    if not data.strip():
        raise Refusal("empty: expected a feed or a sitemap")
    name = root_name(data[:65_536].decode("utf-8", "replace").lstrip("\ufeff \r\n\t"))
    if name in ("urlset", "sitemapindex"):
        return _sitemap(data, url)
    if name.lower() == "html" or data.lstrip()[:14].lower().startswith((b"<!doctype html", b"<html")):
        raise Refusal("a web page, not a feed; look on that page for the feed's address")
    return _feed(data, url, outlet)


def _feed(data: bytes, url: str, outlet: str) -> Listing:
    source = open_source(url, io.BytesIO(data))
    if not is_feed(source):
        raise Refusal(f"no feed or sitemap: begins with {source.opening[:40]!r}")
    try:
        items = [_report(item, outlet) for item in read_feed(source, Options(outlet=outlet))]
    except UnreadableReport as error:
        raise Refusal(f"no feed: {error}") from None
    failures = tuple(item.reason for item in items if isinstance(item, Failure))
    reports = [item for item in items if isinstance(item, Report)]
    if not reports:
        raise Refusal(f"no feed or sitemap: {'; '.join(failures) or 'nothing in it'}")
    linked = [replace(report, url=clean(report.url, url) if report.url else "") for report in reports]
    if not any(report.url for report in linked):
        raise Refusal("no feed or sitemap: nothing in it has an address of its own")
    return Listing(tuple(_distinct(linked))[:MOST], (), failures)


def _report(item: Draft | Failure, outlet: str) -> Report | Failure:
    """The report of an entry; one whose day cannot be read is taken without a day rather than lost: its page may give one."""
    if isinstance(item, Failure):
        return item
    draft = item if item.text.strip() else replace(item, text=item.title or item.url)
    try:
        return finish(draft, Options(outlet=outlet))
    except UnreadableReport:
        pass
    try:
        return finish(replace(draft, published=None), Options(outlet=outlet))
    except UnreadableReport as error:
        return Failure(item.place, f"{item.place}: {error}")


def _distinct(reports: list[Report]) -> Iterator[Entry]:
    """Entries under their guids; where a feed gives one guid to several addresses, the address tells them apart."""
    addresses = Counter(id for id, _ in {(report.id, report.url) for report in reports})
    seen = set[str]()
    for report in reports:
        key = report.id if addresses[report.id] == 1 else f"{report.id} {report.url}"
        if key not in seen:
            seen.add(key)
            yield Entry(key, report.url, report=report)


def _sitemap(data: bytes, url: str) -> Listing:
    try:
        root = parse_xml(data)
    except UnreadableReport as error:
        raise Refusal(str(error)) from None
    places = [(_child(element, "loc"), _child(element, "lastmod") or _day(element)) for element in root if local_name(element) in ("url", "sitemap")]
    found = [(clean(place, url), stamp) for place, stamp in places if place][:MOST]
    if local_name(root) == "sitemapindex":
        return Listing((), tuple(dict.fromkeys(place for place, _ in found)))
    return Listing(tuple({place: Entry(place, place, stamp) for place, stamp in found}.values()))


def _child(element: Any, name: str) -> str:
    return next((words(child) for child in element if local_name(child) == name), "")


def _day(element: Any) -> str:
    """A news sitemap's day of publication."""
    return next((words(inner) for inner in element.iter() if local_name(inner) == "publication_date"), "")
