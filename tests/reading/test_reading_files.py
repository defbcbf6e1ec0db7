"""Files, folders and standard input: what comes out, and what is said of what cannot be read."""

from __future__ import annotations

import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import UnknownName, UnreadableReport
from dateline.reading import Failure, Limits, read_reports
from dateline.records import Report, content_id

NEWS = b"Soldiers entered the town on Monday and arrested its mayor, officials said."


def read(data: bytes, **options: object) -> list[Report | Failure]:
    return list(read_reports("-", stdin=io.BytesIO(data), **options))  # type: ignore[arg-type]


def report(data: bytes, **options: object) -> Report:
    (found,) = read(data, **options)
    assert isinstance(found, Report), found
    return found


def reason(data: bytes, **options: object) -> str:
    (found,) = read(data, **options)
    assert isinstance(found, Failure), found
    assert found.name.startswith("standard input")
    return found.reason


def test_a_text_file_is_one_report_under_the_sha256_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(NEWS)
    (found,) = read_reports(path, published=date(2017, 5, 18), outlet="Courier")
    assert found == Report(id=content_id(NEWS), text=NEWS.decode(), outlet="Courier", published=date(2017, 5, 18), language="en")


def test_a_folder_is_read_sorted_and_to_its_bottom_and_failures_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name, data in {"b.txt": b"", "a.txt": NEWS, "sub/c.txt": NEWS, ".hidden": NEWS}.items():
        (tmp_path / name).write_bytes(data)
    found = list(read_reports(tmp_path))
    assert [type(item) for item in found] == [Report, Failure, Report]
    assert found[1] == Failure(str(tmp_path / "b.txt"), "empty: 0 bytes")


def test_an_empty_folder_and_a_missing_file_are_failures(tmp_path: Path) -> None:
    assert [item.reason[:5] for item in read_reports(tmp_path) if isinstance(item, Failure)] == ["empty"]
    (missing,) = read_reports(tmp_path / "no.txt")
    assert isinstance(missing, Failure)
    assert "no such file" in missing.reason
    (impossible,) = read_reports("a\0b")
    assert isinstance(impossible, Failure)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_does_not_hang_the_reading(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = read_reports(tmp_path)
    assert isinstance(found, Failure)
    assert "not a regular file" in found.reason


def test_a_file_name_that_is_no_text_is_shown_not_raised(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"bad\xff.txt")
    try:
        path.write_bytes(b"")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (found,) = read_reports(tmp_path)
    assert isinstance(found, Failure)
    found.name.encode("utf-8")


def test_an_unknown_field_name_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UnknownName, match="known: id, language, outlet"):
        read_reports("-", fields={"body": "text"})
    with pytest.raises(UnreadableReport, match="2016-07-27"):
        read_reports("-", published="last week")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\x89PNG\r\n\x1a\n....", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "save it as DOCX"),
        (b"\0\1\2\3", "binary"),
        (NEWS + b"\0", "binary"),
        (b"\x1b\x07\x08 gone", "control characters"),
        ("Войска вошли в город".encode()[:-1], "truncated"),
        ("Войска вошли в го".encode() + b"\xff" + "род".encode(), "damaged"),
        (NEWS[:7] + b"\xed\xa0\x80" + " сообщили источники".encode(), "damaged"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, words: str) -> None:
    assert words in reason(data)


def test_an_unknown_encoding_is_refused_by_name() -> None:
    assert "unknown encoding 'utf-9'" in reason(NEWS, encoding="utf-9")
    assert "unknown encoding 'rot13'" in reason(NEWS, encoding="rot13")


def test_what_is_too_large_is_refused_with_the_limit() -> None:
    assert "limit for one document" in reason(NEWS, limits=Limits(document=20))
    assert "the limit is 20" in reason(NEWS, limits=Limits(text=20))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encoding_is_found(codec: str) -> None:
    text = "L’armée a été déployée à Gao, où les élections ont été différées, a déclaré le général."
    assert report(text.encode(codec)).text == text


def test_a_text_that_ends_with_its_only_accent_is_not_taken_for_truncated() -> None:
    assert report("The soldiers were seen on Monday in the café".encode("cp1252")).text.endswith("café")


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1250", "Żołnierze wkroczyli do miasta w poniedziałek, podały władze, które są już gotowe."),
        ("cp1251", "Войска вошли в город в понедельник, сообщили источники в администрации."),
        ("koi8-r", "Войска вошли в город в понедельник, сообщили источники в администрации области. Жители покидают дома."),
        ("cp1254", "Türk askerleri pazartesi günü şehre girdi, dışişleri bakanlığı açıkladı."),
        ("cp1256", "دخلت القوات المدينة يوم الاثنين، بحسب مصادر محلية."),
        ("gb18030", "军队星期一进入了城市,消息人士说,市长被逮捕。"),
    ],
)
def test_old_code_pages_are_told_by_the_language_they_make(codec: str, text: str) -> None:
    assert report(text.encode(codec)).text == text


def test_what_the_caller_says_of_the_encoding_goes_before_detection() -> None:
    assert report("Войска вошли".encode("cp866"), encoding="cp866").text == "Войска вошли"


def test_a_packed_file_is_unpacked() -> None:
    assert report(gzip.compress(NEWS)).text == NEWS.decode()
    assert "cannot be read" in reason(gzip.compress(NEWS)[:-12]) or "truncated" in reason(gzip.compress(NEWS)[:-12])
