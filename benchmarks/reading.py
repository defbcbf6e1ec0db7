"""`python -m benchmarks.reading`: a JSONL and a WARC of 1 GB each are read (not coded); peak memory and speed are printed.

The files are made of the sample reports in a temporary folder (`--folder`, /tmp by default) and deleted afterwards. Each is read in a process of
its own, whose peak resident memory is the kernel's figure (ru_maxrss). Aim: under 500 MB.
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from dateline.reading import Failure, read_reports
from dateline.records import Report, report_to_dict
from dateline.samples import sample_paths

Told = tuple[int, int, float, float]
SCRIPT = "<script>" + "window.layer=window.layer||[];layer.push({'slot':'top','size':[300,250]});\n" * 600 + "</script>"
MENU = "<nav><ul>" + "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(150)) + "</ul></nav>"
"""What makes a news page of 2 KB text one of about 60 KB, as crawlers fetch them."""


def samples() -> list[Report]:
    return [item for path in sample_paths() for item in read_reports(path) if isinstance(item, Report)]


def jsonl(path: Path, size: int) -> None:
    """Sample reports as records, each under its own id, until the file has so many bytes."""
    with path.open("wb") as out:
        for number, record in _endless():
            out.write(json.dumps({**record, "id": f"r{number}"}, ensure_ascii=False).encode() + b"\n")
            if out.tell() >= size:
                return


def warc(path: Path, size: int) -> None:
    """Sample reports as pages that a crawler fetched."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=False)
        for number, record in _endless():
            paragraphs = "".join(f"<p>{part}</p>" for part in str(record["text"]).split("\n\n"))
            article = f"<article><h1>{record['title']}</h1>{paragraphs}</article>"
            page = f"<html><head><title>{record['title']}</title>{SCRIPT}</head><body>{MENU}{article}{MENU}</body></html>"
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address, payload = f"https://example.org/{number}.html", io.BytesIO(page.encode())
            writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=headers))
            if out.tell() >= size:
                return


def _endless() -> Iterator[tuple[int, dict[str, object]]]:
    records, number = [report_to_dict(report) for report in samples()], 0
    while True:
        yield number, records[number % len(records)]
        number += 1


def read(path: str, seconds: float, answers: multiprocessing.SimpleQueue[Told]) -> None:
    """Reads to the end, or for so long: reports, failures, seconds, peak resident memory in MB."""
    begun, reports, failures = time.monotonic(), 0, 0
    for item in read_reports(path):
        failures += isinstance(item, Failure)
        reports += isinstance(item, Report)
        if time.monotonic() - begun > seconds:
            break
    answers.put((reports, failures, time.monotonic() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def measure(path: Path, seconds: float) -> Told:
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.SimpleQueue[Told] = context.SimpleQueue()
    process = context.Process(target=read, args=(str(path), seconds, answers))
    process.start()
    told = answers.get()
    process.join()
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bytes", type=int, default=10**9)
    parser.add_argument("--folder", default="/tmp")
    parser.add_argument("--seconds", type=float, default=1e6, help="stop reading after so long")
    parser.add_argument("--format", choices=["jsonl", "warc"], action="append")
    options = parser.parse_args()
    for make in (make for make in (jsonl, warc) if make.__name__ in (options.format or ("jsonl", "warc"))):
        with TemporaryDirectory(dir=options.folder) as folder:
            path = Path(folder) / f"reports.{make.__name__}"
            make(path, options.bytes)
            reports, failures, seconds, peak = measure(path, options.seconds)
            size = path.stat().st_size / 1e6
        rate = f"{reports / seconds:,.0f} reports/s"
        print(f"{make.__name__}: {size:,.0f} MB, {reports:,} reports, {failures} failures, {seconds:,.0f} s, {rate}, peak {peak:,.0f} MB", flush=True)


if __name__ == "__main__":
    main()
