"""The Ray back end: the same bytes as processes give, a node lost in mid-job, and S3 in and out."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ray")
import ray
import stand_ins
from moto.server import ThreadedMotoServer
from ray.cluster_utils import Cluster

from dateline.scale import Job, begin, finish, run_processes
from dateline.scale.cluster import run_cluster
from dateline.scale.keeping import coded_reports
from dateline.scale.shards import listing
from dateline.scale.store import open_store

SOON = {"health_check_initial_delay_ms": 2000, "health_check_period_ms": 1000, "health_check_failure_threshold": 3}
"""Ray's head calls a silent node lost after three seconds rather than fifteen or more."""


def contents(folder: Path) -> dict[str, bytes]:
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.startswith("_") and name != "manifest.json"}


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket on an S3 server of this test's own."""
    import s3fs

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    patch = pytest.MonkeyPatch()
    settings = {"AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    for name, value in {**settings, "AWS_DEFAULT_REGION": "us-east-1", "PYTHONPATH": str(Path(__file__).parent)}.items():
        patch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("news")
    yield "s3://news"
    patch.undo()
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.fixture(scope="module")
def nodes(bucket: str) -> Iterator[Cluster]:
    """A Ray cluster of a head and two nodes, one processor each, whose workers know the bucket."""
    cluster = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False, "object_store_memory": 80 * 2**20, "_system_config": SOON}
    )
    cluster.add_node(num_cpus=1, object_store_memory=80 * 2**20)
    cluster.add_node(num_cpus=1, object_store_memory=80 * 2**20)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="ERROR")
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def test_s3_in_and_out_gives_the_bytes_of_local_files_and_processes(make_job, reports, nodes, bucket, tmp_path) -> None:
    list(run_processes(make_job(tmp_path / "local"), 1))
    store = open_store(f"{bucket}/in")
    for path in reports.iterdir():
        store.write(path.name, path.read_bytes())
    job = begin(Job(stand_ins.first_word, f"{bucket}/out", (), 4), listing(f"{bucket}/in"), {"coder": "first word"})
    finish(job.store(), run_cluster(job, 2), (24, 1.0), None)
    out = job.store()
    found = {name.removeprefix("/"): out.read(name) for kind in ("claims", "reports", "set-aside") for name in out.names(kind)}
    local = contents(tmp_path / "local")
    assert {name: content for name, content in found.items() if not name.startswith("set-aside")} == {
        name: content for name, content in local.items() if not name.startswith("set-aside")
    }
    (refused,) = [content for name, content in found.items() if name.startswith("set-aside")]
    assert b"s3://news/in/a.jsonl, line 16" in refused  # The one difference: where the line stands.


def test_a_node_lost_in_mid_job_changes_nothing_and_doubles_nothing(make_job, nodes, tmp_path) -> None:
    list(run_processes(make_job(tmp_path / "calm", size=1), 1))
    victim = next(iter(nodes.worker_nodes))
    killed = threading.Event()

    def kill() -> None:
        while not list((tmp_path / "storm" / "_done").glob("*.json")):
            time.sleep(0.02)
        nodes.remove_node(victim, allow_graceful=False)
        killed.set()

    threading.Thread(target=kill, daemon=True).start()
    job = make_job(tmp_path / "storm", size=1, wait=0.3)
    done = list(run_cluster(job, 3))
    assert killed.is_set()
    assert contents(tmp_path / "storm") == contents(tmp_path / "calm")
    assert len(done) == len({one.shard for one in done}) == 24
    ids = [report.id for one in sorted(done, key=lambda one: one.shard) for report, _ in coded_reports(job.store(), one.shard)]
    assert ids == [f"r{n:02}" for n in range(23)]
