"""Dateline's own records, one a line: everything is carried."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dateline.exports.happening import Happening
from dateline.exports.lost import Lost
from dateline.exports.streams import text
from dateline.records import claim_to_dict, event_to_dict


def write(happenings: Iterable[Happening], stream: BinaryIO) -> Lost:
    """Writes event records (schema dateline.event/1), or claim records (dateline.claim/1) for claims alone."""
    lost = Lost()
    with text(stream) as out:
        for happening in happenings:
            record = event_to_dict(happening.event) if happening.event else claim_to_dict(happening.claims[0])
            if happening.project_code:
                record["project_code"] = happening.project_code
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            lost.written += 1
    return lost
