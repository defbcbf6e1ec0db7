"""What only a database can do wrong: migrations, other people's files, tampering, two writers, what an erasure leaves in the file."""

import json
import os
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from dateline.archive import Archive, Coded, Order, Query, Received, UnusableArchive, open_archive
from dateline.archive.sql.engine import open_engine, revision, url_of
from dateline.archive.sql.migrate import HEAD, upgrade
from dateline.archive.sql.models import Base
from dateline.archive.sql.store import SqlStore
from dateline.records import Claim, Report, Span, Trigger, with_id

OLD = Path(__file__).parent / "old" / "0001.sql"
ORDER = Order("an editor", "asked by law")


def make_report(id: str = "r1", text: str = "Rebels shelled the airport; Jane Roe said so.") -> Report:
    return Report(id, text, "Airport shelled", "Wire", language="en")


def make_claim(report: Report) -> Claim:
    return with_id(Claim("", report.id, "text", Span(0, len(report.text)), Trigger(Span(7, 14), "shelled"), "ASSAULT", coder="coder 1"))


def keep(archive: Archive, report: Report) -> None:
    archive.add(Received(report, report.text.encode()), Coded("coder 1", [make_claim(report)]))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """An archive with nothing in it."""
    return str(request.getfixturevalue("new_file" if request.param == "sqlite" else "new_database")())


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, quick: Path) -> str:
    """A file that is not there yet, or a database without tables."""
    if request.param == "sqlite":
        return str(quick / f"new-{os.urandom(4).hex()}.db")
    return str(request.getfixturevalue("empty_database"))


def change(target: str, *statements: str) -> None:
    engine = open_engine(target)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_migrations_stand_in_one_line_and_end_where_the_code_says() -> None:
    folder = files("dateline.archive.sql") / "migrations" / "versions"
    names = sorted(path.name for path in folder.iterdir() if re.match(r"v\d{4}_\w+\.py", path.name))
    sources = [(folder / name).read_text(encoding="utf-8") for name in names]
    steps = [(re.search(r'^revision = "(\d+)"', s, re.M)[1], re.search(r"^down_revision = (\S+)", s, re.M)[1].strip('"')) for s in sources]
    assert [name[1:5] for name in names] == [own for own, _ in steps]
    assert [before for _, before in steps] == ["None", *[own for own, _ in steps[:-1]]]
    assert steps[-1][0] == HEAD


def test_a_new_archive_has_the_tables_that_the_code_knows(nothing: str) -> None:
    engine = open_engine(nothing)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
        assert revision(connection) == HEAD
    engine.dispose()
    assert [step for step in found if "passage_words" not in str(step) and "vector" not in str(step)] == []


def test_an_old_file_is_brought_up_to_date_with_all_that_is_in_it(quick: Path) -> None:
    path = quick / "old.db"
    with sqlite3.connect(path) as connection:
        connection.executescript(OLD.read_text(encoding="utf-8"))
    connection.close()
    with open_archive(path) as archive:
        assert archive.verify() == []
        assert archive.search_claims(Query(text="airport", parties=("rebels",))).total == 1
        assert archive.search_reports(Query(text="jane")).total == 1
        assert archive.coder == "coder 1"
        keep(archive, make_report("r2"))
        assert archive.verify() == []


def test_an_old_database_is_brought_up_to_date_too(empty_database: str, quick: Path) -> None:
    source = open_archive(quick / "source.db")
    keep(source, make_report())
    backup = list(source.backup())
    source.close()
    _at_first_step(empty_database, backup)
    with open_archive(empty_database) as archive:
        assert archive.verify() == []
        assert archive.search_claims(Query(text="airport")).total == 1


def _at_first_step(target: str, backup: list[str]) -> None:
    """The archive as the first migration made it, filled with what a back-up holds."""
    engine = SqlStore.open(target).engine
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
        upgrade(connection, "0001")
        report = json.loads(backup[1])["version"]
        fields = {**report["report"], **{name: report[name] for name in ("digest", "series", "number", "state", "raw_sha256", "received")}}
        connection.execute(
            text(
                "INSERT INTO versions (digest, series, number, state, successor, why, received, report, outlet, title, url, language, "
                "\"text\", masks, raw, raw_sha256, raw_kind, \"order\") VALUES (:digest, :series, :number, :state, '', '', "
                ":received, :id, :outlet, :title, :url, :language, :text, '[]', NULL, '', 'erased', 'x')"
            ),
            fields,
        )
        coding = json.loads(backup[2])
        connection.exec_driver_sql("INSERT INTO codings (version, coder, at, standing) VALUES (1, 'coder 1', 'then', true)")
        connection.execute(
            text(
                'INSERT INTO claims (coding, number, id, type, status, country, dated, placed, confidence, "order", record) '
                "VALUES (1, 0, :id, 'ASSAULT', 'actual', '', false, false, 1.0, 'x', :record)"
            ),
            {"id": coding["claims"][0]["id"], "record": json.dumps(coding["claims"][0])},
        )
    engine.dispose()


def test_an_archive_of_a_newer_dateline_is_refused(database: str) -> None:
    change(database, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UnusableArchive, match="newer"):
        open_archive(database)


def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("My notes, which are no archive.", encoding="utf-8")
    with pytest.raises(UnusableArchive, match="no archive"):
        open_archive(path)
    assert path.read_text(encoding="utf-8").startswith("My notes")


