"""A search's notices as an Atom feed (RFC 4287) in a file, which any web server or reader can take."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

from dateline.records import content_id
from dateline.watch.matching import headline, prose

SPACE = "http://www.w3.org/2005/Atom"
UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""
EPOCH = "1970-01-01T00:00:00+00:00"


def feed_of(name: str, notices: list[tuple[str, str, str]]) -> bytes:
    """The feed of a search from its notices (id, at, body), newest first."""
    ElementTree.register_namespace("", SPACE)
    root = ElementTree.Element(f"{{{SPACE}}}feed")
    _add(root, "id", f"urn:dateline:search:{content_id(name.encode())[:32]}")
    _add(root, "title", f"dateline: {name}")
    _add(root, "updated", notices[0][1] if notices else EPOCH)
    _add(_add(root, "author", ""), "name", "dateline (machine coded, not reviewed)")
    for id, at, body in notices:
        _entry(root, id, at, body)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def write_feed(path: Path, content: bytes) -> None:
    """Put the feed in its place in one step: a reader sees the old one or the new one. A feed that is the same is not written."""
    if path.is_file() and path.read_bytes() == content:
        return
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.write_bytes(content)
    fresh.replace(path)


def _entry(root: ElementTree.Element, id: str, at: str, text: str) -> None:
    body = json.loads(text)
    entry = _add(root, "entry", "")
    _add(entry, "id", f"urn:dateline:notice:{id}")
    _add(entry, "title", headline(body))
    _add(entry, "updated", at)
    url = (body["report"] or {}).get("url") or ""
    if url.startswith(("http://", "https://")):
        _add(entry, "link", "").set("href", UNPRINTABLE.sub("", url))
    _add(entry, "content", prose(body)).set("type", "text")


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, f"{{{SPACE}}}{name}")
    made.text = UNPRINTABLE.sub("", text) or None
    return made
