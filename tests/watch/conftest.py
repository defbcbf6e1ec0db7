"""A server on loopback that misbehaves as feeds do, and a watcher on a clock that does not wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.archive import Archive, MemoryStore
from dateline.records import Claim, Report, Span, Trigger, with_id
from dateline.watch.fetching import Fetcher
from dateline.watch.guard import Guard
from dateline.watch.robots import Robots
from dateline.watch.rounds import Watcher
from dateline.watch.settings import Plan, read_plan
from dateline.watch.state import State
from dateline.watch.telling import Teller
from dateline.watch.turns import Turns

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """Paths and what they do; every request that came is kept."""

    paths: dict[str, Act] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    def serve(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> None:
        data = body.encode() if isinstance(body, str) else body

        def act(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        self.paths[path] = act

    def count(self, path: str) -> int:
        return sum(one[1] == path for one in self.asked)


def handler_for(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Silent."""

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            site.asked.append((self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            act = site.paths.get(self.path)
            self.close_connection = True
            try:
                if act:
                    act(self)
                else:
                    self.send_response(404)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
            except OSError:
                pass  # The client hung up, as it should.

        do_GET = do_POST = answer

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(made))
    server.daemon_threads = True
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()


class Clock:
    """A clock that sleeping moves on at once."""

    def __init__(self) -> None:
        self.now, self.slept = 1_800_000_000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class WordCoder:
    """Claims an ASSAULT wherever a text says "attacked": quick, and no model needed."""

    name = "words 1"

    def __init__(self) -> None:
        self.coded: list[str] = []

    def code(self, report: Report) -> list[Claim]:
        self.coded.append(report.id)
        at = report.text.find("attacked")
        if at < 0:
            return []
        span, whole = Span(at, at + 8), Span(0, len(report.text))
        return [with_id(Claim("", report.id, "text", whole, Trigger(span, "attacked"), "ASSAULT", confidence=0.9, coder=self.name))]


@pytest.fixture
def guard() -> Guard:
    import ipaddress

    return Guard((ipaddress.ip_network("127.0.0.0/8"),))


@pytest.fixture
def fetcher(guard: Guard) -> Fetcher:
    return Fetcher(guard, "dateline-test", most=200_000, seconds=0.6)


@pytest.fixture
def archive() -> Archive:
    return Archive(MemoryStore())


@dataclass
class Rig:
    """Everything that a round needs, on one clock."""

    folder: Path
    fetcher: Fetcher
    archive: Archive
    clock: Clock = field(default_factory=Clock)
    coder: WordCoder = field(default_factory=WordCoder)

    def plan(self, text: str) -> Plan:
        path = self.folder / "feeds.toml"
        path.write_text('[watch]\ncontact = "mailto:test@example.org"\nallow = ["127.0.0.0/8"]\n' + text, encoding="utf-8")
        return read_plan(path)

    def watcher(self, text: str) -> Watcher:
        plan = self.plan(text)
        state = State.open(self.folder / "state.db")
        turns = Turns(self.fetcher, Robots(self.fetcher), self.clock, self.clock.sleep)
        teller = Teller(plan, state, self.fetcher, spread=lambda: 0.5)
        return Watcher(plan, state, self.archive, turns, teller, self.coder, spread=lambda: 0.5)


@pytest.fixture
def rig(tmp_path: Path, fetcher: Fetcher, archive: Archive) -> Rig:
    return Rig(tmp_path, fetcher, archive)


def drip(seconds: float) -> Act:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            handler.wfile.write(b"<")
            handler.wfile.flush()
            time.sleep(0.1)

    return act


STORY = "Gunmen attacked the market of {place} on Tuesday and killed three traders, the governor said in a statement to the press. " * 3


def page(place: str, more: str = "") -> str:
    words = STORY.format(place=place)
    return f"<html><head><title>Attack in {place}</title></head><body><article><h1>Attack in {place}</h1><p>{words}</p><p>{more}</p></article></body></html>"  # noqa: E501


def rss(*items: tuple[str, str, str], day: str = "Tue, 03 Mar 2026 10:00:00 GMT") -> str:
    """A feed of (guid, link, title)."""
    made = "".join(
        f"<item><guid>{guid}</guid><link>{link}</link><title>{title}</title><description>{title} in short words.</description>"
        f"<pubDate>{day}</pubDate></item>"
        for guid, link, title in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title><link>http://x.example/</link>{made}</channel></rss>'


@pytest.fixture
def tls() -> Iterator[str]:
    """The address of a server whose certificate is its own authority's."""
    import ssl

    import trustme

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_for(Site()))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
