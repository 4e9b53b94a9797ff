# Two commands: `make demo` shows Dixian, `make test` proves it. The rest serves these two.
PYTHON ?= $(firstword $(shell command -v python3.11 python3))
PEOPLE ?= 50000
PORT ?= 8000

.PHONY: demo test test-all dev format lint migrations screenshots

demo:
	@$(PYTHON) scripts/bootstrap.py app
	@.venv/bin/dixian demo --people $(PEOPLE) --port $(PORT)

test: dev
	@.venv/bin/python scripts/run_tests.py

test-all: dev
	@.venv/bin/python scripts/run_tests.py --all

dev:
	@$(PYTHON) scripts/bootstrap.py dev

# Everything a commit must pass, in one command (also the git hook).
lint: dev
	@.venv/bin/python scripts/run_tests.py --only lint

format: dev
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

migrations: dev
	@DIXIAN_ROLE=owner DIXIAN_HOME=$$(mktemp -d) .venv/bin/django-admin makemigrations --settings dixian.config.settings

screenshots: dev
	@.venv/bin/python scripts/screenshots.py
