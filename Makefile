# make site   builds the site of every round in build/site
# make test   everything that must pass before a change lands
# Both set themselves up: a virtual environment with the locked dependencies.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
# No input of the machine reaches an output: no locale, no time zone, no user configuration.
export PYTHONUTF8 := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site serve season test check lint types workflows unit data bench lock golden screenshots clean help

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -4

site: $(VENV)/.run
	$(BIN)/minhbach build

serve: $(VENV)/.run
	$(BIN)/minhbach serve

# The checks that use one processor each go side by side; what each says stays together.
test: $(VENV)/.dev
	$(MAKE) --jobs 2 --output-sync=target lint types workflows data
	$(MAKE) unit

lint: $(VENV)/.dev
	$(BIN)/ruff check scripts tests
	$(BIN)/ruff format --check scripts tests

types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/mypy tests --exclude tests/province

# Two linters that know GitHub's workflows. Nothing is asked of a network but the packages that are locked.
workflows: $(VENV)/.dev
	$(BIN)/zizmor --offline --quiet --no-progress --persona auditor --strict-collection .github
	.ci/actionlint

data: $(VENV)/.dev
	$(BIN)/minhbach criteria check
	$(BIN)/minhbach validate
	$(BIN)/minhbach build --out build/check/site

unit: $(VENV)/.dev
	$(BIN)/python tests/setup_browser.py
	$(BIN)/pytest -n 2

# Plays the round of 2019 on a real git repository, to its end and the opening of the next, with its people and every attack;
# leaves the repository and its site in build/season.
season: $(VENV)/.dev
	$(BIN)/python -m tests.season

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench $(SCENES)

golden: $(VENV)/.dev
	$(BIN)/python -m tests.golden.renew

screenshots: $(VENV)/.dev site
	$(BIN)/python tests/setup_browser.py
	$(BIN)/python -m tests.screenshots

# Renews the lock files: hashes for every file, no address of any index.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --group build --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--universal --python-version 3.11 --quiet --upgrade --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group build --group dev --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--universal --python-version 3.11 --quiet --constraint requirements/run.txt --output-file requirements/dev.txt
	$(BIN)/uv pip compile --group bench --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--universal --python-version 3.11 --quiet --constraint requirements/dev.txt --output-file requirements/bench.txt

$(VENV)/.run: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên / Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Cần gói venv của Python (Debian: apt-get install python3-venv) / the venv package of Python is needed"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements/bench.txt
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/bench.txt
	@touch $@

clean:
	rm -rf build $(VENV)
