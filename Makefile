# Two commands are all that is needed: make demo, make test. The first call brings the environment.

PYTHON := .venv/bin/python
READY := .venv/.ready

.PHONY: help demo test check corpus faults operation audit up clean

help:
	@echo 'make demo     the whole trip on the sample release'
	@echo 'make test     all tests'
	@echo 'make check    formatting, types, import rules'
	@echo 'make up       what a team needs: server, flows, drop folder, desk (Ctrl-C ends it); ARGS="--port 4300" for options'
	@echo 'make corpus   accuracy and speed on the corpora in ../shared, where they are'
	@echo 'make faults   crashes, full disks and racing writers against the record; what leaves this machine'
	@echo 'make operation  what a team waits for and what its set-up survives, with real servers: about an hour'
	@echo 'make audit    bill of materials (dist/sbom.cdx.json), licences, known vulnerabilities; the last asks osv.dev'
	@echo 'make clean    remove the environment and caches, nothing that people made'

$(READY): uv.lock pyproject.toml bootstrap.sh
	@sh bootstrap.sh

demo: $(READY)
	@.venv/bin/communique demo

up: $(READY)
	@.venv/bin/communique up $(ARGS)

# Two processes, each with whole files: what one file sets up is set up once. Where Python may not keep what it compiled, every start compiles.
test: $(READY)
	@$(PYTHON) -m compileall -q src flows
	@PYTHONDONTWRITEBYTECODE= $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(READY)
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/ruff check --quiet .
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-cache > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@echo 'check: formatting, types and import rules are in order'

# Each benchmark prints what it measured as one line of JSON, and ends with an error where a promise is broken.
SHARED := ../shared/data
corpus: $(READY)
	@if [ -d $(SHARED) ]; then set -e; \
	  $(PYTHON) benchmarks/word.py $(SHARED)/docx; \
	  $(PYTHON) benchmarks/word.py $(SHARED)/hostile; \
	  $(PYTHON) benchmarks/checks.py $(SHARED)/qa/bench.jsonl; \
	  $(PYTHON) benchmarks/terms.py $(SHARED)/qa; \
	  $(PYTHON) benchmarks/translation.py $(SHARED); \
	  $(PYTHON) benchmarks/memory.py $(SHARED); \
	  $(PYTHON) benchmarks/engine_overhead.py; \
	  $(PYTHON) benchmarks/trip.py; \
	  $(PYTHON) benchmarks/render.py; \
	  $(PYTHON) benchmarks/render_conformance.py; \
	else echo 'corpus: skipped, there is no $(SHARED) beside this folder'; fi

faults: $(READY)
	@$(PYTHON) benchmarks/faults.py
	@$(PYTHON) benchmarks/gate.py
	@$(PYTHON) benchmarks/discretion.py
	@$(PYTHON) benchmarks/engine_faults.py
	@$(PYTHON) benchmarks/exchange.py
	@$(PYTHON) benchmarks/waiting.py
	@$(PYTHON) benchmarks/word_review.py
	@$(PYTHON) benchmarks/desk.py
	@$(PYTHON) benchmarks/operation.py ci day

operation: $(READY)
	@$(PYTHON) benchmarks/operation.py

# Without a network vulnerabilities are not checked, which is said and is no success.
audit: $(READY)
	@$(PYTHON) benchmarks/audit.py dist

# What people made stays: drafts, output, the gate's key in .communique, the history of runs in .prefect.
clean:
	rm -rf .venv .bootstrap .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
