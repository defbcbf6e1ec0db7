"""Idempotency keys: a request that is sent again gets the answer of the first one, and is not carried out twice."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Annotated

from fastapi import Header, Request
from starlette.responses import Response

from dateline.archive import Refused
from dateline.errors import InvalidRecord
from dateline.serve.access import access_of

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200, description="Of your choice: the same key and body is one request.")]
DAY = 86_400.0
MOST = 10_000
Name = tuple[str, str]


@dataclass(slots=True)
class Once:
    """The answers of a day, by who asked and the key; kept while the server runs. Judgements and reports are once in the archive anyway."""

    answers: OrderedDict[Name, tuple[float, str, Response | None]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def do(self, name: Name, digest: str, act: Callable[[], Response]) -> Response:
        """The answer to the first of these requests. Raises InvalidRecord for another body, Refused where the first is still at work."""
        known = self._take(name, digest)
        if known is not None:
            return known
        try:
            made = act()
        except BaseException:
            # What failed may be tried again under the same key.
            with self.lock:
                self.answers.pop(name, None)
            raise
        with self.lock:
            self.answers[name] = (monotonic(), digest, made)
        return made

    def _take(self, name: Name, digest: str) -> Response | None:
        with self.lock:
            self._forget()
            if name not in self.answers:
                self.answers[name] = (monotonic(), digest, None)
                return None
            _, before, answer = self.answers[name]
        if before != digest:
            raise InvalidRecord("Idempotency-Key: it came before with another body; take a new one")
        if answer is None:
            raise Refused("Idempotency-Key: the first request with it is still at work; ask again in a moment")
        return answer

    def _forget(self) -> None:
        now = monotonic()
        while self.answers and (len(self.answers) >= MOST or now - next(iter(self.answers.values()))[0] > DAY):
            self.answers.popitem(last=False)


def once(request: Request, key: str | None, body: str, act: Callable[[], Response]) -> Response:
    """The answer of `act`, or of the request that came before with this key."""
    if key is None:
        return act()
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n{body}".encode("utf-8", "backslashreplace")).hexdigest()
    kept: Once = request.app.state.once
    return kept.do((access_of(request).who, key), digest, act)
