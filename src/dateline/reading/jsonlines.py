"""JSON: reports one a line, streamed; or one document that is a report or a list of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft, Failure, located
from dateline.reading.encoding import decode, mark
from dateline.reading.fields import record_draft
from dateline.reading.limits import Options
from dateline.reading.source import Source

OPENING = re.compile(r"\{\s*(?:[\"}]|$)|\[\s*(?:[\{\]]|$)")
SUFFIXES = (".jsonl", ".ndjson", ".json")
Line = tuple[int, bytes | None]


def is_json(source: Source) -> bool:
    """Whether the content begins as JSON objects do; the name's ending is enough for what does not."""
    return bool(OPENING.match(source.opening)) or source.suffix in SUFFIXES


def read_json(source: Source, options: Options) -> Iterator[Draft | Failure]:
    """Every report of a JSONL file, line by line in bounded memory, or of a JSON document of at most the document limit.

    A bad line gives a Failure that names it, and the next is read. UTF-8, as JSON demands; UTF-16 and UTF-32 by their mark.
    """
    bom, codec = mark(source.head)
    if options.encoding or codec not in ("", "utf-8"):
        # JSON in another encoding is rare and cannot be split at bytes: it is read as one document.
        text = decode(source.whole(options.limits.document), options.encoding)
        yield from _any(source, enumerate(text.encode("utf-8", "surrogatepass").split(b"\n"), 1), options)
    else:
        source.stream.read(len(bom))
        yield from _any(source, source.lines(options.limits.record), options)


def _any(source: Source, lines: Iterable[Line], options: Options) -> Iterator[Draft | Failure]:
    filled = ((number, line) for number, line in lines if line is None or line.strip())
    first = next(filled, None)
    if first is None:
        raise UnreadableReport("empty: no record in it")
    if first[1] is None or _is_object(first[1]) or source.suffix in (".jsonl", ".ndjson"):
        yield from _lines(source, chain([first], filled), options)
    else:
        yield from _document(source, chain([first], filled), options)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(source: Source, lines: Iterable[Line], options: Options) -> Iterator[Draft | Failure]:
    for number, line in lines:
        place = f"line {number}"
        try:
            yield _record(line, place, options)
        except UnreadableReport as error:
            yield Failure(located(source.name, place), str(error))


def _record(line: bytes | None, place: str, options: Options) -> Draft:
    if line is None:
        raise UnreadableReport(f"longer than {options.limits.record:,} bytes, the limit for one record; raise the limit to read it")
    record = parse(line)
    if not isinstance(record, dict):
        raise UnreadableReport(f"expected a JSON object with the fields of a report, found {line[:40].decode('utf-8', 'replace')!r}")
    return record_draft(record, line.strip(), place, options)


def parse(data: bytes) -> object:
    """The JSON value of some bytes. Raises UnreadableReport, saying where it goes wrong."""
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableReport(f"byte 0x{data[error.start]:02x} at {error.start} is not UTF-8, as JSON has to be") from None
    except json.JSONDecodeError as error:
        raise UnreadableReport(f"invalid JSON: {error.msg} at character {error.pos}; expected one whole object") from None
    except (ValueError, RecursionError):
        raise UnreadableReport("invalid JSON: a number too long or brackets too deep; expected an object of text fields") from None


def _document(source: Source, lines: Iterator[Line], options: Options) -> Iterator[Draft | Failure]:
    kept = list(_within(lines, options.limits.document))
    try:
        value = parse(b"\n".join(line for _, line in kept))
    except UnreadableReport:
        if not any(_is_object(line) for _, line in kept):
            raise
        yield from _lines(source, kept, options)  # JSONL after all, its first line damaged.
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"record {number}" if isinstance(value, list) else ""
        try:
            yield _member(record, place, options)
        except UnreadableReport as error:
            yield Failure(located(source.name, place), str(error))


def _member(record: object, place: str, options: Options) -> Draft:
    if not isinstance(record, dict):
        raise UnreadableReport("expected a JSON object with the fields of a report")
    return record_draft(record, json.dumps(record, sort_keys=True).encode(), place, options)


def _within(lines: Iterator[Line], limit: int) -> Iterator[tuple[int, bytes]]:
    """The lines of a document. Raises UnreadableReport when they are more than `limit` bytes together."""
    size = 0
    for number, line in lines:
        size += limit if line is None else len(line) + 1
        if line is None or size > limit:
            raise UnreadableReport(f"a JSON document of over {limit:,} bytes; write one report a line (JSONL) instead")
        yield number, line
