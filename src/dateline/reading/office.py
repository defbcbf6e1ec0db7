"""DOCX: the paragraphs of a Word document, as they stand after all tracked changes."""

from __future__ import annotations

import zipfile
from typing import Any, BinaryIO

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft
from dateline.reading.limits import Limits
from dateline.reading.normal import normalise
from dateline.reading.packed import unpack
from dateline.reading.plain import split_headline
from dateline.reading.xml import local_name, parse_xml

BODY = "word/document.xml"
OTHERS = {
    "xl/workbook.xml": "an Excel workbook; save the sheet as CSV",
    "ppt/presentation.xml": "a PowerPoint presentation; save it as PDF",
    "content.xml": "an OpenDocument file; save it as DOCX or text",
}


def is_office(archive: zipfile.ZipFile) -> bool:
    """Whether a zip archive is an office document: what lies in it tells."""
    names = set(archive.namelist())
    return bool(names & {BODY, *OTHERS}) and bool(names & {"[Content_Types].xml", "mimetype"})


def office_draft(archive: zipfile.ZipFile, stream: BinaryIO, url: str, limits: Limits) -> Draft:
    """The report of a Word document. Raises UnreadableReport for other office documents, naming what to do.

    No day is taken from the document's own data: it tells when the file, often its template, was made.
    """
    names = set(archive.namelist())
    if BODY not in names:
        raise UnreadableReport(f"{next(OTHERS[name] for name in OTHERS if name in names)}; expected text, PDF or DOCX")
    title, body = split_headline(_text(archive, limits))
    stream.seek(0)
    return Draft(text=body, title=title, url=url, raw=stream.read(limits.document))


def _text(archive: zipfile.ZipFile, limits: Limits) -> str:
    with unpack(archive, archive.getinfo(BODY), limits) as stream:
        root = parse_xml(stream.read(limits.document))
    paragraphs = (_paragraph(element) for element in root.iter() if local_name(element) == "p")
    return normalise("\n\n".join(text for text in paragraphs if text.strip()))


def _paragraph(paragraph: Any) -> str:
    """The words of a paragraph; text boxes inside it are paragraphs of their own, deleted words have another tag."""
    pieces = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
    words = []
    for element in paragraph.iter():
        name = local_name(element)
        if name == "t" and _owner(element) is paragraph:
            words.append(element.text or "")
        elif name in pieces and _owner(element) is paragraph:
            words.append(pieces[name])
    return "".join(words).strip()


def _owner(element: Any) -> Any:
    return next((parent for parent in element.iterancestors() if local_name(parent) == "p"), None)
