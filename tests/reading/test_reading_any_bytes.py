"""Whatever is fed in gives reports or failures: never an exception, never silence."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading import Failure, read_reports
from dateline.records import Report, report_to_dict
from dateline.samples import sample_paths

BEGINNINGS = [
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04",
    b"\x1f\x8b\x08\0",
    b"PAR1",
    b"WARC/1.0\r\n",
    b"<html>",
    b"<rss>",
    b"<newsItem>",
    b'{"text":"',
]
BEGINNINGS += [
    b"id,text\n1,",
    b"# ",
    b"From: a\nDate: b\nSubject: c\n\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"---\ntitle: x\n---\n",
    b"[{",
]


def check(data: bytes) -> None:
    found = list(read_reports("-", stdin=io.BytesIO(data), language="en"))
    assert found, "silence"
    for item in found:
        if isinstance(item, Failure):
            assert item.name
            assert item.reason
        else:
            assert isinstance(item, Report)
            assert item.text.strip()
            assert item.id
            str(report_to_dict(item)).encode("utf-8")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.binary(max_size=300))
def test_any_bytes_give_reports_or_failures(beginning: bytes, rest: bytes) -> None:
    check(beginning + rest)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.text(max_size=200), st.sampled_from(["utf-8", "utf-16", "cp1252", "utf-32"]))
def test_any_text_in_any_encoding_gives_reports_or_failures(beginning: bytes, rest: str, codec: str) -> None:
    check(beginning + rest.encode(codec, "replace"))


WORDS = "Soldiers entered the town on Monday and arrested its mayor, officials said."
RSS = f"<rss><channel><title>C</title><item><title>T</title><description>{WORDS}</description></item></channel></rss>"
NEWSML = f"<newsItem guid='1'><contentSet><inlineXML><html><body><p>{WORDS}</p></body></html></inlineXML></contentSet></newsItem>"
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{WORDS}"
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://c.example/\r\n"
    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(HTTP)}\r\n\r\n{HTTP}\r\n\r\n"
)


def page() -> bytes:
    (path,) = (path for path in sample_paths() if path.suffix == ".html")
    return path.read_bytes()


def packed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.html", page())
    return out.getvalue()


def pdf() -> bytes:
    document = pytest.importorskip("fpdf").FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    document.multi_cell(0, 6, WORDS)
    return bytes(document.output())


def parquet() -> bytes:
    out = io.BytesIO()
    table = pytest.importorskip("pyarrow").table({"text": [WORDS, WORDS], "id": ["1", "2"]})
    pytest.importorskip("pyarrow.parquet").write_table(table, out)
    return out.getvalue()


WHOLE = {
    "page": page,
    "feed": RSS.encode,
    "newsml": NEWSML.encode,
    "pdf": pdf,
    "parquet": parquet,
    "warc": WARC.encode,
    "warc.gz": lambda: gzip.compress(WARC.encode()),
    "zip": packed,
}


@pytest.mark.parametrize("kind", sorted(WHOLE))
def test_the_whole_files_are_read(kind: str) -> None:
    assert all(isinstance(item, Report) for item in read_reports("-", stdin=io.BytesIO(WHOLE[kind]())))


@pytest.mark.parametrize("kind", sorted(WHOLE))
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_file_with_a_byte_changed_or_its_end_cut_off_gives_reports_or_failures(kind: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[kind]())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
