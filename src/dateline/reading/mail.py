"""Mail (EML) and saved pages in mail's form (MHTML): the message as a report, its attached documents as sources of their own."""

from __future__ import annotations

import email.policy
import io
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from dateline.errors import UnreadableReport
from dateline.reading.draft import Draft
from dateline.reading.encoding import decode
from dateline.reading.limits import Options
from dateline.reading.page import page_draft, page_text
from dateline.reading.plain import unwrap
from dateline.reading.source import Source, open_source

HEADERS = re.compile(r"(?:From \S+@\S+ .*\r?\n)?((?:[A-Za-z][A-Za-z-]*:.*\r?\n(?:[ \t].*\r?\n)*){2,})")
TELLING = ("mime-version:", "message-id:", "received:", "return-path:")
SIGNATURE = re.compile(r"^-- \n.*", re.S | re.M)


def is_mail(source: Source) -> bool:
    """Whether the content begins with a mail's headers."""
    found = HEADERS.match(source.opening)
    names = "\n" + found.group(1).lower() if found else ""
    return any(f"\n{name}" in names for name in TELLING) or all(f"\n{name}" in names for name in ("from:", "date:", "subject:"))


def read_mail(source: Source, options: Options) -> Iterator[Draft | Source]:
    """The message, and then what is attached to it. Raises UnreadableReport where neither is there.

    Its day and its sender's name, as the outlet, give way to what the caller says of them.
    """
    raw = source.whole(options.limits.document)
    message = _parse(raw)
    attached = list(_attached(message, source))
    if _header(message, "Snapshot-Content-Location"):
        yield _page(message, raw, options)
        return
    text = _text(message, options)
    if text:
        yield _letter(message, text, raw)
    elif not attached:
        raise UnreadableReport("no text in the mail; expected a plain or an HTML body")
    yield from attached


def _parse(raw: bytes) -> EmailMessage:
    message = BytesParser(policy=email.policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)  # What the default policy makes.
    return message


def _letter(message: EmailMessage, text: str, raw: bytes) -> Draft:
    return Draft(
        text=text,
        title=_header(message, "Subject"),
        outlet=parseaddr(_header(message, "From"))[0],
        published=_header(message, "Date"),
        raw=raw,
        guessed=True,
    )


def _page(message: EmailMessage, raw: bytes, options: Options) -> Draft:
    body = message.get_body(("html",))
    if body is None:
        raise UnreadableReport("no page in the saved web archive (MHTML)")
    return page_draft(_content(body, options), raw, _header(message, "Snapshot-Content-Location"))


def _text(message: EmailMessage, options: Options) -> str:
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    text = _content(body, options)
    if body.get_content_type() == "text/html":
        return page_text(text)
    return unwrap(SIGNATURE.sub("", text.replace("\r\n", "\n"))).strip()


def _content(part: MIMEPart, options: Options) -> str:
    payload = part.get_payload(decode=True)
    return decode(payload, options.encoding, part.get_content_charset() or "") if isinstance(payload, bytes) else ""


def _header(message: EmailMessage, name: str) -> str:
    """A header on one line; "" for one that is missing or so malformed that the parser gives up."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except (MessageError, ValueError, IndexError, AttributeError, TypeError, LookupError):
        return ""


def _attached(message: EmailMessage, source: Source) -> Iterator[Source]:
    """The attached documents; pictures, sounds and films are no reports."""
    for number, part in enumerate(message.iter_attachments(), 1):
        payload = part.get_payload(decode=True)
        if part.get_content_maintype() in ("image", "audio", "video") or not isinstance(payload, bytes):
            continue
        name = f"{source.name}/{part.get_filename() or f'attachment {number}'}"
        yield open_source(name, io.BytesIO(payload), depth=source.depth + 1)
