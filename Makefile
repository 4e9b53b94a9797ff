# Two commands: `make demo` shows Dixian, `make test` proves it. The rest serves these two.
# Without any Python the first step says which package brings it.
PYTHON ?= $(or $(firstword $(shell command -v python3.11 python3)),no-python)
PEOPLE ?= 50000
PORT ?= 8000

.PHONY: demo test test-all dev format lint migrations screenshots python

demo: python
	@case "$(PEOPLE)$(PORT)" in *[!0-9]*) echo "错误：PEOPLE 和 PORT 要写整数。怎么办：make demo PEOPLE=3000 PORT=8001" >&2; exit 2;; esac
	@$(PYTHON) scripts/bootstrap.py app
	@.venv/bin/dixian demo --people $(PEOPLE) --port $(PORT)

test: dev
	@.venv/bin/python scripts/run_tests.py

test-all: dev
	@.venv/bin/python scripts/run_tests.py --all

dev: python
	@$(PYTHON) scripts/bootstrap.py dev

python:
	@command -v $(PYTHON) >/dev/null || { echo "错误：没有 Python 3.11。怎么办：apt-get install python3（Debian 12）" >&2; exit 3; }

# Everything a commit must pass, in one command (also the git hook).
lint: dev
	@.venv/bin/python scripts/run_tests.py --only lint

format: dev
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

migrations: dev
	@test -n "$(APP)" -a -n "$(NAME)" || { echo "用法：make migrations APP=registry_households NAME=add_remark" >&2; exit 2; }
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && DIXIAN_ROLE=owner DIXIAN_HOME=$$home \
		.venv/bin/django-admin makemigrations $(APP) --name $(NAME) --settings dixian.config.settings

screenshots: dev
	@.venv/bin/python scripts/screenshots.py
