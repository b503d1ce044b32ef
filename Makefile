# The front door. Each target sets up what it needs from a clean checkout with Python >= 3.11 alone.
#
#   make PYTHON=python3.12 ...   takes another Python than the first that will do
#   make VENV=/some/folder ...   puts the environment elsewhere

VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?=
EXAMPLE := examples/herefordshire
LETTERS := $(EXAMPLE)/letters/2024-25

# Tests run on all processors; `make test SPREAD=` runs them one after another.
SPREAD ?= -n auto --dist worksteal

# What the package is installed with again when it changes; the code itself is seen as it stands.
READY := $(VENV)/.ready

# What `make bench` measures against.
RIVALS := build/bench-tools

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo nation test covered check accept browser hooks fuzz kills audit mutate bench lock clean

help: ## List the targets
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1	\2/p' $(MAKEFILE_LIST) | expand -t 12

setup: $(READY) ## Make .venv with the pinned tools and the package in it

$(READY): requirements/dev.txt pyproject.toml tools/make_venv.sh
	@PYTHON="$(PYTHON)" tools/make_venv.sh $(VENV)
	@echo "Installing the pinned tools into $(VENV) (once; a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# As pip does for what it installs: else each start compiles anew where PYTHONDONTWRITEBYTECODE is set.
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: $(READY) ## Score the example authority and write its letter
	@$(BIN)/prevent-assure -C $(EXAMPLE) score
	@$(BIN)/prevent-assure -C $(EXAMPLE) letter --authority herefordshire --format html --format md
	@echo
	@echo "Herefordshire's letter lies at"
	@echo "  $(CURDIR)/$(LETTERS)/herefordshire.html   (open it in a browser)"
	@echo "  $(CURDIR)/$(LETTERS)/herefordshire.md"
	@if $(BIN)/python -c 'import typst' 2>/dev/null; then \
	  $(BIN)/prevent-assure -C $(EXAMPLE) letter --authority herefordshire --format pdf >/dev/null; \
	  echo "  $(CURDIR)/$(LETTERS)/herefordshire.pdf"; fi

nation: $(READY) ## Write a synthetic nation to build/nation: 400 invented authorities, three cycles
	@$(BIN)/python tools/nation.py build/nation $(ARGS)
	@echo "A synthetic nation, all of it invented, lies at build/nation"

test: $(READY) ## Run the tests, but for the slow searches
	@echo "This takes about eight minutes on two processors."
	@$(BIN)/python -m pytest -m "not network and not slow" $(SPREAD) $(ARGS)

comma := ,
# What reads, decides and writes: a branch of it that no test goes through is not merged.
CERTAIN := $(subst $() ,$(comma),$(addprefix */prevent_assure/,source/* rules/* checking/checks/* checking/lint/* \
	changes/causes.py changes/comparison.py changes/fields.py editions/carrying.py \
	national/cell_suppression.py national/figures.py national/rows.py national/tables/columns.py national/tables/rows.py \
	workspace/writing.py))

covered: $(READY) ## Run all tests with branch coverage, and hold reader, rules and writer to all of it
	@$(BIN)/python -m pytest --cov $(SPREAD) $(ARGS)
	@$(BIN)/python -m coverage report --include='$(CERTAIN)' --fail-under=100

check: $(READY) ## Format, lint, types, the import contracts, spelling and links
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python tools/house.py
	$(BIN)/typos
	$(BIN)/rumdl check --quiet --no-cache

accept: $(READY) ## Run the acceptance tests on the built and installed wheel, from another folder
	@PYTHON=$(BIN)/python tools/accept.sh $(SPREAD) $(ARGS)

hooks: $(READY) ## Take the pre-commit hook and the GitHub action as a stranger would (needs the network)
	@$(BIN)/python -m pytest -m network $(ARGS)

browser: $(READY) ## Hold the letter to accessibility, HTML, print and inertness checks in chromium
	@PYTHON=$(BIN)/python tests/browser/run.sh

fuzz: $(READY) ## Throw 1,000,000 mutants at the reader, the models and the rules (minutes to half an hour)
	@$(BIN)/python tools/fuzz.py $(ARGS)

kills: $(READY) ## Kill commands in the middle of writing, run them two at once, and look at what is left (minutes)
	@$(BIN)/python tools/kills.py $(ARGS)

audit: ## Ask the database of advisories about each pinned dependency (needs the network)
	@PYTHON="$(PYTHON)" tools/make_venv.sh $(VENV)-audit
	@$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check "pip-audit>=2.9"
	@$(VENV)-audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements/dev.txt

mutate: ## Change the rules in each small way, and count the changes that no test notices (hours)
	@PYTHON="$(PYTHON)" tools/make_venv.sh $(VENV)-mutate
	@$(VENV)-mutate/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@$(VENV)-mutate/bin/python -m pip install --quiet --disable-pip-version-check "mutmut>=3.8" -e .
	@$(VENV)-mutate/bin/python tools/mutate.py $(ARGS)

bench: $(READY) ## Measure speed and memory, and write docs/performance.md (a quarter of an hour)
	@PYTHON=$(BIN)/python tools/rivals.sh $(RIVALS)
	@$(BIN)/python bench/run.py --rivals $(RIVALS) --instructions --write $(ARGS)

lock: ## Pin the newest dependencies in requirements/ and bench/rivals/ (needs uv and npm)
	@tools/lock.sh

clean: ## Remove what the targets made
	rm -rf $(VENV) $(VENV)-audit $(VENV)-mutate mutants build dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	rm -rf tests/browser/node_modules
	find src tests tools bench ci -name __pycache__ -type d -prune -exec rm -rf {} +
