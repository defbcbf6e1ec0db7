"""Signed webhooks, as the Standard Webhooks specification has them: receivers can check them with its libraries, or with `verify`."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping

from dateline.watch.fetching import Fetcher
from dateline.watch.guard import Refusal

TOLERANCE = 300.0
"""Seconds that a receiver should let a delivery's time lie from its own clock, so that old ones cannot be played again."""


def _key(secret: str) -> bytes:
    """The bytes of a secret: base64 after "whsec_", else its own UTF-8."""
    if not secret.startswith("whsec_"):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        raise Refusal("the webhook's secret begins with whsec_ but what follows is no base64; set it again") from None


def signature(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """The header Webhook-Signature: "v1," and the base64 of HMAC-SHA256 over id, ".", the Unix time in seconds, "." and the body."""
    content = f"{id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(_key(secret), content, hashlib.sha256).digest()).decode()


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Whether a delivery is of who holds the secret, whole, and of the last five minutes; `headers` by their names in lower case."""
    id, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (stamp.isascii() and stamp.isdigit()) or abs(now - int(stamp)) > TOLERANCE:
        return False
    expected = signature(secret, id, int(stamp), body)
    return any(hmac.compare_digest(expected.encode(), given.encode()) for given in headers.get("webhook-signature", "").split())


def send(fetcher: Fetcher, target: tuple[str, str], id: str, body: bytes, now: float) -> None:
    """Deliver to (URL, name of the environment variable with the secret). Raises Refusal where it was not taken."""
    url, variable = target
    secret = os.environ.get(variable, "")
    if not secret:
        raise Refusal(f"the environment variable {variable!r} with the webhook's secret is not set")
    stamp = int(now)
    headers = {
        "Content-Type": "application/json",
        "Webhook-Id": id,
        "Webhook-Timestamp": str(stamp),
        "Webhook-Signature": signature(secret, id, stamp, body),
    }
    answer = fetcher.post(url, body, headers)
    if not 200 <= answer.status < 300:
        raise Refusal(f"answered {answer.status}; expected 200 to 299", status=answer.status)
