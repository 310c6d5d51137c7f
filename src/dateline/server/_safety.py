"""What keeps the pages safe: headers, hosts, the editor's token, and forms that only our own pages can send."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import Refused

COOKIE = "dateline_editor"
LARGEST = 100_000  # bytes of a request
LOCAL = ("localhost", "127.0.0.1", "[::1]", "testserver")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Shield:
    """Answers only to its own names, adds the headers of safety, answers HEAD, and tags what has not changed."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        if self._hosts and _host(headers.get(b"host", b"")) not in self._hosts:
            await _refuse(send, 400, "host", "not a name of this server", "Host")
            return
        length = headers.get(b"content-length", b"0")
        if b"transfer-encoding" in headers or not length.isdigit() or int(length) > LARGEST:
            await _refuse(send, 413, "size", "what is sent must tell its size and be small", "Content-Length")
            return
        reply = _Reply(send, scope["method"], headers.get(b"if-none-match", b"").decode("latin-1"))
        if scope["method"] != "HEAD":
            await self._app(scope, receive, reply)
            return
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, reply)
        finally:  # who counts requests outside asks for the route
            scope.update((name, asked[name]) for name in ("route", "endpoint") if name in asked)


class _Reply:
    """Sends an answer: with headers, without a body where none is wanted."""

    def __init__(self, send: Send, method: str, known: str) -> None:
        self._send, self._method, self._known = send, method, known
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            extra = [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in own]
            self._start = {**message, "headers": [*message["headers"], *extra]}
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        body = message.get("body", b"")
        if self._start is not None:
            body = await self._begin(body, streamed=message.get("more_body", False))
        if self._method == "HEAD":
            body = b""
        await self._send({**message, "body": body})

    async def _begin(self, body: bytes, *, streamed: bool) -> bytes:
        assert self._start is not None
        start, self._start = self._start, None
        if not streamed and start["status"] == 200 and self._method in ("GET", "HEAD"):
            tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            names = {name for name, _ in start["headers"]}
            more = [(b"etag", tag.encode())] + [(b"cache-control", b"no-cache")] * (
                b"cache-control" not in names
            )
            if self._known == "*" or tag in {t.strip().removeprefix("W/") for t in self._known.split(",")}:
                kept = [
                    (n, v)
                    for n, v in start["headers"]
                    if n not in (b"content-length", b"content-type", b"etag")
                ]
                await self._send({**start, "status": 304, "headers": [*kept, *more]})
                return b""
            start = {**start, "headers": [(n, v) for n, v in start["headers"] if n != b"etag"] + more}
        await self._send(start)
        return body


def _host(value: bytes) -> str:
    text = value.decode("latin-1").lower()
    return text.partition("]")[0] + "]" if text.startswith("[") else text.partition(":")[0]


async def _refuse(send: Send, status: int, code: str, message: str, where: str) -> None:
    body = json.dumps({"error": {"code": code, "message": message, "where": where}}).encode()
    told = {
        **HEADERS,
        "content-type": "application/json",
        "content-length": str(len(body)),
        "connection": "close",
    }
    headers = [(name.encode(), value.encode()) for name, value in told.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Editors:
    """Knows who may judge: whoever has shown the token, through a form of ours.

    Args:
        token: the token.
        secure: whether the cookie travels by HTTPS only.
    """

    def __init__(self, token: str, *, secure: bool = False) -> None:
        self.token = token
        self.secure = secure
        self._secret = secrets.token_bytes(32)

    def is_editor(self, request: Request) -> bool:
        """Return whether the request comes from an editor: by its cookie, or by ``Authorization: Bearer``."""
        return self._by_header(request) or hmac.compare_digest(
            request.cookies.get(COOKIE, "").encode("latin-1", "replace"), self.cookie().encode()
        )

    def is_token(self, words: str) -> bool:
        """Return whether these words are the token."""
        return hmac.compare_digest(words.strip().encode("utf-8", "replace"), self.token.encode())

    def cookie(self) -> str:
        """Return what an editor's cookie holds; it is worth nothing after the server stops."""
        return hmac.new(self._secret, b"editor:" + self.token.encode(), hashlib.sha256).hexdigest()

    def form(self) -> str:
        """Return what a form of ours carries, so that no other site's can pass for it."""
        return hmac.new(self._secret, b"form:" + self.token.encode(), hashlib.sha256).hexdigest()

    def check(self, request: Request, form: str | None) -> None:
        """Let an editor's request pass.

        Args:
            request: the request.
            form: what its form carried; none is needed with ``Authorization``, which no other site can send.

        Raises:
            Refused: it is no editor's, or not from one of our forms.
        """
        if not self.is_editor(request):
            raise Refused(
                "only who has the editor's token may judge: give it on the page 'Edit'", where="token"
            )
        if not self._by_header(request) and not self.is_form(form):
            raise Refused("the form is not one of this server: load the page again", where="form")

    def is_form(self, form: str | None) -> bool:
        """Return whether a form is one of ours."""
        return hmac.compare_digest((form or "").encode("utf-8", "replace"), self.form().encode())

    def _by_header(self, request: Request) -> bool:
        scheme, _, words = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.is_token(words)
