"""`python -m benchmarks.mutations`: mutated inputs for every reader, watched for crashes, hangs over 5 s and silent loss.

Every input is a sample report in one of the formats that dateline reads, damaged by a seeded mutator: number N of a reader is the same bytes on
every machine, so that what is found can be made again (`--reader pdf --only 1234`). A crash is an exception that leaves the reading (or a process
that ends), a hang one input that takes over 5 s of processor time, a silent loss one that gives neither a report nor a reason, or a line of JSON
lines that does.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import multiprocessing
import random
import signal
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from multiprocessing.sharedctypes import Synchronized
from types import FrameType

from dateline.reading import Failure, read_reports
from dateline.samples import sample_paths

HANG_S = 5
"""Seconds of processor time: on a busy machine the clock on the wall would call every input a hang."""
STUCK_S = 60
"""Seconds on the wall, for a reader that waits rather than works."""
TEXT = next(path for path in sample_paths() if path.name == "ardouz-monitor.txt").read_text(encoding="utf-8")
TITLE, BODY = TEXT.split("\n\n", 1)
WORDS = (b"\0", b"\xff\xfe", b"<", b">", b"&#x110000;", b"{", b"[" * 50, b'"', b"\r\n\r\n", b"\xed\xa0\x80", b"%PDF", b"PK\x03\x04", b"9" * 40, b"-1")


def _records() -> list[dict[str, str]]:
    return [{"id": str(n), "title": TITLE, "published": "2023-03-15", "text": part} for n, part in enumerate(BODY.split("\n\n"))]


def jsonl() -> bytes:
    return "\n".join(json.dumps(record) for record in _records()).encode()


def ninjs() -> bytes:
    item = {"uri": "urn:sample:1", "version": "1", "type": "text", "headline": TITLE, "body_text": BODY, "versioncreated": "2023-03-15T10:00:00Z"}
    return json.dumps(item | {"pubstatus": "usable", "language": "en"}).encode()


def csv() -> bytes:
    lines = (f'{r["id"]},"{r["title"]}","{r["text"].replace(chr(34), chr(34) * 2)}"' for r in _records())
    return ("id,title,text\r\n" + "\r\n".join(lines)).encode()


def html() -> bytes:
    return f"<!doctype html><html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{BODY}</p></article></body></html>".encode()


def markdown() -> bytes:
    return f"# {TITLE}\n\n{BODY}\n\n- a [link](https://example.org/)\n\n```\ncode\n```\n".encode()


def mail() -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = TITLE, "desk@example.org", "Wed, 15 Mar 2023 10:00:00 +0000"
    message.set_content(BODY)
    message.add_alternative(html().decode(), subtype="html")
    return message.as_bytes()


def rss() -> bytes:
    item = f"<item><title>{TITLE}</title><description>{BODY}</description><pubDate>Wed, 15 Mar 2023 10:00:00 GMT</pubDate></item>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{item * 3}</channel></rss>'.encode()


def newsml() -> bytes:
    head = '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" version="1" standard="NewsML-G2">'
    meta = f"<itemMeta><versionCreated>2023-03-15T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>{TITLE}</headline></contentMeta>"
    page = f'<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{BODY}</p></body></html></inlineXML>'
    return f"{head}{meta}<contentSet>{page}</contentSet></newsItem>".encode()


def pdf() -> bytes:
    from fpdf import FPDF

    made = FPDF()
    made.add_page()
    made.set_font("Helvetica")
    made.multi_cell(0, 8, TEXT.encode("latin-1", "ignore").decode("latin-1"))
    return bytes(made.output())


def docx() -> bytes:
    from docx import Document

    document, stream = Document(), io.BytesIO()
    document.add_heading(TITLE)
    document.add_paragraph(BODY)
    document.save(stream)
    return stream.getvalue()


def parquet() -> bytes:
    import pyarrow
    import pyarrow.parquet

    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(_records()), stream)
    return stream.getvalue()


def warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=False)
    for number in range(3):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(f"https://example.org/{number}", "response", payload=io.BytesIO(html()), http_headers=headers))
    return stream.getvalue()


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", TEXT)
        archive.writestr("more/two.jsonl", jsonl())
    return stream.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    **{"text": TEXT.encode, "markdown": markdown, "html": html, "mail": mail, "jsonl": jsonl, "ninjs": ninjs, "csv": csv, "rss": rss},
    **{"newsml": newsml, "pdf": pdf, "docx": docx, "parquet": parquet, "warc": warc, "zip": zipped, "gzip": lambda: gzip.compress(jsonl())},
}


def mutated(seed: bytes, number: int) -> bytes:
    """One to eight cuts, repeats, flips and insertions, all from `number`."""
    chance, data = random.Random(number), bytearray(seed)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 1, 4, 30, 400)))
        kind = chance.randrange(6)
        if kind == 0:
            del data[at:end]
        elif kind == 1:
            data[at:at] = data[at:end] * chance.randint(1, 3)
        elif kind == 2:
            data[at:at] = chance.choice(WORDS)
        elif kind == 3:
            data[at:end] = chance.randbytes(end - at)
        elif kind == 4 and chance.random() < 0.2:
            del data[at:]
        elif at < len(data):
            data[at] ^= 1 << chance.randrange(8)
    return bytes(data)


class Hang(BaseException):
    """Raised by the alarm: no `except Exception` of a parser swallows it."""


def _ring(signum: int, frame: FrameType | None) -> None:
    raise Hang


@dataclass(frozen=True)
class Found:
    """What one reader came to; `faults` by number."""

    tried: int
    kinds: Counter[str]
    faults: dict[int, str]
    slowest: float


def fault(data: bytes, kinds: Counter[str], lines: bool) -> str:
    """What is wrong with the reading of one input, "" for nothing."""
    signal.setitimer(signal.ITIMER_PROF, HANG_S)
    signal.alarm(STUCK_S)
    try:
        items = list(read_reports("-", stdin=io.BytesIO(data)))
    except Hang:
        return "hang"
    except Exception as error:
        return f"crash: {type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
    kinds.update("failure" if isinstance(item, Failure) else "report" for item in items)
    if not items:
        return "silent loss: neither a report nor a reason"
    wanted = sum(bool(line.strip()) for line in data.split(b"\n")) if lines and data.startswith(b'{"') else 1
    stopped = any("not read" in item.reason or "line" not in item.name for item in items if isinstance(item, Failure))
    return f"silent loss: {wanted} lines, {len(items)} items" if len(items) < wanted and not stopped else ""


def work(name: str, until: tuple[float, int], at: Synchronized[int], answers: multiprocessing.SimpleQueue[Found]) -> None:
    """Tries number after number until the time or the count is reached; `at` says which, should the process end."""
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _ring)
    signal.signal(signal.SIGPROF, _ring)
    seed, kinds, faults, slowest = SEEDS[name](), Counter[str](), dict[int, str](), 0.0
    while time.monotonic() < until[0] and at.value < until[1]:
        begun = time.monotonic()
        wrong = fault(mutated(seed, at.value), kinds, name == "jsonl")
        slowest = max(slowest, time.monotonic() - begun)
        if wrong:
            faults[at.value] = wrong
        at.value += 1
    answers.put(Found(at.value, kinds, faults, slowest))


def run(name: str, seconds: float, count: int) -> Found:
    """One reader in a process of its own, so that one that ends is a finding and not the end."""
    at: Synchronized[int] = multiprocessing.Value("q", 0)
    answers: multiprocessing.SimpleQueue[Found] = multiprocessing.SimpleQueue()
    process = multiprocessing.Process(target=work, args=(name, (time.monotonic() + seconds, count), at, answers))
    process.start()
    process.join(seconds + 60)
    if answers.empty():
        process.kill()
        return Found(at.value, Counter(), {at.value: f"the process ended or hung (exit {process.exitcode})"}, 0.0)
    return answers.get()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=200_000, help="inputs for each reader")
    parser.add_argument("--seconds", type=float, default=1e6, help="time for each reader at most")
    parser.add_argument("--reader", choices=sorted(SEEDS), action="append")
    parser.add_argument("--only", type=int, help="read this one number again and print what it gives")
    options = parser.parse_args()
    names = options.reader or list(SEEDS)
    if options.only is not None:
        for name in names:
            print(name, list(read_reports("-", stdin=io.BytesIO(mutated(SEEDS[name](), options.only)))))
        return
    total = 0
    for name in names:
        found = run(name, options.seconds, options.each)
        total += found.tried
        told = f"{found.kinds['report']:,} reports, {found.kinds['failure']:,} reasons, slowest {found.slowest:.2f} s"
        print(f"{name:9} {found.tried:9,} inputs, {told}, {len(found.faults)} faults", flush=True)
        for number, wrong in list(found.faults.items())[:5]:
            print(f"          {number}: {wrong}", flush=True)
    print(f"{total:,} inputs in all")


if __name__ == "__main__":
    main()
