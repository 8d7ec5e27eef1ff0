# Two commands for a newcomer: `make run` and `make test`; each does its own set-up.
# Windows without make: see the README.

# The first Python of these that is new enough; `make PYTHON=...` says otherwise.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,\
	$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)) python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run demo test soak bench setup check format translations keys picture clean

run: $(READY)  ## Open the program
	$(BIN)/assistant-tui

demo: $(READY)  ## Open an invented morning that is gone afterwards
	$(BIN)/assistant-tui demo

test: $(READY)  ## Run the tests
	$(BIN)/python -m pytest

soak: $(READY)  ## Thousands of kills, power cuts and damaged files: some minutes, with figures
	$(BIN)/python -m pytest -m soak -n 0 -s tests

bench: $(READY)  ## Measure the program against its floors; QUICK=1 roughly, in under a minute
	$(BIN)/python -m bench $(if $(QUICK),--quick)

setup: $(READY)  ## Only the set-up: a virtual environment with everything in it

check: $(READY)  ## Linters, import contracts, types, translations; then the tests
	.ci/run

format: $(READY)  ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

translations: $(READY)  ## Collect new sentences and compile the catalogues
	$(BIN)/python tools/translations.py

keys: $(READY)  ## Write docs/keys.md from the action registry
	$(BIN)/python tools/keys.py

picture: $(READY)  ## Draw the README's picture of the demo day
	$(BIN)/python tools/picture.py

clean:  ## Remove what the set-up made
	rm -rf $(VENV) .venv-peers bench/data build dist

# Brought up to date whenever a dependency changes; an environment that is broken, or whose Python is
# gone, is made anew. A set-up that fails leaves no mark and is repeated.
NEW_ENOUGH := import pip, sys; sys.exit(sys.version_info < (3, 11))
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...")'
	$(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)
