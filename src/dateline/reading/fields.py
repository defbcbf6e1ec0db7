"""A record of named values (a JSON object, a row of a table) -> the fields of a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft
from dateline.reading.limits import Options
from dateline.reading.ninjs import is_ninjs, ninjs_draft

WORDS = ("id", "outlet", "title", "url", "language")
SHOWN = 12
"""How many names a message lists."""


def record_draft(record: Mapping[str, object], raw: bytes, place: str, options: Options) -> Draft:
    """A report from a record. Raises UnreadableReport where the text is missing or a field is not text."""
    column = options.column("text")
    if column not in record and is_ninjs(record):
        return ninjs_draft(record, raw, place, options)
    if column not in record:
        raise UnreadableReport(missing_text(column, list(record)))
    text = record[column]
    if not isinstance(text, str):
        raise UnreadableReport(f"{column}: expected text, found {_kind(text)}")
    words = {name: _word(record.get(options.column(name)), options.column(name)) for name in WORDS}
    return Draft(
        text=text,
        title=words["title"],
        outlet=words["outlet"],
        url=words["url"],
        published=_published(record, options.column("published")),
        language=words["language"],
        id=words["id"],
        raw=raw,
        place=place,
    )


def missing_text(column: str, names: list[str]) -> str:
    """The reason for a record or table without its text, naming what is there."""
    shown = ", ".join(repr(str(name)[:40]) for name in names[:SHOWN]) or "nothing"
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"no field {column!r}; found {shown}{more}; say which of them holds the text (fields: text=NAME)"


def _word(value: object, column: str) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value)
    raise UnreadableReport(f"{column}: expected text, found {_kind(value)}")


def _published(record: Mapping[str, object], column: str) -> date | str | float | None:
    value = record.get(column)
    if value is None or (isinstance(value, (date, str, float, int)) and not isinstance(value, bool)):
        return value
    raise UnreadableReport(f"{column}: expected a date, found {_kind(value)}")


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        bool: "true or false",
        type(None): "nothing (null)",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), type(value).__name__)
