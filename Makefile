# Two commands do all set-up: `make demo` and `make test`. Everything lands in .venv; nothing else is touched.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: help demo test lint eval bench bench-store fuzz schema rules floors lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY) ## read one bundled news page and print what it says
	@mkdir -p demo
	$(BIN)/extractor run corpora/demo/page.html --store sqlite:///demo/news.db --jsonl demo/records.jsonl --refetch-after 0s
	$(BIN)/extractor show demo/records.jsonl
	@echo "record:   demo/records.jsonl"
	@echo "database: demo/news.db   (try: $(BIN)/extractor query зарплата --store sqlite:///demo/news.db)"

test: $(READY) ## every test, in a few minutes
	$(BIN)/pytest

lint: $(READY) ## style, types, and the rooms' import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(READY) ## scores on the gold corpus, tuning and reporting part side by side
	$(BIN)/extractor evaluate corpora/gold

bench: $(READY) ## speed from page to record beside natasha's own pipeline
	$(BIN)/python benchmarks/speed.py

bench-store: $(READY) ## the store's rates, and 10,000 records loaded by four processes and over a crash (some minutes)
	STORE_TEST_RECORDS=10000 $(BIN)/pytest tests/store/test_many_processes.py -k "postgresql or stopped" --durations=5
	$(BIN)/python benchmarks/store.py 10000
	$(BIN)/python benchmarks/validate.py 10000

schema: $(READY) ## write schemas/record/*.json from the models
	$(BIN)/extractor schema > schemas/record/1.0.0.json

floors: $(READY) ## raise the quality floors to what the code reaches now
	$(BIN)/python tools/raise_floors.py

rules: $(READY) ## write docs/rules.md from the code
	$(BIN)/python tools/list_rules.py

fuzz: $(READY) ## mutated pages through the whole pipeline (some minutes)
	$(BIN)/python benchmarks/fuzz.py

lock: ## resolve pyproject.toml anew into requirements.lock (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --all-extras --group dev \
	  --custom-compile-command "make lock" --upgrade pyproject.toml -o requirements.lock

clean: ## remove the environment and the demo's output
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else f"extractor needs Python 3.11 or newer, {sys.executable} is {v.major}.{v.minor}: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
