"""Connections of urllib3 that go only to an address that was checked, and that are cut off when their time is over."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from dateline.watch.guard import Guard, Refusal


class Alarm:
    """Cuts a connection off after some seconds: slow headers, a slow handshake and a body in drops would all outlast socket timeouts."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._socket: socket.socket | None = None
        self.rang = False

    def watch(self, own: socket.socket) -> None:
        """From now on this connection is the one that is cut off."""
        self._socket = own

    def _ring(self) -> None:
        self.rang = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                # The descriptor itself: after a handshake the first socket object is detached.
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Alarm:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._socket is not None:
            self._socket.close()


def _connect(guard: Guard, host: str, port: int, seconds: float) -> socket.socket:
    """A socket to the first address that answers. Raises Refusal."""
    last: OSError | None = None
    for address in guard.addresses(host, port):
        try:
            return socket.create_connection((address, port), seconds)
        except OSError as error:
            last = error
    raise Refusal(f"{host}:{port} does not answer ({last or 'no address'}); it is tried again later")


class _Checked:
    """What the two kinds of connection share."""

    host: str
    port: int
    sock: Any
    guard: Guard
    alarm: Alarm
    seconds: float

    def _new_conn(self) -> socket.socket:
        made = _connect(self.guard, self.host, self.port, self.seconds)
        # A second descriptor of the same connection: TLS detaches the first, and shutting this one down ends both.
        self.alarm.watch(made.dup())
        return made


class _Plain(_Checked, HTTPConnection):
    pass


class _Secure(_Checked, HTTPSConnection):
    pass


def pool(scheme: str, host: str, port: int | None, ways: tuple[Guard, Alarm, float], ca: str = "") -> HTTPConnectionPool:
    """A pool of one connection to a host. `ca` names a file of authorities to trust instead of the system's."""
    guard, alarm, seconds = ways
    host, port = f"[{host}]" if ":" in host else host, port or (443 if scheme == "https" else 80)
    own = {"guard": guard, "alarm": alarm, "seconds": seconds}
    if scheme == "https":
        secure = type("Secure", (_Secure,), own)
        made: HTTPConnectionPool = HTTPSConnectionPool(host, port, cert_reqs="CERT_REQUIRED", ca_certs=ca or None, maxsize=1, timeout=seconds)
    else:
        secure = type("Plain", (_Plain,), own)
        made = HTTPConnectionPool(host, port, maxsize=1, timeout=seconds)
    made.ConnectionCls = secure
    return made
