# Needs Python 3.11 or later and make; everything else is installed into .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed

.PHONY: demo test check accuracy benchmarks docs clean help

help:
	@echo "make demo        crawl, read, check and show the sample county"
	@echo "make test        ruff, mypy and the tests"
	@echo "make accuracy    score the readers on labelled documents (docs/accuracy.md)"
	@echo "make docs        remake the generated pages of docs/"
	@echo "make clean       remove what was installed and made"

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip -c constraints.txt
	$(BIN)/pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/sendwatch demo

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: check
	$(BIN)/pytest

accuracy: $(STAMP)
	$(BIN)/python -m benchmarks.accuracy --write

docs: $(STAMP)
	$(BIN)/sendwatch methodology > docs/methodology.md
	$(BIN)/python -m benchmarks.cli_help > docs/cli.md

clean:
	rm -rf $(VENV) demo dist .mypy_cache .ruff_cache .pytest_cache
