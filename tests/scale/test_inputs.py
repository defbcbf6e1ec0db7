"""What a job reads, in which pieces, and what the command says of wrong use."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.cli.main import main
from dateline.errors import MissingData, UnreadableReport
from dateline.reading import Failure
from dateline.scale.shards import Source, cut, groups, listing
from dateline.scale.store import Folder, open_store

SIZES = st.lists(st.integers(0, 100), max_size=20)


@settings(deadline=None)
@given(SIZES, st.integers(1, 150))
def test_groups_hold_every_file_once_in_order_and_all_but_the_last_are_large_enough(sizes, least) -> None:
    sources = [Source(str(number), size) for number, size in enumerate(sizes)]
    made = groups(sources, least)
    assert [path for group in made for path in group.paths] == [source.path for source in sources]
    assert all(sum(sizes[int(path)] for path in group.paths) >= least for group in made[:-1])
    assert [group.number for group in made] == list(range(len(made)))


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(1, 10))
def test_shards_hold_every_item_once_in_order_under_names_that_sort(count, size) -> None:
    made = list(cut(3, (Failure(str(number), "x") for number in range(count)), size))
    assert [name for shard in made for name in shard.table().column("name").to_pylist()] == [str(number) for number in range(count)]
    assert [shard.name for shard in made] == sorted(shard.name for shard in made)
    assert all(shard.table().num_rows == size for shard in made[:-1])


def test_hidden_files_are_not_read_and_an_empty_folder_is_refused(tmp_path) -> None:
    (tmp_path / ".hidden").write_text("x")
    with pytest.raises(UnreadableReport, match="no file there"):
        listing(str(tmp_path))
    (tmp_path / "b.txt").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    assert [source.path for source in listing(str(tmp_path))] == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def test_a_file_system_that_is_not_known_is_named() -> None:
    with pytest.raises(MissingData, match=r"nowhere://bucket: cannot be opened"):
        open_store("nowhere://bucket")


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch) -> None:
    store = Folder(tmp_path)
    store.write("a/b", b"old")
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        store.write("a/b", b"new")
    assert store.read("a/b") == b"old"
    assert store.names("") == ["a/b"]


def test_the_command_codes_with_processes_and_goes_on_when_given_again(coder, model, tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "in.txt").write_text("Rebels shelled the airport of Marib on Tuesday, killing three soldiers.")
    chosen = ["--model", str(model)] if model else []
    command = ["dateline", "cluster", "code", str(tmp_path / "in.txt"), str(tmp_path / "out"), "--engine", "processes", "--published", "2024-03-07"]
    monkeypatch.setattr(sys, "argv", [*command, *chosen, "--price", "0.1"])
    outs = []
    for _ in range(2):
        with pytest.raises(SystemExit) as left:
            main()
        assert not left.value.code
        outs.append(capsys.readouterr().out)
    assert "1 reports coded" in outs[0] and "cost per million reports" in outs[0]
    assert "0.0 reports a second" in outs[1]


def test_a_wrong_day_is_refused_before_anything_is_written(tmp_path, monkeypatch, capsys) -> None:
    (tmp_path / "in.txt").write_text("A text.")
    monkeypatch.setattr(sys, "argv", ["dateline", "cluster", "code", str(tmp_path / "in.txt"), str(tmp_path / "out"), "--published", "someday"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert "someday" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
