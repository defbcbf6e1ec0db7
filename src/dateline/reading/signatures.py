"""Files that are certainly no report, told by the bytes they begin with, so that the refusal can name them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.errors import InvalidTable, UnreadableReport
from dateline.ontology import rows
from dateline.reading.encoding import mark

READS = "expected text, HTML, JSONL, CSV or another format that dateline reads"


@cache
def load_signatures() -> tuple[tuple[bytes, str], ...]:
    """First bytes and what they are, longest first. Raises InvalidTable for bytes that are not hexadecimal."""
    table = files("dateline.reading") / "signatures.tsv"
    found = []
    for digits, kind in rows(table, 2):
        try:
            found.append((bytes.fromhex(digits), kind))
        except ValueError:
            raise InvalidTable(f"{table.name}: expected hexadecimal digits, found {digits!r}") from None
    return tuple(sorted(found, key=lambda row: -len(row[0])))


def refuse_binary(head: bytes) -> None:
    """Raises UnreadableReport for the head of a known binary format and for zero bytes outside UTF-16 and UTF-32."""
    if mark(head)[1]:
        return
    for first, kind in load_signatures():
        if head.startswith(first):
            raise UnreadableReport(f"binary: {kind}; {READS}")
    if b"\0" in head:
        raise UnreadableReport(f"binary data, or UTF-16 without a byte order mark (zero byte at {head.index(0)}); {READS}")
