"""The back end of one machine: spawned processes, each with its own stage, shards handed out as they come free."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from dateline.errors import StoppedJob
from dateline.scale.job import Job
from dateline.scale.keeping import Done, code_shard, done
from dateline.scale.shards import Shard
from dateline.scale.stage import Stage
from dateline.scale.store import open_store

READY = "ready"


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, and the shard that it has."""

    process: SpawnProcess
    pipe: Connection
    shard: Shard | None = None
    ready: bool = False


def run_processes(job: Job, workers: int) -> Iterator[Done]:
    """Codes every shard of the job that is not done on `workers` processes; gives what each came to, in no certain order.

    A worker that dies is replaced and its shard begun again. Raises StoppedJob where workers cannot start or the output cannot be written.
    """
    store, left, again = job.store(), job.all_shards(), deque[Shard]()
    crew = [_start(job) for _ in range(workers)]
    try:
        while True:
            for number, worker in enumerate(crew):
                while worker.shard is None and (shard := again.popleft() if again else next(left, None)):
                    if known := done(store, shard.name):
                        yield known
                    else:
                        crew[number] = worker = _hand(worker, shard, job)
            busy = {worker.pipe: number for number, worker in enumerate(crew) if worker.shard}
            if not busy:
                return
            for pipe in wait(list(busy)):
                number = busy[pipe]  # type: ignore[index]
                crew[number], found = _heard(crew[number], job, again)
                if found:
                    yield found
    finally:
        _stop(crew)


def _start(job: Job) -> _Worker:
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_work, args=(job.make, job.output, there), daemon=True, name="dateline-worker")
    process.start()
    there.close()  # Its end is the child's alone, so that the child's death closes the pipe.
    return _Worker(process, here)


def _hand(worker: _Worker, shard: Shard, job: Job) -> _Worker:
    try:
        worker.pipe.send(shard)
    except OSError:  # It died idle.
        worker = _start(job)
        worker.pipe.send(shard)
    worker.shard = shard
    return worker


def _heard(worker: _Worker, job: Job, again: deque[Shard]) -> tuple[_Worker, Done | None]:
    try:
        told = worker.pipe.recv()
    except (EOFError, OSError):
        worker.process.join()
        if not worker.ready:
            raise StoppedJob(f"a worker ended while it loaded the model (exit code {worker.process.exitcode}); what was done is kept") from None
        if worker.shard:
            again.append(worker.shard)
        worker.pipe.close()
        return _start(job), None
    if told == READY:
        worker.ready = True
        return worker, None
    if isinstance(told, str):
        raise StoppedJob(f"{told}; what was done is kept: mend it and run the same command again")
    worker.shard = None
    return worker, told


def _stop(crew: list[_Worker]) -> None:
    for worker in crew:
        worker.pipe.close()
        worker.process.terminate()
    for worker in crew:
        worker.process.join()


def _work(make: Callable[[], Stage], output: str, pipe: Connection) -> None:
    """What a worker does until its pipe is closed. Interrupts are the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        stage, store = make(), open_store(output)
        pipe.send(READY)
        while True:
            pipe.send(code_shard(stage, store, pipe.recv()))
    except (EOFError, BrokenPipeError):
        return  # The parent is gone.
    except Exception as error:
        # Whatever it is, the person who runs the job must read it.
        pipe.send(f"a worker failed: {type(error).__name__}: {error}")
