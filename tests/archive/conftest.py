"""Archives to test on: in memory, in a file, and on a real PostgreSQL server that is started here from the machine's own binaries."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from dateline.archive import Archive, MemoryStore, Pen
from dateline.archive.sql.store import SqlStore

KINDS = ("memory", "sqlite", "postgresql")


def ticking() -> Pen:
    """A clock that goes on by a second at every look, and salts that are known."""
    seconds, salts = count(), count()
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Pen(lambda: start + timedelta(seconds=next(seconds)), lambda: f"salt-{next(salts)}")


def binaries() -> Path | None:
    """Where PostgreSQL's server lies: the newest of Debian's, or the one on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    other = shutil.which("initdb")
    return found[-1].parent if found else Path(other).parent if other else None


def as_server(command: list[str | Path]) -> None:
    """PostgreSQL does not run as root: it gets the user that Debian made for it."""
    lower = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*lower, *map(str, command)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a server with nothing in it, to which a database's name is to be added."""
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL server on this machine: 'apt-get install -y postgresql' (make test does, where it may)")
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir=memory if os.access(memory, os.W_OK) else None))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    fast = f"-c fsync=off -c full_page_writes=off -c listen_addresses='' -c unix_socket_directories={folder} -c shared_buffers=32MB"
    try:
        as_server([found / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
        as_server([found / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "120", "-o", fast, "start"])
        yield f"postgresql+psycopg://postgres@/{{name}}?host={folder}"
        as_server([found / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(server: str) -> Callable[[], str]:
    """Makes a database and gives its URL: a copy of one that is up to date, which is quicker than to migrate each."""
    SqlStore.open(_create(server, "pattern")).close()
    numbers = count()
    return lambda: _create(server, f"archive{next(numbers)}", "pattern")


@pytest.fixture
def empty_database(server: str) -> str:
    """The URL of a database with nothing in it."""
    return _create(server, f"empty{os.urandom(4).hex()}")


def _create(server: str, name: str, pattern: str = "template1") -> str:
    engine = create_engine(server.format(name="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {pattern}")
    engine.dispose()
    return server.format(name=name)


@pytest.fixture(scope="session")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is one, so that a busy disk does not slow the tests down."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="dateline-", dir=memory)) if os.access(memory, os.W_OK) else tmp_path_factory.mktemp("archive")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def pattern_file(quick: Path) -> Path:
    """An SQLite archive with nothing in it."""
    path = quick / "pattern.db"
    SqlStore.open(path).close()
    return path


@pytest.fixture
def new_file(quick: Path, pattern_file: Path) -> Callable[[], Path]:
    """Makes an SQLite archive and gives its path."""

    def make() -> Path:
        path = quick / f"{os.urandom(6).hex()}.db"
        shutil.copyfile(pattern_file, path)
        return path

    return make


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest) -> str:
    """Where an archive of each kind lies; "" for the one in memory."""
    if request.param == "memory":
        return ""
    return str(request.getfixturevalue("new_file" if request.param == "sqlite" else "new_database")())


@pytest.fixture
def archive(target: str) -> Iterator[Archive]:
    """An empty archive of each kind."""
    with Archive(SqlStore.open(target) if target else MemoryStore(), ticking()) as made:
        yield made
