"""ninjs, the agencies' JSON (IPTC; versions 1 and 2), one object a report. Embargoes and withdrawals are honoured."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft
from dateline.reading.embargo import refuse_held
from dateline.reading.limits import Options
from dateline.reading.page import page_text

MARKS = ("body_text", "body_xhtml", "bodies", "headlines", "versioncreated", "versionCreated", "pubstatus", "pubStatus")
Record = Mapping[str, object]


def is_ninjs(record: Record) -> bool:
    """Whether a record is a ninjs object: it has a `uri` and one of the standard's own names."""
    return "uri" in record and any(name in record for name in MARKS)


def ninjs_draft(record: Record, raw: bytes, place: str, options: Options) -> Draft:
    """The report of a ninjs object. Raises UnreadableReport for one that is held back or has no story."""
    refuse_held(_word(record, "pubstatus", "pubStatus"), _word(record, "embargoed", "embargoedUntil"), options.now)
    text = _word(record, "body_text") or page_text(_word(record, "body_xhtml", "body_html")) or _listed(record, "bodies")
    if not text:
        raise UnreadableReport("no story in the ninjs object; expected body_text, body_xhtml or bodies")
    return Draft(
        text=text,
        title=_word(record, "headline", "title", "name") or _listed(record, "headlines"),
        outlet=_outlet(record),
        url=_word(record, "uri") if _word(record, "uri").startswith("http") else "",
        published=_word(record, "versioncreated", "versionCreated", "firstcreated", "firstCreated"),
        language=_word(record, "language"),
        id=_word(record, "uri"),
        raw=raw,
        place=place,
    )


def _word(record: Record, *names: str) -> str:
    return next((value for name in names if isinstance(value := record.get(name), str) and value), "")


def _outlet(record: Record) -> str:
    sources = record.get("infosource") or record.get("infosources") or record.get("infoSources")
    named = [_word(source, "name") for source in sources if isinstance(source, dict)] if isinstance(sources, list) else []
    return next(filter(None, named), "") or _word(record, "provider", "copyrightholder", "copyrightHolder")


def _listed(record: Record, name: str) -> str:
    """The text of version 2's lists: the main entry, else the first; markup becomes plain text."""
    entries = [entry for entry in _list(record.get(name)) if isinstance(entry, dict) and _word(entry, "value")]
    main = sorted(entries, key=lambda entry: _word(entry, "role") != "main")
    if not main:
        return ""
    value = _word(main[0], "value")
    return page_text(value) if "html" in _word(main[0], "contenttype", "contentType") else value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
