"""Stages that the tests hand to worker processes: quick ones, and ones that fail."""

import os
import signal
import time
from pathlib import Path

from dateline.records import Claim, Report, Span, Trigger, with_id
from dateline.scale import Stage


class FirstWord:
    """A coder of one claim a report, triggered by its first word. Some words do harm."""

    name = "first word 1"

    def __init__(self, folder: str = "", wait: float = 0.0) -> None:
        self.folder, self.wait = folder, wait

    def code(self, report: Report) -> list[Claim]:
        time.sleep(self.wait)
        if "unlucky" in report.text:
            raise ValueError("an unlucky report")
        if "murderous" in report.text or ("once" in report.text and self._first_time()):
            os.kill(os.getpid(), signal.SIGKILL)
        span = Span(0, len(report.text.split()[0]))
        return [with_id(Claim("", report.id, "text", Span(0, len(report.text)), Trigger(span, span.of(report.text)), "AID", coder=self.name))]

    def _first_time(self) -> bool:
        note = Path(self.folder, "killed")
        if note.exists():
            return False
        note.touch()
        return True


def first_word(folder: str = "", wait: float = 0.0) -> Stage:
    return Stage(FirstWord(folder, wait))


def broken() -> Stage:
    raise OSError("no model on this machine")
