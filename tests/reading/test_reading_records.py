"""Reports as records: JSON lines, JSON documents and tables."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date

import pytest

from dateline.reading import Failure, Limits, read_reports
from dateline.records import Report

TEXT = "Soldiers entered the town on Monday and arrested its mayor, officials said."
RECORD = {
    "id": "r1",
    "outlet": "Courier",
    "title": "Gao taken",
    "url": "https://c.example/1",
    "published": "2016-07-27",
    "text": TEXT,
}


def read(data: bytes, **options: object) -> list[Report | Failure]:
    return list(read_reports("-", stdin=io.BytesIO(data), **options))  # type: ignore[arg-type]


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


EXPECTED = Report("r1", TEXT, "Gao taken", "Courier", "https://c.example/1", date(2016, 7, 27), "en")


def test_a_json_line_fills_every_field() -> None:
    assert read(lines(RECORD | {"language": "en"})) == [EXPECTED]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_json_lines_are_read_in_every_unicode_form(codec: str) -> None:
    assert read(lines(RECORD).decode().encode(codec)) == [EXPECTED]


def test_other_names_are_mapped() -> None:
    record = {
        "key": "r1",
        "site": "Courier",
        "head": "Gao taken",
        "link": "https://c.example/1",
        "day": "2016-07-27",
        "body": TEXT,
    }
    fields = {"id": "key", "outlet": "site", "title": "head", "url": "link", "published": "day", "text": "body"}
    assert read(lines(record), fields=fields) == [EXPECTED]
    assert read(b"key,site,head,link,day,body\n" + ",".join(f'"{v}"' for v in record.values()).encode(), fields=fields) == [EXPECTED]


def test_every_bad_line_is_named_and_the_others_go_on() -> None:
    bad = [
        b"{",
        b'{"title": "x"}',
        b'{"text": 5}',
        b'{"text": "\\ud800"}',
        b"[1]",
        b'{"text": "caf\xe9"}',
        b'{"text": "x", "published": "soon"}',
    ]
    found = read(lines(RECORD) + b"\n".join(bad) + b"\n\n" + lines(RECORD))
    assert found[0] == found[-1] == EXPECTED
    assert [item.name for item in found[1:-1] if isinstance(item, Failure)] == [f"standard input, line {n}" for n in range(2, 9)]


def test_a_record_without_its_text_is_told_which_names_there_are() -> None:
    (found,) = read(b'{"body": "x", "title": "y"}')
    assert isinstance(found, Failure)
    assert "found 'body', 'title'" in found.reason
    assert "text=NAME" in found.reason


def test_an_enormous_line_is_skipped_and_the_next_is_read() -> None:
    found = read(lines(RECORD, RECORD | {"text": "x" * 9000}, RECORD), limits=Limits(record=1000))
    assert [type(item) for item in found] == [Report, Failure, Report]


def test_numbers_too_long_and_brackets_too_deep_are_failures() -> None:
    found = read(lines(RECORD) + b'{"text": ' + b"1" * 5000 + b'}\n{"text": ' + b"[" * 100_000 + b"\n")
    assert [type(item) for item in found] == [Report, Failure, Failure]


def test_a_json_document_is_one_report_or_a_list() -> None:
    assert read(json.dumps(RECORD, indent=1).encode()) == [EXPECTED]
    found = read(json.dumps([RECORD, 5, RECORD], indent=1).encode())
    assert found[0] == found[2] == EXPECTED
    assert isinstance(found[1], Failure)
    assert found[1].name == "standard input, record 2"


def test_without_an_id_the_same_record_has_the_same_id_and_another_has_another() -> None:
    bare = {"text": TEXT}
    ids = [item.id for item in read(lines(bare, bare, {"text": TEXT + " "})) if isinstance(item, Report)]
    assert ids[0] == ids[1] != ids[2]


class Endless(io.RawIOBase):
    """A pipe that never ends."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        line = lines(RECORD)
        data = (line * (len(buffer) // len(line) + 1))[: len(buffer)]
        buffer[:] = data
        self.given += len(data)
        return len(data)


def test_lines_are_read_as_they_come() -> None:
    pipe = Endless()
    found: Iterator[Report | Failure] = read_reports("-", stdin=pipe)  # type: ignore[arg-type]
    assert next(found) == EXPECTED
    assert pipe.given < 1_000_000


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_with_its_delimiter(delimiter: str) -> None:
    rows = [RECORD.keys(), [f'"{value}"' for value in RECORD.values()]]
    assert read("\r\n".join(delimiter.join(row) for row in rows).encode("utf-8-sig")) == [EXPECTED]


def test_column_names_may_be_capitalised() -> None:
    (found,) = read(f"ID,Text,Title\nr1,{TEXT.replace(',', ' ')},Gao taken\n".encode())
    assert isinstance(found, Report)
    assert (found.id, found.title) == ("r1", "Gao taken")


def test_a_table_without_rows_is_not_passed_over_in_silence() -> None:
    (found,) = read(b"id,text\n")
    assert isinstance(found, Failure)
    assert "no row" in found.reason


def test_a_table_in_a_code_page_is_read() -> None:
    text = "L’armée a été déployée à Gao, où les élections ont été différées, a déclaré le général."
    (found,) = read(f"id;text\n1;{text}\n".encode("cp1252"))
    assert isinstance(found, Report)
    assert found.text == text


def test_a_table_without_its_text_column_is_refused_with_the_columns_it_has() -> None:
    (found,) = read(b"id,title,outlet,body\n1,a,b,c\n")
    assert isinstance(found, Failure)
    assert "'body'" in found.reason


def test_bad_rows_are_named_by_line() -> None:
    found = read(b'id,text\n1,"a\nb"\n2\n3,c,d\n4,"open\n5,e\n')
    assert [getattr(item, "name", None) for item in found] == [None, *(f"standard input, line {n}" for n in (4, 5, 6))]
    assert isinstance(found[-1], Failure)
    assert "never closed" in found[-1].reason


def test_a_huge_cell_stops_the_table_aloud() -> None:
    found = read(b'id,text\n1,a\n2,"' + b"x" * 9000 + b'"\n3,c\n', limits=Limits(record=1000))
    assert [type(item) for item in found] == [Report, Failure]
    assert isinstance(found[-1], Failure)
    assert "not read" in found[-1].reason


def test_the_callers_day_and_outlet_stand_in_only_where_a_record_has_none() -> None:
    first, second = read(lines(RECORD, {"text": TEXT}), published="2001-02-03", outlet="Wire", language="en")
    assert isinstance(first, Report)
    assert (first.outlet, first.published) == ("Courier", date(2016, 7, 27))
    assert isinstance(second, Report)
    assert (second.outlet, second.published) == ("Wire", date(2001, 2, 3))
