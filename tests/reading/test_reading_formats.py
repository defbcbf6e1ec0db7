"""The other formats, most of them as other programs write them."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline.reading import Failure, Limits, read_reports
from dateline.records import Report

SENTENCES = (
    "GAO, Mali - Soldiers entered the town on Monday and arrested its mayor, two officials of the regional government said.",
    "The army's spokesman said that at least 12 fighters had been killed in a fight that lasted for more than four hours.",
    "A relief agency said that about 300 families had fled towards the river, and appealed to both sides to let food in.",
)
TEXT = "\n".join(SENTENCES)
TITLE = "Soldiers enter Gao and arrest the mayor"
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE} - Courier</title><meta property='og:site_name' content='Courier'>"
    f"<meta property='article:published_time' content='2016-07-27T23:30:00+02:00'></head><body><nav>Menu</nav><article>"
    f"<h1>{TITLE}</h1>{''.join(f'<p>{sentence}</p>' for sentence in SENTENCES)}</article></body></html>"
)


def read(data: bytes | str, **options: object) -> list[Report | Failure]:
    raw = data.encode() if isinstance(data, str) else data
    return list(read_reports("-", stdin=io.BytesIO(raw), **options))  # type: ignore[arg-type]


def report(data: bytes | str, **options: object) -> Report:
    (found,) = read(data, **options)
    assert isinstance(found, Report), found
    return found


def reason(data: bytes | str, **options: object) -> str:
    (found,) = read(data, **options)
    assert isinstance(found, Failure), found
    return found.reason


def test_a_page_gives_title_outlet_day_and_body() -> None:
    found = report(PAGE)
    assert (found.title, found.outlet, found.published, found.text) == (TITLE, "Courier", date(2016, 7, 27), TEXT)
    assert report(PAGE, published="2016-07-28", outlet="Wire").outlet == "Wire"


def test_a_page_in_an_old_encoding_is_read_as_it_declares() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("Monday", "Monday в понедельник")
    assert "в понедельник" in report(page.encode("cp1251")).text


def test_a_page_laid_out_by_a_table_has_no_bars_in_its_text() -> None:
    page = PAGE.replace("<article>", "<table><tr><td>Menu</td><td>").replace("</article>", "</td></tr></table>")
    text = report(page).text
    assert "|" not in text
    assert SENTENCES[0] in text


def test_a_page_without_an_article_is_refused() -> None:
    assert "no article text" in reason("<html><body><script>load()</script></body></html>")


def test_markdown_loses_its_marks() -> None:
    found = report(f"# {TITLE}\n\nGAO - *Soldiers* entered the\n[town](https://x.example) **on Monday**.\n\n- two dead\n- one arrest\n")
    assert (found.title, found.text) == (TITLE, "GAO - Soldiers entered the town on Monday.\n\ntwo dead\n\none arrest")


def test_front_matter_gives_the_fields() -> None:
    found = report(f'---\ntitle: "{TITLE}"\ndate: 2016-07-27\nsource: Courier\nlang: en\n---\n\n{TEXT}\n')
    assert (found.title, found.published, found.outlet) == (TITLE, date(2016, 7, 27), "Courier")


def test_a_mail_is_read_with_what_is_attached() -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = (
        "Army Press Desk <p@army.example>",
        TITLE,
        "Wed, 27 Jul 2016 23:30:00 +0200",
    )
    message.set_content(TEXT + "\n-- \nPress Desk\n")
    message.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    letter, page = read(bytes(message))
    assert isinstance(letter, Report)
    assert isinstance(page, Report)
    assert (letter.title, letter.outlet, letter.published, letter.text) == (TITLE, "Army Press Desk", date(2016, 7, 27), TEXT)
    assert page.title == TITLE


def test_a_saved_web_archive_is_its_page() -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"], message["Subject"] = "https://courier.example/1", TITLE
    message.set_content(PAGE, subtype="html")
    assert (report(bytes(message)).title, report(bytes(message)).url) == (TITLE, "https://courier.example/1")


def test_a_word_document_made_by_python_docx_is_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in (TITLE, *SENTENCES):
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "release.docx"))
    found = report((tmp_path / "release.docx").read_bytes())
    assert (found.title, found.text) == (TITLE, "\n\n".join(SENTENCES))


def pdf(*pages: str, password: str = "") -> bytes:
    fpdf = pytest.importorskip("fpdf")
    document = fpdf.FPDF()
    document.set_font("Helvetica", size=12)
    for number, page in enumerate(pages, 1):
        document.add_page()
        document.multi_cell(0, 6, page)
        document.set_y(-30)
        document.cell(0, 6, str(number))
    if password:
        document.set_encryption(owner_password=password, user_password=password)
    return bytes(document.output())


def test_a_pdf_made_by_fpdf_is_read_in_paragraphs_without_page_numbers() -> None:
    found = report(pdf(f"{TITLE}\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}", SENTENCES[2]))
    assert found.title == TITLE
    assert [line for line in found.text.split("\n") if line] == list(SENTENCES)


def test_running_heads_are_left_out_of_a_pdf_and_divided_words_made_whole() -> None:
    head = "Courier, weekly bulletin no. 12"
    pages = [
        f"{head}\n{TITLE}\n{SENTENCES[0]}",
        f"{head}\n{SENTENCES[1]}",
        f"{head}\nThe governor left the pro-\nvincial capital for talks.",
    ]
    found = report(pdf(*pages))
    assert (found.title, head in found.text) == (TITLE, False)
    assert found.text.endswith("The governor left the provincial capital for talks.")


def test_pdfs_that_cannot_be_read_say_why() -> None:
    assert "pictures" in reason(pdf("").replace(b"(1)", b"( )")) or "no text" in reason(pdf(""))
    assert "password" in reason(pdf(TEXT, password="secret"))
    assert "2 pages, the limit is 1" in reason(pdf("a", "b"), limits=Limits(pages=1))
    assert "truncated" in reason(b"%PDF-1.4\n1 0 obj")


def test_parquet_made_by_pyarrow_is_read_row_by_row() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    day = datetime(2016, 7, 27, 12, tzinfo=UTC)
    table = pyarrow.table({"body": [TEXT, None], "id": [7, 8], "published": [day, day], "other": [1, 2]})
    out = io.BytesIO()
    parquet.write_table(table, out)
    good, bad = read(out.getvalue(), fields={"text": "body"})
    assert isinstance(good, Report)
    assert (good.id, good.published, good.text) == ("7", date(2016, 7, 27), TEXT)
    assert bad == Failure("standard input, row 2", "body: expected text, found nothing (null)")
    assert "found 'body'" in reason(out.getvalue())
    assert "damaged or truncated" in reason(out.getvalue()[:-20])


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title><language>en</language>
<item><title>{TITLE}</title><link>https://c.example/1</link><guid>g1</guid><pubDate>Wed, 27 Jul 2016 23:30:00 +0200</pubDate>
<description>&lt;p&gt;{SENTENCES[0]}&lt;/p&gt;&lt;p&gt;{SENTENCES[1]}&lt;/p&gt;</description></item>
<item><title>{SENTENCES[2]}</title></item></channel></rss>"""


