"""`dateline code --workers N`: what one process writes, byte for byte."""

import subprocess
import sys

import pytest

SAMPLES = ("--samples", "--format", "jsonl")


def coded(model, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    chosen = ("--model", model) if model else ()
    command = [sys.executable, "-c", "from dateline.cli.main import main; main()", "code", *chosen, *arguments]
    return subprocess.run([str(part) for part in command], capture_output=True, check=False)


@pytest.mark.usefixtures("coder")
def test_two_workers_write_what_one_writes(model, tmp_path) -> None:
    one = coded(model, *SAMPLES, tmp_path / "missing.txt")
    two = coded(model, *SAMPLES, tmp_path / "missing.txt", "--workers", 2, "-o", tmp_path / "claims.jsonl")
    assert one.returncode == two.returncode == 1
    assert two.stderr == one.stderr
    assert (tmp_path / "claims.jsonl").read_bytes() == one.stdout
    assert one.stdout
    assert not (tmp_path / "claims.jsonl.parts").exists()


@pytest.mark.usefixtures("coder")
def test_a_folder_of_somebody_elses_is_left_alone(model, tmp_path) -> None:
    (tmp_path / "c.jsonl.parts").mkdir()
    (tmp_path / "c.jsonl.parts" / "mine").write_text("mine")
    ran = coded(model, *SAMPLES, "--workers", 2, "-o", tmp_path / "c.jsonl")
    assert ran.returncode == 2
    assert b"holds no shards" in ran.stderr
    assert (tmp_path / "c.jsonl.parts" / "mine").read_text() == "mine"
