# One command sets up and renders, one sets up and passes all tests. Both work on a fresh machine with Python 3.11+.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Tests start hundreds of Pythons. Where the environment forbids to keep bytecode, each would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

FIGURES := $(CURDIR)/.pytest_cache/edit-figures

.PHONY: render test all rehearse edits mutate fast interpreters bench lint wheel clean

render: $(VENV)/.run  ## set up what rendering needs, and render every environment into out/
	$(BIN)/hclpress render --all

# Rehearsals and other tests with an emulator mostly wait for the provider: two processes for each of two processors.
test: $(VENV)/.dev lint  ## set up everything, and run every check and test, with today's share of the dear ones
	$(BIN)/pytest -n 4 --dist worksteal

all: $(VENV)/.dev lint  ## every check and test, also those of which `make test` has a share each day; takes hours
	HCLPRESS_SHARES=all $(BIN)/pytest -n 4 --dist worksteal

rehearse: $(VENV)/.dev  ## rehearse every environment, and the update of each system from dev to prod
	HCLPRESS_SHARES=all $(BIN)/pytest -n 8 --maxschedchunk 1 -m rehearsal

edits: $(VENV)/.dev  ## plan every single edit of every example, and apply the edits of all courses; takes more than an hour
	rm -f $(FIGURES)
	HCLPRESS_SHARES=all HCLPRESS_EDIT_FIGURES=$(FIGURES) $(BIN)/pytest -n 2 --maxschedchunk 1 -m edits
	awk '{r += $$2; p += $$3; s += $$4; f += $$5; d += $$6} END {print r + p " edits: " r " refused, " p " planned, " s " surprises, " f " refused by Terraform, " d " losses of data"}' $(FIGURES)

mutate: $(VENV)/.dev  ## break every line of every template, and say what no golden file notices and what is never rendered
	PYTHONPATH=tests $(BIN)/python tests/mutation/mutate.py

fast: $(VENV)/.dev  ## the tests that start no Terraform, Checkov, emulator or browser
	$(BIN)/pytest -n 2 -m "not terraform and not checkov and not mutation and not emulator and not browser"

interpreters: $(VENV)/.dev  ## the unit tests on every other Python of this machine that we say we work with
	$(BIN)/python .ci/interpreters.py

bench: $(VENV)/.dev  ## measure what fleets cost, and other programs that make the same; see benchmarks/README.md
	$(BIN)/python -m benchmarks --results benchmarks/results.md

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	MYPYPATH=generator $(BIN)/mypy benchmarks/*.py
	MYPYPATH=generator:tests $(BIN)/mypy tests/unit/module/test_protocols.py

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
