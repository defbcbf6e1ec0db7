"""The way from a name to reports: files, folders and standard input, every format, every mishap as a Failure."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from dateline.errors import DatelineError, UnreadableReport
from dateline.reading.days import read_day
from dateline.reading.draft import Draft, Failure, located, printable
from dateline.reading.formats import Item, recognise
from dateline.reading.languages import language_of, language_tag
from dateline.reading.limits import Limits, Options
from dateline.reading.normal import normalise, normalise_line
from dateline.reading.plain import plain_draft
from dateline.reading.source import Source, open_source
from dateline.records import Report, content_id

STANDARD_INPUT = "standard input"


def read_reports(
    source: str | Path,
    *,
    published: date | str | None = None,
    outlet: str = "",
    language: str = "",
    fields: Mapping[str, str] | None = None,
    encoding: str = "",
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
) -> Iterator[Report | Failure]:
    """The reports of a file, of a folder (sorted, all below it, hidden names left out) or of "-", standard input, as they are
    read.

    The content tells the format, not the name alone. What cannot be read gives a Failure, and the others go on. `published` (a
    day), `outlet` and `language` stand in where a report does not say, and win over guesses from a page; `fields` maps
    dateline's names to the source's ({"text": "body"}). `now` is the time by which embargoes end. Raises UnknownName for an
    unknown field, UnreadableReport where `published` is no day.
    """
    options = Options(read_day(published), outlet, language, dict(fields or {}), encoding, limits or Limits(), now)
    return _from_stdin(options, stdin) if str(source) == "-" else _from_path(Path(source), options)


def read_text(
    text: str,
    *,
    published: date | str | None = None,
    outlet: str = "",
    title: str = "",
    url: str = "",
    id: str = "",
    language: str = "",
) -> Report:
    """A report from a text. Without `title`, a first line that reads as a headline becomes it, as in a text file.

    Spans count in the `text` and `title` of what is returned: line ends and Unicode are normalised. Raises UnreadableReport.
    """
    raw = text.encode("utf-8", "surrogatepass")
    draft = Draft(text, title, raw=raw) if title else plain_draft(text, raw)
    stated = Draft(draft.text, draft.title, outlet, url, read_day(published), language, id, raw)
    return finish(stated, Options())


def finish(draft: Draft, options: Options) -> Report:
    """The report that a draft makes: cleaned, dated, its language identified, under its id. Raises UnreadableReport."""
    text = normalise(draft.text)
    if not text.strip():
        raise UnreadableReport("empty: no text in it")
    if len(text) > options.limits.text:
        raise UnreadableReport(f"{len(text):,} characters of text; the limit is {options.limits.text:,}: split it, or raise it")
    outlet, published = _stated(draft, options)
    return Report(
        id=normalise_line(draft.id, "id") or content_id(draft.raw),
        text=text,
        title=normalise_line(draft.title, "title"),
        outlet=normalise_line(outlet, "outlet"),
        url=normalise_line(draft.url, "url"),
        published=published,
        language=language_tag(draft.language) or language_tag(options.language) or language_of(text),
    )


def _stated(draft: Draft, options: Options) -> tuple[str, date | None]:
    """Outlet and day: the source's own word first, unless it was only guessed."""
    if draft.guessed:
        return options.outlet or draft.outlet, options.published or read_day(draft.published)
    return draft.outlet or options.outlet, read_day(draft.published) or options.published


def _from_stdin(options: Options, stdin: BinaryIO | None) -> Iterator[Report | Failure]:
    try:
        # A program started without standard input has none: sys.stdin is None.
        source = open_source(STANDARD_INPUT, stdin or sys.stdin.buffer)
    except (OSError, ValueError, AttributeError) as error:
        yield Failure(STANDARD_INPUT, f"cannot be read: {error}")
        return
    yield from _reports(source, options)


def _from_path(path: Path, options: Options) -> Iterator[Report | Failure]:
    try:
        if path.is_dir():
            yield from _from_folder(path, options)
        elif not path.exists():
            yield Failure(printable(str(path)), "no such file or folder; check the name")
        else:
            yield from _from_file(path, options)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it.
        yield Failure(printable(str(path)), _os_reason(error))


def _from_folder(folder: Path, options: Options) -> Iterator[Report | Failure]:
    empty = True
    failed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            empty = False
            yield from _from_member(Path(place, name), options)
    for error in failed:
        yield Failure(printable(str(error.filename)), _os_reason(error))
    if empty and not failed:
        yield Failure(printable(str(folder)), "empty: no file in the folder; expected reports in it")


def _from_member(path: Path, options: Options) -> Iterator[Report | Failure]:
    if path.exists() and not path.is_file():
        yield Failure(printable(str(path)), "not a regular file (a pipe, socket or device); expected a file")
    else:
        yield from _from_path(path, options)


def _from_file(path: Path, options: Options) -> Iterator[Report | Failure]:
    with path.open("rb") as stream:
        yield from _reports(open_source(str(path), stream), options)


def _reports(source: Source, options: Options) -> Iterator[Report | Failure]:
    for item in _items(source, options):
        if isinstance(item, Source):
            yield from _reports(item, options)
        elif isinstance(item, Failure):
            yield item
        else:
            yield _finished(item, source, options)


def _finished(draft: Draft, source: Source, options: Options) -> Report | Failure:
    try:
        return finish(draft, options)
    except UnreadableReport as error:
        return Failure(located(source.name, draft.place), str(error))


def _items(source: Source, options: Options) -> Iterator[Item]:
    """What a source holds, every error of its reader as a Failure."""
    try:
        if source.depth > options.limits.nesting:
            raise UnreadableReport(f"archives nested more than {options.limits.nesting} deep; unpack them first")
        yield from recognise(source, options).read(source, options)
    except DatelineError as error:
        yield Failure(source.name, str(error))
    except OSError as error:
        yield Failure(source.name, _os_reason(error))
    except ImportError as error:
        yield Failure(source.name, f"its format needs a library that is not installed ({error}); install dateline with all it needs")
    except Exception as error:
        # Parsers of other people's formats fail in ways of their own; one damaged file must not end the reading of the others.
        found = f"{type(error).__name__}: {printable(str(error))[:200]}"
        yield Failure(source.name, f"damaged, or not what it begins like ({found}); what follows in it is not read")


def _os_reason(error: OSError | ValueError) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
