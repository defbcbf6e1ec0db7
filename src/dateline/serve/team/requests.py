"""What the door reads of a request: cookie, token, whence it came, the form it sends."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from dateline.serve.limits import again

FORM = "application/x-www-form-urlencoded"
MOST_FORM = 64 * 1024
"""Bytes of a form at most."""


def cookie_of(headers: Headers, name: str) -> str:
    """The cookie's value, "" for none or for a header that is no cookies."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def bearer_of(headers: Headers) -> str | None:
    """The token of an Authorization header; None without the header, "" where it is of another kind."""
    given = headers.get("authorization")
    if given is None:
        return None
    scheme, _, token = given.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def own_origin(scope: Scope, headers: Headers) -> bool:
    """Whether a page of this very site sent the request: by its Origin, or by Sec-Fetch-Site where the browser sends none."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == headers.get("host", "") and urlsplit(origin).scheme in ("http", "https")


def local_path(given: str) -> str:
    """Where to go after the log-in: a path of this site, "/" for anything else."""
    plain = given.startswith("/") and not given.startswith(("//", "/\\")) and given.isprintable() and "\\" not in given
    return given if plain else "/"


async def read_form(receive: Receive) -> tuple[dict[str, str], Receive] | None:
    """A small form's fields, and a `receive` that gives the body once more; None where it is too large or was broken off."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body, more = body + message.get("body", b""), message.get("more_body", False)
        if len(body) > MOST_FORM:
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=1000)
    return {name: values[-1] for name, values in fields.items()}, again(body, receive)