def test_a_database_of_something_else_is_refused_and_left_alone(nothing: str) -> None:
    url = url_of(nothing)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE accounts (name text)"))
    with pytest.raises(UnusableArchive, match="something else"):
        open_archive(nothing)
    assert inspect(engine).get_table_names() == ["accounts"]
    engine.dispose()


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("mysql://x/y", "SQLite"),
        ("://", "URL"),
        ("/nowhere/at/all.db", "folder"),
        ("/", "file"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "127.0.0.1"),
    ],
)
def test_what_cannot_be_an_archive_is_one_line(target: str, what: str) -> None:
    with pytest.raises(UnusableArchive, match=what) as caught:
        open_archive(target)
    assert "\n" not in str(caught.value)


def test_a_password_stays_out_of_messages() -> None:
    with pytest.raises(UnusableArchive) as caught:
        open_archive("postgresql://me:secret@127.0.0.1:1/nothing")
    assert "secret" not in str(caught.value)


def test_an_archive_that_is_not_there_is_not_made_where_it_should_not_be(tmp_path: Path) -> None:
    with pytest.raises(UnusableArchive, match="dateline ingest"):
        open_archive(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


TAMPERED = {
    "body": ('UPDATE log SET body = \'{"coder":"x"}\' WHERE number = 1', "not the one it was written with"),
    "broken body": ("UPDATE log SET body = 'x' WHERE number = 1", "not the one it was written with"),
    "time": ("UPDATE log SET at = '2001-01-01' WHERE number = 2", "was changed"),
    "middle": ("DELETE FROM log WHERE number = 2", "missing"),
    "silence": ("UPDATE log SET body = NULL, salt = '' WHERE number = 2", "no erasure says why"),
    "text": ("UPDATE versions SET \"text\" = replace(\"text\", 'Jane', 'John')", "its digest differs"),
    "bytes": ("UPDATE versions SET raw = NULL", "missing or changed"),
    "claim": ("UPDATE claims SET record = replace(record, 'ASSAULT', 'CONSULT')", "its id is not made from its content"),
    "index": ("DELETE FROM passages WHERE claim IS NOT NULL", "cannot be found"),
    "states": ("UPDATE codings SET standing = NOT standing", "expected one coding that counts"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_shows(database: str, what: str) -> None:
    with open_archive(database) as archive:
        for number in range(3):
            keep(archive, make_report(f"r{number}"))
        archive.retract("r1", ORDER)
        archive.retract("r2", ORDER)
        assert archive.verify() == []
    statement, found = TAMPERED[what]
    change(database, statement)
    with open_archive(database) as archive:
        assert any(found in problem.what for problem in archive.verify())


def test_a_log_that_was_cut_off_shows_to_who_noted_its_head(database: str) -> None:
    with open_archive(database) as archive:
        keep(archive, make_report())
        archive.retract("r1", ORDER)
        head = archive.log()[-1].hash
    change(database, "DELETE FROM log WHERE number = 2")
    with open_archive(database) as archive:
        assert archive.verify() == []
        assert archive.verify(head) != []


def test_many_writers_at_once_put_everything_in_once(database: str) -> None:
    reports = [make_report(f"r{number}") for number in range(6)]

    def write(worker: int) -> None:
        with open_archive(database) as archive:
            for report in reports[worker:] + reports[:worker]:
                keep(archive, report)
                archive.retract(report.id, ORDER)

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, range(3)))
    with open_archive(database) as archive:
        assert archive.counts()["versions"] == 6
        assert len(archive.log()) == 1 + 18
        assert archive.verify() == []


def test_what_was_erased_is_in_no_page_of_the_file(new_file: Callable[[], Path]) -> None:
    path = new_file()
    with open_archive(path) as archive:
        for number in range(20):
            keep(archive, make_report(f"r{number}"))
        archive.erase_person(["Jane Roe"], ORDER)
        archive.erase_report("r3", ORDER)
        left = b"".join(part.read_bytes() for part in path.parent.glob(path.name + "*"))
        for name in (b"Jane", b"jane roe"):
            assert name not in left
        assert archive.verify() == []


def test_an_archive_moves_from_one_database_to_another(new_file: Callable[[], Path], new_database: Callable[[], str]) -> None:
    with open_archive(new_file()) as source, open_archive(new_database()) as other, open_archive(new_file()) as back:
        for number in range(3):
            keep(source, make_report(f"r{number}"))
        source.erase_report("r1", ORDER)
        lines = list(source.backup())
        other.restore(lines)
        back.restore(list(other.backup()))
        assert list(back.backup())[1:-1] == lines[1:-1]


@pytest.mark.parametrize("damage", ["cut", "changed", "other", "empty", "binary"])
def test_a_damaged_back_up_is_refused_and_nothing_of_it_kept(new_file: Callable[[], Path], damage: str) -> None:
    with open_archive(new_file()) as source, open_archive(new_file()) as other:
        for number in range(3):
            keep(source, make_report(f"r{number}"))
        lines = list(source.backup())
        damaged = {
            "cut": lines[:-1],
            "changed": [lines[0], lines[1].replace("Wire", "Tape"), *lines[2:]],
            "other": ['{"schema": "something/1"}\n', *lines[1:]],
            "empty": [],
            "binary": ["\x00\x01"],
        }[damage]
        with pytest.raises(UnusableArchive):
            other.restore(damaged)
        assert other.counts()["versions"] == 0
        assert other.log() == []
