"""Archives: WARC, WACZ and zip, as other programs write them; bombs, nests and crowds."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest

from dateline.reading import Failure, Limits, read_reports
from dateline.records import Report
from dateline.samples import sample_paths

TITLE = "Bir Nakhla: hospital receives 38 dead and 67 wounded"
TEXT = b"Soldiers entered the town on Monday and arrested its mayor, officials said."


def page() -> bytes:
    (path,) = (path for path in sample_paths() if path.suffix == ".html")
    return path.read_bytes()


def read(data: bytes, **options: object) -> list[Report | Failure]:
    return list(read_reports("-", stdin=io.BytesIO(data), **options))  # type: ignore[arg-type]


def report(data: bytes, **options: object) -> Report:
    (found,) = read(data, **options)
    assert isinstance(found, Report), found
    return found


def reason(data: bytes, **options: object) -> str:
    (found,) = read(data, **options)
    assert isinstance(found, Failure), found
    return found.reason


def warc() -> bytes:
    warcwriter = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    out = io.BytesIO()
    writer = warcwriter.WARCWriter(out, gzip=True)
    answers = [("200 OK", "text/html", page()), ("404 Not Found", "text/html", b"no"), ("200 OK", "image/png", b"\x89PNG")]
    for number, (status, kind, body) in enumerate(answers):
        http = headers(status, [("Content-Type", kind), ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
        address = f"https://courier.example/{number}"
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http))
    return out.getvalue()


def test_a_warc_made_by_warcio_gives_its_pages() -> None:
    found = report(warc())
    assert (found.title, found.url) == (TITLE, "https://courier.example/0")
    assert report(gzip.decompress(warc())).title == TITLE


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def test_a_wacz_gives_the_pages_of_its_warcs_only() -> None:
    assert report(packed(archive__data_warc_gz=warc(), datapackage_json=b"{}", pages__pages_jsonl=b"{}")).title == TITLE


def test_an_archive_gives_its_files_in_order_also_those_in_archives() -> None:
    inner = packed(x_txt=TEXT)
    found = read(packed(b_txt=b"", a_html=page(), c_zip=inner))
    assert [type(item) for item in found] == [Report, Failure, Report]
    assert isinstance(found[1], Failure)
    assert found[1].name == "standard input/b.txt"


def test_bombs_and_nests_and_crowds_are_refused() -> None:
    bomb = packed(a_txt=b"a" * 60_000_000)
    assert "bomb" in reason(bomb, limits=Limits(ratio=50))
    assert "bomb" in reason(gzip.compress(b"a" * 60_000_000), limits=Limits(ratio=50))
    nest = TEXT
    for _ in range(6):
        nest = packed(a_zip=nest)
    assert "nested" in reason(nest)
    assert "2 files in the archive" in reason(packed(a_txt=b"a", b_txt=b"b"), limits=Limits(members=1))
    assert "zip" in reason(packed(a_txt=TEXT)[:-30])


def test_other_documents_are_refused_by_name() -> None:
    assert "Excel" in reason(packed(mimetype=b"x", xl__workbook_xml=b"x"))
