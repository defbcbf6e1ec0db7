"""What every request passes before the app, and every response after it: host, size, speed, origin; headers that browsers obey."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.serve.problems import problem
from dateline.serve.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        # MapLibre makes its workers of its own script.
        "worker-src 'self' blob:",
        "child-src blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class TooLarge(Exception):
    """The body has more bytes than are taken."""


class BrokenOff(Exception):
    """Whoever asked went away before the body ended."""


class Limits:
    """ASGI middleware by `Settings`. The body is read whole before the app sees the request, so that a slow one holds nothing up."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See the class."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        guarded = _with_headers(send)
        refusal = next(_refusals(scope, self.settings), None)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        try:
            body = await asyncio.wait_for(_read(receive, self.settings.most_body), self.settings.body_seconds)
        except TooLarge:
            refusal = _too_large(self.settings)
        except TimeoutError:
            refusal = problem(408, f"the body did not arrive within {self.settings.body_seconds:g} seconds; send it again", {"Connection": "close"})
        except BrokenOff:
            return
        await (refusal(scope, receive, guarded) if refusal else self.app(scope, again(body, receive), guarded))


def _refusals(scope: Scope, settings: Settings) -> Iterator[Response]:
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if settings.hosts and _name(host) not in settings.hosts:
        yield problem(421, f"this server answers as {', '.join(settings.hosts)}, asked was {host[:80]!r}; 'dateline serve --name' adds names")
    if scope["method"] not in SAFE and _is_foreign(headers, host):
        yield problem(403, "a page of another site sent this; only this server's own pages and programs may change something")
    if _length(headers) > settings.most_body:
        yield _too_large(settings)


def _too_large(settings: Settings) -> Response:
    return problem(413, f"the body has more than {settings.most_body} bytes; send less at once", {"Connection": "close"})


def _name(host: str) -> str:
    """The host without its port, lower case."""
    return host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") and ":" in host else host.lower()


def _is_foreign(headers: Headers, host: str) -> bool:
    """Whether a browser says that the request comes from elsewhere. Programs say nothing, and carry no cookies that one could abuse."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        return True
    return origin is not None and _netloc(origin) != host.lower()


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 20 else 0


async def _read(receive: Receive, most: int) -> bytes:
    parts: list[bytes] = []
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise BrokenOff
        parts.append(message.get("body", b""))
        size, more = size + len(parts[-1]), message.get("more_body", False)
        if size > most:
            raise TooLarge
    return b"".join(parts)


def again(body: bytes, receive: Receive) -> Receive:
    """The body in one piece, then whatever comes after it (that the other side went away)."""
    given = False

    async def giving() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return giving


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
