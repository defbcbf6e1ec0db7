"""RSS and Atom feeds as files (feedparser): every entry is a report. Nothing is fetched."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure
from dateline.reading.limits import Options
from dateline.reading.page import page_text
from dateline.reading.source import Source
from dateline.reading.xml import root_name

ROOTS = ("rss", "feed", "RDF")


def is_feed(source: Source) -> bool:
    """Whether the root element is RSS's or Atom's."""
    return root_name(source.opening) in ROOTS


def read_feed(source: Source, options: Options) -> Iterator[Draft | Failure]:
    """Every entry of a feed. A feed that is cut off or damaged gives the entries that are whole, and a Failure.

    The longest of an entry's contents and summary is its text; an entry with a headline only is a report of that headline.
    """
    # Imported where it is used: it costs a tenth of a second, which a text file need not wait for.
    import feedparser

    found: Any = feedparser.parse(io.BytesIO(source.whole(options.limits.document)))
    for number, entry in enumerate(found.entries, 1):
        yield _draft(entry, found.feed, f"entry {number}")
    problem = found.get("bozo_exception")
    if type(problem).__name__ in ("SAXParseException", "UndeclaredNamespace"):
        yield Failure(source.name, f"damaged or truncated feed ({str(problem)[:120]}); entries after that may be missing")
    elif not found.entries:
        raise UnreadableReport("no entry in the feed")


def _draft(entry: Any, feed: Any, place: str) -> Draft:
    texts = [content.get("value") or "" for content in entry.get("content") or ()] + [entry.get("summary") or ""]
    text, title = max(map(page_text, texts), key=len), page_text(entry.get("title") or "")
    published = entry.get("published") or entry.get("updated") or ""
    content = json.dumps([entry.get("link"), title, text, published])
    return Draft(
        text=text or title,
        title=title if text else "",
        outlet=(entry.get("source") or {}).get("title") or feed.get("title") or "",
        url=entry.get("link") or "",
        published=published,
        language=feed.get("language") or "",
        id=entry.get("id") or "",
        raw=content.encode(),
        place=place,
    )
