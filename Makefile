# Two commands are all that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin

.PHONY: demo test check bench docs evaluate clean

demo: $(VENV)/.demo
	$(BIN)/dateline code --samples

test: $(VENV)/.test
	$(MAKE) check
	nice -n 5 $(BIN)/python -m pytest

check: $(VENV)/.test
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.coding

docs: $(VENV)/.docs
	$(BIN)/mkdocs build --strict

$(VENV)/.demo: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/dateline gazetteer build
	touch $@

$(VENV)/.test: $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[test]
	touch $@

$(VENV)/.docs: $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[docs]
	touch $@

clean:
	rm -rf $(VENV) build dist site
