"""The wire to a provider: every read and write ends with the call's time, and answers have a size.

httpx counts its timeouts anew at each read, so a server that sends a byte a second keeps a call open
for as long as it likes. Here the stream below httpcore knows when the whole call ends.
"""

import contextlib
import os
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import httpcore
import httpx

# What one write may hold before the time is looked at again.
_PIECE = 65_536
_KEPT, _KEPT_SECONDS = 64, 30.0


class Wire:
    """What one call may take of the network, and what its last answer said."""

    def __init__(self, *, ends: float, largest: int):
        """`ends` in seconds of time.monotonic(), `largest` in bytes of all that is read."""
        self.ends = ends
        self.largest = largest
        self.read = 0
        self.sent = False
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.refused = ""

    def left(self, failure: type[Exception]) -> float:
        """Seconds that remain; `failure` is raised where none do."""
        remain = self.ends - time.monotonic()
        if remain <= 0:
            raise failure("the time of the call is up")
        return remain

    def arrived(self, data: bytes) -> bytes:
        self.read += len(data)
        if self.read > self.largest:
            self.refused = f"the answer is larger than {self.largest / 1e6:g} MB"
            raise httpcore.ReadError(self.refused)
        return data


_local = threading.local()


@contextlib.contextmanager
def within(wire: Wire) -> Iterator[Wire]:
    """Calls of this thread take no more than `wire` allows."""
    _local.wire = wire
    try:
        yield wire
    finally:
        _local.wire = None


def _wire() -> Wire:
    """This thread's; a call from elsewhere (a token that is renewed) has a minute and 32 MB."""
    found: Wire | None = getattr(_local, "wire", None)
    return found or Wire(ends=time.monotonic() + 60, largest=32_000_000)


def _least(timeout: float | None, left: float) -> float:
    return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream):
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        wire = _wire()
        left = _least(timeout, wire.left(httpcore.ReadTimeout))
        return wire.arrived(self._inner.read(max_bytes, left))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        wire = _wire()
        wire.sent = True
        for start in range(0, len(buffer), _PIECE):
            left = _least(timeout, wire.left(httpcore.WriteTimeout))
            self._inner.write(buffer[start : start + _PIECE], left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _least(timeout, _wire().left(httpcore.ConnectTimeout))
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        left = _least(timeout, _wire().left(httpcore.ConnectTimeout))
        return _Stream(self._inner.connect_tcp(host, port, left, local_address, socket_options))


class _Body(httpx.SyncByteStream):
    """An answer's bytes; `ended` is called once, when nobody reads on."""

    def __init__(self, stream: Any, ended: Callable[[], None]):
        self._stream, self._ended = stream, ended

    def __iter__(self) -> Iterator[bytes]:
        with _named():
            yield from self._stream

    def close(self) -> None:
        try:
            self._stream.close()
        finally:
            ended, self._ended = self._ended, _nothing
            ended()


def _nothing() -> None:
    pass


@contextlib.contextmanager
def _named() -> Iterator[None]:
    """httpcore's failures as httpx', which is what the clients above know."""
    try:
        yield
    except httpcore.TimeoutException as late:
        raise httpx.ReadTimeout(str(late) or "too slow") from late
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError) as broken:
        raise httpx.NetworkError(str(broken)) from broken


class Transport(httpx.BaseTransport):
    """Sends requests over connections that are kept, those of each proxy on a stack.

    Each lies in a pool of its own: one pool of many looks at all of its connections at each request,
    which at 32 at once took an eighth of the processor time of a job.

    Refused at once: a redirect, an answer that is not JSON where success is said, and a compressed
    one (none is asked for: a small body may unfold to gigabytes).
    """

    def __init__(self) -> None:
        self._ssl = httpx.create_ssl_context()
        self._idle: dict[str, list[httpcore.ConnectionPool]] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        wire = _wire()
        request.headers["accept-encoding"] = "identity"
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        proxy = _proxy(url)
        pool = self._taken(proxy)
        try:
            with _named():
                answered = pool.handle_request(asked)
        except BaseException:
            self._back(proxy, pool)
            raise
        response = httpx.Response(
            answered.status,
            headers=answered.headers,
            stream=_Body(answered.stream, lambda: self._back(proxy, pool)),
            extensions=answered.extensions,
        )
        wire.status = response.status_code
        wire.headers = dict(response.headers)
        wire.refused = _refusal(response)
        if wire.refused:
            response.close()
            raise httpx.NetworkError(wire.refused)
        return response

    def close(self) -> None:
        """Nothing: clients that share this transport come and go."""

    def _taken(self, proxy: str) -> httpcore.ConnectionPool:
        """The connection that was used last: the others may end of old age."""
        try:
            return self._idle[proxy].pop()
        except (KeyError, IndexError):
            return self._opened(proxy)

    def _back(self, proxy: str, pool: httpcore.ConnectionPool) -> None:
        kept = self._idle.setdefault(proxy, [])
        if len(kept) < _KEPT:
            kept.append(pool)
        else:
            pool.close()

    def _opened(self, proxy: str) -> httpcore.ConnectionPool:
        kept: dict[str, Any] = {
            "ssl_context": self._ssl,
            "max_connections": 1,
            "max_keepalive_connections": 1,
            "keepalive_expiry": _KEPT_SECONDS,
            "network_backend": _Backend(),
        }
        if not proxy:
            return httpcore.ConnectionPool(**kept)
        return httpcore.HTTPProxy(proxy, **kept)


def _refusal(response: httpx.Response) -> str:
    if 300 <= response.status_code < 400:
        return "the answer is a redirect to another address"
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        return "the answer is compressed, which was not asked for"
    kind = response.headers.get("content-type", "")
    if response.is_success and kind and "json" not in kind.lower():
        return f"the answer is {kind.split(';')[0].strip()[:40]!r}, not JSON"
    return ""


_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def _proxy(url: httpx.URL) -> str:
    """The proxy that the environment names for an address, or nothing."""
    # To go through all of the environment for each request takes longer than to send it.
    said = tuple(os.environ.get(name) for one in _PROXIES for name in (one, one.upper()))
    return _named_proxy(url.scheme, url.host, said)


@lru_cache(maxsize=64)
def _named_proxy(scheme: str, host: str, said: tuple[str | None, ...]) -> str:
    """As `_proxy`; `said` is what the environment says, for which this holds."""
    known = urllib.request.getproxies()
    if not known or urllib.request.proxy_bypass(host):
        return ""
    found = known.get(scheme) or known.get("all") or ""
    return found if "://" in found or not found else f"http://{found}"
