# dateline: `make demo` shows it at work, `make test` sets up and runs all tests. Needs Python 3.11 or later with venv.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV   ?= .venv
BIN     = $(VENV)/bin
SAMPLES = src/dateline/knowledge/samples/korea
DEMO    = demo-out
GOLD   ?=

.PHONY: setup demo browser postgresql audit test check fmt lint types imports docs pictures docs-check spell eval bench fuzz fuzz-corpus kills serve build clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: apt-get install python3.11 python3.11-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "no venv module: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

demo: setup
	@mkdir -p $(DEMO) && rm -f $(DEMO)/demo.db*
	$(BIN)/dateline read $(SAMPLES) --db $(DEMO)/demo.db
	$(BIN)/dateline timeline --db $(DEMO)/demo.db
	$(BIN)/dateline timeline --db $(DEMO)/demo.db --format html -o $(DEMO)/timeline.html
	@echo "one self-contained page: $(DEMO)/timeline.html"

# The tests of the web pages drive the system's Chromium; where it cannot be had they are skipped.
browser:
	@command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || \
	{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && \
	  { timeout 600 apt-get install -y -q chromium || { timeout 120 apt-get update -q && timeout 600 apt-get install -y -q chromium; }; } >/dev/null 2>&1; } || \
	echo "no Chromium: the browser tests are skipped"

# PostgreSQL for the tests of the store: installed where that may be done, never a reason to fail (they are skipped then).
postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
	  [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	  { timeout 300 env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql || \
	    { timeout 120 apt-get update -qq && timeout 300 env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; }; } \
	  >/dev/null 2>&1; } || echo "no PostgreSQL server: its tests will be skipped"

# Known weaknesses of the installed packages. Where the database cannot be asked it says so and goes on; AUDIT=--strict makes that a failure.
audit: setup
	$(BIN)/python tools/audit.py $(AUDIT)

test: setup browser postgresql
	$(BIN)/python -m pytest -q -n 2

check: lint types imports docs-check spell test

fmt: setup
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lint: setup
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: setup
	$(BIN)/mypy

imports: setup
	$(BIN)/lint-imports

spell: setup
	$(BIN)/codespell

docs: setup browser
	$(BIN)/cog -r docs/reference/*.md
	$(BIN)/python tools/notebooks.py
	$(BIN)/python tools/screenshots.py

pictures: setup browser
	$(BIN)/python tools/screenshots.py

docs-check: setup
	$(BIN)/cog --check docs/reference/*.md

# Writes docs/accuracy.md, docs/errors.md and the table in README.md. GOLD=folder adds public gold sets to the built-in one;
# EVALFLAGS is passed on (--only, --skip, --limit, --jobs).
eval: setup
	$(BIN)/python tools/write_accuracy.py $(if $(GOLD),--gold $(GOLD)) $(EVALFLAGS)

bench: setup
	$(BIN)/python benchmarks/speed.py

# Random inputs for ten minutes, guided by the code that they reach; what reaches something new stays in fuzz/corpus.
FUZZSECONDS ?= 600
fuzz: setup
	$(BIN)/python -m pip install --quiet 'atheris>=2.3,<4'
	$(BIN)/python fuzz/coding.py -max_total_time=$(FUZZSECONDS) -max_len=4000 fuzz/corpus

# Keeps of the corpus only what is needed to reach all that it reaches.
fuzz-corpus: setup
	$(BIN)/python -m pip install --quiet 'atheris>=2.3,<4'
	rm -rf fuzz/smaller && mkdir fuzz/smaller && cp fuzz/corpus/page fuzz/corpus/story fuzz/corpus/figures fuzz/smaller
	PATH="$(abspath $(BIN)):$$PATH" fuzz/coding.py -set_cover_merge=1 -use_counters=0 -max_len=4000 fuzz/smaller fuzz/corpus
	rm -rf fuzz/corpus && mv fuzz/smaller fuzz/corpus

# Kills read, recode, judge, load and watch with -9 at random moments, so many times each, and looks at what they leave.
KILLS ?= 200
kills: setup
	$(BIN)/python tests/faults/kills.py all --kills $(KILLS)

serve: demo
	$(BIN)/dateline serve --db $(DEMO)/demo.db

build: setup
	$(BIN)/python -m build

clean:
	rm -rf build dist $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
