# Everything a newcomer types. Needs python3 (3.11 or newer, with venv) and make; brings its own uv, Node and PostgreSQL.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
UV_VERSION := 0.13.8
UV := .cache/uv/bin/uv
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_PYTHON := $(PYTHON)
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Two test processes; a machine with more cores may take more: make test WORKERS=8
WORKERS ?= 2

.PHONY: help demo demo-empty test check format bench faults client web chromium tools

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: .cache/demo.synced ## Try the shop: opens a page on this machine
	@$(BIN)/python scripts/build_web.py
	@exec $(BIN)/kiosk demo

demo-empty: .cache/demo.synced ## Walk from nothing to the first order
	@$(BIN)/python scripts/build_web.py
	@exec $(BIN)/kiosk demo --empty

test: tools web chromium ## Run all tests, on a real PostgreSQL and in a real browser
	cd web && npm test
	$(BIN)/pytest -n $(WORKERS) --durations=25

check: tools web ## Look for mistakes without running anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/build_client.py --check
	cd web && npm run check

format: tools web ## Put every file into its form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	cd web && npm run format

bench: tools ## Measure speed, each figure beside its floor
	$(BIN)/python -m bench

faults: tools ## Kill processes under load, at full length
	KIOSK_FAULTS=whole $(BIN)/pytest -m faults --timeout=1800

client: tools web ## Write the panel's API client anew, after the API has changed
	$(BIN)/python scripts/build_client.py

web: tools
	@$(BIN)/python scripts/build_web.py

chromium:
	@scripts/ensure_chromium.sh

tools: .cache/tools.synced

# The demo needs no test tools, and never takes them away from a checkout that has them.
.cache/demo.synced: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --frozen --inexact --quiet --group web
	@touch $@

.cache/tools.synced: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --frozen --inexact --quiet --all-groups --all-extras
	@touch $@ .cache/demo.synced

$(UV):
	@echo "Setting up (once)..."
	@scripts/ensure_uv.sh "$(PYTHON)" "$(UV_VERSION)"