def test_every_entry_of_a_feed_is_a_report() -> None:
    first, second = read(RSS)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.id, first.title, first.outlet, first.url) == ("g1", TITLE, "Courier", "https://c.example/1")
    assert (first.published, first.text) == (date(2016, 7, 27), "\n".join(SENTENCES[:2]))
    assert (second.title, second.text) == ("", SENTENCES[2])


def test_atom_is_read_and_a_feed_cut_off_gives_what_is_whole_and_a_failure() -> None:
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title><entry><title>{TITLE}</title><id>e1</id>'
        f'<updated>2016-07-27T23:30:00Z</updated><content type="html">&lt;p&gt;{SENTENCES[0]}&lt;/p&gt;</content></entry></feed>'
    )
    assert (report(atom).id, report(atom).text) == ("e1", SENTENCES[0])
    first, *_, last = read(RSS[: RSS.index("<item><title>A relief")])
    assert isinstance(first, Report)
    assert isinstance(last, Failure)
    assert "truncated feed" in last.reason


NINJS = {
    "uri": "urn:courier:1",
    "type": "text",
    "versioncreated": "2016-07-27T23:30:00+02:00",
    "pubstatus": "usable",
    "language": "en",
    "headline": TITLE,
    "body_xhtml": "".join(f"<p>{sentence}</p>" for sentence in SENTENCES),
    "infosource": [{"name": "Courier"}],
}


def test_ninjs_of_both_versions_is_read() -> None:
    second = {
        "uri": "urn:courier:1",
        "versionCreated": "2016-07-27T23:30:00+02:00",
        "headlines": [{"value": "short"}, {"role": "main", "value": TITLE}],
        "bodies": [{"contentType": "text/plain", "value": TEXT}],
        "infosources": [{"name": "Courier"}],
    }
    for record in (NINJS, second):
        found = report(json.dumps(record, indent=1))
        assert (found.id, found.title, found.outlet, found.text) == ("urn:courier:1", TITLE, "Courier", TEXT)
        assert found.published == date(2016, 7, 27)


NEWSML = f"""<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:courier:1"><itemMeta><provider literal="Courier"/><versionCreated>2016-07-27T23:30:00+02:00</versionCreated>
<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><headline>{TITLE}</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
{"".join(f"<p>{sentence}</p>" for sentence in SENTENCES)}</body></html></inlineXML></contentSet>
</newsItem></itemSet></newsMessage>"""


def test_newsml_g2_is_read() -> None:
    found = report(NEWSML)
    assert (found.id, found.title, found.text, found.published) == ("urn:courier:1", TITLE, TEXT, date(2016, 7, 27))
    assert "usable" not in found.outlet


@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_what_its_publisher_took_back_is_listed_and_not_used(status: str) -> None:
    assert status in reason(NEWSML.replace("stat:usable", f"stat:{status}"))
    assert status in reason(json.dumps(NINJS | {"pubstatus": status}))


def test_an_embargo_holds_until_its_hour() -> None:
    newsml = NEWSML.replace("<pubStatus", "<embargoed>2016-07-28T06:00:00+02:00</embargoed><pubStatus")
    ninjs = json.dumps(NINJS | {"embargoed": "2016-07-28T06:00:00+02:00"})
    for data in (newsml, ninjs):
        assert "embargoed until 2016-07-28T06:00" in reason(data, now=datetime(2016, 7, 28, 3, 59, tzinfo=UTC))
        assert report(data, now=datetime(2016, 7, 28, 4, 0, tzinfo=UTC)).title == TITLE
    assert "embargoed" in reason(json.dumps(NINJS | {"embargoed": "tomorrow"}))


def test_entities_are_not_expanded_and_nothing_outside_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    evil = NEWSML.replace("?><news", f'?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><news').replace("GAO", "&e;GAO")
    assert "secret words" not in str(read(evil))


def test_other_xml_is_refused_by_name() -> None:
    assert "unknown kind (root 'kml')" in reason('<?xml version="1.0"?><kml/>')


def test_parquet_that_holds_no_row_is_refused_with_what_was_found() -> None:
    """A damaged page header can make pyarrow end without a row and without a word: found by benchmarks/mutations.py."""
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), out)
    (found,) = read_reports("-", stdin=io.BytesIO(out.getvalue()))
    assert isinstance(found, Failure)
    assert "at least one; found 0" in found.reason
