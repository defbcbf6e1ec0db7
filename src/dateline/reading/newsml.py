"""NewsML-G2, the agencies' XML: news items, alone or in a news message. Embargoes and withdrawals are honoured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure, located
from dateline.reading.embargo import refuse_held
from dateline.reading.limits import Options
from dateline.reading.page import page_text
from dateline.reading.source import Source
from dateline.reading.xml import first, local_name, parse_xml, root_name, words

ROOTS = ("newsItem", "newsMessage", "NewsMessage")


def is_newsml(source: Source) -> bool:
    """Whether the root element is NewsML-G2's."""
    return root_name(source.opening) in ROOTS


def read_newsml(source: Source, options: Options) -> Iterator[Draft | Failure]:
    """Every news item with text. Raises UnreadableReport where there is none, or the XML is not well formed."""
    root = parse_xml(source.whole(options.limits.document))
    items = [element for element in root.iter() if local_name(element) == "newsItem"]
    if not items:
        raise UnreadableReport("no newsItem in the message")
    for number, item in enumerate(items, 1):
        place = f"item {number}" if len(items) > 1 else ""
        try:
            yield _draft(item, place, options)
        except UnreadableReport as error:
            yield Failure(located(source.name, place), str(error))


def _draft(item: Any, place: str, options: Options) -> Draft:
    from lxml import etree

    meta = first(item, "itemMeta")
    meta = item if meta is None else meta
    refuse_held(_code(first(meta, "pubStatus")), words(first(meta, "embargoed")), options.now)
    text = _text(item)
    if not text:
        raise UnreadableReport("no text in the news item; expected inlineXML or inlineData with a story")
    language = first(item, "language", "inlineXML")
    return Draft(
        text=text,
        title=words(first(item, "headline")),
        outlet=_outlet(item),
        published=words(first(meta, "versionCreated", "firstCreated")),
        language="" if language is None else language.get("tag") or language.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
        id=item.get("guid") or "",
        raw=etree.tostring(item, method="c14n"),
        place=place,
    )


def _code(element: Any) -> str:
    return "" if element is None else str(element.get("qcode") or element.get("uri") or words(element))


def _outlet(item: Any) -> str:
    """The source's name, else the provider's, else their codes' last part."""
    for name in ("infoSource", "provider"):
        element = first(item, name)
        if element is not None:
            return words(first(element, "name")) or str(element.get("literal") or element.get("qcode") or "").rpartition(":")[2]
    return ""


def _text(item: Any) -> str:
    """The story: its paragraphs, in whatever markup (HTML, NITF), a line each."""
    body = first(item, "inlineXML")
    if body is not None:
        content = first(body, "body.content", "body")
        paragraphs = [words(p) for p in (body if content is None else content).iter() if local_name(p) == "p"]
        return "\n".join(filter(None, paragraphs)) or words(content)
    data = first(item, "inlineData")
    return "" if data is None else page_text("".join(map(str, data.itertext())))
