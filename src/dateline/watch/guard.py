"""Which addresses may be connected to: the world's, and those that the user allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.errors import DatelineError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], list[str]]
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""The well-known prefix of RFC 6052, through which a gateway reaches IPv4 addresses."""


class Refusal(DatelineError):
    """What was not fetched or delivered, and why. `retry_after`, in seconds, where the other side said when to come again."""

    def __init__(self, reason: str, *, retry_after: float | None = None, status: int = 0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.status = status


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, as the system gives them. Raises Refusal where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refusal(f"the name {host!r} cannot be resolved ({error}); check the URL and the network") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges URLs and addresses. `allow` are networks that may be reached although they are not public."""

    allow: tuple[Network, ...] = ()
    resolver: Resolver = resolve

    def check_url(self, url: str) -> None:
        """Raises Refusal for what is no plain http or https URL."""
        try:
            parts = urlsplit(url)
            host = parts.hostname
            _ = parts.port
        except ValueError as error:
            raise Refusal(f"{url[:200]!r} is no URL ({error}); expected http:// or https://") from None
        if parts.scheme not in ("http", "https"):
            raise Refusal(f"scheme {parts.scheme!r} is not fetched: {url[:200]!r}; expected http:// or https://")
        if not host:
            raise Refusal(f"no host in {url[:200]!r}")
        if parts.username is not None or parts.password is not None:
            raise Refusal(f"a user name or password in the URL of {host!r} is not sent; take it out")
        if any(character <= " " or character == "\x7f" for character in url):
            raise Refusal(f"white space or a control character in the URL {url[:200]!r}")

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host to connect to. Raises Refusal where any of them is not to be reached.

        One bad address refuses the name: a name that resolves both outward and inward has no honest reason to.
        The caller connects to what this gave and never resolves again, so that a name cannot change between check and use.
        """
        found = self.resolver(host.strip("[]"), port)
        for text in found:
            if not self.admits(text):
                raise Refusal(f"{host!r} leads to {text}, which is not a public address; put its network into allow = [...] if that is meant")
        return found

    def admits(self, text: str) -> bool:
        """Whether an address is public, or allowed. An IPv6 address that carries an IPv4 one is judged by that too."""
        address = ipaddress.ip_address(text.partition("%")[0])
        return all(self._admits(one) for one in _carried(address))

    def _admits(self, address: Address) -> bool:
        if any(address in network for network in self.allow):
            return True
        return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: Address) -> Iterator[Address]:
    """The addresses that decide: the IPv4 one inside a mapped, NAT64, 6to4 or Teredo address, else the address itself."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped:
        yield address.ipv4_mapped
    elif address in NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        if address.sixtofour:
            yield address.sixtofour
        if address.teredo:
            yield from address.teredo
