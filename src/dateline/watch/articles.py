"""The report of an entry: from the article's page, or from what the feed itself says of it."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import replace
from urllib.parse import urlsplit

from dateline.reading import Failure, read_reports
from dateline.records import Report, content_id
from dateline.watch.fetching import Answer
from dateline.watch.guard import Refusal
from dateline.watch.listing import Entry
from dateline.watch.settings import Feed

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
OWN_WORD = re.compile(r"(https?://|tag:|urn:)\S+")
"""Guids that are unique in the world; others ("12345") are so within their feed at best."""


def outlet_of(feed: Feed, entry: Entry) -> str:
    """The outlet: as the user names it, as the feed does, or the site's name. It decides which pages are versions of one another."""
    named = entry.report.outlet if entry.report else ""
    return feed.outlet or named or (urlsplit(entry.url or feed.url).hostname or "").removeprefix("www.")


def from_page(feed: Feed, entry: Entry, answer: Answer) -> Report:
    """The report of an article's page. Raises Refusal where there is none in it.

    Its address is the one that the list gave first, not the one that the page claims; its id is made from address, headline and text, so that
    a page whose advertisements alone changed is no new version.
    """
    day = entry.report.published if entry.report else None
    outlet = outlet_of(feed, entry)
    items = list(read_reports("-", stdin=io.BytesIO(answer.body), outlet=outlet, published=day, encoding=_encoding(answer)))
    found = next((item for item in items if isinstance(item, Report)), None)
    if found is None:
        raise Refusal("; ".join(item.reason for item in items if isinstance(item, Failure)) or "empty: no report in it")
    return replace(found, id=content_id("\n".join((entry.url, found.title, found.text)).encode()), url=entry.url, outlet=outlet)


def from_list(feed: Feed, entry: Entry) -> Report | None:
    """The report that the feed itself gives; None where it gives none (a sitemap)."""
    if entry.report is None:
        return None
    id = entry.key if OWN_WORD.fullmatch(entry.key) else content_id(f"{feed.url}\n{entry.key}".encode())
    return replace(entry.report, id=id, url=entry.url, outlet=outlet_of(feed, entry))


def mark_of(entry: Entry) -> str:
    """What changes when the list says that the entry changed."""
    report = entry.report
    said = f"{report.title}\n{report.text}\n{report.published}" if report else ""
    return content_id(f"{entry.stamp}\n{said}".encode())[:16]


def digest_of(report: Report) -> str:
    """What changes when the article changed."""
    return content_id(f"{report.title}\n{report.text}".encode())


def _encoding(answer: Answer) -> str:
    """The codec that the header names, where the body is not UTF-8 anyway: servers name one for all pages, and are often wrong."""
    found = CHARSET.search(answer.header("content-type"))
    try:
        answer.body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return codecs.lookup(found.group(1)).name if found else ""
        except LookupError:
            return ""
    return ""
