"""A researcher's own file -> its rows as events, streamed; the layout is told by its columns, not by its name."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import DatelineError, UnreadableReport
from dateline.exports.ged import COLUMNS as GED_COLUMNS
from dateline.peers import acled, ged
from dateline.peers.peer import Cells, Peer

Fail = Callable[[str], None]
DELIMITERS = ",;\t"
LONGEST_CELL = 2**20
"""Notes are a paragraph; a cell above a MiB is a missing quote."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A data set: its name, its columns in order, and the event of a row."""

    name: str
    columns: tuple[str, ...]
    peer: Callable[[Cells, str], Peer]
    headed: bool = True


def read_peers(path: Path, fail: Fail) -> Iterator[Peer]:
    """The rows of an ACLED or UCDP GED file (CSV with commas, semicolons or tabs; UTF-8, or Windows-1252 where it is not).

    `fail` is told of each row that is none, with file and line, what was found and what was expected; of two rows with one id the first is
    kept. Raises UnreadableReport where the file is neither data set's, OSError where it cannot be opened.
    """
    csv.field_size_limit(max(LONGEST_CELL, csv.field_size_limit()))
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        first = stream.readline()
        layout, delimiter = recognised(first, str(path))
        lines = csv.reader(_from(first, stream, layout.headed), delimiter=delimiter)
        yield from _unique(_peers(lines, layout, path, fail), fail)


def recognised(first: str, name: str) -> tuple[Layout, str]:
    """The layout by the first line, and what divides its cells. Raises UnreadableReport."""
    delimiter = max(DELIMITERS, key=first.count)
    cells = next(csv.reader([first], delimiter=delimiter), [])
    names = tuple(cell.strip().lower() for cell in cells)
    if set(names) >= acled.NEEDED:
        return Layout("ACLED", names, acled.acled_peer), delimiter
    if set(names) >= ged.NEEDED:
        return Layout("UCDP GED", names, ged.ged_peer), delimiter
    if len(cells) == len(GED_COLUMNS) and cells[0].strip().isdigit():
        return Layout("UCDP GED", GED_COLUMNS, ged.ged_peer, headed=False), delimiter
    raise UnreadableReport(
        f"{name}: expected ACLED's columns ({', '.join(sorted(acled.NEEDED))} ...) or UCDP GED's (49, or with {', '.join(sorted(ged.NEEDED))}), "
        f"found {len(cells)} columns: {', '.join(names[:6])[:120]}"
    )


def _from(first: str, stream: Iterator[str], headed: bool) -> Iterator[str]:
    if not headed:
        yield first
    yield from stream


def _peers(lines: Iterator[list[str]], layout: Layout, path: Path, fail: Fail) -> Iterator[Peer]:
    skipped = 1 if layout.headed else 0
    while True:
        number = getattr(lines, "line_num", 0) + skipped + 1
        try:
            cells = next(lines)
            if any(cell.strip() for cell in cells):
                yield _peer(cells, layout, f"{path}:{number}")
        except StopIteration:
            return
        except csv.Error as error:
            fail(f"{path}:{number}: damaged CSV ({error}); the rows from here on are not read")
            return
        except (DatelineError, ValueError, OverflowError) as error:
            fail(f"{path}:{number}: {error}")


def _peer(cells: Sequence[str], layout: Layout, where: str) -> Peer:
    if len(cells) != len(layout.columns):
        raise UnreadableReport(f"expected {len(layout.columns)} cells ({layout.name}), found {len(cells)}: is a quote missing?")
    return layout.peer(dict(zip(layout.columns, map(_decoded, cells), strict=True)), where)


def _decoded(cell: str) -> str:
    """A cell that is not UTF-8 as Windows-1252, which older exports are in."""
    if cell.isascii() or not any("\udc80" <= letter <= "\udcff" for letter in cell):
        return cell
    return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _unique(peers: Iterator[Peer], fail: Fail) -> Iterator[Peer]:
    seen: set[str] = set()
    for peer in peers:
        if peer.event.id in seen:
            fail(f"{peer.where}: the id {peer.event.id} stands in an earlier row; that one is kept")
        else:
            seen.add(peer.event.id)
            yield peer
