# Everything a newcomer needs: `make dashboard` and `make test`, nothing before them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CATALOGS := nb nn
# The order of the tests of a file: the same each time, so that what passed here passes there.
# Another one finds tests that lean on each other: make test ORDER=$$RANDOM
ORDER ?= 1

.PHONY: dashboard test lint lock windows-zip messages api docs screenshots clean

dashboard: $(VENV)/.runtime
	$(BIN)/makkerskap dashboard

# A file of tests stays in one process, for its tests share what takes long to start; the files
# begin in the order of tests/conftest.py, not those first that have the most tests.
test: $(VENV)/.dev
	$(BIN)/pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder --randomly-seed=$(ORDER)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The package itself is installed in place, so a change of its code needs no new install.
$(VENV)/.runtime: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12) and "Python 3.12 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

# After changing dependencies in pyproject.toml. The locks name no package index.
lock:
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --extra install pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --group dev -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --group docs -c requirements.lock -c requirements-dev.lock -o requirements-docs.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --group server -c requirements-dev.lock -o deploy/requirements.lock

# The dashboard as one zip for Windows, from PYTHON_FOR_WINDOWS, the embeddable package of python.org.
windows-zip: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python deploy/windows.py "$(PYTHON_FOR_WINDOWS)"

# After changing a sentence: collect them all, merge, then translate what is new and compile.
messages: $(VENV)/.dev
	$(BIN)/pybabel -q extract -F babel.cfg --no-default-keywords -k _ -k Message -k plural:1,2 --no-wrap --sort-by-file --add-location=file --omit-header -o $(VENV)/messages.pot .
	for language in $(CATALOGS); do \
		$(BIN)/pybabel -q update --init-missing --no-fuzzy-matching --no-wrap --ignore-pot-creation-date --ignore-obsolete -D makkerskap -l $$language -i $(VENV)/messages.pot -d toolkit/locale || exit 1; \
	done
	$(BIN)/pybabel -q compile -D makkerskap -d toolkit/locale

# After changing a name of the front door, its docstring or its example.
api: $(VENV)/.dev
	$(BIN)/python docs/api.py

# All documents as pages that need no network: open build/docs/docs/index.html.
docs: $(VENV)/.docs
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --conf-dir docs/site --doctree-dir build/doctrees . build/docs

$(VENV)/.docs: $(VENV)/.runtime requirements-docs.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	touch $@

# The pictures of the documentation, as the browser tests see the pages now.
screenshots: $(VENV)/.dev
	rm -rf test-results/screenshots
	$(BIN)/pytest --numprocesses=auto --dist=loadfile tests/end_to_end
	cp test-results/screenshots/*.png test-results/screenshots/*.gif docs/screenshots/

clean:
	rm -rf $(VENV) test-results
