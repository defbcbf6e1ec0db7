"""The five notebooks of the gallery run from the first cell to the last, and are kept without what they print."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("pandas")

FOLDER = Path(__file__).parents[2] / "docs" / "notebooks"
SHOWN = {
    "casualties": ("killed_low", "doctors", "<svg"),
    "negotiation": ("planned", "signed", "mean"),
    "who-says-what": ("6 reports", "killed 28 to 50", "kB"),
    "networks": ("acts", "conflict", "<svg"),
    "own-acled": ("acled:TCD0101", "only yours", "+same day"),
}
"""Words that each one must print."""


def told(notebook) -> str:
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return "\n".join(str(output.get("text", "")) + "\n".join(map(str, output.get("data", {}).values())) for output in outputs)


def test_the_gallery_has_five_notebooks() -> None:
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(SHOWN)


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_notebook_is_kept_without_outputs_and_counts(name: str) -> None:
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_a_notebook_runs_and_shows_what_it_is_about(name: str, coder, monkeypatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    ran = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    shown = told(ran)
    assert [word for word in SHOWN[name] if word not in shown] == []
