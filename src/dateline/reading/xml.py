"""XML from strangers: no entities, no network, no document types; and the name of a root before anything is parsed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from dateline.errors import UnreadableReport

ROOT = re.compile(r"(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?>\[[^\]]*\])?[^>]*>|\s+)*)<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)", re.S)


def root_name(opening: str) -> str:
    """The name of the root element, without its prefix; "" where the text is not XML."""
    found = ROOT.match(opening)
    return found.group(2) if found else ""


def parse_xml(data: bytes) -> Any:
    """The root element. Entities are not expanded and nothing is fetched. Raises UnreadableReport for XML that is not well
    formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableReport(f"not well-formed XML: {str(error)[:160]}") from None


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for what is no element (an entity)."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def first(element: Any, *names: str) -> Any:
    """The first descendant of one of the names, the earlier name first; None where there is none."""
    for name in names:
        for found in element.iter():
            if local_name(found) == name:
                return found
    return None


def words(element: Any) -> str:
    """All text in an element, on one line; "" for None."""
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())
