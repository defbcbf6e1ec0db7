"""Notices by mail."""

from __future__ import annotations

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate

from dateline.watch.guard import Refusal
from dateline.watch.settings import Mail

SECONDS = 30.0


def message(mail: Mail, to: str, id: str, content: tuple[str, str]) -> EmailMessage:
    """The mail with (subject, text). Its Message-ID is the notice's, so that one sent twice after a crash is shown once."""
    subject, text = content
    made = EmailMessage()
    made["From"], made["To"] = mail.sender, to
    made["Subject"] = " ".join(subject.split())[:200]
    made["Date"] = formatdate()
    made["Message-ID"] = f"<{id}@{mail.sender.rpartition('@')[2] or 'dateline.invalid'}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text)
    return made


def send(mail: Mail, made: EmailMessage, context: ssl.SSLContext | None = None) -> None:
    """Hand a mail to the server. With `starttls` nothing goes out unless it is encrypted. Raises Refusal."""
    password = os.environ.get(mail.password_env, "") if mail.password_env else ""
    try:
        with smtplib.SMTP(mail.host, mail.port, timeout=SECONDS) as server:
            if mail.starttls:
                server.starttls(context=context or ssl.create_default_context())
            if mail.user:
                server.login(mail.user, password)
            server.send_message(made)
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise Refusal(f"{mail.host}:{mail.port} did not take the mail ({type(error).__name__}: {str(error)[:200]})") from None
