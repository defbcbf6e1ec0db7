# Two commands are all that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin


.PHONY: demo test server check bench docs evaluate clean

demo: $(VENV)/.demo
	$(BIN)/dateline code --samples --link

test: $(VENV)/.test server
	$(MAKE) check
	nice -n 5 $(BIN)/python -m pytest

# The archive is tested on a real PostgreSQL server: Debian's package, installed where we may.
server:
	@if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq postgresql >/dev/null; \
	else echo "no PostgreSQL server and no right to install one: the archive's tests on PostgreSQL are skipped"; fi

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
