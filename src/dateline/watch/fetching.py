"""One polite request: checked, bounded in size and time, its redirects followed one by one through the same checks."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.parse import urldefrag, urljoin, urlsplit

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from dateline.watch.connecting import Alarm, pool
from dateline.watch.guard import Guard, Refusal

CHUNK = 65_536
REDIRECTS = 5
MOVED = (301, 302, 303, 307, 308)
BYTES = 16 * 2**20
"""The largest answer, packed or unpacked: 16 MiB. The largest sitemap allowed is 50 MB, but news sitemaps have 1,000 entries at most."""
SECONDS = 30.0
"""The longest that one request may take, from the name to the last byte."""

__all__ = ["Answer", "Asked", "Fetcher", "Refusal"]


def _nothing(url: str) -> None:
    """Nothing is to be seen to before a request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its URL and, where an earlier answer gave them, the validators that make it conditional."""

    url: str
    etag: str = ""
    modified: str = ""

    def headers(self) -> dict[str, str]:
        """The conditional headers (RFC 9110, 13.1)."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: `body` unpacked, empty where `status` is 304. `moved` is the new URL where every redirect was permanent."""

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    moved: str = ""

    def header(self, name: str) -> str:
        """A header by its name in lower case, "" where it is not there."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches; `agent` is what it calls itself. `most` is in bytes, `seconds` the whole time of one request, `ca` a file of authorities."""

    guard: Guard
    agent: str
    most: int = BYTES
    seconds: float = SECONDS
    ca: str = ""

    def get(self, asked: Asked, before: Callable[[str], None] = _nothing) -> Answer:
        """The answer with status 200, 304, or any other that is no redirect. Raises Refusal.

        `before` is called with every address that is about to be asked, redirects too: robots.txt and the host's turn are seen to there.
        """
        url, permanent, seen = urldefrag(asked.url).url, True, set[str]()
        for _ in range(REDIRECTS + 1):
            if url in seen:
                raise Refusal(f"redirects in a circle, back to {url[:200]}")
            seen.add(url)
            self.guard.check_url(url)
            before(url)
            answer = self._send("GET", url, {"Accept-Encoding": "gzip", **asked.headers()}, None)
            target = answer.header("location")
            if answer.status not in MOVED or not target:
                return Answer(answer.url, answer.status, answer.headers, answer.body, url if permanent and len(seen) > 1 else "")
            permanent = permanent and answer.status in (301, 308)
            url = urldefrag(urljoin(url, target)).url
        raise Refusal(f"more than {REDIRECTS} redirects, the last to {url[:200]}")

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """The answer to a delivery; redirects are not followed, since a signed body is for the one address. Raises Refusal."""
        return self._send("POST", url, headers, body)

    def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        self.guard.check_url(url)
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        with Alarm(self.seconds) as alarm:
            connections = pool(parts.scheme, parts.hostname or "", parts.port, (self.guard, alarm, self.seconds), self.ca)
            try:
                sent = {"User-Agent": self.agent, "Connection": "close", **headers}
                answer = connections.urlopen(method, path, body, sent, retries=False, redirect=False, preload_content=False, decode_content=False)
                return self._answer(url, answer, alarm)
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                raise self._failed(url, error, alarm) from None
            finally:
                connections.close()

    def _answer(self, url: str, answer: BaseHTTPResponse, alarm: Alarm) -> Answer:
        headers = {name.lower(): value for name, value in answer.headers.items()}
        # A 304 has no body; one that a server sends all the same is not read.
        body = b"" if answer.status in (304, *MOVED) else self._body(answer, headers, alarm)
        return Answer(url, answer.status, headers, body)

    def _body(self, answer: BaseHTTPResponse, headers: Mapping[str, str], alarm: Alarm) -> bytes:
        pieces, size = [], 0
        packing = headers.get("content-encoding", "").strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            raise Refusal(f"the body is packed by {packing[:40]!r}, which was not asked for; expected gzip or none")
        while piece := answer.read(CHUNK):
            size += len(piece)
            pieces.append(piece)
            if size > self.most:
                raise Refusal(f"larger than {self.most:,} bytes, the limit for one answer; raise max_bytes if it should be so large")
        if alarm.rang:
            raise Refusal(f"not whole after {self.seconds:g} s, the limit for one answer")
        body = b"".join(pieces)
        return unpack(body, self.most) if packing in ("gzip", "x-gzip") else body

    def _failed(self, url: str, error: Exception, alarm: Alarm) -> Refusal:
        if isinstance(error, Refusal):
            return error
        if alarm.rang:
            return Refusal(f"not whole after {self.seconds:g} s, the limit for one answer")
        return Refusal(f"{urlsplit(url).hostname} failed to answer ({type(error).__name__}: {str(error)[:200]}); it is tried again later")


def unpack(data: bytes, most: int) -> bytes:
    """What gzip packed. Raises Refusal for a bomb, and for what is damaged or cut off."""
    out, rest = b"", data
    while rest:
        engine = zlib.decompressobj(wbits=31)
        try:
            out += engine.decompress(rest, most + 1 - len(out))
        except zlib.error as error:
            raise Refusal(f"damaged gzip ({error})") from None
        if len(out) > most:
            raise Refusal(f"unpacks to more than {most:,} bytes (a bomb?); the limit is max_bytes")
        if not engine.eof:
            raise Refusal("cut off: the packed body ends too early")
        rest = engine.unused_data
    return out


def retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date (RFC 9110, 10.2.3). None where it is neither."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max((then - now).total_seconds(), 0.0)
