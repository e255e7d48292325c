# Needs Python 3.11+ and make. Everything is installed into .venv from a lock file with hashes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test up check lock clean models french semantic bench

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP) ## Run the whole pipeline on the bundled samples
	$(BIN)/uj demo

up: $(STAMP) ## Serve the search pages (port 8000) and the Dagster UI (port 3000)
	@exec $(BIN)/uj up

test: $(STAMP) ## Lint, type check and test everything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2 --dist loadgroup

bench: $(STAMP) ## Measure reading, search and alerts, each beside a named peer
	$(BIN)/python -m tests.bench.entities
	$(BIN)/python -m tests.bench.search
	$(BIN)/python -m tests.bench.alerts

models: $(STAMP) ## Train the entity models anew (corpora in UJ_NER_DATA)
	$(BIN)/python -m enrichment.ner.train --data "$${UJ_NER_DATA:-../shared/data/ner}" --card docs/MODEL_CARD.md

french: $(STAMP) ## Install the French entity model (optional)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-fr.lock

semantic: $(STAMP) ## Install the model for likeness of meaning (optional; see docs/SEARCH.md)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-semantic.lock

lock: $(STAMP) ## Renew requirements.lock (needs uv)
	uv pip compile --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --extra test pyproject.toml -o requirements.lock

clean: ## Remove what was built and collected
	rm -rf $(VENV) var .dagster .pytest_cache .mypy_cache .ruff_cache
