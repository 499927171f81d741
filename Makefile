# One command sets up and renders, one sets up and passes all tests. Both work on a fresh machine with Python 3.11+.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: render test rehearse fast lint wheel clean

render: $(VENV)/.run  ## set up what rendering needs, and render every environment into out/
	$(BIN)/hclpress render --all

test: $(VENV)/.dev lint  ## set up everything, and run every check and every test but the full rehearsals
	$(BIN)/pytest -n 2 --dist worksteal -m "not rehearsal"

rehearse: $(VENV)/.dev  ## apply, update and destroy whole systems on the emulator
	$(BIN)/pytest -n 2 -m rehearsal

fast: $(VENV)/.dev  ## the tests that start neither Terraform nor Checkov nor the emulator
	$(BIN)/pytest -n 2 -m "not terraform and not rehearsal and not checkov"

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/.dev
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.run: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.run
