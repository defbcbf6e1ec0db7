"""Shards over processes: complete, in order, whatever happens to a worker."""

import json
import os
import signal
from itertools import islice
from pathlib import Path

import pytest
import stand_ins

from dateline.errors import StoppedJob
from dateline.scale import Job, begin, finish, run_processes
from dateline.scale.keeping import code_shard, coded_reports, refused_reports
from dateline.scale.shards import listing


def contents(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.startswith("_") and name != "manifest.json"}


def alone(job: Job, batch: int) -> None:
    for shard in job.all_shards():
        code_shard(job.make(), job.store(), shard, batch)


def ids(job: Job) -> list[str]:
    done = sorted(Path(job.output, "_done").glob("*.json"))
    return [report.id for path in done for report, _ in coded_reports(job.store(), path.stem)]


def refused(job: Job) -> list[tuple[str, str]]:
    return [pair for path in sorted(Path(job.output, "_done").glob("*.json")) for pair in refused_reports(job.store(), path.stem)]


@pytest.mark.parametrize("batch", [1, 3, 100])
def test_the_output_is_the_same_bytes_for_every_batch_size_and_number_of_workers(make_job, tmp_path, batch) -> None:
    alone(make_job(tmp_path / "alone"), batch)
    job = make_job(tmp_path / "workers")
    assert len(list(run_processes(job, 2))) == 6
    assert contents(tmp_path / "workers") == contents(tmp_path / "alone")
    assert ids(job) == [f"r{n:02}" for n in range(23)]


def test_a_line_that_is_no_report_is_set_aside_with_its_reason(make_job, tmp_path) -> None:
    job = make_job(tmp_path / "out")
    list(run_processes(job, 1))
    ((name, reason),) = refused(job)
    assert name.endswith("a.jsonl, line 16")
    assert "invalid JSON" in reason


def test_a_report_that_raises_or_has_no_model_is_set_aside_and_the_rest_is_coded(make_job, tmp_path) -> None:
    job = make_job(tmp_path / "out", "An unlucky one.", "A good one.")
    list(run_processes(job, 2))
    assert len(ids(job)) == 24
    assert any("ValueError: an unlucky report" in reason for _, reason in refused(job))


def test_a_worker_killed_once_is_replaced_and_nothing_is_lost_or_doubled(make_job, tmp_path) -> None:
    job = make_job(tmp_path / "out", "once and never again.", "A good one.")
    list(run_processes(job, 2))
    assert (tmp_path / "killed").exists()
    assert len(ids(job)) == len(set(ids(job))) == 25
    assert len(refused(job)) == 1


def test_a_report_that_kills_its_worker_each_time_is_set_aside(make_job, tmp_path) -> None:
    job = make_job(tmp_path / "out", "A murderous one.", "A good one.")
    list(run_processes(job, 2))
    assert len(ids(job)) == 24
    assert any("its worker was killed 2 times" in reason for _, reason in refused(job))
    assert not list((tmp_path / "out" / "_trying").glob("*"))


def test_a_job_that_was_stopped_goes_on_with_what_is_not_done(make_job, tmp_path) -> None:
    job = make_job(tmp_path / "out", wait=0.05)
    run = run_processes(job, 1)
    first = [done.shard for done in islice(run, 2)]
    run.close()
    kept = {shard: (tmp_path / "out" / "_done" / f"{shard}.json").stat().st_mtime_ns for shard in first}
    list(run_processes(make_job(tmp_path / "out", wait=0.05), 1))
    assert kept == {shard: (tmp_path / "out" / "_done" / f"{shard}.json").stat().st_mtime_ns for shard in first}
    assert len(ids(job)) == len(set(ids(job))) == 23


def test_workers_killed_from_outside_are_replaced(make_job, tmp_path) -> None:
    import multiprocessing

    job = make_job(tmp_path / "out", wait=0.05)
    for number, _ in enumerate(run_processes(job, 2)):
        if number == 0:
            for child in multiprocessing.active_children():
                os.kill(child.pid, signal.SIGKILL)
    assert len(ids(job)) == len(set(ids(job))) == 23


def test_another_job_may_not_write_into_the_same_output(make_job, reports, tmp_path) -> None:
    make_job(tmp_path / "out")
    with pytest.raises(StoppedJob, match="begun with other shard"):
        make_job(tmp_path / "out", size=5)
    (reports / "a.jsonl").write_text("changed")
    with pytest.raises(StoppedJob, match="begun with other inputs"):
        make_job(tmp_path / "out")


def test_workers_that_cannot_load_stop_the_job_with_the_reason(make_job, reports, tmp_path) -> None:
    job = begin(Job(stand_ins.broken, str(tmp_path / "out"), ()), listing(str(reports)), {})
    with pytest.raises(StoppedJob, match="no model on this machine"):
        list(run_processes(job, 1))


def test_the_manifest_adds_up_and_names_every_file_with_its_hash(make_job, tmp_path) -> None:
    from hashlib import sha256

    job = make_job(tmp_path / "out")
    finish(job.store(), run_processes(job, 1), (24, 2.0), 0.5)
    told = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (told["reports"], told["claims"], told["set_aside"], told["shards"]) == (23, 23, 1, 6)
    assert told["reports_a_second"] == 12.0
    assert {name: sha256(content).hexdigest() for name, content in contents(tmp_path / "out").items()} == told["files"]
    assert told["cost_a_million"] == pytest.approx(told["worker_hours_a_million"] * 0.5, abs=0.01)
    assert told["versions"]["dateline"]
