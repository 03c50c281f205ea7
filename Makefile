# `make` lists the commands. On a bare Debian 12 with git, make and python3: `make run`, and open what it prints.
SHELL := /bin/bash
PORT ?= 8000
PY := .venv/bin/python
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help run test check fix lock build pictures bench reliability clean

help: ## List these commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

run: ## Set up what is missing, then run everything on http://127.0.0.1:8000 (PORT=…, or PROFILE=… of profiles/, for another)
	@bin/setup run
	@DEBUG=1 PORT=$(PORT) $(PY) manage.py runall $(if $(PROFILE),--profile $(PROFILE))

test: ## Install what tests need and run them all, on PostgreSQL and SQLite, in real Chromium
	@bin/setup test
	@bin/test

check: ## Look for mistakes without changing anything
	@bin/setup check
	@bin/check

fix: ## Put layout and imports in order, and write which test proves what
	@bin/setup check
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format --quiet .
	@git ls-files 'templates/*.html' | xargs .venv/bin/djade --target-version 5.2 || true
	@$(PY) bin/policy-coverage >/dev/null

lock: ## Pin and hash every package anew
	@bin/setup check
	@bin/lock

build: ## Build the pages' stylesheet and script
	@bin/setup build

pictures: ## Take the pictures of docs/ anew
	@bin/setup test
	@$(PY) bin/screenshots

bench: ## Measure the pages at 1,000 and 100,000 records
	@bin/setup test
	@DEBUG=1 $(PY) -m pytest tests/bench -m bench -q -s

reliability: ## Long runs: processes killed, mail servers down, a clean machine, the image's steps
	@bin/setup test
	@DEBUG=1 $(PY) -m pytest tests -m reliability -q
	@bin/clean-root
	@bin/replay-image

clean: ## Remove what was built and installed; your data in var/ stays
	@rm -rf .venv build node_modules .pytest_cache .ruff_cache .mypy_cache .hypothesis
