"""The command line run in this process through its real entry point, exit code and both streams caught."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.cli.main import main
from dateline.coder import Coder


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


class Typed(io.TextIOWrapper):
    """Standard input that holds these bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", errors="replace")


Run = Callable[..., Ran]


@pytest.fixture
def dateline(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `dateline ARGUMENTS`, with `stdin` (bytes) as standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", Typed(stdin))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(bool(left.code))
        caught = capsys.readouterr()
        return Ran(code, caught.out, caught.err)

    return run


@pytest.fixture
def with_model(dateline: Run, coder: Coder, model: Path | None) -> Run:
    """The same for the commands that code: with the model under test, and only where there is one."""
    chosen = ("--model", model) if model else ()

    def run(command: str, *arguments: object, stdin: bytes = b"") -> Ran:
        return dateline(command, *chosen, *arguments, stdin=stdin)

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A short report with a happening that no model should miss."""
    path = tmp_path / "reports" / "report.txt"
    path.parent.mkdir()
    path.write_text("Rebels shelled the airport of Aleppo on Tuesday, killing 12 soldiers, the army said.\n", encoding="utf-8")
    return path
