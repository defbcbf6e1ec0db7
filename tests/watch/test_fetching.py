"""A fetch is bounded, checked, and says what went wrong."""

from __future__ import annotations

import contextlib
import gzip
import ipaddress
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.watch.fetching import Asked, Fetcher, Refusal, retry_after, unpack
from dateline.watch.guard import Guard

from .conftest import Site, drip


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://[fe80::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://0.0.0.0/",
        "http://localhost/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
        "http://100.64.0.1/",
    ],
)
def test_an_address_that_is_not_public_is_refused(url: str) -> None:
    with pytest.raises(Refusal, match="not a public address"):
        Fetcher(Guard(), "t", seconds=2).get(Asked(url))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "http://u:p@example.org/", "http://", "http://a b/"]
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(Refusal):
        Guard().check_url(url)


def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(site: Site) -> None:
    site.serve("/", "hello")
    port = site.url.rpartition(":")[2]
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked = []

    def changing(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    guard = Guard((ipaddress.ip_network("127.0.0.1/32"),), changing)
    assert Fetcher(guard, "t").get(Asked(f"http://rebind.example:{port}/")).body == b"hello"
    assert asked == ["rebind.example"]
    with pytest.raises(Refusal, match=r"127\.0\.0\.2"):
        Fetcher(guard, "t").get(Asked(f"http://rebind.example:{port}/"))


def test_a_name_with_one_inward_address_among_others_is_refused() -> None:
    with pytest.raises(Refusal):
        Guard((), lambda host, port: ["93.184.216.34", "10.1.1.1"]).addresses("two.example", 80)


def test_a_redirect_inward_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.serve("/", "", 302, Location="http://10.0.0.1/secret")
    with pytest.raises(Refusal, match=r"10\.0\.0\.1"):
        fetcher.get(Asked(site.url + "/"))


def test_a_redirect_to_another_scheme_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.serve("/", "", 302, Location="file:///etc/passwd")
    with pytest.raises(Refusal, match="scheme"):
        fetcher.get(Asked(site.url + "/"))


def test_redirects_in_a_circle_and_without_end_are_refused(site: Site, fetcher: Fetcher) -> None:
    site.serve("/a", "", 302, Location="/b")
    site.serve("/b", "", 302, Location="/a")
    for number in range(9):
        site.serve(f"/{number}", "", 301, Location=f"/{number + 1}")
    with pytest.raises(Refusal, match="circle"):
        fetcher.get(Asked(site.url + "/a"))
    with pytest.raises(Refusal, match="redirects"):
        fetcher.get(Asked(site.url + "/0"))


def test_a_permanent_move_is_reported(site: Site, fetcher: Fetcher) -> None:
    site.serve("/old", "", 301, Location="/new")
    site.serve("/new", "x")
    assert fetcher.get(Asked(site.url + "/old")).moved == site.url + "/new"


def test_a_body_in_drops_is_cut_off_in_time(site: Site, fetcher: Fetcher) -> None:
    site.paths["/"] = drip(5)
    start = time.monotonic()
    with pytest.raises(Refusal, match="limit for one answer"):
        fetcher.get(Asked(site.url + "/"))
    assert time.monotonic() - start < 2.5


def test_headers_in_drops_are_cut_off_in_time(site: Site, fetcher: Fetcher) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(50):
            handler.wfile.write(b"H")
            time.sleep(0.1)

    site.paths["/"] = act
    start = time.monotonic()
    with pytest.raises(Refusal, match="limit for one answer"):
        fetcher.get(Asked(site.url + "/"))
    assert time.monotonic() - start < 2.5


def test_a_body_without_end_is_refused_by_size(site: Site, fetcher: Fetcher) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    site.paths["/"] = act
    with pytest.raises(Refusal, match="larger than"):
        fetcher.get(Asked(site.url + "/"))


def test_a_gzip_bomb_is_refused(site: Site, fetcher: Fetcher) -> None:
    site.serve("/", gzip.compress(b"\0" * 5_000_000), Content_Encoding="gzip")
    with pytest.raises(Refusal, match="bomb"):
        fetcher.get(Asked(site.url + "/"))


def test_chunks_that_are_cut_off_are_refused(site: Site, fetcher: Fetcher) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"5\r\nhello\r\n40\r\nhalf")

    site.paths["/"] = act
    with pytest.raises(Refusal, match="failed to answer"):
        fetcher.get(Asked(site.url + "/"))


def test_a_body_shorter_than_its_length_is_refused(site: Site, fetcher: Fetcher) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"half")

    site.paths["/"] = act
    with pytest.raises(Refusal, match="failed to answer"):
        fetcher.get(Asked(site.url + "/"))


def test_a_304_with_a_body_has_none(site: Site, fetcher: Fetcher) -> None:
    site.serve("/", "unasked", 304)
    answer = fetcher.get(Asked(site.url + "/", etag='"x"'))
    assert (answer.status, answer.body) == (304, b"")
    assert site.asked[0][2]["if-none-match"] == '"x"'


def test_a_certificate_that_nobody_vouches_for_is_refused(guard: Guard, tls: str) -> None:
    with pytest.raises(Refusal, match="CERTIFICATE_VERIFY_FAILED"):
        Fetcher(guard, "t", seconds=3).get(Asked(tls))


@given(st.binary(max_size=300))
def test_unpacking_any_bytes_gives_bytes_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(Refusal):
        assert len(unpack(data, 1000)) <= 1000
    assert unpack(gzip.compress(data), 1000) == data


def test_retry_after_is_seconds_or_a_date_or_nothing() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Thu, 01 Jan 2026 00:01:00 GMT", now) == 60
    assert retry_after("soon", now) is None
