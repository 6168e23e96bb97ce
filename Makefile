# The face of the project: `make` lists what it can do. Each target does the set-up that it needs.

PYTHON ?= python3
VENV ?= .venv
UPGRADE ?=
FIGURE ?=
IN ?= en
NAME ?=
AGAINST ?=
BEFORE ?=
INTO ?= build/charts
PROGRAMME ?=
PORT ?=
BENCH ?=
GENERATE ?=

PY = "$(VENV)/bin/python"
INSTALL = pip() { \
  if $(PY) -m pip --version > /dev/null 2>&1; then $(PY) -m pip "$$@"; \
  else "$(PYTHON)" -m pip --python $(PY) "$$@"; fi; \
}; pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help briefings test lab check why edition changes charts form returns register \
  generate scan watch bench clean lock ready environment locked

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

briefings: ready ## build every briefing, ledger and annex that is not current (WORKERS=tcp://… : on Dask)
	@$(PY) -m analysis.pipeline.build

test: ready ## run the tests
	@$(PY) -m pytest --numprocesses=auto --dist=loadfile

lab: ready ## open the notebooks in JupyterLab with the project's kernel
	@JUPYTER_PREFER_ENV_PATH=1 $(PY) -m jupyterlab --LabApp.default_url=/lab/tree/notebooks

check: ready ## hold each document against itself and say what does not agree
	@$(PY) -m analysis.pipeline.check

why: ready ## say what a figure rests on: make why FIGURE=<id or part of it>, IN=vi for Vietnamese
	@$(PY) -m analysis.pipeline.why "$(FIGURE)" --lang "$(IN)"

edition: ready ## freeze the reports as an edition: make edition NAME=2026-11 (default: the day)
	@$(PY) -m analysis.pipeline.freeze $(NAME)

changes: ready ## say what changed, and why, since the last edition: AGAINST=<edition or git revision>
	@$(PY) -m analysis.pipeline.against $(AGAINST)

charts: ready ## name the charts that changed and draw them: BEFORE=<folder of reports> INTO=<folder>
	@$(PY) -m analysis.pipeline.charts "$(BEFORE)" "$(INTO)"

form: ready ## write the Excel form that units fill in: make form PROGRAMME=<id>
	@$(PY) -m analysis.pipeline.form "$(PROGRAMME)"

returns: ready ## read what units sent, say what counts and what goes back: PROGRAMME=<id>
	@$(PY) -m analysis.pipeline.returns "$(PROGRAMME)"

scan: ready ## look for persons in everything that a build wrote, in every layer of every file
	@$(PY) -m analysis.pipeline.scan

register: ready ## read a register of persons, say what counts and what is refused: PROGRAMME=<id>
	@$(PY) -m analysis.pipeline.register "$(PROGRAMME)"

generate: ready ## make up data to try: GENERATE="returns <programme>" or "register --rows 140000"
	@$(PY) -m analysis.pipeline.generate $(GENERATE)

watch: ready ## build on each save and show the pages, which reload (PORT=8765)
	@PORT="$(PORT)" $(PY) -m analysis.pipeline.watch

bench: ready ## measure against papermill's and nbconvert's commands: BENCH="--notebooks 12 --rounds 1"
	@$(PY) -m analysis.pipeline.bench $(BENCH)

clean: ## delete everything that can be built again, not the environment
	@rm -rf build data/processed reports/annexes .pytask pytask.lock.journal
	@rm -f reports/*.html reports/*.pdf reports/*.xlsx reports/*.sheet.* reports/*.csv
	@rm -rf .pytest_cache .hypothesis .mypy_cache .ruff_cache

lock: ready ## pin the dependencies of pyproject.toml again (newer ones: make lock UPGRADE=--upgrade)
	@$(PY) -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-strip-extras --no-header --quiet $(UPGRADE) \
	  --output-file requirements.lock

# The environment is made again when requirements.lock changes, the project is installed into it
# again when pyproject.toml or the folder changes. What was installed is noted last: a set-up that
# is interrupted starts over.
ready:
	@{ test -x $(PY) && cmp -s requirements.lock "$(VENV)/installed.lock"; } \
	  || $(MAKE) --no-print-directory locked
	@{ pwd; cat pyproject.toml; } | cmp -s - "$(VENV)/installed.project" || { \
	  rm -f "$(VENV)/installed.project" \
	  && { $(INSTALL) --no-deps --no-build-isolation --editable .; } \
	  && { pwd; cat pyproject.toml; } > "$(VENV)/installed.project"; }

locked: environment
	@echo "Installing the versions of requirements.lock into $(VENV); this takes a few minutes."
	@rm -f "$(VENV)/installed.lock" "$(VENV)/installed.project"
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@cp requirements.lock "$(VENV)/installed.lock.new"
	@mv "$(VENV)/installed.lock.new" "$(VENV)/installed.lock"

# An environment of conda is used as it is; any other is made from scratch.
environment:
	@if [ -d "$(VENV)/conda-meta" ]; then exit 0; fi; \
	command -v "$(PYTHON)" > /dev/null || { \
	  echo "There is no $(PYTHON). Install Python 3.11 or newer (Debian, Ubuntu: apt install"; \
	  echo "python3 python3-venv), or name another: make PYTHON=/path/to/python3"; exit 1; }; \
	"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)."; \
	  echo "Name a newer one: make PYTHON=python3.12"; exit 1; }; \
	rmdir "$(VENV)" 2> /dev/null; \
	if [ -e "$(VENV)" ] && [ ! -f "$(VENV)/pyvenv.cfg" ]; then \
	  echo "$(VENV) is no virtual environment and is left as it is. Name another: make VENV=.venv"; \
	  exit 1; \
	fi; \
	rm -rf "$(VENV)"; \
	if "$(PYTHON)" -c 'import ensurepip' 2> /dev/null; then "$(PYTHON)" -m venv "$(VENV)"; \
	elif "$(PYTHON)" -m pip --version > /dev/null 2>&1; then \
	  "$(PYTHON)" -m venv --without-pip "$(VENV)"; \
	else \
	  echo "$(PYTHON) can neither bring pip into a virtual environment nor has it itself."; \
	  echo "Install one of them once (Debian, Ubuntu: apt install python3-venv), or name a Python"; \
	  echo "that has: make PYTHON=/path/to/python3"; exit 1; \
	fi
