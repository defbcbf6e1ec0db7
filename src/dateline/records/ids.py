"""Content-addressed ids: the same content has the same id, whenever and in whatever order it is read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from dateline.records.claim import Claim
from dateline.records.codec import claim_to_dict


def content_id(content: bytes) -> str:
    """The sha256 of `content`, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def claim_id(claim: Claim) -> str:
    """The first 24 hexadecimal digits of the sha256 of the claim's record without its id, keys sorted."""
    record = claim_to_dict(claim)
    del record["id"]
    return content_id(json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode())[:24]


def with_id(claim: Claim) -> Claim:
    """The claim under the id that its content gives."""
    return replace(claim, id=claim_id(claim))
