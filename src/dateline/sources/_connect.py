"""Connections to public addresses only, and not for longer than they may take."""

from __future__ import annotations

import contextlib
import functools
import http.client
import ipaddress
import socket
import threading
import urllib.request
from types import TracebackType
from typing import Any, Self

from dateline.errors import SourceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
PRIVATE_NAMES = (".localhost", ".local", ".internal", ".home.arpa")
NOT_PUBLIC = "leads to a private address ({}), which is not read; allow it with --allow-private"


def is_public(address: Address) -> bool:
    """Return whether an address is one of the open internet, also inside of what carries another.

    Example:
        >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
        False
    """
    inner: list[Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in ipaddress.ip_network("64:ff9b::/96"):  # NAT64
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and all(is_public(a) for a in inner if a is not None)
    )


def refuse_private(host: str, where: str) -> None:
    """Raise when a host is private as it is written; what a name leads to is seen when it is connected.

    Raises:
        SourceError: it is.
    """
    name = host.lower().rstrip(".").partition("%")[0]
    address: Address | None = None
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(name)
    if address is None:
        with contextlib.suppress(OSError, UnicodeError):
            address = ipaddress.IPv4Address(socket.inet_aton(name))  # 127.1, 0x7f000001
    if (address is not None and not is_public(address)) or f".{name}".endswith(PRIVATE_NAMES):
        raise SourceError(NOT_PUBLIC.format(name), where=where)


def connected(address: tuple[str, int], timeout: float | None, public: bool) -> socket.socket:
    """Return a connection to the first address of a host that answers; a name is looked up once, so that it cannot change.

    Args:
        address: host and port.
        timeout: seconds for each step.
        public: whether all addresses of the host must be public.

    Raises:
        SourceError: one of them is not.
        OSError: none answers.
    """
    host, port = address
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"no such host: {host[:100]}") from error
    for *_, place in found:
        if public and not is_public(ipaddress.ip_address(str(place[0]).partition("%")[0])):
            raise SourceError(NOT_PUBLIC.format(place[0]), where=host)
    problem = OSError(f"no address for {host}")
    for family, kind, protocol, _, place in found:
        one = socket.socket(family, kind, protocol)
        try:
            one.settimeout(timeout)
            one.connect(place)
            return one
        except OSError as error:
            one.close()
            problem = error
    raise problem


class Deadline:
    """Closes connections when their time is over, whatever they are doing then."""

    def __init__(self, seconds: float) -> None:
        self._open: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self.over = False

    def guard(self, connection: socket.socket) -> None:
        """Close this connection too."""
        self._open.append(connection)

    def _end(self) -> None:
        self.over = True
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()


class _Guarded(http.client.HTTPConnection):
    """A connection that looks where it leads."""

    def __init__(self, *given: Any, deadline: Deadline, public: bool, **known: Any) -> None:
        super().__init__(*given, **known)
        self._deadline, self._public = deadline, public

    def connect(self) -> None:
        """Connect, and let the deadline watch."""
        self.sock: Any = connected((self.host, self.port), self.timeout, self._public)
        self._deadline.guard(self.sock)
        if getattr(self, "_tunnel_host", None):
            self._tunnel()  # type: ignore[attr-defined]


class _GuardedTls(_Guarded, http.client.HTTPSConnection):
    """The same with TLS; the handshake too stands under the deadline."""

    def connect(self) -> None:
        """Connect and shake hands."""
        super().connect()
        name = getattr(self, "_tunnel_host", None) or self.host
        context: Any = self._context  # type: ignore[attr-defined]
        self.sock = context.wrap_socket(self.sock, server_hostname=name, do_handshake_on_connect=False)
        self._deadline.guard(self.sock)
        self.sock.do_handshake()


def opener(deadline: Deadline, *, public: bool) -> urllib.request.OpenerDirector:
    """Return what opens one address: no redirects, no other schemes; through a proxy where the environment names one.

    Behind a proxy it is the proxy that looks names up, and that has to keep private addresses closed.
    """

    class Http(urllib.request.HTTPHandler):
        def http_open(self, req: Any) -> Any:
            direct = public and not req.has_proxy()
            return self.do_open(functools.partial(_Guarded, deadline=deadline, public=direct), req)

    class Https(urllib.request.HTTPSHandler):
        def https_open(self, req: Any) -> Any:
            direct = public and not getattr(req, "_tunnel_host", None)
            made = functools.partial(_GuardedTls, deadline=deadline, public=direct)
            return self.do_open(made, req)

    found = urllib.request.OpenerDirector()
    for handler in (urllib.request.ProxyHandler(), Http(), Https()):
        found.add_handler(handler)
    return found
