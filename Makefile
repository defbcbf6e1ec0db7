# Two commands are all that a newcomer needs: `make demo` and `make test`.
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin


.PHONY: demo desk test server chromium check bench docs evaluate clean

demo: $(VENV)/.demo
	$(BIN)/dateline code --samples --link

# The desk on the sample reports; `make desk` builds its browser code first.
desk: $(VENV)/.desk
	$(BIN)/dateline serve

test: $(VENV)/.test $(VENV)/.desk server chromium
	$(MAKE) check
	nice -n 5 $(BIN)/python -m pytest

# The archive is tested on a real PostgreSQL server: Debian's package, installed where we may.
server:
	@if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq postgresql >/dev/null; \
	else echo "no PostgreSQL server and no right to install one: the archive's tests on PostgreSQL are skipped"; fi

# The desk is tested in a real browser: Debian's Chromium, installed where we may.
chromium:
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else echo "no Chromium and no right to install it: the desk's browser tests are skipped"; fi

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

# Browser code from locked npm packages; Node from the machine, else from PyPI.
$(VENV)/.desk: $(VENV)/.demo browser/package-lock.json $(wildcard browser/src/*.ts browser/src/lib/*.ts) browser/build.mjs
	command -v npm >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[desk]
	PYTHON=$(CURDIR)/$(BIN)/python browser/build
	touch $@

$(VENV)/.docs: $(VENV)/.demo
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .[docs]
	touch $@

clean:
	rm -rf $(VENV) build dist site
